//! From what was read to figures: weights, degrees of achievement, planned progress.
//!
//! Every parameter comes from the regolamento, every figure carries the article and the cells it rests on. This room
//! knows no file and no sheet; it passes addresses on and never looks at them.

mod area;
mod avanzamento;
mod base;
mod cause_esterne;
mod confronto;
mod ente;
pub mod esito;
mod exact;
mod fascia;
pub mod figure;
mod grado;
mod indicatore;
mod obiettivo;
mod peso;
mod relativo;
mod responsabile;
mod tempi_pagamento;
mod withheld;
mod year;

pub use withheld::withheld;

use crate::model::{Ambito, Chiave, Obiettivo, Piano};
use crate::regolamento::Regolamento;
use area::Members;
use esito::{Derived, Esiti, Esito, EsitoArea};
use indexmap::{IndexMap, IndexSet};
use relativo::Relativo;
use rust_decimal::Decimal;
use year::Year;

/// Computes everything that can be computed of a plan.
pub fn compute(piano: &Piano, regolamento: &Regolamento) -> Esiti {
    let year = Year::new(piano, regolamento);
    let mut pesi = weights(piano, &year);
    let mut relativi = shares(&pesi, &year);
    let mut esiti = Esiti::default();
    for (chiave, obiettivo) in &piano.obiettivi {
        let peso = pesi.get_mut(chiave).and_then(Option::take);
        let relativo = relativi.swap_remove(chiave);
        esiti.obiettivi.insert(chiave.clone(), esito(obiettivo, peso, relativo, &year));
    }
    aggregate(piano, &mut esiti, &year);
    esiti
}

/// The pesi ponderali, where they are known.
fn weights(piano: &Piano, year: &Year<'_>) -> IndexMap<Chiave, Option<Derived<Decimal>>> {
    let source = peso::Source::of(piano);
    let weigh = |obiettivo| peso::ponderale(obiettivo, source, year);
    piano.obiettivi.iter().map(|(chiave, obiettivo)| (chiave.clone(), weigh(obiettivo))).collect()
}

/// The pesi relativi, ambito by ambito, where they are known.
fn shares(pesi: &IndexMap<Chiave, Option<Derived<Decimal>>>, year: &Year<'_>) -> IndexMap<Chiave, Relativo> {
    let ambiti: IndexSet<&Ambito> = pesi.keys().map(|chiave| &chiave.ambito).collect();
    let mut found = IndexMap::new();
    for ambito in ambiti {
        let (chiavi, known): (Vec<&Chiave>, Vec<_>) = pesi
            .iter()
            .filter(|(chiave, _)| chiave.ambito == *ambito)
            .map(|(chiave, peso)| (chiave, peso.as_ref()))
            .unzip();
        let shares = relativo::relativi(&known, year).unwrap_or_default();
        found.extend(chiavi.into_iter().cloned().zip(shares));
    }
    found
}

fn esito(
    obiettivo: &Obiettivo,
    peso_ponderale: Option<Derived<Decimal>>,
    relativo: Option<Relativo>,
    year: &Year<'_>,
) -> Esito {
    let scheda = obiettivo.scheda.as_ref();
    let mut gradi = obiettivo::gradi(scheda, year);
    let conta = cause_esterne::apply(&obiettivo.stato, &mut gradi, year);
    let last = gradi.realizzazione.get(&year.last()).and_then(|derived| derived.value.valore);
    let (peso_relativo, peso_relativo_stampato) =
        relativo.map(|relativo| (relativo.exact, relativo.printed)).unzip();
    Esito {
        peso_ponderale,
        peso_relativo,
        peso_relativo_stampato,
        fascia: last.filter(|_| conta).and_then(|last| fascia::name(last, &year.regolamento.fasce)),
        avanzamento_atteso: scheda.map(|scheda| avanzamento::planned(scheda, year)).unwrap_or_default(),
        indicatori: gradi.indicatori,
        realizzazione: gradi.realizzazione,
        dichiarata: gradi.dichiarata,
        conta,
    }
}

/// The Aree, the trasversali together, the Ente.
fn aggregate(piano: &Piano, esiti: &mut Esiti, year: &Year<'_>) {
    let in_ambito = |ambito: &Ambito| -> Vec<&Esito> {
        esiti
            .obiettivi
            .iter()
            .filter(|(chiave, _)| chiave.ambito == *ambito)
            .map(|(_, esito)| esito)
            .collect()
    };
    let cross = in_ambito(&Ambito::Trasversale);
    let trasversali = EsitoArea {
        realizzazione: Members { own: counting(&cross), trasversali: Vec::new() }.degrees(year),
        ..listing(&cross)
    };
    let mut aree = IndexMap::new();
    for (nome, area) in &piano.aree {
        let listed = in_ambito(&Ambito::Area(nome.clone()));
        let members = Members { own: counting(&listed), trasversali: counting(&cross) };
        let esito = EsitoArea {
            realizzazione: if listed.is_empty() { Default::default() } else { members.degrees(year) },
            tempi_pagamento: tempi_pagamento::quota(area, piano, esiti, year),
            ..listing(&listed)
        };
        aree.insert(nome.clone(), esito);
    }
    let distinct: Vec<&Esito> = esiti
        .obiettivi
        .iter()
        .filter(|(chiave, esito)| esito.conta && !is_copy(piano, chiave))
        .map(|(_, esito)| esito)
        .collect();
    esiti.ente = ente::degrees(&distinct, aree.values(), year);
    esiti.trasversali = trasversali;
    esiti.aree = aree;
}

fn counting<'e>(listed: &[&'e Esito]) -> Vec<&'e Esito> {
    listed.iter().copied().filter(|esito| esito.conta).collect()
}

/// Whether the obiettivo is another listing of one that comes before it.
fn is_copy(piano: &Piano, chiave: &Chiave) -> bool {
    piano.obiettivi.get(chiave).is_some_and(|obiettivo| obiettivo.copia_di.is_some())
}

/// How many obiettivi, and their weight as far as it is known.
fn listing(listed: &[&Esito]) -> EsitoArea {
    let known = listed.iter().filter_map(|esito| esito.peso_ponderale.as_ref()).map(|peso| peso.value);
    EsitoArea {
        somma_pesi: exact::sum(known).unwrap_or_default(),
        obiettivi: listed.len(),
        ..EsitoArea::default()
    }
}
