//! Names of people on forms, as far as telling who is to be asked. Two spellings are one person if they are made of
//! the same words, titles and initials apart, or if the shorter has at least two and all of them stand in the longer.

use crate::check::{nome_di_persona, parole_di_nome};

/// A name as words to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Persona {
    words: Vec<String>,
}

impl Persona {
    /// The words of a name; `None` if it has none.
    pub(super) fn of(written: &str) -> Option<Persona> {
        let words = nome_di_persona(written);
        (!words.is_empty()).then_some(Persona { words })
    }

    /// Whether the two are one person.
    pub(super) fn is(&self, other: &Persona) -> bool {
        let (short, long) = match self.words.len() <= other.words.len() {
            true => (self, other),
            false => (other, self),
        };
        self.words == other.words
            || (short.words.len() > 1 && short.words.iter().all(|word| long.words.contains(word)))
    }

    /// Whether a text, which may name several people, names this one.
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        let found = parole_di_nome(text);
        self.words.iter().all(|word| found.contains(word))
    }

    /// How many words the name has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_person_and_names_of_two() {
        let is = |a: &str, b: &str| Persona::of(a).unwrap().is(&Persona::of(b).unwrap());
        assert!(is("Geom. Maurizio Bresci", "BRESCI MAURIZIO"));
        assert!(is("M.Pia Pelagatti", "Dott.ssa Maria Pia Pelagatti."));
        assert!(!is("Maurizio Bresci", "Maurizio Tanini"));
        assert!(!is("Bresci", "Anna Bresci"), "un cognome solo non basta");
        assert!(Persona::of("Isabella Sereni").unwrap().is_named_in("ISABELLA SERENI e ALESSANDRO LANDI"));
    }
}
