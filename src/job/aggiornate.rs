//! Copies of the office's workbooks as an update would leave them, among the results of the main job.
//!
//! The set is complete: a workbook in which nothing is to be written is there too, as it is, so that no copy of an earlier
//! run passes for one of this.

use super::a_mano::{self, A_MANO, da_riportare};
use super::aggiorna::sorted;
use super::{Study, draft};
use crate::folder;
use crate::plan::intents;
use crate::store::COPIES_MARK;
use anyhow::Result;
use std::path::Path;

/// The folder of the copies, inside the results.
pub const AGGIORNATE: &str = "schede aggiornate";

/// The copies, and the list of what is left for the hand.
pub(super) struct Aggiornate {
    /// By their paths inside the folder of the results.
    pub files: Vec<(String, Vec<u8>)>,
    /// Values written into the copies.
    pub valori: usize,
    /// Values left for the hand.
    pub a_mano: usize,
}

/// Makes the copies, for the folder of the results `esito`.
pub(super) fn aggiornate(path: &Path, study: &Study, esito: &Path) -> Result<Aggiornate> {
    let intenti = intents(&study.cartella.piano, &study.esiti, &study.regolamento);
    let (da_scrivere, ..) = sorted(intenti, &[]);
    let bozza = draft(path, da_scrivere, &folder::lessico(path, &mut Vec::new()))?;
    let mut done =
        Aggiornate { files: Vec::new(), valori: bozza.righe().count(), a_mano: bozza.a_mano.len() };
    let righe: Vec<_> = bozza.a_mano.iter().map(da_riportare).collect();
    done.files.extend(a_mano::list(A_MANO, path, esito, &righe)?);
    let mut riscritti = bozza.riscritti;
    for file in &study.cartella.files {
        let bytes = match riscritti.iter_mut().find(|one| one.file == *file) {
            Some(one) => std::mem::take(&mut one.after),
            // a file that could not be read is in the rilievi already
            None => match std::fs::read(path.join(&**file)) {
                Ok(bytes) => bytes,
                Err(_) => continue,
            },
        };
        done.files.push((format!("{AGGIORNATE}/{file}"), bytes));
    }
    done.files.push((format!("{AGGIORNATE}/{COPIES_MARK}"), Vec::new()));
    Ok(done)
}
