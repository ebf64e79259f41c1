//! The box of the scheda in which an answer belongs, and what stands there now.

use crate::layout::fold;
use crate::model::{Chiave, Indicatore, Piano, Scadenza};
use crate::place::{Field, Place};
use std::collections::BTreeMap;

/// A box of a scheda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Casella {
    /// Where it is; `None` if the form has no such box.
    pub posto: Option<Place>,
    /// What stands there now.
    pub ora: Ora,
    /// Whether the same cell is the box of other indicatori too: then no single answer can be written in it.
    pub condivisa: bool,
}

/// What stands in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ora {
    /// The form has no such box.
    Assente,
    /// Nothing, or dots: here it can be written.
    Vuota,
    /// The answer itself.
    Uguale,
    /// Something else, as typed.
    Diversa(String),
}

impl Casella {
    /// No box at all.
    pub(super) fn absent() -> Casella {
        Casella { posto: None, ora: Ora::Assente, condivisa: false }
    }

    /// The box of a field, for an answer; `same` tells whether what was understood of the box is the answer.
    pub(super) fn of<T>(field: &Field<T>, raw: &str, same: impl Fn(&T) -> bool) -> Casella {
        let ora = match field {
            Field::Absent => Ora::Assente,
            Field::Blank(_) => Ora::Vuota,
            Field::Filled(cited) if same(&cited.value) => Ora::Uguale,
            Field::Filled(cited) => differs(&cited.raw, raw),
            Field::Unreadable(cited) => differs(&cited.raw, raw),
        };
        Casella { posto: field.place().cloned(), ora, condivisa: false }
    }
}

fn differs(known: &str, raw: &str) -> Ora {
    match fold(known) == fold(raw) {
        true => Ora::Uguale,
        false => Ora::Diversa(known.to_owned()),
    }
}

/// How many indicatori of the plan report in each cell, at a deadline.
pub(super) fn uses(piano: &Piano, scadenza: Scadenza) -> BTreeMap<&Place, usize> {
    let mut uses = BTreeMap::new();
    let schede = piano.obiettivi.values().filter_map(|one| one.scheda.as_ref());
    for indicatore in schede.flat_map(|scheda| &scheda.indicatori) {
        for place in boxes(indicatore, scadenza) {
            *uses.entry(place).or_default() += 1;
        }
    }
    uses
}

fn boxes(indicatore: &Indicatore, scadenza: Scadenza) -> impl Iterator<Item = &Place> {
    let conseguito = indicatore.conseguito.get(&scadenza).and_then(Field::place);
    conseguito.into_iter().chain(indicatore.verifica.place())
}

/// The indicatore at a position of an obiettivo.
pub(super) fn indicatore<'p>(piano: &'p Piano, chiave: &Chiave, at: usize) -> Option<&'p Indicatore> {
    piano.obiettivi.get(chiave)?.scheda.as_ref()?.indicatori.get(at)
}
