//! The timetable: phases, their months by sign or by colour, their weights, year by year.

use super::date::date;
use super::packed;
use super::page::Page;
use super::percent::{self, Share, Typed, Unit};
use super::periodo;
use super::segni::Segni;
use super::table_rows::{Row, claim_ignored, rows};
use crate::grid::{Cell, Content};
use crate::layout::{Colonna, Lessico, Period, Table, What, fold, has_content, one_line};
use crate::model::{Cronoprogramma, Fase, Mese, Scheda};
use crate::place::{CellRange, Cited, Field};
use crate::rilievo::Gravita;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A phase with its weight still untyped: the unit is known only when all are.
struct Riga {
    fase: Fase,
    peso: Option<(CellRange, String, Typed)>,
}

/// Phases up to a total row, or to the end of the table.
#[derive(Default)]
struct Gruppo {
    righe: Vec<Riga>,
    totale: Option<(CellRange, String, Typed)>,
    anno: Option<i16>,
}

/// Reads a table of phases into one timetable a year.
pub fn read_table(page: &mut Page<'_>, table: &Table, limit: u32, year: Option<i16>, scheda: &mut Scheda) {
    for range in table.columns.iter().map(|column| column.header).chain(table.section).collect::<Vec<_>>() {
        page.claim(range);
    }
    // the years over the months are part of the headings
    let bands = page.cells_in((table.header.0.saturating_sub(1), table.header.1), table.width());
    for range in bands.iter().filter(|cell| year_alone(&cell.text)).map(|cell| cell.range).collect::<Vec<_>>()
    {
        page.claim(range);
    }
    let heading = heading_text(page, table);
    let anno = year_of(&heading).or(year);
    let found = rows(page, table, limit);
    claim_ignored(page, table, &found);
    read_rows(page, table, &found.iter().collect::<Vec<_>>(), anno, scheda);
}

/// Reads some rows of a table as the phases of one scheda.
pub fn read_rows(
    page: &mut Page<'_>,
    table: &Table,
    found: &[&Row<'_>],
    anno: Option<i16>,
    scheda: &mut Scheda,
) {
    let griglia = griglia(table, anno);
    let planned = |row: &&&Row<'_>| {
        let descrizione = description(table, row);
        !descrizione.is_empty() && !is_total(page, table, row, &descrizione)
    };
    let marks = Segni::new(page, table, &found.iter().filter(planned).copied().collect::<Vec<_>>());
    let mut gruppi = vec![Gruppo::default()];
    for row in found {
        let descrizione = description(table, row);
        if is_total(page, table, row, &descrizione) {
            close(page, table, row, &mut gruppi);
        } else if let (false, Some(gruppo)) = (descrizione.is_empty(), gruppi.last_mut()) {
            gruppo.righe.push(riga(page, table, row, &descrizione, anno, &marks));
        } else {
            empty_row(page, table, row);
        }
    }
    let several = gruppi.iter().filter(|gruppo| !gruppo.righe.is_empty()).count() > 1;
    let dated = gruppi.iter().any(|gruppo| gruppo.anno.is_some()) && several;
    for gruppo in gruppi.into_iter().filter(|gruppo| !gruppo.righe.is_empty()) {
        let own = if dated { gruppo.anno.or(anno) } else { anno };
        let place = page.place(table.columns.first().map_or(scheda.place.cells, |column| column.header));
        let cronoprogramma = Cronoprogramma {
            place,
            anno: own,
            fasi: Vec::new(),
            totale: Field::Absent,
            griglia: griglia.clone(),
            colori_leggibili: page.sheet.has_fills,
        };
        let done = weigh(page, gruppo, cronoprogramma);
        scheda.cronoprogrammi.push(done);
    }
}

fn heading_text(page: &Page<'_>, table: &Table) -> String {
    let cell = table.section.and_then(|range| page.sheet.at(range.first.row, range.first.column));
    cell.map(|cell| cell.text.clone()).unwrap_or_default()
}

fn year_alone(text: &str) -> bool {
    year_of(text).is_some() && fold(text).trim_start_matches("anno").len() == 4
}

/// A year named in a title: `ATTIVITA' E TEMPI DI REALIZZAZIONE ANNO 2024`, `TOTALE % ANNO 2022`.
fn year_of(text: &str) -> Option<i16> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let mut years =
        digits.filter_map(|digits| digits.parse::<i16>().ok()).filter(|year| (2000..2100).contains(year));
    let first = years.next();
    first.filter(|_| years.next().is_none())
}

/// The months of the grid, with the plan's year where the heading says none.
fn griglia(table: &Table, anno: Option<i16>) -> Vec<Mese> {
    let mut found = Vec::new();
    for column in &table.columns {
        if let What::Mesi(period) = &column.what {
            found.extend(months(period, anno));
        }
    }
    found
}

