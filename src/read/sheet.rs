//! A sheet: whatever it holds (forms, a pesatura, a list), read block by block; and what nobody read, reported.

use super::fields::items;
use super::page::{Page, is_blank};
use super::{Letto, bands, elenco, in_bianco, pesatura, pesatura_trasposta, scheda, table_rows};
use crate::grid::Cell;
use crate::layout::{Campo, Colonna, Kind, Mark, Table, fold, has_content, one_line, words};
use crate::model::Scheda;
use crate::place::{CellRef, Place};
use crate::rilievo::{Dove, Gravita, Rilievo};
use std::collections::BTreeMap;

/// Reads whatever a sheet holds.
pub fn read_sheet(page: &mut Page<'_>, letto: &mut Letto) {
    drop_records(page);
    let spans = spans(page);
    let items = items(page, &spans);
    let starts = bands::starts(page, &items);
    if starts.is_empty() {
        list_results(page);
    }
    let lists = page.tables.iter().any(|table| matches!(table.kind, Kind::Pesatura | Kind::Elenco));
    if starts.is_empty() && pesatura_trasposta::read(page, &items, letto) {
        report_leftovers(page, true);
        return;
    }
    if starts.is_empty() && !lists && looks_like_a_form(page) {
        let dove = Dove::foglio(&page.sheet.file, &page.sheet.name);
        let text = "il foglio ha le etichette di una scheda compilata, ma la scheda non si è potuta leggere";
        page.rilievi.push(Rilievo::new("LET021", Gravita::Avviso, dove, text));
        return;
    }
    if starts.is_empty() && !lists && in_bianco::is_blank_form(page, &items) {
        in_bianco::report(page);
        return;
    }
    if starts.is_empty() && !lists && in_bianco::is_service(page) {
        return;
    }
    if starts.is_empty() && !lists {
        skip(page, "LET021", "il foglio non contiene schede, pesature o elenchi riconosciuti");
        return;
    }
    if page.sheet.hidden {
        skip(page, "LET020", "il foglio è nascosto: le schede che contiene non sono state lette");
        return;
    }
    for table in page.tables.clone() {
        match table.kind {
            Kind::Pesatura => {
                // a pesatura that also says what each obiettivo measures is a list too
                if table.has(&[Colonna::Indicatore]) && table.has(&[Colonna::ValoreAtteso]) {
                    elenco::read_table(page, &table, &items, letto);
                }
                pesatura::read_table(page, &table, &items, letto);
            }
            Kind::Elenco => elenco::read_table(page, &table, &items, letto),
            _ => {}
        }
    }
    let (last_row, _) = page.extent();
    let mut heading: Option<Scheda> = None;
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(last_row + 1, |next| next.first);
        let top = starts.first().map_or(0, |start| start.title.first.row + 1);
        let band = bands::Band { start: *start, end, top };
        let mut scheda = scheda::read_band(page, band, &items);
        match index {
            0 => heading = heading_of_all(page, start, &scheda),
            _ => inherit(&mut scheda, heading.as_ref()),
        }
        letto.schede.push(scheda);
    }
    report_leftovers(page, starts.is_empty());
    report_hidden(page);
}

/// The heading of a sheet, apart from its first form by a blank row, is the heading of the forms under that too.
fn heading_of_all(page: &Page<'_>, first: &bands::Start, scheda: &Scheda) -> Option<Scheda> {
    let (_, right) = page.extent();
    let title = first.title.first.row;
    let blank = title.checked_sub(1).is_some_and(|row| page.row(row, (0, right)).is_empty());
    let above = |place: Option<&Place>| place.is_some_and(|place| place.cells.first.row < title);
    let mut heading = Scheda::new(scheda.place.clone());
    heading.aree = scheda.aree.iter().filter(|area| above(area.place())).cloned().collect();
    heading.responsabile =
        Some(&scheda.responsabile).filter(|field| above(field.place())).cloned().unwrap_or_default();
    blank.then_some(heading)
}

fn inherit(scheda: &mut Scheda, heading: Option<&Scheda>) {
    let Some(heading) = heading else { return };
    // a form that names an Area of its own may have another Responsabile too
    if scheda.aree.is_empty() && scheda.trasversale.is_absent() {
        scheda.aree = heading.aree.clone();
        if scheda.responsabile.is_absent() {
            scheda.responsabile = heading.responsabile.clone();
        }
    }
}

/// Results by the number of the obiettivo, on a sheet without forms, are a list: its Area is said elsewhere.
fn list_results(page: &mut Page<'_>) {
    let numbered = |table: &Table| {
        let header = table.column(Colonna::Numero).map(|column| column.header.first);
        let text = header.and_then(|cell| page.sheet.at(cell.row, cell.column)).map(|cell| fold(&cell.text));
        text.is_some_and(|text| {
            page.lessico.valori.list("di_obiettivo").iter().any(|word| text.contains(word.as_str()))
        })
    };
    let lists = |table: &Table| {
        let results = table.has(&[Colonna::Indicatore]) && table.has(&[Colonna::Conseguito]);
        matches!(table.kind, Kind::Indicatori | Kind::Monitoraggio) && results && numbered(table)
    };
    let found: Vec<bool> = page.tables.iter().map(lists).collect();
    for (table, list) in page.tables.iter_mut().zip(found) {
        table.kind = if list { Kind::Elenco } else { table.kind };
    }
}

