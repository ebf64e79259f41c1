//! One form, block by block: each box under its label, each table by its headings, in whatever order they stand.

use super::bands::Band;
use super::fields::Item;
use super::page::Page;
use super::{
    anno, attach, conclusione, fasi, indicatori, indicatori_sciolti, indicatori_trasposti,
    indicatori_verticali, intestazione, monitoraggio, peso, riferimenti, risorse, titolo,
};
use crate::layout::{Campo, Kind, Table};
use crate::model::Scheda;
use crate::place::Field;

pub fn read_band(page: &mut Page<'_>, band: Band, items: &[Item<'_>]) -> Scheda {
    let mut scheda = Scheda::new(page.place(band.start.title));
    let own: Vec<&Item<'_>> = items.iter().filter(|item| band.has(item.label.first.row)).collect();
    let tables: Vec<Table> = page.tables.iter().filter(|table| band.has(table.header.0)).cloned().collect();
    let first_table = tables.iter().map(|table| table.header.0).min().unwrap_or(band.end);
    let title_row = band.start.title.first.row;
    for item in &own {
        let in_heading = item.label.first.row < first_table.max(title_row + 1);
        let titled = own.iter().any(|other| other.label != item.label && holds_title(page, other));
        read_item(page, &mut scheda, item, (in_heading, titled), title_row);
    }
    area_of_service(page, &mut scheda, &own);
    if scheda.anno.value().is_none() {
        scheda.anno = anno::of_sheet(page, band.top);
    }
    let year = scheda.anno.value().copied();
    peso::read(page, &mut scheda, &own, (band.start.first, band.end));
    let (mut seen, mut reported) = (false, false);
    for table in &tables {
        match table.kind {
            Kind::Fasi => fasi::read_table(page, table, band.end, year, &mut scheda),
            Kind::Indicatori if !seen || reported || !monitoraggio::reports(table) => {
                // where the indicatori carry their results, a further table has further indicatori
                reported |= monitoraggio::reports(table) && !seen;
                seen |= indicatori::read_table(page, table, band.end, year, &mut scheda);
            }
            Kind::Indicatori | Kind::Monitoraggio => {
                monitoraggio::read_table(page, table, band.end, year, &mut scheda)
            }
            Kind::Risorse => risorse::claim_table(page, table, band.end),
            Kind::Pesatura | Kind::Elenco => {}
        }
    }
    risorse::claim_blocks(page, (band.start.first, band.end));
    indicatori_trasposti::read(page, (band.start.first, band.end), year, &mut scheda);
    indicatori_verticali::read(page, (band.start.first, band.end), year, &mut scheda);
    indicatori_sciolti::read_labelled(page, (band.start.first, band.end), year, &mut scheda);
    attach::attach(page, &mut scheda);
    conclusione::displaced_date(page, &own, &mut scheda);
    scheda
}

/// A box of the title, with something in it.
fn holds_title(page: &Page<'_>, item: &Item<'_>) -> bool {
    item.campo == Campo::Titolo
        && (!item.cells.is_empty() || titolo::riga(&item.rest, page.lessico).titolo.is_some())
}

fn read_item(
    page: &mut Page<'_>,
    scheda: &mut Scheda,
    item: &Item<'_>,
    (in_heading, titled): (bool, bool),
    title_row: u32,
) {
    // after the heading only a box with its own sign is a heading's box: a signature says "Responsabile Area X" too
    let trusted_sign = item.rest.is_whole() || item.rest.separated;
    let trusted = in_heading || trusted_sign;
    match item.campo {
        Campo::Ente if in_heading => {
            let ente = intestazione::first_line(item.text(page));
            scheda.ente = take(&mut scheda.ente, ente);
            intestazione::inner_headings(page, scheda, item);
        }
        Campo::Area if in_heading && (item.label.first.row <= title_row || trusted_sign) => {
            let area = item.text(page);
            if scheda.aree.iter().all(|known| known.value() != area.value()) {
                scheda.aree.push(area);
            }
        }
        Campo::Trasversale if in_heading => {
            scheda.trasversale = page.field(intestazione::label_text(page, item.label), item.label);
            page.claim(item.label);
            intestazione::inner_headings(page, scheda, item);
        }
        Campo::Responsabile if trusted && scheda.responsabile.value().is_none() => {
            let responsabile = match item.label.first.row < title_row {
                true => intestazione::read_responsabile(page, item),
                false => item.text(page),
            };
            scheda.responsabile = take(&mut scheda.responsabile, responsabile);
        }
        Campo::Responsabile | Campo::Firma if !in_heading => intestazione::claim_signature(page, item),
        Campo::Anno if in_heading => intestazione::read_year(page, scheda, item),
        Campo::Titolo | Campo::Numero if in_heading => intestazione::read_title(page, scheda, item, titled),
        Campo::RiferimentoDup => riferimenti::read_dup(page, scheda, item),
        Campo::Missione => scheda.riferimento_dup.missione = item.text(page),
        Campo::Programma => scheda.riferimento_dup.programma = item.text(page),
        Campo::ObiettivoOperativo => scheda.riferimento_dup.obiettivo_operativo = item.text(page),
        Campo::Tipologia => riferimenti::read_tipologia(page, scheda, item),
        Campo::Durata => {
            let testo = item.text(page);
            scheda.tipologia.durata = riferimenti::durata(page, &testo);
            scheda.tipologia.testo = take(&mut scheda.tipologia.testo, testo);
        }
        Campo::StatoAttuale => scheda.stato_attuale = item.text(page),
        Campo::Descrizione => {
            let descrizione = item.text(page);
            scheda.descrizione = take(&mut scheda.descrizione, descrizione);
        }
        Campo::DataConclusione => conclusione::read_deadline(page, scheda, item),
        Campo::PercentualeComplessiva => conclusione::read_overall(page, scheda, item),
        Campo::AttoConclusivo => scheda.atto_conclusivo = item.text(page),
        Campo::Motivazione => {
            let motivazione = item.text(page);
            scheda.motivazione = take(&mut scheda.motivazione, motivazione);
        }
        Campo::CauseInterne => scheda.cause_interne = item.text(page),
        Campo::CauseEsterne => scheda.cause_esterne = item.text(page),
        Campo::AltroDup
        | Campo::RisultatoRaggiunto
        | Campo::TempoEvasione
        | Campo::Nota
        | Campo::Servizio
        | Campo::Firma => {
            item.text(page);
        }
        _ => {}
    }
}

/// A form without a box for the Area is of the Servizio that it names.
fn area_of_service(page: &mut Page<'_>, scheda: &mut Scheda, own: &[&Item<'_>]) {
    let says_area = own.iter().any(|item| matches!(item.campo, Campo::Area | Campo::Trasversale));
    let service = own.iter().find(|item| item.campo == Campo::Servizio);
    if let Some(item) = service.filter(|_| !says_area && scheda.aree.is_empty()) {
        scheda.aree.extend(Some(item.text(page)).filter(|area| area.value().is_some()));
    }
}

/// The first box that says something wins; a form repeats itself in signatures and notes.
fn take<T>(known: &mut Field<T>, found: Field<T>) -> Field<T> {
    std::mem::take(known).or(found)
}
