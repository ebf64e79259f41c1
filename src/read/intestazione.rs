//! The heading of a form: municipality, Area, Responsabile, year, number and title.

use super::fields::Item;
use super::page::Page;
use super::{segments, titolo};
use crate::grid::Cell;
use crate::layout::{Campo, campo_of, has_content, one_line};
use crate::model::Scheda;
use crate::place::{CellRange, Cited, Field};

pub fn label_text(page: &Page<'_>, range: CellRange) -> String {
    page.sheet.at(range.first.row, range.first.column).map(|cell| cell.text.clone()).unwrap_or_default()
}

/// The first line of a heading that holds several.
pub fn first_line(field: Field<String>) -> Field<String> {
    let Field::Filled(cited) = field else { return field };
    let line = cited.raw.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned();
    Field::Filled(Cited { value: one_line(&line), raw: line, place: cited.place })
}

/// A heading cell may say several things at once: the municipality, that it is of all the Aree, who coordinates.
pub fn inner_headings(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let text = label_text(page, item.label);
    let mut labels: Vec<(Campo, &str)> =
        page.lessico.spellings(Campo::Trasversale).map(|label| (Campo::Trasversale, label)).collect();
    let owners = page.lessico.spellings(Campo::Responsabile).filter(|label| label.len() > 20);
    labels.extend(owners.map(|label| (Campo::Responsabile, label)));
    for (campo, value) in segments::segments(&text, &labels, segments::anywhere) {
        match campo {
            Campo::Trasversale if scheda.trasversale.is_absent() => {
                scheda.trasversale = page.field(one_line(&text), item.label);
            }
            Campo::Responsabile if scheda.responsabile.value().is_none() => {
                scheda.responsabile = page.field(value, item.label);
            }
            _ => {}
        }
    }
}

pub fn read_year(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let text = item.text(page);
    let Some(raw) = text.raw() else { return };
    let digits: String =
        raw.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let year = digits.parse::<i16>().ok().filter(|year| (2000..2100).contains(year));
    if let (Some(year), None, Some(place)) = (year, scheda.anno.value(), text.place()) {
        scheda.anno = Field::Filled(Cited { value: year, raw: raw.to_owned(), place: place.clone() });
    }
}

/// The title and the number. `titled`: another box of the form holds the title, so that none is looked for beside a
/// number.
pub fn read_title(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>, titled: bool) {
    page.claim(item.label);
    let mut rest = item.rest.clone();
    let mut at = item.label;
    if rest.is_whole() {
        // OBIETTIVO | 3 | Titolo: the number and the title in cells of their own
        let texts: Vec<&str> = item.cells.iter().map(|cell| cell.text.trim()).collect();
        rest.text = texts.join(" ");
        at = item.cells.first().map_or(at, |cell| cell.range);
        for cell in &item.cells {
            page.claim(cell.range);
        }
    }
    let mut riga = titolo::riga(&rest, page.lessico);
    if let Some(titolo) = riga.titolo.take() {
        riga.titolo = (!composed(page, scheda, &titolo, item.label)).then_some(titolo);
    }
    let number_label = item.campo == Campo::Numero;
    let untitled = riga.titolo.is_none() && scheda.titolo.value().is_none() && !titled;
    let wanted = untitled && (riga.numero.is_some() || number_label);
    if let Some((range, text)) = wanted.then(|| title_elsewhere(page, item.label)).flatten() {
        page.claim(range);
        scheda.titolo = page.field(text, range);
    }
    if let (Some(numero), None) = (riga.numero.take(), scheda.numero.value()) {
        scheda.numero = page.field(numero, at);
    }
    if let (Some(titolo), None) = (riga.titolo.take(), scheda.titolo.value()) {
        scheda.titolo = page.field(titolo, at);
        scheda.place = page.place(item.label);
    }
    if let (Some(anno), None) = (riga.anno, scheda.anno.value()) {
        let raw = label_text(page, item.label);
        scheda.anno = Field::Filled(Cited { value: anno, raw, place: page.place(item.label) });
    }
}

