//! How many obiettivi of each Area changed, and how.

use super::{Confronto, Materia, Riferimento, Sorte, Tipo, Variazione};
use crate::model::Ambito;
use std::collections::BTreeMap;

/// The counts of one Area; an obiettivo that moved counts in the Area it is of now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conteggio {
    /// Obiettivi before.
    pub prima: usize,
    /// Obiettivi after.
    pub dopo: usize,
    /// Added.
    pub aggiunti: usize,
    /// No longer there, withdrawn or neutralised.
    pub ritirati: usize,
    /// Of another number.
    pub rinumerati: usize,
    /// Come from another Area.
    pub spostati: usize,
    /// In both plans, with a value at least that differs.
    pub modificati: usize,
    /// Values that differ.
    pub differenze: usize,
}

impl Confronto {
    /// The counts by Area: those of all the Aree together first, then by name.
    pub fn per_area(&self) -> Vec<(Ambito, Conteggio)> {
        let mut counts: BTreeMap<Ambito, Conteggio> = BTreeMap::new();
        for one in &self.variazioni {
            if let Some(ambito) = one.ambito() {
                counts.entry(ambito.clone()).or_default().add(one);
            }
            if let Some(prima) = &one.prima {
                counts.entry(self.now(&prima.chiave.ambito)).or_default().prima += 1;
            }
        }
        for dubbio in &self.dubbi {
            let ambito = |one: &Riferimento| one.chiave.ambito.clone();
            for prima in &dubbio.prima {
                counts.entry(self.now(&ambito(prima))).or_default().prima += 1;
            }
            for dopo in &dubbio.dopo {
                counts.entry(ambito(dopo)).or_default().dopo += 1;
            }
        }
        counts.into_iter().collect()
    }

    /// The name that an Area has now.
    fn now(&self, ambito: &Ambito) -> Ambito {
        let renamed = self.aree_rinominate.iter().find(|(prima, _)| prima == ambito.nome());
        renamed.map_or_else(|| ambito.clone(), |(_, dopo)| Ambito::Area(dopo.clone()))
    }

    /// How many values of a kind differ in a way.
    pub fn differenze_di(&self, materia: Materia, so: impl Fn(Tipo) -> bool) -> usize {
        let all = self.variazioni.iter().flat_map(|one| &one.differenze);
        all.filter(|one| one.materia == materia && so(one.tipo)).count()
    }
}

impl Conteggio {
    fn add(&mut self, one: &Variazione) {
        self.dopo += usize::from(one.dopo.is_some());
        self.aggiunti += usize::from(one.sorte == Sorte::Aggiunto);
        self.ritirati +=
            usize::from(matches!(one.sorte, Sorte::Assente | Sorte::Ritirato | Sorte::Neutralizzato));
        self.rinumerati += usize::from(one.rinumerato && !one.spostato);
        self.spostati += usize::from(one.spostato);
        self.modificati += usize::from(one.cambiate() > 0);
        self.differenze += one.cambiate();
    }
}
