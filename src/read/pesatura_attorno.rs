//! What stands around a pesatura: the Area, the year and the day in the titles above it, the signatures below.

use super::aree;
use super::date::date;
use super::fields::Item;
use super::page::Page;
use crate::grid::{Cell, Content};
use crate::layout::{Campo, Table, has_content, one_line};
use crate::place::{CellRange, Cited, Field};
use jiff::civil::Date;

/// The title of the group of rows: `OBIETTIVI TRASVERSALI`, alone above the headings.
pub(super) fn group_above(page: &mut Page<'_>, table: &Table) -> Field<String> {
    let Some(above) = table.header.0.checked_sub(1) else { return Field::Absent };
    let (_, right) = page.extent();
    let cells = page.cells_in((above, above), (0, right));
    let [cell] = cells.as_slice() else { return Field::Absent };
    page.claim(cell.range);
    let named = page
        .mark(cell.range)
        .and_then(|mark| mark.campo.as_ref())
        .is_some_and(|(campo, _)| matches!(campo, Campo::Area | Campo::Trasversale));
    match named {
        true => page.field(cell.text.clone(), cell.range),
        false => Field::Absent,
    }
}

/// The Area that the titles above name, if they name one only: `PESATURA 2024 - AREA TECNICA`. Those of a table before
/// are not looked at.
pub(super) fn area_above(page: &mut Page<'_>, before: u32) -> Field<String> {
    let Some(last) = before.checked_sub(1) else { return Field::Absent };
    let (_, right) = page.extent();
    let since = page.tables.iter().map(|table| table.header.1 + 1).filter(|row| *row < before).max();
    let mut found: Option<(String, CellRange)> = None;
    for cell in page.cells_in((since.unwrap_or(0), last), (0, right)) {
        let Some(name) = aree::named_in_title(&cell.text, page.lessico) else { continue };
        if found.as_ref().is_some_and(|(known, _)| !aree::same(known, &name, page.lessico)) {
            return Field::Absent;
        }
        found.get_or_insert((name, cell.range));
    }
    let Some((name, range)) = found else { return Field::Absent };
    page.claim(range);
    page.field(name, range)
}

/// A year in the titles above the table.
pub(super) fn year_above(page: &mut Page<'_>, before: u32) -> Option<i16> {
    let (_, right) = page.extent();
    let above = before.checked_sub(1)?;
    let mut found = None;
    for cell in page.cells_in((0, above), (0, right)) {
        let year = cell
            .text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| digits.len() == 4)
            .find_map(|digits| digits.parse::<i16>().ok());
        if cell.range.last.row < before && !matches!(cell.content, Content::Number { .. }) {
            page.claim(cell.range);
            found = found.or(year.filter(|year| (2000..2100).contains(year)));
        }
    }
    found
}

/// A day in the titles above the table: `Allegato 1) al verbale del 14/06/2023`.
pub(super) fn day_above(page: &Page<'_>, before: u32) -> Option<Date> {
    let (_, right) = page.extent();
    let above = before.checked_sub(1)?;
    let day = |words: &[&str]| {
        let text = words.join(" ");
        let found = date(text.trim_matches(|c: char| !c.is_alphanumeric()), None, page.lessico)?;
        (found.has_day && found.has_year).then_some(found.date)
    };
    let cells = page.cells_in((0, above), (0, right));
    let words = cells.iter().map(|cell| cell.text.split_whitespace().collect::<Vec<&str>>());
    words.into_iter().find_map(|words| words.windows(1).chain(words.windows(3)).find_map(day))
}

/// The names under `Il Nucleo di Valutazione`.
pub(super) fn signatures(page: &mut Page<'_>, items: &[Item<'_>], after: u32) -> Vec<Cited<String>> {
    let mut found = Vec::new();
    let (last, _) = page.extent();
    for item in items.iter().filter(|item| item.campo == Campo::Firma && item.label.first.row > after) {
        item.text(page);
        if !item.rest.is_whole() {
            continue;
        }
        let columns = (item.label.first.column, item.label.last.column);
        let mut lines: Vec<&Cell> = page.cells_in((item.label.last.row + 1, last), columns);
        lines.extend(item.cells.iter().copied());
        lines.sort_by_key(|cell| cell.range);
        lines.dedup_by_key(|cell| cell.range);
        lines.retain(|cell| page.mark(cell.range).is_none_or(|mark| mark.campo.is_none()));
        for cell in lines.into_iter().take(12) {
            page.claim(cell.range);
            let name = one_line(cell.text.trim_end_matches(|c: char| c.is_whitespace() || ".…_".contains(c)));
            if has_content(&name) {
                found.push(Cited { value: name, raw: cell.text.clone(), place: page.place(cell.range) });
            }
        }
    }
    found
}
