//! What each cell to be filled in accepts, and how it says so. A validation holds what is typed; what is pasted is
//! judged when it comes back.

use super::grado::{IN_PARTE, NON_REALIZZATO, REALIZZATO, ratio};
use super::{Invio, day};
use crate::answers::{Domanda, Tipo, first_day, percent_limit};
use crate::model::numero_italiano;
use crate::publish::figure::binary;
use anyhow::{Context, Result};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Formula};

/// The validation of a value.
pub(super) fn valore(
    invio: &Invio<'_>,
    domanda: &Domanda<'_>,
    tipo: Tipo,
    at: &str,
) -> Result<DataValidation> {
    let new = DataValidation::new();
    let (rule, title, help, wrong) = match tipo {
        Tipo::SiNo => (
            new.allow_list_strings(&["sì", "no"])?,
            "Sì o no",
            "Scegliere dalla lista: «sì» se è stato fatto, «no» se non lo è.".to_owned(),
            "Qui si può scrivere solo sì oppure no.".to_owned(),
        ),
        Tipo::Numero => (
            new.allow_decimal_number(DataValidationRule::Between(-1e12, 1e12)),
            "Un numero",
            "Scrivere solo il numero, senza parole: per esempio 412 oppure 12,5.".to_owned(),
            "Qui serve un numero, senza parole né unità di misura: per esempio 412.".to_owned(),
        ),
        Tipo::Percentuale => {
            let limit = percent_limit(domanda.indicatore.valore_atteso.value());
            let top = limit.checked_div(Decimal::ONE_HUNDRED).and_then(binary).context("limite")?;
            (
                new.allow_decimal_number(DataValidationRule::Between(0.0, top)),
                "Una percentuale",
                "Scrivere la percentuale con il segno %: per esempio 45%.".to_owned(),
                format!("Qui serve una percentuale fra 0% e {}%: per esempio 45%.", numero_italiano(limit)),
            )
        }
        Tipo::Rapporto => {
            let (done, all) = ratio(at);
            (
                new.allow_custom(Formula::new(format!("ISNUMBER({done}/{all})"))),
                "Quanti su quanti",
                "Scrivere quanti su quanti, con la barra: per esempio 3/5.".to_owned(),
                "Qui servono due numeri con la barra in mezzo: quanti su quanti, per esempio 3/5.".to_owned(),
            )
        }
        Tipo::Data => {
            let (first, last) = (first_day(invio.scadenza), invio.scadenza);
            let date = |day: jiff::civil::Date| {
                ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)
            };
            (
                new.allow_date(DataValidationRule::Between(date(first)?, date(last)?)),
                "Il giorno",
                format!(
                    "Il giorno in cui è stato fatto, come gg/mm/aaaa, non oltre il {}. Se non è stato fatto lasciare vuoto e \
                     scegliere l'esito «non realizzato».",
                    day(last)
                ),
                format!("Qui serve una data, come gg/mm/aaaa, dal {} al {}.", day(first), day(last)),
            )
        }
        Tipo::Testo => (
            new.allow_any_value(),
            "Che cosa è stato fatto",
            "Scrivere in breve che cosa è stato fatto, con gli estremi degli atti; poi scegliere l'esito."
                .to_owned(),
            String::new(),
        ),
    };
    finish(rule, title, &help, &wrong)
}

/// The validation of the esito.
pub(super) fn esito(is_last: bool) -> Result<DataValidation> {
    let rule = DataValidation::new().allow_list_strings(&[REALIZZATO, NON_REALIZZATO, IN_PARTE])?;
    let when = match is_last {
        true => "Vale più del valore scritto.",
        false => "A questa scadenza serve a sapere a che punto si è: il grado si calcola dal valore.",
    };
    let help =
        format!("Scegliere dalla lista. Se è «in parte», scrivere quanto nella colonna accanto. {when}");
    finish(rule, "Esito", &help, "Scegliere una delle tre voci della lista.")
}

/// The validation of how much was done.
pub(super) fn quota() -> Result<DataValidation> {
    let rule = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 1.0));
    let help = "Solo se l'esito è «realizzato in parte»: quanto, con il segno %, per esempio 60%.";
    finish(rule, "In parte: quanto", help, "Qui serve una percentuale fra 0% e 100%: per esempio 60%.")
}

/// The help beside a motivazione.
pub(super) fn motivazione() -> Result<DataValidation> {
    let help = "Perché non è stato raggiunto, o è in ritardo. È obbligatoria quando il grado è sotto 100 e il termine è passato.";
    finish(DataValidation::new().allow_any_value(), "Motivazione", help, "")
}

fn finish(rule: DataValidation, title: &str, help: &str, wrong: &str) -> Result<DataValidation> {
    let rule = rule.set_input_title(title)?.set_input_message(help)?;
    Ok(match wrong {
        "" => rule,
        wrong => rule.set_error_title("Valore non ammesso")?.set_error_message(wrong)?,
    })
}
