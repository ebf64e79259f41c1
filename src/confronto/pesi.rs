//! Points and weights, in the pesatura and in the box on the scheda.

use super::Materia;
use super::campo::Pen;
use super::giudizio;
use crate::model::{RigaPesatura, RiquadroPeso};
use crate::place::Field;
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// Compares the rows of the pesatura.
pub(super) fn rows(pen: &mut Pen, prima: &RigaPesatura, dopo: &RigaPesatura) {
    let anni = pen.anni;
    pen.text(Materia::Testi, "titolo nella pesatura", &prima.titolo, &dopo.titolo);
    points(pen, "nella pesatura", &prima.punteggi, &dopo.punteggi);
    let voce = "peso ponderale nella pesatura";
    pen.field(Materia::Pesi, voce, &prima.peso_ponderale, &dopo.peso_ponderale, |a, b| {
        giudizio::numero(a, b, anni)
    });
}

/// Compares the boxes on the schede.
pub(super) fn boxes(pen: &mut Pen, prima: &RiquadroPeso, dopo: &RiquadroPeso) {
    let anni = pen.anni;
    points(pen, "sulla scheda", &prima.punteggi, &dopo.punteggi);
    let voce = "peso ponderale sulla scheda";
    pen.field(Materia::Pesi, voce, &prima.peso_ponderale, &dopo.peso_ponderale, |a, b| {
        giudizio::numero(a, b, anni)
    });
}

type Points = IndexMap<String, Field<Decimal>>;

fn points(pen: &mut Pen, dove: &str, prima: &Points, dopo: &Points) {
    let anni = pen.anni;
    let only_before = prima.keys().filter(|id| !dopo.contains_key(*id));
    for id in dopo.keys().chain(only_before) {
        let of = |points: &Points| points.get(id).cloned().unwrap_or(Field::Absent);
        let voce = format!("punti di {} {dove}", id.replace('_', " "));
        pen.field(Materia::Pesi, &voce, &of(prima), &of(dopo), |a, b| giudizio::numero(a, b, anni));
    }
}