fn months(period: &Period, anno: Option<i16>) -> Vec<Mese> {
    // a negative year counts the Januaries seen so far: the plan's year, and those after it
    let year = match period.anno {
        Some(offset) if offset < 0 => anno.map(|anno| anno - offset),
        Some(year) => Some(year),
        None => anno,
    };
    period.mesi.iter().map(|mese| Mese { anno: year.unwrap_or(0), mese: *mese }).collect()
}

fn description<'a>(table: &Table, row: &Row<'a>) -> Vec<&'a Cell> {
    let named = [Colonna::Descrizione, Colonna::Indicatore].into_iter().find(|c| table.column(*c).is_some());
    let own = |cells: Vec<&'a Cell>| {
        cells.into_iter().filter(|cell| cell.range.first.row == row.at).collect::<Vec<_>>()
    };
    match named {
        Some(colonna) => own(row.under(table, colonna)),
        // a single column `Fase` holds the descriptions; beside it they may stand under no heading
        None => {
            let fase = own(row.under(table, Colonna::Fase));
            let loose: Vec<&Cell> =
                row.loose.iter().copied().filter(|cell| matches!(cell.content, Content::Text(_))).collect();
            match loose.is_empty() {
                true => fase,
                false => loose,
            }
        }
    }
}

fn is_total(page: &Page<'_>, table: &Table, row: &Row<'_>, descrizione: &[&Cell]) -> bool {
    let texts = row.cells.iter().map(|(_, cell)| *cell).chain(row.loose.iter().copied());
    let says_total = texts.clone().any(|cell| {
        let folded = fold(&cell.text);
        page.lessico.valori.list("totale").iter().any(|word| {
            folded == fold(word)
                || (folded.starts_with(&fold(word)) && cell.text.len() < 60 && word.len() > 4)
        })
    });
    let share = |cell: &Cell| {
        matches!(percent::typed(cell), Typed::Share(..))
            && matches!(percent::typed(cell), Typed::Share(Share::Shown(n) | Share::Bare(n), _) if n == Decimal::ONE_HUNDRED || n == Decimal::ONE || cell.text.contains('%'))
    };
    let cells: Vec<&Cell> = {
        let mut cells: Vec<&Cell> = texts.collect();
        cells.dedup_by_key(|cell| cell.range);
        cells
    };
    let lone = descrizione.iter().all(|cell| share(cell))
        && cells.len() == 1
        && cells.iter().all(|cell| share(cell) && !numbered(table, row, cell));
    says_total || lone
}

/// Whether a lone number is a row's number and not a total: it stands in the narrow column of numbers.
fn numbered(table: &Table, row: &Row<'_>, cell: &Cell) -> bool {
    let narrow = [Colonna::Fase, Colonna::Numero]
        .into_iter()
        .any(|c| row.under(table, c).iter().any(|other| other.range == cell.range));
    narrow && !cell.text.contains('%')
}

fn close(page: &mut Page<'_>, table: &Table, row: &Row<'_>, gruppi: &mut Vec<Gruppo>) {
    let weight = weight_cell(table, row);
    let mut text = String::new();
    for (_, cell) in &row.cells {
        page.claim(cell.range);
        text = if cell.text.len() > text.len() { cell.text.clone() } else { text };
    }
    for cell in &row.loose {
        page.claim(cell.range);
    }
    let typed = weight.or_else(|| {
        let any = row
            .cells
            .iter()
            .map(|(_, cell)| *cell)
            .find(|cell| matches!(percent::typed(cell), Typed::Share(..)))?;
        Some((any.range, any.text.trim().to_owned(), percent::typed(any)))
    });
    let Some(gruppo) = gruppi.last_mut() else { return };
    if gruppo.righe.is_empty() {
        return;
    }
    gruppo.totale = typed;
    gruppo.anno = year_of(&text);
    gruppi.push(Gruppo::default());
}

/// Headings of a phase's weight.
const WEIGHTS: [Colonna; 3] = [Colonna::PesoFase, Colonna::Peso, Colonna::PesoRelativo];

fn weight_cell(table: &Table, row: &Row<'_>) -> Option<(CellRange, String, Typed)> {
    let cells = row.under_first(table, &WEIGHTS);
    let cell = cells.iter().find(|cell| cell.range.first.row == row.at)?;
    Some((cell.range, cell.text.trim().to_owned(), percent::typed(cell)))
}

fn empty_row(page: &mut Page<'_>, table: &Table, row: &Row<'_>) {
    for colonna in [Colonna::Fase, Colonna::Numero] {
        for cell in row.under(table, colonna) {
            if packed::is_number(&cell.text) {
                page.claim(cell.range);
                page.report(
                    "FAS110",
                    Gravita::Nota,
                    cell.range,
                    format!("la fase {} è numerata ma vuota", cell.text.trim()),
                );
            }
        }
    }
}

