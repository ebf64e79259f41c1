//! The obiettivi as the annexes list them: the trasversali first, then Area by Area, in the plan's order.

use crate::compute::esito::{Esiti, Esito, EsitoArea};
use crate::model::{Ambito, Area, Obiettivo, Piano};
use crate::place::Field;
use crate::regolamento::Criterio;
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// Points by criterion id.
pub(super) type Punti = IndexMap<String, Field<Decimal>>;

/// The obiettivi of one Area, or the trasversali together.
pub(super) struct Gruppo<'a> {
    /// The Area; none for the trasversali.
    pub(super) area: Option<&'a Area>,
    /// Its obiettivi.
    pub(super) obiettivi: Vec<&'a Obiettivo>,
}

impl<'a> Gruppo<'a> {
    /// What the group is called in bands and totals.
    pub(super) fn nome(&self) -> &'a str {
        self.area.map_or("TRASVERSALI", |area| area.nome.as_str())
    }

    /// Who is responsible for it.
    pub(super) fn responsabile(&self) -> Option<&'a str> {
        self.area.and_then(|area| area.responsabile.value()).map(String::as_str)
    }

    /// What was computed of it.
    pub(super) fn esito(&self, esiti: &'a Esiti) -> Option<&'a EsitoArea> {
        match self.area {
            Some(area) => esiti.aree.get(&area.nome),
            None => Some(&esiti.trasversali),
        }
    }
}

/// All the groups that have an obiettivo.
pub(super) fn groups(piano: &Piano) -> Vec<Gruppo<'_>> {
    let of = |ambito: &Ambito| piano.obiettivi.values().filter(|one| one.chiave.ambito == *ambito).collect();
    let trasversali = Gruppo { area: None, obiettivi: of(&Ambito::Trasversale) };
    let aree = piano
        .aree
        .values()
        .map(|area| Gruppo { area: Some(area), obiettivi: of(&Ambito::Area(area.nome.clone())) });
    std::iter::once(trasversali).chain(aree).filter(|gruppo| !gruppo.obiettivi.is_empty()).collect()
}

/// What was computed of an obiettivo.
pub(super) fn esito<'a>(esiti: &'a Esiti, obiettivo: &Obiettivo) -> Option<&'a Esito> {
    esiti.obiettivi.get(&obiettivo.chiave)
}

/// The points of an obiettivo: those of the pesatura table; where the plan has no such table, those of the scheda's
/// own box.
pub(super) fn punti<'a>(piano: &Piano, obiettivo: &'a Obiettivo) -> Option<&'a Punti> {
    match &obiettivo.pesatura {
        Some(riga) => Some(&riga.punteggi),
        None if has_table(piano) => None,
        None => obiettivo.scheda.as_ref().map(|scheda| &scheda.peso.punteggi),
    }
}

/// The points on a criterion, where they are there and within its range.
pub(super) fn punto(punti: Option<&Punti>, criterio: &Criterio) -> Option<Decimal> {
    let typed = punti?.get(&criterio.id)?.value().copied();
    typed.filter(|typed| (Decimal::ZERO..=criterio.massimo).contains(typed))
}

/// Whether any obiettivo stands in a pesatura table.
pub(super) fn has_table(piano: &Piano) -> bool {
    piano.obiettivi.values().any(|obiettivo| obiettivo.pesatura.is_some())
}
