//! Folding: texts as they are compared. Letters and digits only, lower case, without accents: `ATTIVITA'`,
//! `Attività` and `A t t i v i t à` are one text. It is not for printing: what was typed is kept elsewhere.

use unicode_normalization::UnicodeNormalization;

/// A folded text that remembers, for each of its bytes, where the original character ends.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded text, ASCII in practice.
    pub text: String,
    ends: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    pub fn new(original: &str) -> Folded {
        let mut folded = Folded::default();
        for (start, typed) in original.char_indices() {
            if typed.is_ascii() {
                if typed.is_ascii_alphanumeric() {
                    folded.text.push(typed.to_ascii_lowercase());
                    folded.ends.push(start + 1);
                }
                continue;
            }
            // ordinal signs decompose into letters: N° and Nº must both fold to "n"
            if matches!(typed, 'º' | 'ª') {
                continue;
            }
            for part in typed.nfkd().filter(|part| part.is_alphanumeric()).flat_map(char::to_lowercase) {
                folded.text.push(part);
                folded.ends.resize(folded.text.len(), start + typed.len_utf8());
            }
        }
        folded
    }

    /// Where, in the original, the character ends that gave the first `length` bytes of the folded text.
    pub fn end_of(&self, length: usize) -> usize {
        length.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0)
    }
}

/// The folded text alone.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for typed in text.chars().filter(|typed| !matches!(typed, 'º' | 'ª')) {
        match typed.is_ascii() {
            true if typed.is_ascii_alphanumeric() => folded.push(typed.to_ascii_lowercase()),
            true => {}
            false => {
                folded
                    .extend(typed.nfkd().filter(|part| part.is_alphanumeric()).flat_map(char::to_lowercase));
            }
        }
    }
    folded
}

/// The text without what stands in round brackets, an unclosed bracket included: labels carry hints there.
pub fn bare(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for typed in text.chars() {
        match typed {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(typed),
            _ => {}
        }
    }
    kept
}

/// White space trimmed, runs of blanks folded to one space, line breaks included.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text says anything: dots, underscores and dashes are places to write, not content.
pub fn has_content(text: &str) -> bool {
    text.chars().any(|typed| typed.is_alphanumeric())
}

/// The words of a text, each folded.
pub fn words(text: &str) -> Vec<String> {
    text.split(|typed: char| !typed.is_alphanumeric()).map(fold).filter(|word| !word.is_empty()).collect()
}