fn riga(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    descrizione: &[&Cell],
    anno: Option<i16>,
    marks: &Segni,
) -> Riga {
    let at = descrizione
        .first()
        .map_or(CellRange::single(crate::place::CellRef::new(row.at, 0)), |cell| cell.range);
    let numero = number(page, table, row, descrizione);
    let text = page.text(descrizione, at);
    let mut fase = Fase {
        place: page.place(at),
        numero,
        descrizione: text,
        mesi: Vec::new(),
        celle_mesi: None,
        peso: Field::Absent,
    };
    read_months(page, table, row, anno, marks, &mut fase);
    read_dates(page, table, row, anno, &mut fase);
    for (_, cell) in row.cells.iter().filter(|(column, _)| {
        table.columns.get(*column).is_some_and(|c| c.what == What::Colonna(Colonna::PesoPluriennale))
    }) {
        page.claim(cell.range);
    }
    let peso = match weight_cell(table, row) {
        Some(found) => {
            page.claim(found.0);
            Some(found)
        }
        None => WEIGHTS.iter().find_map(|colonna| table.column(*colonna)).map(|column| {
            (page.sheet.extent(row.at, column.header.first.column), String::new(), Typed::Blank)
        }),
    };
    Riga { fase, peso }
}

fn number(page: &mut Page<'_>, table: &Table, row: &Row<'_>, descrizione: &[&Cell]) -> Option<String> {
    let mut cells = Vec::new();
    for colonna in [Colonna::Fase, Colonna::Numero] {
        cells.extend(row.under(table, colonna));
    }
    cells.extend(row.loose.iter().copied());
    let cell = cells.into_iter().find(|cell| {
        cell.range.first.row == row.at
            && descrizione.iter().all(|d| d.range != cell.range)
            && packed::is_number(&cell.text)
    })?;
    page.claim(cell.range);
    Some(packed::clean_number(&cell.text))
}

fn read_months(
    page: &mut Page<'_>,
    table: &Table,
    row: &Row<'_>,
    anno: Option<i16>,
    marks: &Segni,
    fase: &mut Fase,
) {
    let mut found = BTreeSet::new();
    let mut doubtful = None;
    let mut cells: Option<CellRange> = None;
    for column in &table.columns {
        let What::Mesi(period) = &column.what else { continue };
        let extent = page.sheet.extent(row.at, column.header.first.column);
        let grown = cells.map_or(extent, |range| CellRange { first: range.first, last: extent.last });
        cells = Some(grown);
        let Some(cell) = page.sheet.at(row.at, column.header.first.column) else { continue };
        if marks.is_marked(page, cell) {
            page.claim(cell.range);
            found.extend(months(period, anno));
        } else if marks.is_doubtful(cell) && doubtful.is_none() {
            doubtful = Some(cell.range);
        } else if has_content(&cell.text) && !page.is_claimed(cell.range) && cell.range.first.row == row.at {
            page.claim(cell.range);
            page.report(
                "FAS111",
                Gravita::Avviso,
                cell.range,
                format!(
                    "nella casella di un mese c'è «{}», che non è un segno: il mese non è stato contato",
                    one_line(&cell.text)
                ),
            );
        }
    }
    fase.mesi = found.into_iter().collect();
    if let Some(range) = doubtful.filter(|_| fase.mesi.is_empty()) {
        let text = "tutta la riga ha un colore che nessun'altra fase usa per le sue barre: non è stato preso per un segno";
        page.report("FAS113", Gravita::Avviso, range, text);
    }
    fase.celle_mesi = cells.map(|range| page.place(range));
}

/// A period in words, or a start and an end, in place of a grid: the months between them.
fn read_dates(page: &mut Page<'_>, table: &Table, row: &Row<'_>, anno: Option<i16>, fase: &mut Fase) {
    if !fase.mesi.is_empty() {
        return;
    }
    let cell = |colonne: &[Colonna]| {
        let found = colonne.iter().find_map(|colonna| row.under(table, *colonna).first().copied());
        found.filter(|cell| has_content(&cell.text))
    };
    let start = cell(&[Colonna::Inizio]);
    let end = cell(&[Colonna::Mesi, Colonna::Fine, Colonna::Scadenza]);
    let mut known = Vec::new();
    for cell in start.iter().chain(&end) {
        page.claim(cell.range);
        let read = match &cell.content {
            Content::Date { date, without_year: false } => periodo::span(*date, *date),
            Content::Text(text) => when(text, anno, page.lessico),
            _ => None,
        };
        if read.is_none() {
            let text =
                format!("«{}» non dice in quali mesi: i mesi della fase non sono noti", one_line(&cell.text));
            page.report("FAS112", Gravita::Avviso, cell.range, text);
        }
        known.push(read);
    }
    let Some(last) = end else { return };
    let first = start.unwrap_or(last);
    fase.mesi = match known.into_iter().collect::<Option<Vec<_>>>().as_deref() {
        Some([period]) => period.clone(),
        Some([from, to]) => between(page, last.range, from, to),
        _ => Vec::new(),
    };
    fase.celle_mesi = Some(page.place(CellRange { first: first.range.first, last: last.range.last }));
}

