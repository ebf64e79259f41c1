//! `dati/piano.json`, the data contract `schedario/piano/1`: everything read and computed, for programs. Figures keep
//! their full precision; what is not known is null, never 0 and never left out.
//!
//! The rows are made here and serialised here; the model itself is not. Months are numbers from 1 to 12 where the
//! grid of their timetable has the timetable's year only, else `2024-03`, all of them.

mod area;
mod fase;
mod grado;
mod indicatore;
mod obiettivo;
mod origine;
mod regole;

use super::Quadro;
use super::figure::one_line;
use crate::model::Scadenza;
use crate::place::Field;
use crate::rilievo::Rilievo;
use anyhow::Result;
use grado::{Grado, PerScadenza};
use serde::Serialize;

/// The version of the contract.
const SCHEMA: &str = "schedario/piano/1";

/// The whole file.
#[derive(Serialize)]
struct Dati<'d> {
    schema: &'static str,
    ente: Option<String>,
    anno: Option<i16>,
    regolamento: regole::Regole<'d>,
    realizzazione: PerScadenza<Option<Grado>>,
    aree: Vec<area::Area<'d>>,
    obiettivi: Vec<obiettivo::Obiettivo<'d>>,
    rilievi: Vec<Segnalazione<'d>>,
}

/// A rilievo.
#[derive(Serialize)]
struct Segnalazione<'d> {
    codice: &'static str,
    gravita: &'static str,
    file: Option<&'d str>,
    foglio: Option<&'d str>,
    cella: Option<String>,
    obiettivo: Option<&'d str>,
    messaggio: &'d str,
}

/// The file's bytes.
pub(super) fn bytes(quadro: &Quadro<'_>) -> Result<Vec<u8>> {
    let scadenze = quadro.scadenze();
    let ente = grado::per(&scadenze, |at| quadro.esiti.ente.get(at).map(|found| Grado::from(&found.value)));
    let dati = Dati {
        schema: SCHEMA,
        ente: text(&quadro.piano.ente),
        anno: quadro.piano.anno,
        regolamento: regole::Regole::of(quadro.regolamento, quadro.is_withheld()),
        realizzazione: ente,
        aree: quadro.piano.aree.values().map(|area| area::row(area, quadro, &scadenze)).collect(),
        obiettivi: quadro
            .piano
            .obiettivi
            .values()
            .map(|one| obiettivo::row(one, quadro, &scadenze))
            .collect(),
        rilievi: super::rilievi::sorted(quadro.rilievi).into_iter().map(segnalazione).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&dati)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The bytes of the rilievi alone.
pub(super) fn rilievi(rilievi: &[Rilievo]) -> Result<Vec<u8>> {
    let rows: Vec<Segnalazione<'_>> = super::rilievi::sorted(rilievi).into_iter().map(segnalazione).collect();
    Ok(serde_json::to_vec_pretty(&rows)?)
}

fn segnalazione(rilievo: &Rilievo) -> Segnalazione<'_> {
    Segnalazione {
        codice: rilievo.codice,
        gravita: rilievo.gravita.word(),
        file: Some(&*rilievo.dove.file).filter(|file| !file.is_empty()),
        foglio: rilievo.dove.foglio.as_deref(),
        cella: rilievo.dove.celle.map(|celle| celle.first.to_string()),
        obiettivo: rilievo.obiettivo.as_deref(),
        messaggio: &rilievo.messaggio,
    }
}

/// A text that was filled in, on one line; as typed where it was not understood.
fn text(field: &Field<String>) -> Option<String> {
    let words = match field {
        Field::Filled(cited) => one_line(&cited.value),
        Field::Unreadable(cited) => one_line(&cited.raw),
        Field::Blank(_) | Field::Absent => return None,
    };
    Some(words).filter(|words| !words.is_empty())
}

/// A box as typed, whatever it holds.
fn typed<T>(field: &Field<T>) -> Option<String> {
    field.raw().map(one_line).filter(|words| !words.is_empty())
}

/// The deadlines of a map, and those of the plan, in the order of the year.
fn deadlines<'s, T: 's>(
    plan: &[Scadenza],
    own: impl Iterator<Item = (&'s Scadenza, &'s T)>,
) -> Vec<Scadenza> {
    let mut all: Vec<Scadenza> = plan.iter().copied().chain(own.map(|(at, _)| *at)).collect();
    all.sort();
    all.dedup();
    all
}