/// A heading laid out as a table of one row (`Settore | Responsabile | N. | Obiettivo`) is no list: its labels are read
/// as boxes, with their values below.
fn drop_records(page: &mut Page<'_>) {
    let (last, _) = page.extent();
    let measures = [Colonna::Indicatore, Colonna::ValoreAtteso, Colonna::Conseguito];
    let is_list = |table: &Table| matches!(table.kind, Kind::Elenco | Kind::Pesatura);
    if page.tables.iter().filter(|table| is_list(table)).count() != 1 {
        return;
    }
    let record = |table: &Table| {
        table.kind == Kind::Elenco
            && !table.has(&measures)
            && table_rows::rows(page, table, last + 1).len() == 1
    };
    let under = |table: &Table| {
        page.marks.iter().any(|mark| mark.campo.is_some() && mark.range.first.row > table.header.1 + 1)
    };
    let kept = page.tables.iter().filter(|table| !(record(table) && under(table))).cloned().collect();
    page.tables = kept;
}

/// The rows that tables own: headings and data.
fn spans(page: &Page<'_>) -> Vec<(u32, u32)> {
    let (last, _) = page.extent();
    let rows_of = |table: &Table| {
        let rows = table_rows::rows(page, table, last + 1);
        (table.header.0, rows.last().map_or(table.header.1, |row| row.at))
    };
    page.tables.iter().map(rows_of).collect()
}

/// Whether a sheet has at least three of a form's first boxes, each with something beside it: one that nobody filled in
/// has the labels alone.
fn looks_like_a_form(page: &Page<'_>) -> bool {
    let filled = |mark: &&Mark| {
        let beside = page.sheet.at(mark.range.first.row, mark.range.last.column + 1);
        beside.is_some_and(|cell| page.mark(cell.range).is_none() && !is_blank(cell, page.lessico))
    };
    let first = [Campo::Titolo, Campo::Numero, Campo::Area, Campo::Responsabile, Campo::Descrizione];
    let labels =
        page.marks.iter().filter(|mark| mark.campo.as_ref().is_some_and(|(_, rest)| rest.is_whole()));
    let boxes: Vec<Campo> = labels.filter(filled).filter_map(|mark| Some(mark.campo.as_ref()?.0)).collect();
    !page.sheet.hidden && first.iter().filter(|campo| boxes.contains(campo)).count() >= 3
}

fn skip(page: &mut Page<'_>, codice: &'static str, message: &str) {
    let text = page.sheet.filled().any(|cell| has_content(&cell.text));
    let forms = !page.tables.is_empty() || page.marks.iter().any(|mark| mark.campo.is_some());
    if text && (codice == "LET021" || forms) {
        let dove = Dove::foglio(&page.sheet.file, &page.sheet.name);
        page.rilievi.push(Rilievo::new(codice, Gravita::Nota, dove, message));
    }
}

/// What nobody read, inside a sheet that holds forms: one rilievo a row, with every text that was left.
fn report_leftovers(page: &mut Page<'_>, lists_only: bool) {
    let mut rows: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
    for cell in page.sheet.filled().filter(|cell| !page.is_claimed(cell.range)) {
        if has_content(&cell.text)
            && !page.mark(cell.range).is_some_and(Mark::is_whole)
            && !is_place_to_write(&cell.text)
            && !is_page_number(&cell.text)
        {
            rows.entry(cell.range.first.row).or_default().push(cell);
        }
    }
    let severity = if lists_only { Gravita::Nota } else { Gravita::Avviso };
    for cells in rows.values() {
        let texts: Vec<String> = cells.iter().map(|cell| short(&cell.text)).collect();
        let Some(first) = cells.first() else { continue };
        let text = format!("«{}» non è stato riconosciuto e non è stato usato", texts.join(" | "));
        page.report("LET032", severity, first.range, text);
    }
}

/// A word or two and then dots: `Calenzano, .....`.
fn is_place_to_write(text: &str) -> bool {
    let trimmed = text.trim_end();
    let dotted = trimmed.ends_with("...") || trimmed.ends_with("__") || trimmed.ends_with('…');
    dotted && trimmed.split_whitespace().count() <= 4
}

/// `pag. 2 di 6`, `Pagina 3`, `2/6` is no data: the form's own page numbers.
fn is_page_number(text: &str) -> bool {
    let found = words(text);
    let rest = found
        .split_first()
        .filter(|(first, _)| matches!(first.as_str(), "pag" | "pagina" | "foglio"))
        .map(|(_, rest)| rest);
    let number = |word: &String| word.chars().all(|c| c.is_ascii_digit()) || word == "di" || word == "su";
    rest.is_some_and(|rest| !rest.is_empty() && rest.iter().all(number))
}

fn short(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// Rows and columns hidden among those read.
fn report_hidden(page: &mut Page<'_>) {
    let hidden = |cell: &CellRef| {
        page.sheet.hidden_rows.contains(&cell.row) || page.sheet.hidden_columns.contains(&cell.column)
    };
    let cells = page.sheet.filled().filter(|cell| hidden(&cell.range.first)).map(|cell| cell.range);
    if let Some(first) = cells.min() {
        page.report(
            "LET033",
            Gravita::Avviso,
            first,
            "ci sono righe o colonne nascoste con dei dati: sono state lette come le altre",
        );
    }
}
