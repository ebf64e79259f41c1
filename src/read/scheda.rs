//! A sheet's forms: which there are, and each form's boxes, block by block.
//!
//! Blocks, not forms: a scheda is whatever stands between one title and the next heading, in whatever order. A
//! sheet may hold a scheda, several, a pesatura, a list, or none of these.

use super::fields::{Item, items};
use super::page::Page;
use super::{
    Letto, attach, date, elenco, fasi, indicatori, monitoraggio, percent, pesatura, peso, segments, table_rows,
    titolo,
};
use crate::layout::{Campo, Kind, Table, fold, has_content, one_line};
use crate::model::{Durata, Scheda};
use crate::place::{CellRange, CellRef, Cited, Field};
use crate::rilievo::{Dove, Gravita, Rilievo};

/// Reads whatever a sheet holds.
pub fn read_sheet(page: &mut Page<'_>, letto: &mut Letto) {
    let spans = spans(page);
    let items = items(page, &spans);
    let starts = starts(page, &items);
    let lists = page.tables.iter().any(|table| matches!(table.kind, Kind::Pesatura | Kind::Elenco));
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
            Kind::Pesatura => pesatura::read_table(page, &table, &items, letto),
            Kind::Elenco => elenco::read_table(page, &table, &items, letto),
            _ => {}
        }
    }
    let (last_row, _) = page.extent();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(last_row + 1, |next| next.first);
        let band = Band { start: *start, end };
        letto.schede.push(read_band(page, band, &items));
    }
    report_leftovers(page, starts.is_empty());
    report_hidden(page);
}

/// The rows of one form: `end` is the first row that is no longer its own.
#[derive(Clone, Copy)]
struct Band {
    start: Start,
    end: u32,
}

#[derive(Clone, Copy)]
struct Start {
    /// First row of the form's heading.
    first: u32,
    /// The title's cell.
    title: CellRange,
}

impl Band {
    fn has(&self, row: u32) -> bool {
        (self.start.first..self.end).contains(&row)
    }
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

/// Where forms start: at each title that follows the body of another, counting from that form's heading.
fn starts(page: &Page<'_>, items: &[Item<'_>]) -> Vec<Start> {
    let lists: Vec<u32> = page
        .tables
        .iter()
        .filter(|t| matches!(t.kind, Kind::Pesatura | Kind::Elenco))
        .map(|t| t.header.0)
        .collect();
    let is_body = |kind: Kind| matches!(kind, Kind::Fasi | Kind::Indicatori | Kind::Monitoraggio);
    let bodies: Vec<u32> = page.tables.iter().filter(|t| is_body(t.kind)).map(|t| t.header.0).collect();
    let heading = |campo: Campo| {
        matches!(campo, Campo::Ente | Campo::Area | Campo::Responsabile | Campo::Anno | Campo::Trasversale)
    };
    let block = |campo: Campo| {
        matches!(
            campo,
            Campo::Descrizione
                | Campo::RiferimentoDup
                | Campo::Tipologia
                | Campo::DataConclusione
                | Campo::AttoConclusivo
                | Campo::Motivazione
        )
    };
    let mut found: Vec<Start> = Vec::new();
    let mut heading_row: Option<u32> = None;
    let mut body_after: Option<u32> = None;
    for item in items {
        let row = item.label.first.row;
        if lists.iter().any(|list| *list < row) {
            break;
        }
        let said = has_content(&item.rest.text) || !item.cells.is_empty();
        if heading(item.campo) && heading_row.is_none_or(|at| body_after.is_some_and(|body| body > at)) {
            heading_row = Some(row);
            body_after = None;
        } else if block(item.campo) {
            body_after = Some(row);
        } else if matches!(item.campo, Campo::Titolo | Campo::Numero) && said {
            let since = found.last().map_or(0, |start| start.title.first.row);
            let separated = bodies.iter().any(|body| (since..row).contains(body))
                || items
                    .iter()
                    .any(|other| block(other.campo) && (since..row).contains(&other.label.first.row));
            if found.is_empty() || separated {
                let first = heading_row.filter(|at| found.is_empty() || *at > since).unwrap_or(row);
                let first =
                    if found.is_empty() { 0 } else { after_body(&bodies, items, first.min(row), row) };
                found.push(Start { first, title: item.label });
            }
        }
    }
    found
}

