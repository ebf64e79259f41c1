//! The box of the peso ponderale on a scheda: the weight and the points, in one cell or in several.

use super::fields::{Item, is_label_row, narrow_box_of};
use super::number::quantity;
use super::page::Page;
use super::percent;
use super::segments::segments;
use crate::grid::{Cell, Content};
use crate::layout::{Campo, has_content};
use crate::model::Scheda;
use crate::place::{CellRange, Cited, Field};
use crate::rilievo::Gravita;
use rust_decimal::Decimal;

/// Reads the weight and the points of a form, wherever their labels stand outside tables.
pub fn read(page: &mut Page<'_>, scheda: &mut Scheda, own: &[&Item<'_>], band: (u32, u32)) {
    for item in own.iter().filter(|item| item.campo == Campo::PesoPonderale && !is_title(item)) {
        page.claim(item.label);
        let empty = if item.rest.is_whole() { narrow_box_of(page, item.label) } else { item.label };
        let range = item.cells.first().map_or(empty, |cell| cell.range);
        let field = match item.cells.first() {
            Some(cell) => weight(page, cell),
            None => match percent::typed_text(out_of_hundred(&item.rest.text).unwrap_or(&item.rest.text)) {
                percent::Typed::Share(percent::Share::Shown(value), _) => {
                    Field::Filled(Cited { value, raw: item.rest.text.clone(), place: page.place(range) })
                }
                _ => typed(page, out_of_hundred(&item.rest.text).unwrap_or(&item.rest.text), range),
            },
        };
        let known = std::mem::take(&mut scheda.peso.peso_ponderale);
        scheda.peso.peso_ponderale = known.or(field);
    }
    let headings: Vec<CellRange> =
        page.tables.iter().flat_map(|table| table.columns.iter().map(|column| column.header)).collect();
    let marks: Vec<CellRange> = page
        .marks
        .iter()
        .filter(|mark| mark.criterio.is_some() && (band.0..band.1).contains(&mark.range.first.row))
        .map(|mark| mark.range)
        .filter(|range| !headings.contains(range) && !page.is_claimed(*range))
        .collect();
    for range in marks {
        read_criteria(page, scheda, range);
    }
}

/// `Pesatura 2024` is a title: what follows the label without a sign is a year.
fn is_title(item: &Item<'_>) -> bool {
    let year = item.rest.text.len() == 4 && item.rest.text.starts_with("20");
    year && !item.rest.separated
}

/// A cell that names one criterion or several, with the points in it or beside it.
fn read_criteria(page: &mut Page<'_>, scheda: &mut Scheda, range: CellRange) {
    page.claim(range);
    let Some(text) = page.sheet.at(range.first.row, range.first.column).map(|cell| cell.text.clone()) else {
        return;
    };
    let ids: Vec<String> = page.lessico.criteri().iter().map(|id| (*id).to_owned()).collect();
    let mut labels: Vec<(usize, &str)> = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        labels.extend(page.lessico.criterio_spellings(id).map(|label| (at, label)));
    }
    let found = segments(&text, &labels, super::segments::anywhere);
    let (_, right) = page.extent();
    let beside = page.cells_in((range.first.row, range.first.row), (range.last.column + 1, right));
    for (at, value) in &found {
        let Some(id) = ids.get(*at) else { continue };
        let value = value.trim_matches(|c: char| c.is_whitespace() || ".…_:".contains(c));
        let field = match (has_content(value), beside.first()) {
            (true, _) => typed(page, value, range),
            (false, Some(cell)) if found.len() == 1 && page.mark(cell.range).is_none() => points(page, cell),
            (false, _) => match below(page, range).filter(|_| found.len() == 1) {
                Some(cell) => points(page, cell),
                None => Field::Blank(page.place(if found.len() == 1 {
                    narrow_box_of(page, range)
                } else {
                    range
                })),
            },
        };
        let known = scheda.peso.punteggi.shift_remove(id).unwrap_or_default();
        scheda.peso.punteggi.insert(id.clone(), known.or(field));
    }
}

/// The cell under a label that stands in a row of labels.
fn below<'a>(page: &Page<'a>, label: CellRange) -> Option<&'a Cell> {
    let under = page.sheet.at(label.last.row + 1, label.first.column);
    under.filter(|_| is_label_row(page, label)).filter(|cell| page.mark(cell.range).is_none())
}

/// The weight of an obiettivo in a cell of its own: a percentage of its Area's, or points.
pub fn weight(page: &mut Page<'_>, cell: &Cell) -> Field<Decimal> {
    let of_hundred =
        out_of_hundred(cell.text.trim()).and_then(quantity).filter(|found| found.note.is_empty());
    match (percent::typed(cell), of_hundred.map(|found| found.value)) {
        (percent::Typed::Share(percent::Share::Shown(value), note), None) if note.is_empty() => {
            page.claim(cell.range);
            Field::Filled(Cited { value, raw: cell.text.trim().to_owned(), place: page.place(cell.range) })
        }
        (_, Some(value)) => {
            page.claim(cell.range);
            Field::Filled(Cited { value, raw: cell.text.trim().to_owned(), place: page.place(cell.range) })
        }
        _ => points(page, cell),
    }
}

/// Points in a cell of their own: a number, or a text that is a number.
pub fn points(page: &mut Page<'_>, cell: &Cell) -> Field<Decimal> {
    page.claim(cell.range);
    let raw = cell.text.trim().to_owned();
    let place = page.place(cell.range);
    match &cell.content {
        Content::Number { value, .. } => Field::Filled(Cited { value: *value, raw, place }),
        Content::Text(_) => typed(page, &raw, cell.range),
        Content::Empty => Field::Blank(place),
        _ => unreadable(page, raw, cell.range),
    }
}

fn typed(page: &mut Page<'_>, text: &str, range: CellRange) -> Field<Decimal> {
    let place = page.place(range);
    if !has_content(text) || page.lessico.valori.has("vuoto", text) {
        return Field::Blank(place);
    }
    let raw = text.trim().to_owned();
    // 6*: the asterisk points to a note below
    let bare = raw.trim_end_matches('*').trim_end();
    let negative = bare.strip_prefix(['-', '−']);
    match quantity(negative.unwrap_or(bare)).filter(|found| found.note.is_empty() && !found.percent) {
        Some(found) => {
            let value = if negative.is_some() { -found.value } else { found.value };
            Field::Filled(Cited { value, raw, place })
        }
        None => unreadable(page, raw, range),
    }
}

/// `30/100`, `30 su 100`: the points out of a hundred.
fn out_of_hundred(text: &str) -> Option<&str> {
    let points = text.strip_suffix("100")?.trim_end();
    points.strip_suffix('/').or_else(|| points.strip_suffix(" su")).map(str::trim_end)
}

fn unreadable(page: &mut Page<'_>, raw: String, range: CellRange) -> Field<Decimal> {
    page.report("PES101", Gravita::Errore, range, format!("«{raw}» non è un punteggio"));
    Field::Unreadable(Cited { value: (), raw, place: page.place(range) })
}
