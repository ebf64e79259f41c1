//! From what was read to figures: weights, degrees of achievement, planned progress.
//!
//! Every parameter comes from the regolamento, every figure carries the article and the cells it rests on. This room
//! knows no file and no sheet; it passes addresses on and never looks at them.

pub mod esito;

use crate::model::Piano;
use crate::regolamento::Regolamento;
use esito::{Esiti, Esito, EsitoArea};

/// Computes everything that can be computed of a plan.
pub fn compute(piano: &Piano, _regolamento: &Regolamento) -> Esiti {
    let mut esiti = Esiti::default();
    for (chiave, obiettivo) in &piano.obiettivi {
        let indicatori = obiettivo.scheda.iter().flat_map(|scheda| &scheda.indicatori);
        let esito = Esito {
            peso_ponderale: None,
            peso_relativo: None,
            peso_relativo_stampato: None,
            indicatori: indicatori.map(|_| Default::default()).collect(),
            realizzazione: Default::default(),
            dichiarata: false,
            avanzamento_atteso: Default::default(),
            fascia: None,
            conta: true,
        };
        esiti.obiettivi.insert(chiave.clone(), esito);
    }
    esiti.aree = piano.aree.keys().map(|nome| (nome.clone(), EsitoArea::default())).collect();
    esiti
}
