//! The obiettivi of two plans: which became which, what became of each.

use super::abbina::{Doubt, Item, Matched, matched};
use super::anni::Anni;
use super::campo::Pen;
use super::parole::{Bag, Quota};
use super::scheda::{OfPlan, differenze};
use super::soglie::Soglie;
use super::{Confronto, Dubbio, Lato, Prova, Riferimento, Sorte, Variazione};
use super::{avvertenze, copia};
use crate::model::{Chiave, Fase, Indicatore, Obiettivo, Piano, Scheda, Stato};
use std::collections::{BTreeMap, BTreeSet};

/// Compares two plans. What could not be read of them is added by [`Confronto::with_unread`].
pub fn confronta(prima: &Piano, dopo: &Piano) -> Confronto {
    let before: Vec<&Obiettivo> = prima.obiettivi.values().collect();
    let after: Vec<&Obiettivo> = dopo.obiettivi.values().collect();
    let (items_before, items_after) = (items(&before), items(&after));
    let found = matched(&items_before, &items_after, &Soglie::embedded().obiettivi);
    let renamed = renamed(&found, &before, &after);
    let anni = Anni::of(prima.anno, dopo.anno);
    let mut variazioni: Vec<(usize, Variazione)> = Vec::new();
    for pair in &found.pairs {
        let (Some(one), Some(other)) = (before.get(pair.before), after.get(pair.after)) else { continue };
        let mut both = both(one, other, pair.likeness, &renamed);
        let (a, b) = (of_plan(one, prima), of_plan(other, dopo));
        both.differenze = differenze(Pen::new(anni), a, b);
        variazioni.push((pair.after, both));
    }
    for at in &found.only_after {
        let rival = |chiave: &Chiave| likeness(chiave, &before, &items_before, items_after.get(*at));
        variazioni.extend(after.get(*at).map(|one| (*at, new_one(one, rival(&one.chiave)))));
    }
    for at in &found.only_before {
        let rival = |chiave: &Chiave| likeness(chiave, &after, &items_after, items_before.get(*at));
        variazioni.extend(before.get(*at).map(|one| (after.len() + at, gone(one, rival(&one.chiave)))));
    }
    variazioni.sort_by_key(|(at, _)| *at);
    let variazioni: Vec<Variazione> = variazioni.into_iter().map(|(_, one)| one).collect();
    let mut confronto = Confronto {
        prima: lato(prima),
        dopo: lato(dopo),
        anni,
        aree_rinominate: renamed.into_iter().collect(),
        variazioni,
        dubbi: found.doubts.iter().map(|doubt| dubbio(doubt, &before, &after)).collect(),
        somiglianze: None,
        incertezze: Vec::new(),
        avvertenze: Vec::new(),
    };
    confronto.somiglianze = copia::somiglianze(&confronto, prima, dopo);
    confronto.avvertenze = avvertenze::all(&confronto);
    confronto
}

fn lato(piano: &Piano) -> Lato {
    Lato { ente: piano.ente.value().cloned(), anno: piano.anno, obiettivi: piano.obiettivi.len() }
}

fn of_plan<'a>(obiettivo: &'a Obiettivo, piano: &Piano) -> OfPlan<'a> {
    let anno = obiettivo.scheda.as_ref().and_then(|scheda| scheda.anno.value().copied());
    OfPlan { obiettivo, anno: anno.or(piano.anno) }
}

fn items(obiettivi: &[&Obiettivo]) -> Vec<Item> {
    obiettivi.iter().map(|obiettivo| item(obiettivo)).collect()
}

fn item(obiettivo: &Obiettivo) -> Item {
    let misure = &Soglie::embedded().obiettivi;
    let scheda = obiettivo.scheda.as_ref();
    let riga = obiettivo.pesatura.as_ref().and_then(|riga| riga.titolo.raw());
    let descrizione = scheda.and_then(|scheda| scheda.descrizione.raw());
    let indicatori = scheda.iter().flat_map(|scheda| &scheda.indicatori);
    let indicatori = indicatori.filter_map(|one: &Indicatore| one.descrizione.raw());
    let fasi = scheda.iter().flat_map(|scheda: &&Scheda| &scheda.cronoprogrammi);
    let fasi = fasi.flat_map(|tabella| &tabella.fasi).filter_map(|one: &Fase| one.descrizione.raw());
    Item {
        key: obiettivo.chiave.to_string(),
        group: obiettivo.chiave.ambito.nome().to_owned(),
        parts: vec![
            (misure.peso("titolo"), Bag::new(scheda.and_then(|scheda| scheda.titolo.raw()))),
            (misure.peso("titolo_nella_pesatura"), Bag::new(riga)),
            (misure.peso("descrizione"), Bag::new(descrizione)),
            (misure.peso("indicatori"), Bag::new(indicatori)),
            (misure.peso("fasi"), Bag::new(fasi)),
        ],
        name: Bag::new(obiettivo.titolo().map(|titolo| titolo.value.as_str())),
    }
}

