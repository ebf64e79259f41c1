//! Where one form ends and the next begins: blocks, not forms. A scheda is whatever stands between one title's heading
//! and the next.

use super::fields::Item;
use super::page::{Page, is_blank};
use crate::layout::{Campo, Kind, Sezione, has_content};
use crate::place::CellRange;

/// The rows of one form: `end` is the first row that is no longer its own.
#[derive(Clone, Copy)]
pub struct Band {
    /// Where it starts.
    pub start: Start,
    /// The first row that is no longer its own.
    pub end: u32,
    /// Under the title of the sheet's first form: what stands above is said of all.
    pub top: u32,
}

#[derive(Clone, Copy)]
pub struct Start {
    /// First row of the form's heading.
    pub first: u32,
    /// The title's cell.
    pub title: CellRange,
}

impl Band {
    /// Whether the row is the form's.
    pub fn has(&self, row: u32) -> bool {
        (self.start.first..self.end).contains(&row)
    }
}

/// Where forms start: at each title that follows the body of another, counting from that form's heading.
pub fn starts(page: &Page<'_>, items: &[Item<'_>]) -> Vec<Start> {
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
    let mut seen: Vec<Campo> = Vec::new();
    let mut heading_row: Option<u32> = None;
    let mut body_after: Option<u32> = None;
    for item in items {
        let row = item.label.first.row;
        if lists.iter().any(|list| *list < row) {
            break;
        }
        let said =
            has_content(&item.rest.text) || item.cells.iter().any(|cell| !is_blank(cell, page.lessico));
        let table_between = |at: u32| bodies.iter().any(|body| (at..row).contains(body));
        let new_form = |at: u32| body_after.is_some_and(|body| body > at) || table_between(at);
        if heading(item.campo) && heading_row.is_none_or(new_form) {
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
            // a number and a title of one form may have its blocks between them
            let again = tables_since(&bodies, since, row) || seen.contains(&item.campo);
            seen.push(item.campo);
            if found.is_empty() || (separated && again) {
                seen = vec![item.campo];
                let first = heading_row.filter(|at| found.is_empty() || *at > since).unwrap_or(row);
                let first =
                    if found.is_empty() { 0 } else { after_body(&bodies, items, first.min(row), row) };
                found.push(Start { first, title: item.label });
            }
        }
    }
    let marks = evidence(page, items, &bodies);
    let ends: Vec<u32> = found.iter().skip(1).map(|start| start.first).chain([u32::MAX]).collect();
    let forms = found.into_iter().zip(ends);
    forms
        .filter(|(start, end)| marks.iter().any(|row| (start.first..*end).contains(row)))
        .map(|(start, _)| start)
        .collect()
}

fn tables_since(bodies: &[u32], since: u32, row: u32) -> bool {
    bodies.iter().any(|body| (since..row).contains(body))
}

/// Rows that show a form to be one, beside its title: a heading, a number, a block, a table of its own. Instructions
/// name the boxes and have none of these.
fn evidence(page: &Page<'_>, items: &[Item<'_>], bodies: &[u32]) -> Vec<u32> {
    use Campo::*;
    let shows = |item: &&Item<'_>| {
        let heading =
            matches!(item.campo, Area | Responsabile | Trasversale | Numero | Descrizione | RiferimentoDup);
        heading
            || matches!(
                item.campo,
                Tipologia | Durata | DataConclusione | AttoConclusivo | Motivazione | Missione
            )
    };
    let boxes = items.iter().filter(shows).map(|item| item.label.first.row);
    let sections = page.marks.iter().filter(|mark| {
        mark.sezione
            .as_ref()
            .is_some_and(|(sezione, rest)| *sezione == Sezione::Indicatori && rest.is_whole())
    });
    boxes.chain(sections.map(|mark| mark.range.first.row)).chain(bodies.iter().copied()).collect()
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
