//! Which Aree have the same Responsabile.
//!
//! Two names are one person if they are made of the same words, in whatever order and case, initials apart. Nothing
//! is guessed beyond that: a name typed with its title in one place and without in another stays two names.

use crate::model::{Area, Piano};
use unicode_normalization::UnicodeNormalization;

/// The names of the Aree that this Area's Responsabile runs, this one included, in the plan's order.
pub(super) fn aree_of<'p>(area: &'p Area, piano: &'p Piano) -> Vec<&'p str> {
    let own = area.responsabile.value().map(|name| person(name)).filter(|words| !words.is_empty());
    let same = |other: &&Area| {
        let theirs = other.responsabile.value().map(|name| person(name));
        other.nome == area.nome || (own.is_some() && own == theirs)
    };
    piano.aree.values().filter(same).map(|area| area.nome.as_str()).collect()
}

/// The words of a name, sorted: letters only, lower case, without accents nor initials.
fn person(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split(|typed: char| !typed.is_alphabetic() && typed != '\'' && typed != '’')
        .map(|word| word.nfkd().filter(|part| part.is_alphabetic()).flat_map(char::to_lowercase).collect())
        .filter(|word: &String| word.chars().count() > 1)
        .collect();
    words.sort();
    words
}
