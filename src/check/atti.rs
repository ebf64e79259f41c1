//! Deeds cited in a text by kind, number and year: `D.L. 13/2023`, `Legge n. 51 del 20/05/2022`, `decreto legge 31
//! maggio 2021, n. 77`. Only what is written in full is understood; whether the deed exists is nobody's business here.

use super::parole::{Parole, words};

/// A deed as cited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Atto {
    /// Its kind, as printed: `D.L.`.
    pub sigla: String,
    /// Its number.
    pub numero: u32,
    /// Its year.
    pub anno: u32,
}

/// The ways of writing the kinds of deeds, cut into words once for many texts.
pub struct Forme<'a>(Vec<(&'a str, Vec<String>)>);

impl<'a> Forme<'a> {
    /// Those of the lists, the longest first.
    pub fn of(parole: &'a Parole) -> Forme<'a> {
        let forms = |(sigla, forme): (&'a str, &'a [String])| {
            forme.iter().map(move |forma| (sigla, words(forma))).collect::<Vec<_>>()
        };
        let mut found: Vec<(&str, Vec<String>)> = parole.atti().flat_map(forms).collect();
        found.sort_by_key(|(_, forma)| std::cmp::Reverse(forma.len()));
        Forme(found)
    }

    /// The kind of deed that the text begins with, and how many words it takes: the longest that fits.
    fn kind(&self, text: &[String]) -> Option<(&'a str, usize)> {
        let found = self.0.iter().find(|(_, forma)| text.starts_with(forma));
        found.map(|(sigla, forma)| (*sigla, forma.len()))
    }
}

/// The deeds that a text cites, in its order.
pub fn citati(forme: &Forme<'_>, testo: &str) -> Vec<Atto> {
    let mut found = Vec::new();
    if !has_year(testo) {
        return found;
    }
    let text = words(testo);
    let mut rest = text.as_slice();
    while !rest.is_empty() {
        let step = match forme.kind(rest) {
            Some((sigla, length)) => {
                let after = rest.get(length..).unwrap_or_default();
                let cited = number_and_year(after);
                found.extend(cited.map(|(numero, anno)| Atto { sigla: sigla.to_owned(), numero, anno }));
                length
            }
            None => 1,
        };
        rest = rest.get(step..).unwrap_or_default();
    }
    found
}

/// Whether four digits stand together: a deed without its year is not understood anyway.
fn has_year(testo: &str) -> bool {
    testo.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// `n. 51/2022`, `n. 51 del 20/05/2022`, `23/12/1998, n. 448`.
fn number_and_year(text: &[String]) -> Option<(u32, u32)> {
    let first = text.first()?;
    let text = if is_number_sign(first) { text.get(1..)? } else { text };
    let number = |at: usize| text.get(at)?.parse::<u32>().ok();
    let year = |at: usize| number(at).filter(|year| (1900..2100).contains(year));
    if let (Some(numero), Some(anno)) = (number(0), year(1)) {
        return Some((numero, anno));
    }
    if text.get(1).is_some_and(|word| word == "del" || word == "dell") {
        return Some((number(0)?, (2..=4).find_map(year)?));
    }
    let signed = text.get(3).is_some_and(|word| is_number_sign(word));
    signed.then(|| Some((number(4)?, year(2)?)))?
}

fn is_number_sign(word: &str) -> bool {
    matches!(word, "n" | "nr" | "num" | "numero")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_are_found_however_they_are_cited() {
        let forme = Forme::of(Parole::embedded());
        for (text, sigla, numero, anno) in [
            ("ai sensi del D.L. 13/2013, art. 4-bis", "D.L.", 13, 2013),
            ("la Legge n. 51 del 20/05/2022 ha apportato", "L.", 51, 2022),
            ("L'art. 22 bis del decreto legge 31 maggio 2021, n. 77", "D.L.", 77, 2021),
            ("art. 25 L.R. 65/2014", "L.R.", 65, 2014),
            ("nuovo Codice D.Lgs. 36/2023", "D.Lgs.", 36, 2023),
        ] {
            let expected = Atto { sigla: sigla.into(), numero, anno };
            assert_eq!(citati(&forme, text), [expected], "{text}");
        }
        for text in ["C.C.N.L. 16 NOVEMBRE 2022", "entro l'8 marzo 2023", "delibera n. 88 del 28/09/2023"] {
            assert_eq!(citati(&forme, text), [], "{text}");
        }
    }
}
