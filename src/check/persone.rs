//! Names of people, as far as telling whether two spellings are of one: `Dott.ssa M.Pia Pelagatti` and `Maria Pia PELAGATTI`.
//! Titles and initials do not count; nothing is guessed beyond the words that are there.

use super::parole::{Parole, words};

/// The words of a name, without titles, offices and initials.
pub fn nome(parole: &Parole, scritto: &str) -> Vec<String> {
    let titles = parole.elenco("titoli_di_persona");
    let says = |word: &String| word.chars().count() > 2 && !titles.contains(word);
    let mut found: Vec<String> = words(scritto).into_iter().filter(says).collect();
    found.sort();
    found.dedup();
    found
}

/// The words of a name as the rules compare them; see [`nome`].
pub(crate) fn nome_di_persona(scritto: &str) -> Vec<String> {
    nome(Parole::embedded(), scritto)
}

/// All the words of a text in which names stand.
pub(crate) fn parole_di_nome(testo: &str) -> Vec<String> {
    words(testo)
}

/// Whether two names may be of one person: every word of the shorter stands in the longer.
pub fn stessa(a: &[String], b: &[String]) -> bool {
    let inside =
        |short: &[String], long: &[String]| !short.is_empty() && short.iter().all(|word| long.contains(word));
    inside(a, b) || inside(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_under_several_spellings() {
        let parole = Parole::embedded();
        let same = |a: &str, b: &str| stessa(&nome(parole, a), &nome(parole, b));
        assert!(same("Dott.ssa M.Pia Pelagatti", "Maria Pia PELAGATTI."));
        assert!(same("Bresci Maurizio", "MAURIZIO BRESCI"));
        assert!(!same("Maurizio Bresci", "Maurizio Tanini"));
        assert!(!same("Segretario Generale", "Isabella Sereni"));
    }
}
