//! MON208 percentuale-diversa — La percentuale complessiva scritta non è quella calcolata
//!
//! **Che cosa.** Confronta la «Percentuale complessiva di realizzazione» scritta sulla scheda con il grado calcolato
//! dagli indicatori all'ultima scadenza; se il grado è in sospeso, con gli estremi fra cui può stare.
//! **Perché.** Nei prospetti va il grado calcolato: se la percentuale scritta è quella giusta, un risultato o una verifica
//! sono sbagliati, o i pesi degli indicatori mancano.
//! **Rimedio.** Confrontare i due conti, e correggere quello sbagliato.
//!
//! ```tabella
//! # Area Urbanistica.xlsx › OB 1
//!  1 | Area Urbanistica
//!  2 | Obiettivo n. 1: Piano operativo
//!  3 | Indicatore   | Valore atteso  | Verifica
//!  4 | Avvio        | 31/07/2023     | ☒ realizzato ☐ non realizzato ☐ realizzato in parte: …%
//!  5 | Adozione     | 31/12/2023     | ☐ realizzato ☒ non realizzato ☐ realizzato in parte: …%
//!  6 | Percentuale complessiva di realizzazione | 80% | <- MON208 B6 sulla scheda è scritto 80%, dagli indicatori risulta 50%
//! ```
//!
//! Tace quando sono uguali, e quando la percentuale scritta può ancora essere giusta:
//!
//! ```tabella
//! # Area Urbanistica.xlsx › OB 2
//!  1 | Area Urbanistica
//!  2 | Obiettivo n. 2: Parco agricolo
//!  3 | Indicatore   | Valore atteso  | Verifica
//!  4 | Istruttoria  | 31/07/2023     | ☒ realizzato ☐ non realizzato ☐ realizzato in parte: …%
//!  5 | Adozione     | 31/12/2023     | ☐ realizzato ☐ non realizzato ☐ realizzato in parte: …%
//!  6 | Percentuale complessiva di realizzazione | 80%
//! ```

use super::scrittura::numero;
use super::{Context, Rule};
use crate::compute::esito::Grado;
use crate::rilievo::{Gravita, Rilievo};
use rust_decimal::Decimal;

pub const RULE: Rule = Rule {
    codice: "MON208",
    nome: "percentuale-diversa",
    source: include_str!("mon208_percentuale_diversa.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    for (obiettivo, scheda) in context.schede() {
        let Some(scritta) = scheda.percentuale_complessiva.cited() else { continue };
        let esito = context.esiti.obiettivi.get(&obiettivo.chiave).filter(|esito| !esito.dichiarata);
        let Some((_, grado)) = esito.and_then(|esito| esito.realizzazione.last_key_value()) else { continue };
        if let Some(risulta) = difference(scritta.value, &grado.value) {
            let messaggio = format!(
                "sulla scheda è scritto {}%, dagli indicatori risulta {risulta}",
                numero(scritta.value)
            );
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &scritta.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

/// What comes out of the indicatori, when it is not what was typed but for its rounding.
fn difference(scritta: Decimal, grado: &Grado) -> Option<String> {
    // half of the last decimal typed
    let rounding = Decimal::new(5, scritta.normalize().scale().min(26) + 1);
    match grado.valore {
        Some(valore) if (valore - scritta).abs() > rounding => Some(format!("{}%", numero(valore))),
        None if scritta < grado.minimo - rounding || scritta > grado.massimo + rounding => {
            Some(format!("fra {} e {}%", numero(grado.minimo), numero(grado.massimo)))
        }
        _ => None,
    }
}
