//! Years as texts name them: `2023`, `2023-2025`, `2023/24`, `al 30/09/2023`. Which of them move on with the plan, and
//! which are of a deed or of a day gone by and stay.

use crate::layout::{Lessico, fold};
use std::ops::Range;

/// A year, or several that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Catena {
    /// The years, each with its digits: four, or two after another year.
    pub anni: Vec<(Range<usize>, i16)>,
    /// Where the day begins whose year this is, if it is one's.
    giorno: Option<usize>,
    /// Whether a number stands right before: `12/2023`, as deeds are numbered.
    numerato: bool,
}

/// What becomes of a text that names the year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mossa {
    /// The digits to be replaced.
    pub tratti: Vec<(Range<usize>, String)>,
    /// Whether the year is named in a way that must stay: of a deed, of a day.
    pub lasciato: bool,
}

/// The years of a text.
pub(super) fn catene(text: &str) -> Vec<Catena> {
    let runs = runs(text);
    let between = |a: usize, b: usize| -> &str {
        let ends = runs.get(a).zip(runs.get(b)).map(|(a, b)| a.end..b.start);
        ends.and_then(|range| text.get(range)).unwrap_or_default()
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(run) = runs.get(at) {
        let Some(first) = year(text, run) else {
            at += 1;
            continue;
        };
        let short = |at: usize| runs.get(at).is_some_and(|run| run.len() <= 2);
        let joined = |a: usize| matches!(between(a, a + 1), "/" | "." | "-");
        let numeric = at >= 2 && short(at - 1) && short(at - 2) && joined(at - 1) && joined(at - 2);
        let giorno = match numeric {
            true => runs.get(at - 2).map(|run| run.start),
            false => None,
        };
        let numerato = giorno.is_none() && at >= 1 && between(at - 1, at) == "/";
        let (mut anni, mut last) = (vec![(run.clone(), first)], at);
        while giorno.is_none()
            && let Some(next) = runs.get(last + 1)
            && let Some((_, known)) = anni.last().cloned()
            && let Some(value) = following(text, next, known, between(last, last + 1))
        {
            anni.push((next.clone(), value));
            last += 1;
        }
        found.push(Catena { anni, giorno, numerato });
        at = last + 1;
    }
    found
}

/// Whether a text names the year.
pub(super) fn nomina(text: &str, anno: i16) -> bool {
    catene(text).iter().any(|catena| catena.has(anno))
}

/// The last year that a text names.
pub(super) fn ultimo(text: &str) -> Option<i16> {
    catene(text).iter().flat_map(|catena| &catena.anni).map(|(_, year)| *year).max()
}

/// A heading that names the year, moved on.
pub(super) fn avanti(text: &str, anno: i16, lessico: &Lessico) -> Mossa {
    let mut mossa = Mossa::default();
    let deeds = lessico.valori.list("atto");
    let lower = text.to_lowercase();
    let mut typed = lower.split_whitespace();
    let deed = typed.any(|word| deeds.iter().any(|deed| deed == word.trim_end_matches([',', ';', ':'])));
    for catena in catene(text).into_iter().filter(|catena| catena.has(anno)) {
        match deed || catena.numerato || catena.is_past(text, lessico) {
            true => mossa.lasciato = true,
            false => mossa.tratti.extend(catena.moved()),
        }
    }
    mossa
}

/// The one place of a heading that says which year the form is of: after the word `anno`, else the first.
pub(super) fn avanti_uno(text: &str, anno: i16, lessico: &Lessico) -> Mossa {
    let found: Vec<Catena> = catene(text).into_iter().filter(|catena| catena.has(anno)).collect();
    let named = |catena: &&Catena| {
        let start = catena.anni.first().map_or(0, |(range, _)| range.start);
        let before = text.get(..start).unwrap_or_default();
        before.split_whitespace().next_back().is_some_and(|word| lessico.valori.has("parola_anno", word))
    };
    let chosen = found.iter().find(named).or(found.first());
    Mossa { tratti: chosen.map(Catena::moved).unwrap_or_default(), lasciato: false }
}

/// The year where a cell prints it after the word `anno`, outside of what is typed in its boxes: moved on.
pub(super) fn stampato(
    text: &str,
    anno: i16,
    typed: &[String],
    lessico: &Lessico,
) -> Vec<(Range<usize>, String)> {
    let inside = |range: &Range<usize>| {
        let all = typed.iter().flat_map(|raw| text.match_indices(raw.trim()));
        all.into_iter().any(|(start, raw)| start <= range.start && range.end <= start + raw.len())
    };
    let printed = |catena: &Catena| {
        let start = catena.anni.first().map_or(0, |(range, _)| range.start);
        let before = text.get(..start).unwrap_or_default();
        let named = before.split_whitespace().next_back().is_some_and(|word| {
            let word = word.rsplit(['\'', '’']).next().unwrap_or(word);
            lessico.valori.has("parola_anno", word)
        });
        named && catena.has(anno) && !catena.anni.iter().any(|(range, _)| inside(range))
    };
    catene(text).iter().filter(|catena| printed(catena)).flat_map(Catena::moved).collect()
}

/// Whether a text names the year otherwise than as the beginning of a period that goes on after it.
pub(super) fn nomina_solo(text: &str, anno: i16) -> bool {
    let goes_on = |catena: &Catena| catena.anni.iter().any(|(_, year)| *year > anno);
    catene(text).iter().any(|catena| catena.has(anno) && !goes_on(catena))
}

/// The digits of the year in the text of a date.
pub(super) fn data_avanti(text: &str, anno: i16) -> Vec<(Range<usize>, String)> {
    let own = catene(text).into_iter().filter(|catena| catena.has(anno));
    own.flat_map(|catena| catena.anni).filter(|(_, year)| *year == anno).map(moved).collect()
}

/// A name of a file or folder with the year moved on; the days in it stay.
pub fn in_nome(name: &str, anno: i16) -> String {
    let mut moved = name.to_owned();
    let own = catene(name)
        .into_iter()
        .filter(|catena| catena.has(anno) && catena.giorno.is_none() && !catena.numerato);
    let mut tratti: Vec<_> = own.flat_map(|catena| catena.moved()).collect();
    tratti.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, digits) in tratti {
        moved.replace_range(range, &digits);
    }
    moved
}

