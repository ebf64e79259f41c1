//! The next year's workbooks read again: the plan they make must be the obiettivi that go on, with nothing of the year
//! that ends. Whatever is not so is told.

use super::caselle::{Destino, caselle};
use super::verdetto::is_later;
use super::{DaRivedere, Passaggio, breve};
use crate::model::{Cronoprogramma, Mese, Obiettivo, Piano, Scheda};
use crate::place::Place;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What the new plan says that it should not, or does not say that it should.
pub fn rilettura(passaggio: Passaggio<'_>, nuovo: &Piano) -> Vec<DaRivedere> {
    let mut found = Vec::new();
    let (anno, piano) = (passaggio.anno, passaggio.piano);
    let some = passaggio.verdetti.iter().any(|verdetto| verdetto.prosegue);
    if some && nuovo.anno != Some(anno + 1) {
        let said = nuovo.anno.map_or("nessun anno".to_owned(), |own| format!("il {own}"));
        let why =
            format!("riletti, i nuovi file dicono {said} e non il {}: correggere le intestazioni", anno + 1);
        found.push(one(None, "", "anno", "", why));
    }
    for verdetto in passaggio.verdetti.iter().filter(|verdetto| verdetto.prosegue) {
        let name = verdetto.chiave.to_string();
        let old = piano.obiettivi.get(&verdetto.chiave);
        match old.zip(nuovo.obiettivi.get(&verdetto.chiave)) {
            Some((old, new)) => compare(old, new, anno, &mut found),
            None => {
                let why = "nei nuovi file non si ritrova con questo numero e questa Area: controllare l'intestazione della scheda";
                found.push(one(
                    verdetto.place.as_ref(),
                    &name,
                    "obiettivo",
                    &verdetto.titolo,
                    why.to_owned(),
                ));
            }
        }
    }
    let expected: BTreeSet<_> =
        passaggio.verdetti.iter().filter(|one| one.prosegue).map(|verdetto| &verdetto.chiave).collect();
    for obiettivo in nuovo.obiettivi.values().filter(|obiettivo| !expected.contains(&obiettivo.chiave)) {
        let title = obiettivo.titolo();
        let place = title.map(|cited| &cited.place).or(obiettivo.scheda.as_ref().map(|scheda| &scheda.place));
        let why = "non doveva esserci fra gli obiettivi del nuovo anno: toglierlo a mano".to_owned();
        let text = title.map(|cited| cited.value.as_str()).unwrap_or_default();
        found.push(one(place, &obiettivo.chiave.to_string(), "obiettivo", text, why));
    }
    found
}

fn one(place: Option<&Place>, obiettivo: &str, che: &str, adesso: &str, perche: String) -> DaRivedere {
    let (obiettivo, che) = (obiettivo.to_owned(), che.to_owned());
    DaRivedere { place: place.cloned(), obiettivo, che, adesso: breve(adesso), perche }
}

fn compare(old: &Obiettivo, new: &Obiettivo, anno: i16, found: &mut Vec<DaRivedere>) {
    let name = new.chiave.to_string();
    let title = |obiettivo: &Obiettivo| obiettivo.titolo().map(|cited| cited.value.clone());
    if title(old) != title(new) {
        let place = new.titolo().map(|cited| &cited.place);
        let text = title(new).unwrap_or_default();
        found.push(one(place, &name, "titolo", &text, "non si rilegge com'era: controllare".to_owned()));
    }
    let left = caselle(new, anno + 1);
    let emptied = |destino: &Destino| matches!(destino, Destino::Vuota | Destino::Verifica);
    let of_phases = |nome: &str| nome.contains("della fase") || nome.contains("delle fasi");
    for casella in left.iter().filter(|one| emptied(&one.destino) && !of_phases(&one.nome)) {
        if let Some(raw) = casella.raw {
            let why = "è rimasto il valore dell'anno che finisce: cancellarlo a mano".to_owned();
            found.push(one(Some(casella.place), &name, &casella.nome, raw, why));
        }
    }
    let (Some(before), Some(after)) = (&old.scheda, &new.scheda) else { return };
    if let Some(cited) = after.anno.cited().filter(|cited| cited.value != anno + 1) {
        let why = format!("dice ancora il {}: correggere", cited.value);
        found.push(one(Some(&cited.place), &name, "anno", &cited.raw, why));
    }
    timetables(before, after, (anno, &name), found);
}

fn timetables(before: &Scheda, after: &Scheda, (anno, name): (i16, &str), found: &mut Vec<DaRivedere>) {
    let goes_on = before.cronoprogrammi.iter().any(|tabella| is_later(tabella, anno));
    for tabella in before.cronoprogrammi.iter().filter(|tabella| tabella.anno.is_some_and(|own| own > anno)) {
        let same = |other: &&Cronoprogramma| other.anno == tabella.anno && plan(other) == plan(tabella);
        if !after.cronoprogrammi.iter().any(|other| same(&other)) {
            let why = "non si rilegge com'era il cronoprogramma dell'anno nuovo: controllare mesi e pesi"
                .to_owned();
            found.push(one(Some(&tabella.place), name, "fasi", "", why));
        }
    }
    if goes_on {
        return;
    }
    for fase in after.cronoprogrammi.iter().flat_map(|tabella| &tabella.fasi) {
        let place = fase.celle_mesi.as_ref().filter(|_| !fase.mesi.is_empty());
        if let Some(place) = place {
            let text = fase.descrizione.value().map(String::as_str).unwrap_or_default();
            let why = "ha ancora mesi segnati, con un colore o in un altro modo: ripulire a mano le celle"
                .to_owned();
            found.push(one(Some(place), name, "mesi della fase", text, why));
        }
    }
}

/// What a timetable plans.
fn plan(tabella: &Cronoprogramma) -> Vec<(Option<&String>, &[Mese], Option<Decimal>)> {
    let fasi = tabella.fasi.iter();
    fasi.map(|fase| (fase.descrizione.value(), fase.mesi.as_slice(), fase.peso.value().copied())).collect()
}
