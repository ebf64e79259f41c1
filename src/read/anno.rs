//! The year that a sheet is about, where no box of the form says it: in the titles above, in the tab's name, in the
//! file's. A deed's year, or a date's, is not the plan's.

use super::page::Page;
use crate::grid::Content;
use crate::layout::words;
use crate::place::{CellRange, CellRef, Cited, Field};
use crate::rilievo::Gravita;

/// The year said above a row, else by the names of the sheet and of the file.
pub fn of_sheet(page: &mut Page<'_>, before: u32) -> Field<i16> {
    let (_, right) = page.extent();
    let mut best: Option<(u8, Cited<i16>)> = None;
    let above = before.checked_sub(1).map(|last| page.cells_in((0, last), (0, right))).unwrap_or_default();
    for cell in above.into_iter().filter(|cell| matches!(cell.content, Content::Text(_))) {
        let Some((rank, value)) = year_in(page, &cell.text) else { continue };
        if best.as_ref().is_none_or(|(known, _)| rank < *known) {
            best = Some((rank, Cited { value, raw: cell.text.clone(), place: page.place(cell.range) }));
        }
    }
    if let Some((_, cited)) = best {
        return Field::Filled(cited);
    }
    of_names(page)
}

fn of_names(page: &mut Page<'_>) -> Field<i16> {
    let names = [("del foglio", page.sheet.name.to_string()), ("del file", page.sheet.file.to_string())];
    for (whose, name) in names {
        let Some((_, value)) = year_in(page, &name) else { continue };
        let corner = CellRange::single(CellRef::new(0, 0));
        let text = format!("nessun titolo dice l'anno: il {value} è stato preso dal nome {whose}");
        page.report("SCH108", Gravita::Nota, corner, text);
        return Field::Filled(Cited { value, raw: name, place: page.place(corner) });
    }
    Field::Absent
}

/// A year in a text, with how surely it is the plan's: after the word `anno`, alone, the first of several.
fn year_in(page: &Page<'_>, text: &str) -> Option<(u8, i16)> {
    let found = words(text);
    let lists = &page.lessico.valori;
    let mut years = Vec::new();
    for (at, word) in found.iter().enumerate() {
        let Some(year) = year(word) else { continue };
        let before = at.checked_sub(1).and_then(|before| found.get(before));
        if before.is_some_and(|word| lists.has("parola_anno", word)) {
            return Some((0, year));
        }
        // 12/03/2024: the day and the month before it
        let dated = before.is_some_and(|word| word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit()));
        years.extend((!dated).then_some(year));
    }
    // an abbreviation counts with its full stop: `del.` is a deed, `del` is not
    let deeds = lists.list("atto");
    let lower = text.to_lowercase();
    let mut typed = lower.split_whitespace();
    let deed = typed.any(|word| deeds.iter().any(|deed| deed == word.trim_end_matches([',', ';', ':'])));
    match years.as_slice() {
        [] => None,
        _ if deed => None,
        [one] => Some((1, *one)),
        [first, ..] => Some((2, *first)),
    }
}

/// The year that is all a text says, perhaps after the word: `2023`, `anno 2023`.
pub fn only_year(text: &str) -> Option<i16> {
    let found = words(text);
    let (last, before) = found.split_last()?;
    let bare = before
        .iter()
        .all(|word| matches!(word.as_str(), "anno" | "nel" | "dell" | "del" | "al" | "esercizio"));
    year(last).filter(|_| bare)
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten().filter(|year| (2000..2100).contains(year))
}
