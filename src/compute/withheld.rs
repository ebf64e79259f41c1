//! No figures at all: what is left of a plan whose regolamento cannot be read. Everything stays unknown, since a figure
//! by somebody else's rules would be worse than none.

use super::esito::{Esiti, Esito, EsitoArea};
use crate::model::{Ambito, Obiettivo, Piano};

/// The results of a plan with every figure unknown.
pub fn withheld(piano: &Piano) -> Esiti {
    let listed = |ambito: &Ambito| EsitoArea {
        obiettivi: piano.obiettivi.keys().filter(|chiave| chiave.ambito == *ambito).count(),
        ..EsitoArea::default()
    };
    let area = |nome: &String| (nome.clone(), listed(&Ambito::Area(nome.clone())));
    Esiti {
        obiettivi: piano
            .obiettivi
            .iter()
            .map(|(chiave, obiettivo)| (chiave.clone(), unknown(obiettivo)))
            .collect(),
        aree: piano.aree.keys().map(area).collect(),
        trasversali: listed(&Ambito::Trasversale),
        ente: Default::default(),
    }
}

fn unknown(obiettivo: &Obiettivo) -> Esito {
    let indicatori = obiettivo.scheda.iter().flat_map(|scheda| &scheda.indicatori);
    Esito {
        peso_ponderale: None,
        peso_relativo: None,
        peso_relativo_stampato: None,
        indicatori: indicatori.map(|_| Default::default()).collect(),
        realizzazione: Default::default(),
        dichiarata: false,
        avanzamento_atteso: Default::default(),
        fascia: None,
        conta: true,
    }
}
