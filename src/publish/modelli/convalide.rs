//! What may be typed into the boxes: lists to choose from, and rules with a message that says what to write instead.

use anyhow::Result;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Formula};

const STOP: DataValidationErrorStyle = DataValidationErrorStyle::Stop;

fn refusing(rule: DataValidation, title: &str, message: &str) -> Result<DataValidation> {
    Ok(rule.set_error_style(STOP).set_error_title(title)?.set_error_message(message)?)
}

/// One of these words and no other.
pub(super) fn scelta(words: &[&str], title: &str) -> Result<DataValidation> {
    let message = format!("Si può scrivere soltanto: {}.", words.join(", "));
    refusing(DataValidation::new().allow_list_strings(words)?, title, &message)
}

/// These words to choose from; any other can be typed too.
pub(super) fn suggeriti(words: &[&str], title: &str, message: &str) -> Result<DataValidation> {
    let rule = DataValidation::new().allow_list_strings(words)?.show_error_message(false);
    Ok(rule.set_input_title(title)?.set_input_message(message)?)
}

/// One of the names listed on another sheet; another is kept after a question.
pub(super) fn elenco(range: &str, title: &str, message: &str) -> Result<DataValidation> {
    let rule = DataValidation::new().allow_list_formula(Formula::new(format!("={range}")));
    let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
    Ok(rule.set_error_title(title)?.set_error_message(message)?)
}

/// A year of this century.
pub(super) fn anno() -> Result<DataValidation> {
    let rule = DataValidation::new().allow_whole_number(DataValidationRule::Between(2000, 2100));
    refusing(rule, "Anno", "L'anno si scrive con quattro cifre, per esempio 2024.")
}

/// A percentage written as a number: 30, not 30% and not 0,3.
pub(super) fn percento(at: &str, title: &str) -> Result<DataValidation> {
    let rule = format!("=AND(ISNUMBER({at}),{at}>=0,{at}<=100,OR({at}=0,{at}>=1))");
    let message = "Si scrive un numero da 0 a 100, senza il segno di percento: 30 e non 30% né 0,3.";
    refusing(DataValidation::new().allow_custom(Formula::new(rule)), title, message)
}

/// A mark in a month's cell.
pub(super) fn mese(at: &str) -> Result<DataValidation> {
    let rule = format!("=UPPER(TRIM({at}))=\"X\"");
    let message = "Nel mese in cui si lavora alla fase si scrive una X; negli altri non si scrive niente.";
    refusing(DataValidation::new().allow_custom(Formula::new(rule)), "Mesi della fase", message)
}

/// A day: of the form's year, or of the five after it where the obiettivo is pluriennale.
pub(super) fn conclusione(at: &str, anno: &str, durata: &str) -> Result<DataValidation> {
    let last = format!("DATE({anno}+IF({durata}=\"pluriennale\",5,0),12,31)");
    let within = format!("AND({at}>=DATE({anno},1,1),{at}<={last})");
    let rule = format!("=AND(ISNUMBER({at}),IF({anno}=\"\",TRUE,{within}))");
    let rule = DataValidation::new().allow_custom(Formula::new(rule));
    let rule = rule
        .set_input_title("Data di conclusione")?
        .set_input_message("Il giorno entro cui l'obiettivo si conclude, per esempio 31/12/2023.")?;
    let message = "Si scrive un giorno dell'anno della scheda, per esempio 31/12/2023. Se l'obiettivo va oltre, scegliere \
                   prima la durata «pluriennale».";
    refusing(rule, "Data di conclusione", message)
}

/// Points from 0 to the maximum written in a cell.
pub(super) fn punti(at: &str, massimo: &str, words: &str, criterio: &str) -> Result<DataValidation> {
    let rule = format!("=AND(ISNUMBER({at}),{at}>=0,{at}<={massimo})");
    let title: String = criterio.chars().take(32).collect();
    let message = format!("I punti vanno da 0 a {words}, scritti come numero.");
    refusing(DataValidation::new().allow_custom(Formula::new(rule)), &title, &message)
}

/// A box in which nothing is refused, with a word on what to write.
pub(super) fn aiuto(title: &str, message: &str) -> Result<DataValidation> {
    Ok(DataValidation::new().set_input_title(title)?.set_input_message(message)?)
}
