//! Whether an indicatore and its expected value stand in each other's column: an answer where the measure should be, a
//! sentence where the answer should be. Only a suspicion: the reader reads the columns as they are headed.

use super::parole::words;

/// Whether the two texts seem swapped.
pub fn scambiati(descrizione: Option<&str>, atteso: Option<&str>) -> bool {
    descrizione.is_some_and(is_value) && atteso.is_some_and(is_sentence)
}

/// `sì`, `SI/NO`, `1`, `25/25`, `N. 1 evento`: an answer or an amount, with one word for what is counted at most.
fn is_value(text: &str) -> bool {
    let words = words(text);
    let answer = |word: &String| matches!(word.as_str(), "si" | "no" | "n" | "nr");
    let digits = |word: &String| word.chars().all(|c| c.is_ascii_digit());
    let other = words.iter().filter(|word| !answer(word) && !digits(word)).count();
    let says = words.iter().any(|word| matches!(word.as_str(), "si" | "no") || digits(word));
    let counted = words.first().is_some_and(|word| matches!(word.as_str(), "n" | "nr") || digits(word));
    says && (other == 0 || other == 1 && counted && words.len() <= 3)
}

fn is_sentence(text: &str) -> bool {
    words(text).iter().filter(|word| word.chars().any(char::is_alphabetic)).count() >= 2
}
