//! Words, as the rules compare them: without capitals, accents and punctuation, and the lists of
//! `templates/regole.toml`.
//!
//! A likeness found here only ever raises a question for somebody to answer: nothing is joined, read or computed on
//! the strength of it.

use indexmap::IndexMap;
use serde::Deserialize;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The lists of words that the rules look for.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Parole {
    /// Deeds cited by number and year: the abbreviation printed, and how it is written.
    atti: IndexMap<String, Vec<String>>,
    #[serde(flatten)]
    elenchi: IndexMap<String, Vec<String>>,
}

impl Parole {
    /// The lists that come with the program.
    pub fn embedded() -> &'static Parole {
        // the file is part of the program: a test reads it, so a mistake never reaches an office
        static EMBEDDED: LazyLock<Parole> =
            LazyLock::new(|| toml::from_str(include_str!("../../templates/regole.toml")).unwrap_or_default());
        &EMBEDDED
    }

    /// The phrases of a list, as written in the file.
    pub fn elenco(&self, nome: &str) -> &[String] {
        self.elenchi.get(nome).map(Vec::as_slice).unwrap_or_default()
    }

    /// The kinds of deeds: abbreviation printed, ways of writing it.
    pub fn atti(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.atti.iter().map(|(sigla, forme)| (sigla.as_str(), forme.as_slice()))
    }

    /// The first phrase of a list that stands in the text, with the words that follow it.
    pub fn trova<'a>(&'a self, nome: &str, testo: &str) -> Option<(&'a str, Vec<String>)> {
        let text = words(testo);
        let stands = |phrase: &&String| after(&text, &words(phrase)).is_some();
        let found = self.elenco(nome).iter().find(stands)?;
        Some((found, after(&text, &words(found))?.to_vec()))
    }

    /// The words of a title that say what it is about: no articles, no years, no ending of gender and number.
    pub fn significative(&self, testo: &str) -> Vec<String> {
        let empty = self.elenco("parole_vuote");
        let says = |word: &String| {
            word.chars().count() > 1 && !word.chars().all(|c| c.is_ascii_digit()) && !empty.contains(word)
        };
        let mut found: Vec<String> =
            words(testo).iter().filter(|word| says(word)).map(|word| stem(word)).collect();
        found.sort();
        found.dedup();
        found
    }
}

/// The words of a text, lower case and without accents. An apostrophe ends a word.
pub fn words(testo: &str) -> Vec<String> {
    let split = testo.split(|typed: char| !typed.is_alphanumeric());
    split.map(fold).filter(|word| !word.is_empty()).collect()
}

/// Whether two texts say the same but for capitals, accents, punctuation and blanks.
pub fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// How many members the two lists share; each has no member twice.
pub fn shared(a: &[String], b: &[String]) -> usize {
    a.iter().filter(|word| b.contains(word)).count()
}

/// The text as it is compared: letters and digits only, lower case, without accents.
pub fn fold(text: &str) -> String {
    text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The word without its last vowels: `carte` and `carta` are one.
fn stem(word: &str) -> String {
    let stem = word.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    if stem.chars().count() < 3 { word.to_owned() } else { stem.to_owned() }
}

/// The words after a phrase, where it first stands.
fn after<'a>(text: &'a [String], phrase: &[String]) -> Option<&'a [String]> {
    if phrase.is_empty() {
        return None;
    }
    let at = text.windows(phrase.len()).position(|window| window == phrase)?;
    text.get(at + phrase.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_lists_are_there() {
        let parole = Parole::embedded();
        for nome in
            ["attivita_ordinaria", "al_massimo", "tempi_di_pagamento", "parole_vuote", "titoli_di_persona"]
        {
            assert!(!parole.elenco(nome).is_empty(), "{nome}");
        }
        assert!(parole.atti().count() > 3);
    }

    #[test]
    fn phrases_are_found_whatever_their_capitals_and_accents() {
        let parole = Parole::embedded();
        let found = parole.trova("attivita_ordinaria", "Istruttoria e ATTIVITA' ORDINARIA dell'ufficio");
        assert_eq!(found.map(|(phrase, _)| phrase), Some("attività ordinaria"));
        assert!(parole.trova("attivita_ordinaria", "manutenzione straordinaria").is_none());
    }

    #[test]
    fn titles_share_words_but_for_number_and_gender() {
        let parole = Parole::embedded();
        let likeness = |a: &str, b: &str| shared(&parole.significative(a), &parole.significative(b));
        assert_eq!(likeness("Sistemi informativi", "Un sistema informativo"), 2);
        assert_eq!(likeness("Rilevazioni inventariali 2023", "Riconciliazione dell'inventario 2023"), 0);
    }
}