/// A heading cannot reach up into the body of the form before.
fn after_body(bodies: &[u32], items: &[Item<'_>], first: u32, title: u32) -> u32 {
    let last_block = items
        .iter()
        .filter(|item| {
            matches!(item.campo, Campo::Motivazione | Campo::AttoConclusivo | Campo::PesoPonderale)
        })
        .map(|item| item.label.last.row)
        .chain(bodies.iter().copied())
        .filter(|row| *row < title)
        .max();
    last_block.map_or(first, |row| first.max(row + 1))
}

fn read_band(page: &mut Page<'_>, band: Band, items: &[Item<'_>]) -> Scheda {
    let mut scheda = Scheda::new(page.place(band.start.title));
    let own: Vec<&Item<'_>> = items.iter().filter(|item| band.has(item.label.first.row)).collect();
    let tables: Vec<Table> = page.tables.iter().filter(|table| band.has(table.header.0)).cloned().collect();
    let first_table = tables.iter().map(|table| table.header.0).min().unwrap_or(band.end);
    for item in &own {
        let in_heading = item.label.first.row < first_table.max(band.start.title.first.row + 1);
        read_item(page, &mut scheda, item, in_heading);
    }
    let year = scheda.anno.value().copied();
    peso::read(page, &mut scheda, &own, (band.start.first, band.end));
    let mut seen = false;
    for table in &tables {
        match table.kind {
            Kind::Fasi => fasi::read_table(page, table, band.end, year, &mut scheda),
            Kind::Indicatori if !seen || !monitoraggio::reports(table) => {
                seen |= indicatori::read_table(page, table, band.end, year, &mut scheda);
            }
            Kind::Indicatori | Kind::Monitoraggio => {
                monitoraggio::read_table(page, table, band.end, year, &mut scheda)
            }
            Kind::Risorse => claim_rows(page, table, band.end),
            Kind::Pesatura | Kind::Elenco => {}
        }
    }
    indicatori::read_labelled(page, (band.start.first, band.end), year, &mut scheda);
    attach::attach(page, &mut scheda);
    displaced_date(page, &own, &mut scheda);
    scheda
}

fn read_item(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>, in_heading: bool) {
    // after the heading only a box with its own sign is a heading's box: a signature says "Responsabile Area X" too
    let trusted = in_heading || item.rest.is_whole() || item.rest.separated;
    match item.campo {
        Campo::Ente if in_heading => {
            let ente = first_line(item.text(page));
            scheda.ente = take(&mut scheda.ente, ente);
            inner_headings(page, scheda, item);
        }
        Campo::Area if in_heading => {
            let area = item.text(page);
            if scheda.aree.iter().all(|known| known.value() != area.value()) {
                scheda.aree.push(area);
            }
        }
        Campo::Trasversale if in_heading => {
            scheda.trasversale = page.field(label_text(page, item.label), item.label);
            page.claim(item.label);
            inner_headings(page, scheda, item);
        }
        Campo::Responsabile if trusted && scheda.responsabile.value().is_none() => {
            let responsabile = item.text(page);
            scheda.responsabile = take(&mut scheda.responsabile, responsabile);
        }
        Campo::Anno if in_heading => read_year(page, scheda, item),
        Campo::Titolo | Campo::Numero if in_heading => read_title(page, scheda, item),
        Campo::RiferimentoDup => read_dup(page, scheda, item),
        Campo::Missione => scheda.riferimento_dup.missione = item.text(page),
        Campo::Programma => scheda.riferimento_dup.programma = item.text(page),
        Campo::ObiettivoOperativo => scheda.riferimento_dup.obiettivo_operativo = item.text(page),
        Campo::Tipologia => read_tipologia(page, scheda, item),
        Campo::Durata => {
            let testo = item.text(page);
            scheda.tipologia.durata = durata(page, &testo);
            scheda.tipologia.testo = take(&mut scheda.tipologia.testo, testo);
        }
        Campo::StatoAttuale => scheda.stato_attuale = item.text(page),
        Campo::Descrizione => {
            let descrizione = item.text(page);
            scheda.descrizione = take(&mut scheda.descrizione, descrizione);
        }
        Campo::DataConclusione => read_deadline(page, scheda, item),
        Campo::PercentualeComplessiva => read_overall(page, scheda, item),
        Campo::AttoConclusivo => scheda.atto_conclusivo = item.text(page),
        Campo::Motivazione => {
            let motivazione = item.text(page);
            scheda.motivazione = take(&mut scheda.motivazione, motivazione);
        }
        Campo::CauseInterne => scheda.cause_interne = item.text(page),
        Campo::CauseEsterne => scheda.cause_esterne = item.text(page),
        Campo::AltroDup | Campo::RisultatoRaggiunto | Campo::TempoEvasione | Campo::Nota | Campo::Firma => {
            item.text(page);
        }
        _ => {}
    }
}