/// `AREA TECNICA - ANNO 2024` after the number is no title: every part of it is a box with its label.
fn composed(page: &Page<'_>, scheda: &mut Scheda, text: &str, at: CellRange) -> bool {
    let parts = text.split([';', '–', '—']).flat_map(|part| part.split(" - ")).map(str::trim);
    let found: Option<Vec<(Campo, String)>> = parts
        .filter(|part| has_content(part))
        .map(|part| campo_of(part, page.lessico).map(|(campo, rest)| (campo, rest.text)))
        .map(|found| {
            found.filter(|(campo, rest)| matches!(campo, Campo::Area | Campo::Anno) && !rest.is_empty())
        })
        .collect();
    let Some(found) = found else { return false };
    for (campo, rest) in found {
        let digits = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
        let year = digits.get(..4).and_then(|year| year.parse::<i16>().ok());
        match (campo, year) {
            (Campo::Area, _) if scheda.aree.is_empty() => scheda.aree.push(page.field(rest, at)),
            (Campo::Anno, Some(value)) if scheda.anno.value().is_none() => {
                scheda.anno = Field::Filled(Cited { value, raw: rest, place: page.place(at) });
            }
            _ => {}
        }
    }
    true
}

/// A title in the cell to the right of its number, or in the row under it.
fn title_elsewhere(page: &Page<'_>, label: CellRange) -> Option<(CellRange, String)> {
    let (_, right) = page.extent();
    let beside = page.cells_in((label.first.row, label.first.row), (label.last.column + 1, right));
    let below =
        page.cells_in((label.last.row + 1, label.last.row + 1), (label.first.column, label.last.column));
    // what follows another label is that label's
    let labelled = |cell: &&&Cell| page.mark(cell.range).is_some_and(|mark| mark.campo.is_some());
    let beside: Vec<&Cell> = beside.iter().take_while(|cell| !labelled(cell)).copied().collect();
    let mut candidates = beside.into_iter().chain(below);
    let cell = candidates.find(|cell| {
        !page.is_claimed(cell.range)
            && cell.text.chars().any(char::is_alphabetic)
            && page.mark(cell.range).is_none_or(|m| m.campo.is_none())
    })?;
    has_content(&cell.text).then(|| (cell.range, cell.text.trim().to_owned()))
}

/// Who is responsible: after the label, and perhaps on the line under it (`Responsabile dell'Area Risorse`, then the
/// name in a cell of its own).
pub fn read_responsabile(page: &mut Page<'_>, item: &Item<'_>) -> Field<String> {
    let field = item.text(page);
    let Field::Filled(mut cited) = field else { return field };
    let under = page.sheet.extent(item.label.last.row + 1, item.label.first.column);
    let cell = page.sheet.at(under.first.row, under.first.column).filter(|cell| {
        let free = page.mark(cell.range).is_none() && !page.is_claimed(cell.range);
        free && has_content(&cell.text) && cell.text.split_whitespace().count() <= NAME_WORDS
    });
    if let Some(cell) = cell.filter(|_| !item.rest.is_whole() && item.cells.is_empty()) {
        page.claim(cell.range);
        cited.raw = format!("{}\n{}", cited.raw, cell.text.trim());
        cited.value = one_line(&cited.raw);
    }
    Field::Filled(cited)
}

/// Words of a name with its titles: more is a text.
const NAME_WORDS: usize = 5;

/// A signature: the name stands above or under the role.
pub fn claim_signature(page: &mut Page<'_>, item: &Item<'_>) {
    page.claim(item.label);
    let rows = [item.label.first.row.checked_sub(1), Some(item.label.last.row + 1)];
    for row in rows.into_iter().flatten() {
        let range = page.sheet.extent(row, item.label.first.column);
        let cell = page.sheet.at(range.first.row, range.first.column);
        let name = cell.is_some_and(|cell| cell.text.split_whitespace().count() <= NAME_WORDS);
        if name && page.mark(range).is_none() {
            page.claim(range);
        }
    }
}
