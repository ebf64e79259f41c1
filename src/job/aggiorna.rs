//! Weights, verifications and degrees written back into the office's own workbooks.
//!
//! What was typed by the office stays, unless the kind of box is named to be overwritten. Nothing is written before
//! every workbook was drafted and proved, and is known to be free.

use super::a_mano::{self, A_MANO, da_riportare};
use super::bozza::{Bozza, Riscritto, draft};
use super::{Study, study};
use crate::folder;
use crate::model::Chiave;
use crate::plan::{Intento, Presente, intents};
use crate::publish::DaRiportare;
use crate::store::{self, Busy, Interrupted, Rewrite, Updated};
use anyhow::{Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What an update wrote, or would write.
pub struct Aggiornamento {
    /// The folder as read, before.
    pub study: Study,
    /// The workbooks with their new values, and what is left for the hand.
    pub bozza: Bozza,
    /// Boxes that hold the very value already.
    pub uguali: usize,
    /// Boxes that hold another value, which stays.
    pub diversi: Vec<Intento>,
    /// Obiettivi whose weight is known, and whose form has no box for it.
    pub senza_riquadro: Vec<Chiave>,
    /// What was put on the disk; nothing when only trying, or when nothing changes.
    pub scritto: Option<Updated>,
    /// The list of what is left for the hand.
    pub a_mano: Option<PathBuf>,
    /// What an update that was killed had left, now in order.
    pub interrotto: Option<Interrupted>,
}

/// What is asked of an update.
#[derive(Debug, Clone, Default)]
pub struct Scelte {
    /// Only say what would be written.
    pub prova: bool,
    /// The kinds of box, as in [`crate::plan::CAMPI`], in which the office's own values may be replaced.
    pub sovrascrivi: Vec<String>,
}

/// Updates the workbooks of a folder.
///
/// # Errors
/// The folder cannot be read; a workbook is open or cannot be written: then nothing is changed.
pub fn aggiorna(path: &Path, scelte: &Scelte) -> Result<Aggiornamento> {
    let interrotto = if scelte.prova { None } else { store::settle(path)? };
    let study = study(path)?;
    let intenti = intents(&study.cartella.piano, &study.esiti, &study.regolamento);
    let (da_scrivere, uguali, diversi) = sorted(intenti, &scelte.sovrascrivi);
    let bozza = draft(path, da_scrivere, &folder::lessico(path, &mut Vec::new()))?;
    // the list comes first: should the disk refuse it, the workbooks are not touched
    let righe: Vec<DaRiportare> = bozza.a_mano.iter().map(da_riportare).collect();
    let a_mano = if scelte.prova { None } else { a_mano::write(A_MANO, path, None, &righe)? };
    let scritto = match scelte.prova || bozza.riscritti.is_empty() {
        true => None,
        false => Some(write(path, &bozza)?),
    };
    let senza_riquadro = without_box(&study);
    Ok(Aggiornamento { senza_riquadro, study, bozza, uguali, diversi, scritto, a_mano, interrotto })
}

/// The obiettivi whose weight is known, and whose form has neither its box nor those of the points.
fn without_box(study: &Study) -> Vec<Chiave> {
    let known = study.esiti.obiettivi.iter().filter(|(_, esito)| esito.peso_ponderale.is_some());
    let scheda = |chiave: &Chiave| study.cartella.piano.obiettivi.get(chiave)?.scheda.as_ref();
    let lacks = |chiave: &&Chiave| {
        scheda(chiave)
            .is_some_and(|scheda| scheda.peso.peso_ponderale.is_absent() && scheda.peso.punteggi.is_empty())
    };
    known.map(|(chiave, _)| chiave).filter(lacks).cloned().collect()
}

/// The boxes of a kind that hold another value than ours.
pub fn diversi(study: &Study, campi: &[String]) -> Vec<Intento> {
    let intenti = intents(&study.cartella.piano, &study.esiti, &study.regolamento);
    let is_other = |one: &Intento| {
        matches!(one.presente, Presente::Diverso(_)) && campi.iter().any(|campo| campo == one.voce.campo())
    };
    intenti.into_iter().filter(is_other).collect()
}

/// What to write, how many boxes are right already, and those that hold something else.
pub(super) fn sorted(intenti: Vec<Intento>, sovrascrivi: &[String]) -> (Vec<Intento>, usize, Vec<Intento>) {
    let (mut da_scrivere, mut uguali, mut diversi) = (Vec::new(), 0, Vec::new());
    for intento in intenti {
        let chosen = sovrascrivi.iter().any(|campo| campo == intento.voce.campo());
        match &intento.presente {
            Presente::Vuoto => da_scrivere.push(intento),
            Presente::Uguale(_) => uguali += 1,
            Presente::Diverso(_) if chosen => da_scrivere.push(intento),
            Presente::Diverso(_) => diversi.push(intento),
        }
    }
    (da_scrivere, uguali, diversi)
}

/// Puts the drafted workbooks in the place of the office's, with a dated copy of those.
///
/// # Errors
/// A workbook is open, was changed meanwhile, or cannot be written: then nothing is changed.
pub fn write(path: &Path, bozza: &Bozza) -> Result<Updated> {
    put(path, &bozza.riscritti.iter().map(rewrite).collect::<Vec<_>>())
}

/// Puts rewritten workbooks in the place of the old ones, if all of them are free.
pub(super) fn put(path: &Path, rewrites: &[Rewrite]) -> Result<Updated> {
    let names: Vec<String> = rewrites.iter().map(|one| one.name.clone()).collect();
    let busy = store::ready(path, &names)?;
    if !busy.is_empty() {
        let lines: Vec<String> = busy.iter().map(Busy::to_string).collect();
        bail!("nulla è stato cambiato, perché:\n   {}", lines.join("\n   "));
    }
    store::update(path, rewrites, store::now())
}

fn rewrite(riscritto: &Riscritto) -> Rewrite {
    Rewrite {
        name: riscritto.file.to_string(),
        before: riscritto.before.clone(),
        after: riscritto.after.clone(),
        log: log(riscritto),
    }
}

/// The lines of the log: one for each cell, also for the formulas that followed.
fn log(riscritto: &Riscritto) -> Vec<Value> {
    let written = riscritto.righe.iter().map(|riga| {
        let intento = &riga.intento;
        json!({
            "file": &*riscritto.file,
            "foglio": &*intento.place.sheet,
            "cella": intento.place.cells.first.to_string(),
            "obiettivo": intento.obiettivo.to_string(),
            "voce": intento.voce.che(),
            "prima": riga.prima,
            "dopo": riga.dopo,
            "perche": intento.formula,
            "fonte": intento.fonte,
        })
    });
    let followed = riscritto.seguite.iter().map(|place| {
        json!({
            "file": &*riscritto.file,
            "foglio": &*place.sheet,
            "cella": place.cells.first.to_string(),
            "voce": "risultato della formula",
            "perche": "dipende da una cella scritta",
        })
    });
    written.chain(followed).collect()
}