/// The months that a text names, or the month of its day.
fn when(text: &str, anno: Option<i16>, lessico: &Lessico) -> Option<Vec<Mese>> {
    let day = date(text, anno, lessico).and_then(|found| periodo::span(found.date, found.date));
    day.or_else(|| periodo::months(text, anno, lessico))
}

/// From the first month of one period to the last of another; dates the wrong way round mark no month.
fn between(page: &mut Page<'_>, at: CellRange, from: &[Mese], to: &[Mese]) -> Vec<Mese> {
    let day = |mese: Option<&Mese>| mese.and_then(|mese| Date::new(mese.anno, mese.mese, 1).ok());
    let found = day(from.first()).zip(day(to.last())).and_then(|(first, last)| periodo::span(first, last));
    if found.is_none() {
        page.report(
            "FAS112",
            Gravita::Avviso,
            at,
            "la fase finisce prima di cominciare: i suoi mesi non sono noti",
        );
    }
    found.unwrap_or_default()
}

/// Types the weights of a group of phases, once its unit is known.
fn weigh(page: &mut Page<'_>, gruppo: Gruppo, mut cronoprogramma: Cronoprogramma) -> Cronoprogramma {
    let shares: Vec<Share> = gruppo
        .righe
        .iter()
        .filter_map(|riga| match &riga.peso {
            Some((_, _, Typed::Share(share, _))) => Some(*share),
            _ => None,
        })
        .collect();
    let unit = percent::unit(&shares);
    for mut riga in gruppo.righe {
        if let Some(found) = riga.peso {
            riga.fase.peso = weight(page, found, unit);
        }
        cronoprogramma.fasi.push(riga.fase);
    }
    if let Some((range, raw, Typed::Share(share, _))) = gruppo.totale {
        let place = page.place(range);
        // a total of 1 over percentages is 100% without its format
        let value = match share {
            Share::Bare(n) if n == Decimal::ONE => Some(Decimal::ONE_HUNDRED),
            other => other.percent(unit),
        };
        cronoprogramma.totale =
            value.map_or(Field::Absent, |value| Field::Filled(Cited { value, raw, place }));
    }
    strip_numbers(&mut cronoprogramma.fasi);
    cronoprogramma
}

fn weight(
    page: &mut Page<'_>,
    (range, raw, typed): (CellRange, String, Typed),
    unit: Unit,
) -> Field<Decimal> {
    let place = page.place(range);
    match typed {
        Typed::Blank => Field::Blank(place),
        Typed::Share(share, note) => {
            let Some(value) = share.percent(unit) else {
                page.report("LET035", Gravita::Errore, range, format!("il peso «{raw}» può essere una frazione o una percentuale: i pesi della tabella non sommano né a 1 né a 100"));
                return Field::Unreadable(Cited { value: (), raw, place });
            };
            if !note.is_empty() {
                page.report(
                    "FAS102",
                    Gravita::Avviso,
                    range,
                    format!("il peso «{raw}» porta una nota: è stato letto {value}"),
                );
            }
            Field::Filled(Cited { value, raw, place })
        }
        Typed::Unreadable => {
            page.report("LET031", Gravita::Errore, range, format!("il peso «{raw}» non è un numero"));
            Field::Unreadable(Cited { value: (), raw, place })
        }
    }
}

/// Numbers typed inside the descriptions are the phases' numbers when they run in order and have none of their own.
fn strip_numbers(fasi: &mut [Fase]) {
    let numbers: Vec<Option<(String, String)>> =
        fasi.iter().map(|fase| fase.descrizione.raw().and_then(packed::leading_number)).collect();
    let ordered =
        numbers.iter().flatten().enumerate().all(|(at, (number, _))| *number == (at + 1).to_string());
    if !ordered
        || numbers.len() < 2
        || numbers.iter().any(Option::is_none)
        || fasi.iter().any(|fase| fase.numero.is_some())
    {
        return;
    }
    for (fase, number) in fasi.iter_mut().zip(numbers) {
        let (Some((number, rest)), Field::Filled(cited)) = (number, &mut fase.descrizione) else { continue };
        fase.numero = Some(number);
        cited.value = one_line(&rest);
        cited.raw = rest;
    }
}
