//! The peso ponderale of an obiettivo: where its points stand, and which method makes one weight of them.
//!
//! One plan has one source of weights, the first that is there at all: the points of the pesatura table, the
//! weights typed in that table, the points in the boxes of the schede, the weights typed in those boxes. So weights
//! of different scales never meet in one sum.

mod media;
mod media_pesata;
mod prodotto;
mod somma;

use super::esito::Derived;
use super::exact::settled;
use super::year::Year;
use crate::model::{Obiettivo, Piano, RigaPesatura, RiquadroPeso};
use crate::place::{Cited, Field};
use crate::regolamento::{Criterio, MetodoPeso};
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// Where the weights of a plan come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    TablePoints,
    TableWeights,
    BoxPoints,
    BoxWeights,
}

impl Source {
    /// The source of a plan's weights.
    pub fn of(piano: &Piano) -> Source {
        let rows = || piano.obiettivi.values().filter_map(|obiettivo| obiettivo.pesatura.as_ref());
        let boxes = || piano.obiettivi.values().filter_map(box_of);
        let has_points = |points: &Points| points.values().any(|field| !field.is_absent());
        let typed_points = |points: &Points| points.values().any(|field| field.raw().is_some());
        match () {
            () if rows().any(|riga| has_points(&riga.punteggi)) => Source::TablePoints,
            () if rows().any(|riga| riga.peso_ponderale.raw().is_some()) => Source::TableWeights,
            () if rows().next().is_some() => Source::TablePoints,
            () if boxes().any(|riquadro| typed_points(&riquadro.punteggi)) => Source::BoxPoints,
            () => Source::BoxWeights,
        }
    }
}

type Points = IndexMap<String, Field<Decimal>>;

fn box_of(obiettivo: &Obiettivo) -> Option<&RiquadroPeso> {
    obiettivo.scheda.as_ref().map(|scheda| &scheda.peso)
}

/// A criterion with the points that an obiettivo has on it.
pub(super) struct Punto<'a> {
    criterio: &'a Criterio,
    cited: &'a Cited<Decimal>,
}

impl Punto<'_> {
    fn punti(&self) -> Decimal {
        self.cited.value
    }
}

/// The peso ponderale; `None` if a point is missing, not readable or out of range.
pub(super) fn ponderale(obiettivo: &Obiettivo, source: Source, year: &Year<'_>) -> Option<Derived<Decimal>> {
    let row: Option<&RigaPesatura> = obiettivo.pesatura.as_ref();
    let riquadro = box_of(obiettivo);
    match source {
        Source::TablePoints => from_points(&row?.punteggi, year),
        Source::BoxPoints => from_points(&riquadro?.punteggi, year),
        Source::TableWeights => typed(&row?.peso_ponderale, "nella tabella della pesatura", year),
        Source::BoxWeights => typed(&riquadro?.peso_ponderale, "sulla scheda", year),
    }
}

fn from_points(points: &Points, year: &Year<'_>) -> Option<Derived<Decimal>> {
    let pesatura = &year.regolamento.pesatura;
    let punti: Vec<Punto<'_>> =
        pesatura.criteri.iter().map(|criterio| point(criterio, points)).collect::<Option<_>>()?;
    let (value, steps) = match pesatura.metodo {
        MetodoPeso::Media => media::weigh(&punti, year),
        MetodoPeso::Somma => somma::weigh(&punti, year),
        MetodoPeso::MediaPesata => media_pesata::weigh(&punti, year),
        MetodoPeso::Prodotto => prodotto::weigh(&punti, year),
    }?;
    let value = settled(value);
    let formula = format!("{steps} = {}", year.printed(value));
    let from = punti.iter().map(|punto| punto.cited.place.clone()).collect();
    Some(Derived { value, formula, fonte: pesatura.fonte.clone(), from })
}

fn point<'a>(criterio: &'a Criterio, points: &'a Points) -> Option<Punto<'a>> {
    let cited = points.get(&criterio.id)?.cited()?;
    (Decimal::ZERO..=criterio.massimo).contains(&cited.value).then_some(Punto { criterio, cited })
}

/// A weight that the office typed itself, where nobody typed points.
fn typed(field: &Field<Decimal>, dove: &str, year: &Year<'_>) -> Option<Derived<Decimal>> {
    let cited = field.cited().filter(|cited| !cited.value.is_sign_negative())?;
    let value = cited.value.normalize();
    let formula = format!("peso {} scritto {dove}: non ci sono punti sui criteri", year.printed(value));
    let fonte = year.regolamento.pesatura.fonte.clone();
    Some(Derived { value, formula, fonte, from: vec![cited.place.clone()] })
}

/// The points as addends: `70 + 80 + 80`.
fn addends(punti: &[Punto<'_>], year: &Year<'_>) -> String {
    punti.iter().map(|punto| year.brief(punto.punti())).collect::<Vec<_>>().join(" + ")
}
