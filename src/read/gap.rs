//! Where, inside a text that a form prints, the answer goes: `Strategicità ..... Complessità .....`.
//!
//! Reading goes from the label to the value; this goes from the label to the place where the value is missing, by the
//! same words. It writes nothing.

use super::segments::{anywhere, stretches};
use crate::layout::{Campo, Lessico, has_content};
use std::ops::Range;

/// The label of a box that shares its cell with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Etichetta {
    /// A box of the form.
    Campo(Campo),
    /// A criterion of the pesatura, by id.
    Criterio(String),
}

/// A place to write in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The bytes to be replaced: dots, or what stands there now; none to insert.
    pub range: Range<usize>,
    /// What stands there now that says something; empty for dots.
    pub held: String,
    /// Whether a percent sign is printed after it.
    pub percent: bool,
    /// Whether a blank is needed before and after what is written.
    blanks: (bool, bool),
}

impl Gap {
    /// The gap after a label in a text; `None` if the text has no such label.
    pub fn after(text: &str, label: &Etichetta, lessico: &Lessico) -> Option<Gap> {
        let criteri = lessico.criteri();
        let boxes = [Campo::PesoPonderale, Campo::PercentualeComplessiva];
        let mut labels: Vec<(usize, &str)> = Vec::new();
        for (at, id) in criteri.iter().enumerate() {
            labels.extend(lessico.criterio_spellings(id).map(|written| (at, written)));
        }
        for (at, campo) in boxes.iter().enumerate() {
            labels.extend(lessico.spellings(*campo).map(|written| (criteri.len() + at, written)));
        }
        let own = match label {
            Etichetta::Criterio(id) => criteri.iter().position(|known| known == id)?,
            Etichetta::Campo(campo) => criteri.len() + boxes.iter().position(|known| known == campo)?,
        };
        let found = stretches(text, &labels, anywhere);
        let mut own = found.into_iter().filter(|(at, _)| *at == own).map(|(_, stretch)| stretch);
        // a label printed twice in one cell does not say which of the two is meant
        let stretch = own.next().filter(|_| own.next().is_none())?;
        Some(Gap::within(text, stretch, lessico))
    }

    /// The gap in a stretch of a text that begins after a label.
    pub(super) fn within(text: &str, stretch: Range<usize>, lessico: &Lessico) -> Gap {
        let piece = text.get(stretch.clone()).unwrap_or_default();
        let opening = piece.len() - piece.trim_start_matches([':', '=', ' ', '\u{a0}']).len();
        let body = piece.get(opening..).unwrap_or_default();
        let said = body.trim();
        let start = stretch.start + opening;
        let range = match dots(body) {
            Some(dots) => start + dots.start..start + dots.end,
            None if !has_content(said) => {
                // nothing but the label and its sign: the answer goes right after, on the label's own line
                let at = stretch.start + piece.len() - piece.trim_start_matches([':', '=']).len();
                at..at
            }
            None => {
                let lead = body.len() - body.trim_start().len();
                let said = said.trim_end_matches('%').trim_end();
                start + lead..start + lead + said.len()
            }
        };
        let held = text.get(range.clone()).unwrap_or_default();
        let held = if has_content(held) && !lessico.valori.has("vuoto", held) { held } else { "" };
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let after = text.get(range.end..).unwrap_or_default();
        let glued = |next: Option<char>| next.is_some_and(|c| !c.is_whitespace() && c != '(');
        Gap {
            held: held.to_owned(),
            percent: after.trim_start_matches([' ', '\u{a0}']).starts_with('%'),
            blanks: (glued(before), glued(after.chars().next().filter(|c| !"%.,;)/".contains(*c)))),
            range,
        }
    }

    /// What to put there for a value.
    pub fn filled(&self, value: &str) -> String {
        let blank = |needed: bool| if needed { " " } else { "" };
        format!("{}{value}{}", blank(self.blanks.0), blank(self.blanks.1))
    }
}

/// The first run of dots or underscores, with the blanks inside it: `.....`, `…`, `____`, `. . . .`.
pub(super) fn dots(text: &str) -> Option<Range<usize>> {
    let is_dot = |c: char| matches!(c, '.' | '…' | '_' | '·');
    let mut at = 0;
    loop {
        let start = at + text.get(at..)?.find(is_dot)?;
        let rest = text.get(start..)?;
        let length = rest.find(|c: char| !is_dot(c) && c != ' ').unwrap_or(rest.len());
        let run = rest.get(..length)?.trim_end();
        let weight: usize = run.chars().map(|c| if c == '…' { 3 } else { usize::from(is_dot(c)) }).sum();
        if weight >= 2 {
            return Some(start..start + run.len());
        }
        at = start + length.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, label: &Etichetta, value: &str) -> Option<String> {
        let gap = Gap::after(text, label, &Lessico::embedded())?;
        let mut text = text.to_owned();
        text.replace_range(gap.range.clone(), &gap.filled(value));
        Some(text)
    }

    #[test]
    fn the_answer_goes_where_the_dots_are_or_after_the_label() {
        let complessita = Etichetta::Criterio("complessita".into());
        for (text, expected) in [
            (
                "Strategicità .....\nComplessità .....\nRapporto obiettivo/attività ordinarie.....",
                "Strategicità .....\nComplessità 80\nRapporto obiettivo/attività ordinarie.....",
            ),
            (
                "Strategicità\nComplessità.....\nRapporto obiettivo/attività ordinarie",
                "Strategicità\nComplessità 80\nRapporto obiettivo/attività ordinarie",
            ),
            (
                "Strategicità\nComplessità\nRapporto obiettivo/attività ordinarie",
                "Strategicità\nComplessità 80\nRapporto obiettivo/attività ordinarie",
            ),
            ("Strategicità: 70 Complessità: Rapporto: 30", "Strategicità: 70 Complessità: 80 Rapporto: 30"),
            ("Complessità: . . . . /100", "Complessità: 80 /100"),
            ("Complessità: n.d.", "Complessità: 80"),
            ("Complessità 75\nRapporto 30", "Complessità 80\nRapporto 30"),
        ] {
            assert_eq!(written(text, &complessita, "80").as_deref(), Some(expected), "{text}");
        }
        let peso = Etichetta::Campo(Campo::PesoPonderale);
        assert_eq!(
            written("Peso ponderale\n.....", &peso, "76,67").as_deref(),
            Some("Peso ponderale\n76,67")
        );
        let share = Etichetta::Campo(Campo::PercentualeComplessiva);
        let text = "Percentuale complessiva di realizzazione: ……… %";
        assert_eq!(
            written(text, &share, "87,5").as_deref(),
            Some("Percentuale complessiva di realizzazione: 87,5 %")
        );
    }

    #[test]
    fn what_stands_there_is_told() {
        let complessita = Etichetta::Criterio("complessita".into());
        let held = |text| Gap::after(text, &complessita, &Lessico::embedded()).map(|gap| gap.held);
        assert_eq!(held("Complessità ....."), Some(String::new()));
        assert_eq!(held("Complessità 75 Rapporto 30"), Some("75".to_owned()));
        assert_eq!(held("Strategicità 75"), None);
        assert_eq!(held("Complessità ..... Complessità ....."), None);
    }
}
