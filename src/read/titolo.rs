//! The title line of a scheda: `OBIETTIVO n. 1/ED - assegnato per l'anno 2023: Titolo`.

use super::numero;
use crate::layout::{Campo, Lessico, Rest, campo_of, fold, has_content, one_line};

/// What a title line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Riga {
    /// The number as printed: `2`, `1/ED`, `6 bis`.
    pub numero: Option<String>,
    /// The title; `None` if the line has only the number.
    pub titolo: Option<String>,
    /// The year it says it is assigned for.
    pub anno: Option<i16>,
}

/// Reads what follows the label of a title line.
pub fn riga(rest: &Rest, lessico: &Lessico) -> Riga {
    let text = rest.text.trim();
    let (numero, after) = number(text, rest.separated);
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || ")]:.-–—/".contains(c)).trim();
    let assigned = fold(after);
    let before_a_year = |word: &String| {
        assigned.strip_prefix(&fold(word)).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    if lessico.valori.list("assegnato_per_anno").iter().any(before_a_year) {
        let digits: String =
            after.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        let titolo =
            after.split_once(':').map(|(_, title)| one_line(title)).filter(|title| has_content(title));
        return Riga { numero, titolo, anno: digits.parse().ok().filter(|year| (2000..2100).contains(year)) };
    }
    // Scheda obiettivo 2024: a year alone is no title
    let year = after.parse::<i16>().ok().filter(|year| (2000..2100).contains(year) && after.len() == 4);
    let titolo = Some(one_line(after)).filter(|title| has_content(title) && year.is_none());
    Riga { numero, titolo, anno: year }
}

/// The number and the title of a cell that holds both: `1. Titolo`, `Obiettivo 2: Titolo`; `None` if it holds no number.
pub fn numbered(text: &str, lessico: &Lessico) -> Option<(String, String)> {
    let labelled =
        campo_of(text, lessico).filter(|(campo, _)| matches!(campo, Campo::Titolo | Campo::Numero));
    let bare = Rest { text: text.to_owned(), separated: true, length: 0 };
    let found = riga(&labelled.map_or(bare, |(_, rest)| rest), lessico);
    found.numero.zip(found.titolo)
}

/// The number at the start of a text, and what follows it. After a colon a number must be closed by a sign, or it
/// is the title's own first word: `OBIETTIVO: 100 alberi`.
fn number(text: &str, separated: bool) -> (Option<String>, &str) {
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = ["n.", "n°", "nr.", "nº", "n ", "num."]
        .iter()
        .find_map(|word| {
            start
                .get(..word.len())
                .filter(|head| head.eq_ignore_ascii_case(word))
                .and(start.get(word.len()..))
        })
        .unwrap_or(start)
        .trim_start();
    let end = numero::length(start);
    if end == 0 {
        return (None, text);
    }
    let (numero, after) = start.split_at(end);
    // 3-6 anni, 1.500 alberi: a digit right after the sign makes it part of the title
    let sign = after.trim_start();
    let part = sign.chars().nth(1).is_some_and(|next| next.is_ascii_digit());
    let closed = sign.is_empty() || (sign.starts_with([')', ':', '.', '-', '–', '—', ']']) && !part);
    let open = !separated && !numero::has_letters_first(numero) && after.starts_with(char::is_whitespace);
    match closed || open {
        true => (Some(numero.to_owned()), after),
        false => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_lines_as_the_forms_print_them() {
        let line = |text: &str, separated| {
            riga(&Rest { text: text.into(), separated, length: 9 }, &Lessico::embedded())
        };
        let some = |text: &str| Some(text.to_owned());
        for (typed, separated, numero, titolo) in [
            ("2: Gestione cassa vincolata", false, some("2"), some("Gestione cassa vincolata")),
            ("1): Adempimenti", false, some("1"), some("Adempimenti")),
            ("n.5: ORTI", false, some("5"), some("ORTI")),
            ("4:", false, some("4"), None),
            ("Variante al Piano", true, None, some("Variante al Piano")),
            ("100 alberi", true, None, some("100 alberi")),
            ("3-6 anni: nuovo nido", true, None, some("3-6 anni: nuovo nido")),
            ("1.500 alberi", true, None, some("1.500 alberi")),
            ("3 Riduzione consumi", false, some("3"), some("Riduzione consumi")),
            ("2.1 - Catasto", false, some("2.1"), some("Catasto")),
            ("A.3: Pulizia", false, some("A.3"), some("Pulizia")),
            ("n. IV: Piano", false, some("IV"), some("Piano")),
            ("PNRR 2 interventi", false, None, some("PNRR 2 interventi")),
            ("6 bis) Conferimento", false, some("6 bis"), some("Conferimento")),
            ("7: Bando PNRR 1.4.5\nAttivazione", false, some("7"), some("Bando PNRR 1.4.5 Attivazione")),
        ] {
            assert_eq!(
                (line(typed, separated).numero, line(typed, separated).titolo),
                (numero, titolo),
                "{typed}"
            );
        }
        let edilizia = line("1/ED - assegnato per l'anno 2023:", false);
        assert_eq!(edilizia, Riga { numero: some("1/ED"), titolo: None, anno: Some(2023) });
    }
}
