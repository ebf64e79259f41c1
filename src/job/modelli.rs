//! Blank workbooks for an office: written beside its folder, never over what somebody may have filled in.

use super::{destination, study};
use crate::publish;
use crate::store;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// How the name of the folder begins that holds the blank workbooks.
const MODELLI: &str = "MODELLI";

/// What was written.
pub struct Modelli {
    /// The folder.
    pub cartella: PathBuf,
    /// The files, as names inside it.
    pub scritti: Vec<String>,
    /// Obiettivi listed in the pesatura.
    pub obiettivi: usize,
    /// Whether the office's folder has a regolamento of its own.
    pub regolamento_proprio: bool,
}

/// Writes the blank schede, the pesatura with the obiettivi found, the commented regolamento.
///
/// # Errors
/// The folder cannot be read, or the files cannot be written, or some of them are there already and differ: then
/// nothing is.
pub fn modelli(path: &Path, asked: Option<&Path>) -> Result<Modelli> {
    let cartella = match asked {
        Some(_) => destination(path, asked)?,
        None => beside(path)?,
    };
    let study = study(path)?;
    let quadro = study.quadro("");
    let files = publish::modelli::all(&quadro)?;
    for (name, bytes) in &files {
        check_untouched(&cartella.join(name), name, bytes)?;
    }
    store::save(&files, &cartella)?;
    Ok(Modelli {
        cartella,
        scritti: files.into_iter().map(|(name, _)| name).collect(),
        obiettivi: study.cartella.piano.obiettivi.len(),
        regolamento_proprio: study.cartella.regolamento.is_some(),
    })
}

/// `MODELLI` and the folder's name, beside it.
fn beside(folder: &Path) -> Result<PathBuf> {
    let folder = std::path::absolute(folder)
        .with_context(|| format!("la cartella {} non si trova", folder.display()))?;
    let name = folder.file_name().context("indicare con -o dove scrivere i modelli")?;
    Ok(folder.with_file_name(format!("{MODELLI} {}", name.to_string_lossy())))
}

/// A file that is there and differs may have been filled in: it is somebody's work.
fn check_untouched(path: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    match std::fs::read(path) {
        Ok(there) if there != bytes => bail!(
            "«{name}» c'è già ed è diverso dal modello: forse è già compilato. Spostarlo (se è compilato, nella cartella \
             delle schede) oppure indicare con -o un'altra cartella. Nulla è stato scritto"
        ),
        _ => Ok(()),
    }
}