/// How alike an obiettivo is to the one that has its key on the other side.
fn likeness(chiave: &Chiave, others: &[&Obiettivo], items: &[Item], own: Option<&Item>) -> Option<Quota> {
    let at = others.iter().position(|other| other.chiave == *chiave)?;
    Some(own?.likeness(items.get(at)?).unwrap_or(Quota(0)))
}

fn riferimento(obiettivo: &Obiettivo) -> Riferimento {
    let scheda = obiettivo.scheda.as_ref().map(|scheda| &scheda.place);
    Riferimento {
        chiave: obiettivo.chiave.clone(),
        titolo: obiettivo.titolo().map(|titolo| titolo.value.clone()),
        place: scheda.or(obiettivo.pesatura.as_ref().map(|riga| &riga.place)).cloned(),
    }
}

/// An obiettivo that is in both plans.
fn both(
    prima: &Obiettivo,
    dopo: &Obiettivo,
    likeness: Option<Quota>,
    renamed: &BTreeMap<String, String>,
) -> Variazione {
    let (one, other) = (&prima.chiave, &dopo.chiave);
    let same_area = one.ambito == other.ambito
        || renamed.get(one.ambito.nome()).is_some_and(|nome| nome == other.ambito.nome());
    let counts = |obiettivo: &Obiettivo| obiettivo.stato == Stato::Attivo;
    let sorte = match (counts(prima), &dopo.stato) {
        (true, Stato::Attivo) => Sorte::Rimasto,
        (false, Stato::Attivo) => Sorte::Ripreso,
        (_, Stato::Ritirato(_)) if matches!(prima.stato, Stato::Ritirato(_)) => Sorte::Rimasto,
        (_, Stato::Neutralizzato(_)) if matches!(prima.stato, Stato::Neutralizzato(_)) => Sorte::Rimasto,
        (_, Stato::Ritirato(_)) => Sorte::Ritirato,
        (_, Stato::Neutralizzato(_)) => Sorte::Neutralizzato,
    };
    let same = same_area && one.numero == other.numero;
    let prova = match same {
        true => Prova::Numero(likeness),
        false => Prova::Contenuto(likeness.unwrap_or(Quota(0))),
    };
    Variazione {
        prima: Some(riferimento(prima)),
        dopo: Some(riferimento(dopo)),
        sorte,
        prova: Some(prova),
        rinumerato: one.numero != other.numero,
        spostato: !same_area,
        stesso_numero: None,
        incerto: false,
        differenze: Vec::new(),
    }
}

fn new_one(obiettivo: &Obiettivo, stesso_numero: Option<Quota>) -> Variazione {
    let dopo = Some(riferimento(obiettivo));
    Variazione { dopo, sorte: Sorte::Aggiunto, stesso_numero, ..nowhere() }
}

fn gone(obiettivo: &Obiettivo, stesso_numero: Option<Quota>) -> Variazione {
    let prima = Some(riferimento(obiettivo));
    Variazione { prima, sorte: Sorte::Assente, stesso_numero, ..nowhere() }
}

fn nowhere() -> Variazione {
    Variazione {
        prima: None,
        dopo: None,
        sorte: Sorte::Rimasto,
        prova: None,
        rinumerato: false,
        spostato: false,
        stesso_numero: None,
        incerto: false,
        differenze: Vec::new(),
    }
}

fn dubbio(doubt: &Doubt, before: &[&Obiettivo], after: &[&Obiettivo]) -> Dubbio {
    let of = |side: &[&Obiettivo], positions: &[usize]| {
        positions.iter().filter_map(|at| side.get(*at)).map(|one| riferimento(one)).collect()
    };
    Dubbio { prima: of(before, &doubt.before), dopo: of(after, &doubt.after), quota: doubt.likeness }
}

/// Aree of the first plan that the second does not have, whose obiettivi are all of one Area that the first did not have:
/// before, after.
fn renamed(found: &Matched, before: &[&Obiettivo], after: &[&Obiettivo]) -> BTreeMap<String, String> {
    let names = |side: &[&Obiettivo]| -> BTreeSet<String> {
        side.iter().map(|one| one.chiave.ambito.nome().to_owned()).collect()
    };
    let (known, now) = (names(before), names(after));
    let mut to: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut from: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for pair in &found.pairs {
        let (Some(one), Some(other)) = (before.get(pair.before), after.get(pair.after)) else { continue };
        let (a, b) = (one.chiave.ambito.nome(), other.chiave.ambito.nome());
        to.entry(a.to_owned()).or_default().insert(b.to_owned());
        from.entry(b.to_owned()).or_default().insert(a.to_owned());
    }
    let mut renamed = BTreeMap::new();
    for (a, targets) in &to {
        let mut targets = targets.iter();
        let (Some(b), None) = (targets.next(), targets.next()) else { continue };
        let only_source = from.get(b).is_some_and(|sources| sources.len() == 1);
        if a != b && only_source && !now.contains(a) && !known.contains(b) {
            renamed.insert(a.clone(), b.clone());
        }
    }
    renamed
}
