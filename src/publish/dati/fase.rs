//! The phases in the data contract, each with the year of its timetable.

use super::grado::{Cifra, figure};
use super::origine::Origine;
use super::text;
use crate::model::{self, Cronoprogramma, Mese, Scheda};
use serde::Serialize;

/// A phase.
#[derive(Serialize)]
pub(super) struct Fase<'d> {
    anno: Option<i16>,
    numero: Option<&'d str>,
    descrizione: Option<String>,
    mesi: Vec<Mesi>,
    peso: Option<Cifra>,
    origine: Origine<'d>,
}

/// A month: 1 to 12, or `2024-03`.
#[derive(Serialize)]
#[serde(untagged)]
enum Mesi {
    OfTheYear(i8),
    WithYear(String),
}

/// The rows of a scheda.
pub(super) fn rows(scheda: &Scheda) -> Vec<Fase<'_>> {
    scheda.cronoprogrammi.iter().flat_map(of).collect()
}

fn of(crono: &Cronoprogramma) -> impl Iterator<Item = Fase<'_>> {
    let spans = spans_years(crono);
    crono.fasi.iter().map(move |fase| row(fase, crono.anno, spans))
}

fn row(fase: &model::Fase, anno: Option<i16>, spans: bool) -> Fase<'_> {
    Fase {
        anno,
        numero: fase.numero.as_deref(),
        descrizione: text(&fase.descrizione),
        mesi: fase.mesi.iter().map(|mese| month(*mese, spans)).collect(),
        peso: figure(fase.peso.value().copied()),
        origine: Origine::from(&fase.place),
    }
}

/// Whether the grid has months of another year than the timetable's: then each month must say its own.
fn spans_years(crono: &Cronoprogramma) -> bool {
    let marked = crono.fasi.iter().flat_map(|fase| &fase.mesi);
    let mut years = crono.griglia.iter().chain(marked).filter_map(|mese| mese.anno);
    match crono.anno.or_else(|| years.clone().next()) {
        Some(anno) => years.any(|year| year != anno),
        None => false,
    }
}

fn month(mese: Mese, spans: bool) -> Mesi {
    match mese.anno.filter(|_| spans) {
        Some(anno) => Mesi::WithYear(format!("{anno:04}-{:02}", mese.mese)),
        None => Mesi::OfTheYear(mese.mese),
    }
}
