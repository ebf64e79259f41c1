//! What stands above a list: the municipality, the year, the Area and the Responsabile that its rows do not repeat.

use super::anno;
use super::fields::Item;
use super::page::Page;
use crate::layout::{Campo, Colonna, Kind, Table, words};
use crate::place::{CellRange, Cited, Field};

/// What the titles say.
#[derive(Default)]
pub struct Titoli {
    pub ente: Field<String>,
    pub anno: Field<i16>,
    pub area: Field<String>,
    pub responsabile: Field<String>,
    pub missione: Field<String>,
    pub programma: Field<String>,
}

impl Titoli {
    /// Whether a band names a part of the budget or of the mandate, and no Area: `Missione 04 - Istruzione`.
    pub fn programme(&mut self, page: &Page<'_>, text: &str, range: CellRange) -> bool {
        let said = words(text);
        let names = page.lessico.valori.list("fascia_di_programma");
        let Some(name) = names.iter().find(|name| said.starts_with(&words(name))) else { return false };
        match name.as_str() {
            "missione" => self.missione = page.field(text.to_owned(), range),
            "programma" => self.programma = page.field(text.to_owned(), range),
            _ => {}
        }
        true
    }
}

/// Reads the titles above a list; the Area and the Responsabile only as far up as the list before it.
pub fn titoli(page: &mut Page<'_>, items: &[Item<'_>], table: &Table) -> Titoli {
    let before = table.header.0;
    let lists = page.tables.iter().filter(|other| matches!(other.kind, Kind::Elenco | Kind::Pesatura));
    let since = lists.map(|other| other.header.1).filter(|row| *row < before).max().unwrap_or(0);
    let mut titoli = Titoli::default();
    for item in items.iter().filter(|item| item.label.first.row < before) {
        let near = item.label.first.row >= since;
        match item.campo {
            Campo::Ente => titoli.ente = item.text(page).or(std::mem::take(&mut titoli.ente)),
            Campo::Area | Campo::Trasversale if near => titoli.area = item.text(page),
            Campo::Responsabile if near => titoli.responsabile = item.text(page),
            Campo::Anno => {
                let text = item.text(page);
                titoli.anno = std::mem::take(&mut titoli.anno).or(year(text));
            }
            _ => {}
        }
    }
    if titoli.area.value().is_none() && table.column(Colonna::Area).is_none() {
        titoli.area = super::pesatura::area_above(page, before);
    }
    if titoli.anno.value().is_none() {
        titoli.anno = anno::of_sheet(page, before);
    }
    let (_, right) = page.extent();
    let above = before.checked_sub(1).map(|above| page.cells_in((0, above), (0, right))).unwrap_or_default();
    for range in above.iter().map(|cell| cell.range).collect::<Vec<CellRange>>() {
        page.claim(range);
    }
    titoli
}

/// The first year in a box.
fn year(text: Field<String>) -> Field<i16> {
    let Some(cited) = text.cited() else { return Field::Absent };
    let digits = cited.raw.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let year =
        digits.filter_map(|digits| digits.parse::<i16>().ok()).find(|year| (2000..2100).contains(year));
    year.map_or(Field::Absent, |year| Field::Filled(Cited { value: year, ..cited.with(0) }))
}