/// The first box that says something wins; a form repeats itself in signatures and notes.
fn take<T>(known: &mut Field<T>, found: Field<T>) -> Field<T> {
    std::mem::take(known).or(found)
}

fn label_text(page: &Page<'_>, range: CellRange) -> String {
    page.sheet.at(range.first.row, range.first.column).map(|cell| cell.text.clone()).unwrap_or_default()
}

/// The first line of a heading that holds several.
fn first_line(field: Field<String>) -> Field<String> {
    let Field::Filled(cited) = field else { return field };
    let line = cited.raw.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned();
    Field::Filled(Cited { value: one_line(&line), raw: line, place: cited.place })
}

/// A heading cell may say several things at once: the municipality, that it is of all the Aree, who coordinates.
fn inner_headings(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let text = label_text(page, item.label);
    let mut labels: Vec<(Campo, &str)> =
        page.lessico.spellings(Campo::Trasversale).map(|label| (Campo::Trasversale, label)).collect();
    let owners = page.lessico.spellings(Campo::Responsabile).filter(|label| label.len() > 20);
    labels.extend(owners.map(|label| (Campo::Responsabile, label)));
    for (campo, value) in segments::segments(&text, &labels, segments::as_label) {
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

fn read_year(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let text = item.text(page);
    let Some(raw) = text.raw() else { return };
    let digits: String =
        raw.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let year = digits.parse::<i16>().ok().filter(|year| (2000..2100).contains(year));
    if let (Some(year), None, Some(place)) = (year, scheda.anno.value(), text.place()) {
        scheda.anno = Field::Filled(Cited { value: year, raw: raw.to_owned(), place: place.clone() });
    }
}

fn read_title(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
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
    let mut riga = titolo::riga(&rest);
    let number_label = item.campo == Campo::Numero;
    if riga.titolo.is_none() && scheda.titolo.value().is_none() && (riga.numero.is_some() || number_label) {
        if let Some((range, text)) = title_elsewhere(page, item.label) {
            page.claim(range);
            scheda.titolo = page.field(text, range);
        }
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

/// A title in the cell to the right of its number, or in the row under it.
fn title_elsewhere(page: &Page<'_>, label: CellRange) -> Option<(CellRange, String)> {
    let (_, right) = page.extent();
    let beside = page.cells_in((label.first.row, label.first.row), (label.last.column + 1, right));
    let below =
        page.cells_in((label.last.row + 1, label.last.row + 1), (label.first.column, label.last.column));
    let mut candidates = beside.into_iter().chain(below);
    let cell = candidates.find(|cell| {
        !page.is_claimed(cell.range) && page.mark(cell.range).is_none_or(|m| m.campo.is_none())
    })?;
    has_content(&cell.text).then(|| (cell.range, cell.text.trim().to_owned()))
}

fn read_dup(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let testo = item.text(page);
    if let Field::Filled(cited) = &testo {
        let mut labels = Vec::new();
        for campo in [Campo::Missione, Campo::Programma, Campo::ObiettivoOperativo, Campo::AltroDup] {
            labels.extend(page.lessico.spellings(campo).map(|label| (campo, label)));
        }
        let dup = &mut scheda.riferimento_dup;
        for (campo, value) in segments::segments(&cited.raw, &labels, segments::as_label) {
            let field = || match has_content(&value) {
                true => Field::Filled(Cited {
                    value: one_line(&value),
                    raw: value.clone(),
                    place: cited.place.clone(),
                }),
                false => Field::Blank(cited.place.clone()),
            };
            match campo {
                Campo::Missione if dup.missione.value().is_none() => dup.missione = field(),
                Campo::Programma if dup.programma.value().is_none() => dup.programma = field(),
                Campo::ObiettivoOperativo if dup.obiettivo_operativo.value().is_none() => {
                    dup.obiettivo_operativo = field()
                }
                _ => {}
            }
        }
    }
    scheda.riferimento_dup.testo = testo;
}

fn read_tipologia(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let testo = item.text(page);
    scheda.tipologia.durata = durata(page, &testo);
    scheda.tipologia.testo = testo;
}

/// Annual or over several years, when the form says one of the two. Both printed: the one that is ticked, or the
/// only one with a year after it.
fn durata(page: &mut Page<'_>, testo: &Field<String>) -> Field<Durata> {
    let Some(cited) = testo.cited() else { return Field::Absent };
    let mut labels = Vec::new();
    for (durata, list) in [(Durata::Annuale, "annuale"), (Durata::Pluriennale, "pluriennale")] {
        labels.extend(page.lessico.valori.list(list).iter().map(|word| (durata, word.as_str())));
    }
    let found = segments::segments(&cited.raw, &labels, segments::anywhere);
    let mut kinds: Vec<Durata> = found.iter().map(|(durata, _)| *durata).collect();
    kinds.dedup();
    match kinds.as_slice() {
        [one] => Field::Filled(cited.with(*one)),
        [] => Field::Absent,
        _ => {
            let dated: Vec<Durata> =
                found.iter().filter(|(_, after)| has_year(after)).map(|(durata, _)| *durata).collect();
            let bare =
                |durata: Durata| found.iter().any(|(kind, after)| *kind == durata && !has_content(after));
            match dated.as_slice() {
                [one]
                    if !cited.raw.to_lowercase().contains("x ")
                        && cited.raw.contains("annuale:")
                        && bare_other(*one, bare) =>
                {
                    Field::Filled(cited.with(*one))
                }
                _ => {
                    let text = format!("la durata non è chiara: «{}»", one_line(&cited.raw));
                    page.rilievi.push(Rilievo::new("SCH101", Gravita::Avviso, &cited.place, text));
                    Field::Unreadable(cited.with(()))
                }
            }
        }
    }
}

fn bare_other(one: Durata, bare: impl Fn(Durata) -> bool) -> bool {
    bare(if one == Durata::Annuale { Durata::Pluriennale } else { Durata::Annuale })
}

fn has_year(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.chars().filter(char::is_ascii_digit).count() >= 2
}

fn read_deadline(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let cell = item.cells.first().copied();
    let text = item.text(page);
    let dated = cell.and_then(|cell| match cell.content {
        crate::grid::Content::Date { date, without_year: false } => Some(date),
        _ => None,
    });
    let Some(cited) = text.cited() else {
        scheda.data_conclusione = text.map(|_| jiff::civil::Date::ZERO);
        return;
    };
    let year = scheda.anno.value().copied();
    let read = dated.or_else(|| {
        date::date(&cited.value, year, page.lessico).filter(|found| found.has_year).map(|found| found.date)
    });
    scheda.data_conclusione = match read {
        Some(date) => Field::Filled(cited.with(date)),
        None => {
            let message = format!("la data di conclusione «{}» non è una data", cited.value);
            page.rilievi.push(Rilievo::new("SCH102", Gravita::Avviso, &cited.place, message));
            Field::Unreadable(cited.with(()))
        }
    };
}

/// A date typed one row above its empty box: read, and reported.
fn displaced_date(page: &mut Page<'_>, own: &[&Item<'_>], scheda: &mut Scheda) {
    let Some(item) = own.iter().find(|item| item.campo == Campo::DataConclusione) else { return };
    let Some(above) = item.label.first.row.checked_sub(1) else { return };
    if !matches!(scheda.data_conclusione, Field::Blank(_)) {
        return;
    }
    let column = item.label.last.column + 1;
    let Some(cell) = page.sheet.at(above, column).filter(|cell| !page.is_claimed(cell.range)) else { return };
    let crate::grid::Content::Date { date, without_year: false } = cell.content else { return };
    let cited = Cited { value: date, raw: cell.text.clone(), place: page.place(cell.range) };
    page.claim(cell.range);
    page.report(
        "LET030",
        Gravita::Avviso,
        cell.range,
        format!(
            "la data {} sta una riga sopra la sua casella ({}): è stata letta come data di conclusione",
            cell.text, item.label.first
        ),
    );
    scheda.data_conclusione = Field::Filled(cited);
}

fn read_overall(page: &mut Page<'_>, scheda: &mut Scheda, item: &Item<'_>) {
    let cell = item.cells.first().copied();
    let text = item.text(page);
    let share = match (cell, text.raw()) {
        (Some(cell), _) => percent::typed(cell),
        (None, Some(raw)) => percent::typed_text(raw),
        (None, None) => percent::Typed::Blank,
    };
    let place = text.place().cloned().unwrap_or_else(|| page.place(item.label));
    scheda.percentuale_complessiva = match share {
        percent::Typed::Share(share, _) => match share.percent(percent::unit(&[share])) {
            Some(value) => {
                Field::Filled(Cited { value, raw: text.raw().unwrap_or_default().to_owned(), place })
            }
            None => Field::Blank(place),
        },
        percent::Typed::Blank => Field::Blank(place),
        percent::Typed::Unreadable => {
            let raw = text.raw().unwrap_or_default().to_owned();
            let message = format!("la percentuale complessiva «{raw}» non è un numero");
            page.rilievi.push(Rilievo::new("LET031", Gravita::Errore, &place, message));
            Field::Unreadable(Cited { value: (), raw, place })
        }
    };
}

/// A block that is recognised so that it is not taken for another: its cells are accounted for.
fn claim_rows(page: &mut Page<'_>, table: &Table, end: u32) {
    let (_, right) = page.extent();
    let last = table_rows::rows(page, table, end).last().map_or(table.header.1, |row| row.at);
    for cell in page.cells_in((table.header.0, last), (0, right)) {
        page.claim(cell.range);
    }
}

fn skip(page: &mut Page<'_>, codice: &'static str, message: &str) {
    let text = page.sheet.filled().any(|cell| has_content(&cell.text));
    let forms = !page.tables.is_empty() || page.marks.iter().any(|mark| mark.campo.is_some());
    if text && (codice == "LET021" || forms) {
        let dove = Dove::foglio(&page.sheet.file, &page.sheet.name);
        page.rilievi.push(Rilievo::new(codice, Gravita::Nota, dove, message));
    }
}

/// What nobody read, inside a sheet that holds forms.
fn report_leftovers(page: &mut Page<'_>, lists_only: bool) {
    let left: Vec<(CellRange, String)> = page
        .sheet
        .filled()
        .filter(|cell| {
            !page.is_claimed(cell.range) && has_content(&cell.text) && page.mark(cell.range).is_none()
        })
        .map(|cell| (cell.range, one_line(&cell.text)))
        .collect();
    let severity = if lists_only { Gravita::Nota } else { Gravita::Avviso };
    for (range, text) in left {
        let short: String = text.chars().take(80).collect();
        let numbered = fold(&text).len() <= 2 && lists_only;
        if !numbered {
            page.report(
                "LET032",
                severity,
                range,
                format!("il testo «{short}» non è stato riconosciuto e non è stato usato"),
            );
        }
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
