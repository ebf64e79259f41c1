//! The list of the values left for the hand, among the results: one for each kind of job, for each job knows only its own.
//!
//! A list that has nothing left to say is rewritten saying so: an old one never passes for a new one.

use super::{destination, link_base};
use crate::plan::Intento;
use crate::publish::{self, DaRiportare};
use crate::store;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// What `aggiorna` and `elabora` could not write, and what `scrivi` could not write into copies.
pub(super) const A_MANO: &str = "Da riportare a mano.xlsx";
/// What `monitoraggio raccogli` could not write.
pub(super) const RISPOSTE: &str = "Risposte da riportare a mano.xlsx";
/// What `scrivi` could not write.
pub(super) const MODIFICHE: &str = "Modifiche da riportare a mano.xlsx";

/// The list as a file of the results' folder; nothing if it is empty and there is no older one to contradict.
pub(super) fn list(
    name: &str,
    cartella: &Path,
    esito: &Path,
    righe: &[DaRiportare],
) -> Result<Option<(String, Vec<u8>)>> {
    if righe.is_empty() && !esito.join(name).exists() {
        return Ok(None);
    }
    Ok(Some((name.to_owned(), publish::a_mano(righe, &link_base(cartella, esito))?)))
}

/// Writes the list by itself, into the folder chosen or that of the results; where it is, if it says anything.
pub(super) fn write(
    name: &str,
    cartella: &Path,
    esito: Option<&Path>,
    righe: &[DaRiportare],
) -> Result<Option<PathBuf>> {
    let esito = match (esito, destination(cartella, None)) {
        (Some(chosen), _) => chosen.to_owned(),
        (None, Ok(beside)) => beside,
        (None, Err(_)) if righe.is_empty() => return Ok(None),
        (None, Err(error)) => return Err(error),
    };
    let Some(file) = list(name, cartella, &esito, righe)? else { return Ok(None) };
    store::save(&[file], &esito)?;
    Ok((!righe.is_empty()).then(|| esito.join(name)))
}

/// A value of a scheda for the hand, with its reason.
pub(super) fn da_riportare((intento, motivo): &(Intento, String)) -> DaRiportare {
    DaRiportare {
        place: intento.place.clone(),
        obiettivo: intento.obiettivo.to_string(),
        voce: intento.voce.che(),
        valore: intento.valore.testo(),
        motivo: motivo.clone(),
    }
}