impl Catena {
    fn has(&self, anno: i16) -> bool {
        self.anni.iter().any(|(_, year)| *year == anno)
    }

    fn moved(&self) -> Vec<(Range<usize>, String)> {
        self.anni.iter().cloned().map(moved).collect()
    }

    /// Whether it is the year of a day that has gone by: one that is not said to be looked forward to.
    fn is_past(&self, text: &str, lessico: &Lessico) -> bool {
        let start = self.giorno.or_else(|| self.named_day(text, lessico));
        let before = start.and_then(|start| text.get(..start)).map(|before| before.trim_end().to_lowercase());
        let Some(before) = before.filter(|before| !before.is_empty()) else { return false };
        let ahead = lessico.valori.list("alla_data").iter().chain(lessico.valori.list("entro"));
        let ends = |word: &String| {
            let rest = before.strip_suffix(word.as_str());
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        };
        !ahead.into_iter().any(ends)
    }

    /// Where the day begins in `30 settembre 2023`.
    fn named_day(&self, text: &str, lessico: &Lessico) -> Option<usize> {
        let start = self.anni.first()?.0.start;
        let before = text.get(..start)?.trim_end();
        let month = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
        lessico.month(&fold(before.get(month..).filter(|word| word.chars().count() > 2)?))?;
        let before = before.get(..month)?.trim_end_matches([' ', '\u{a0}', '°', 'º']);
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (1..=2).contains(&digits).then_some(before.len() - digits)
    }
}

fn moved((range, year): (Range<usize>, i16)) -> (Range<usize>, String) {
    let next = year + 1;
    let digits = if range.len() == 2 { format!("{:02}", next % 100) } else { next.to_string() };
    (range, digits)
}

/// Where the digits stand, run by run.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

fn year(text: &str, run: &Range<usize>) -> Option<i16> {
    let digits = text.get(run.clone()).filter(|digits| digits.len() == 4)?;
    digits.parse().ok().filter(|year| (2000..2100).contains(year))
}

/// A year that follows another: `-2025`, `/24`, `, 2024`, ` e 2024`.
fn following(text: &str, run: &Range<usize>, known: i16, between: &str) -> Option<i16> {
    let sign = between.trim();
    let joins = matches!(sign, "-" | "–" | "—" | "/" | "," | "e" | "al");
    let value = match run.len() {
        4 => year(text, run)?,
        // two digits are a year's only right after a dash or a slash, with nothing glued behind
        2 if matches!(sign, "-" | "–" | "—" | "/") => {
            let after = text.get(run.end..).and_then(|rest| rest.chars().next());
            let glued = after.is_some_and(|c| c.is_alphanumeric() || c == '/');
            known / 100 * 100 + text.get(run.clone())?.parse::<i16>().ok().filter(|_| !glued)?
        }
        _ => return None,
    };
    (joins && value > known && value - known <= 10).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(text: &str) -> (String, bool) {
        let mossa = avanti(text, 2023, &Lessico::embedded());
        let mut moved = text.to_owned();
        for (range, digits) in mossa.tratti.into_iter().rev() {
            moved.replace_range(range, &digits);
        }
        (moved, mossa.lasciato)
    }

    #[test]
    fn a_heading_moves_on_and_a_deed_does_not() {
        for (typed, expected, left) in [
            ("PEG 2023", "PEG 2024", false),
            ("Obiettivi assegnati per l'anno 2023:", "Obiettivi assegnati per l'anno 2024:", false),
            ("Monitoraggio al 30/09/2023", "Monitoraggio al 30/09/2024", false),
            ("Valore conseguito al 30 settembre 2023", "Valore conseguito al 30 settembre 2024", false),
            ("31/12/2023", "31/12/2024", false),
            ("GENN.2023", "GENN.2024", false),
            ("PEG 2023-2025", "PEG 2024-2026", false),
            ("Piano 2023/25", "Piano 2024/26", false),
            ("Anno scolastico 2022/2023", "Anno scolastico 2023/2024", false),
            ("Allegato 1) al verbale del 14/06/2023", "Allegato 1) al verbale del 14/06/2023", true),
            ("approvato il 14 giugno 2023", "approvato il 14 giugno 2023", true),
            ("Delibera n. 12/2023", "Delibera n. 12/2023", true),
            ("PEG 2022", "PEG 2022", false),
        ] {
            assert_eq!(next(typed), (expected.to_owned(), left), "{typed}");
        }
    }

    #[test]
    fn the_last_year_of_a_duration() {
        assert_eq!(ultimo("a) 2022-23-24"), Some(2024));
        assert_eq!(ultimo("pluriennale: anni 2023-2024- 2025"), Some(2025));
        assert_eq!(ultimo("triennale"), None);
    }

    #[test]
    fn a_name_of_a_file_moves_on() {
        assert_eq!(in_nome("Pesatura obiettivi 2023.xlsx", 2023), "Pesatura obiettivi 2024.xlsx");
        assert_eq!(in_nome("PEG 2023-2025 (14.06.2023).xlsx", 2023), "PEG 2024-2026 (14.06.2023).xlsx");
        assert_eq!(in_nome("Area Risorse.xlsx", 2023), "Area Risorse.xlsx");
    }
}
