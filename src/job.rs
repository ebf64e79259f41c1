//! The jobs an office asks for, one function each: read, compute, check, publish, in this order.
//!
//! This is the whole product as a library; the command line only adds words. Nothing here knows how a result is
//! shown on a terminal.

mod a_mano;
mod aggiorna;
mod aggiornate;
mod attempt;
mod bozza;
mod confronta;
mod modelli;
mod monitoraggio;
mod nuovo_anno;
mod scrivi;
mod scrivi_file;

pub use aggiorna::{Aggiornamento, Scelte, aggiorna, diversi};
pub use aggiornate::AGGIORNATE;
pub use bozza::{Bozza, Riga, Riscritto, draft, shown};
pub use confronta::{Confrontato, confronta};
pub use modelli::{Modelli, modelli};
pub use monitoraggio::{Preparati, Raccolta, Raccolti, prepara, raccogli};
pub use nuovo_anno::{Decisioni, NuovoAnno, nuovo_anno};
pub use scrivi::{Modo, Scritta, Scrittura, scrivi};

use crate::check::{Context as Checked, attribute, check};
use crate::compute::esito::Esiti;
use crate::compute::{compute, withheld};
use crate::folder::{self, Cartella};
use crate::grid;
use crate::model::walk::{walk, walk_row};
use crate::publish::anteprima::{Veduta, anteprima as draw};
use crate::publish::{self, Quadro};
use crate::read::read_workbook;
use crate::regolamento::Regolamento;
use crate::rilievo::Rilievo;
use crate::store;
use anyhow::{Context, Result, anyhow, bail};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything known of a folder: what was read, what follows from it, what is wrong with it.
pub struct Study {
    /// The folder as read.
    pub cartella: Cartella,
    /// The parameters used.
    pub regolamento: Regolamento,
    /// The figures.
    pub esiti: Esiti,
    /// Everything found wrong, by gravity, then place.
    pub rilievi: Vec<Rilievo>,
}

/// A study, and what was written of it.
pub struct Elaborato {
    /// The study.
    pub study: Study,
    /// The folder of the results.
    pub esito: PathBuf,
    /// The files written, as paths inside it with `/`.
    pub scritti: Vec<String>,
    /// Values written into the copies of the office's workbooks.
    pub valori: usize,
    /// Values that could not be written there, and are listed for the hand.
    pub a_mano: usize,
}

/// A preview, and where it was written.
pub struct Veduto {
    /// The file.
    pub path: PathBuf,
    /// What was found wrong in the workbook by itself.
    pub rilievi: Vec<Rilievo>,
    /// How many schede and rows of pesatura were recognised.
    pub schede: usize,
    /// Rows of pesatura recognised.
    pub righe: usize,
}

/// Reads a folder, computes, checks. Writes nothing.
///
/// # Errors
/// The folder cannot be read.
pub fn study(path: &Path) -> Result<Study> {
    let mut cartella = folder::read(path)?;
    let mut rilievi = std::mem::take(&mut cartella.rilievi);
    let (regolamento, readable) = regolamento(&cartella, &mut rilievi)?;
    let esiti = match readable {
        true => compute(&cartella.piano, &regolamento),
        false => withheld(&cartella.piano),
    };
    let checked = Checked { piano: &cartella.piano, regolamento: &regolamento, esiti: &esiti };
    attribute(&cartella.piano, &mut rilievi);
    rilievi.extend(check(&checked));
    rilievi.sort_by(|a, b| {
        (a.gravita, &a.dove, a.codice, &a.messaggio).cmp(&(b.gravita, &b.dove, b.codice, &b.messaggio))
    });
    rilievi.dedup();
    Ok(Study { cartella, regolamento, esiti, rilievi })
}

/// The main job: studies a folder and writes the annexes, the rilievi and the data.
///
/// # Errors
/// The folder cannot be read, or the results cannot be written: then nothing is.
pub fn elabora(path: &Path, esito: Option<&Path>) -> Result<Elaborato> {
    let esito = destination(path, esito)?;
    let study = study(path)?;
    let cartella = link_base(path, &esito);
    let mut files = publish::all(&study.quadro(&cartella))?;
    let aggiornate = aggiornate::aggiornate(path, &study, &esito)?;
    files.extend(aggiornate.files);
    store::save(&files, &esito)?;
    let scritti = files.into_iter().map(|(name, _)| name).collect();
    Ok(Elaborato { study, esito, scritti, valori: aggiornate.valori, a_mano: aggiornate.a_mano })
}

/// Draws what was understood of one workbook.
///
/// # Errors
/// The file cannot be read or opened, or the preview cannot be written.
pub fn anteprima(file: &Path, esito: Option<&Path>) -> Result<Veduto> {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if file.is_dir() {
        bail!("{} è una cartella: l'anteprima si fa di un file alla volta", file.display());
    }
    let bytes =
        std::fs::read(file).with_context(|| format!("il file {} non si può leggere", file.display()))?;
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let esito = destination(parent, esito)?;
    let mut rilievi = Vec::new();
    let lessico = folder::lessico(parent, &mut rilievi);
    let (book, mut found) = grid::open(&Arc::from(name.as_str()), bytes);
    rilievi.append(&mut found);
    let Some(book) = book else {
        bail!(
            "{name}: {}",
            rilievi.iter().map(|rilievo| rilievo.messaggio.as_str()).collect::<Vec<_>>().join("; ")
        );
    };
    let (letto, mut found) = read_workbook(&book, &lessico);
    rilievi.append(&mut found);
    let voci = letto.schede.iter().flat_map(walk).chain(letto.righe.iter().flat_map(walk_row)).collect();
    let bytes = draw(&Veduta { book: &book, tracce: &letto.tracce, voci, rilievi: &rilievi })?;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let inside = format!("Anteprima {stem}.xlsx");
    store::save(&[(inside.clone(), bytes)], &esito)?;
    Ok(Veduto { path: esito.join(inside), rilievi, schede: letto.schede.len(), righe: letto.righe.len() })
}

impl Study {
    /// The data contract, as `dati/piano.json`.
    ///
    /// # Errors
    /// A figure that JSON cannot hold.
    pub fn json(&self) -> Result<String> {
        let bytes = publish::piano_json(&self.quadro(""))?;
        Ok(String::from_utf8(bytes)?)
    }

    /// The rilievi alone, as in the data contract.
    ///
    /// # Errors
    /// See [`Study::json`].
    pub fn rilievi_json(&self) -> Result<String> {
        Ok(String::from_utf8(publish::rilievi_json(&self.rilievi)?)?)
    }

    /// What the annexes are made from; `cartella` leads from where they will stand to the office's folder.
    pub fn quadro<'a>(&'a self, cartella: &'a str) -> Quadro<'a> {
        Quadro {
            piano: &self.cartella.piano,
            regolamento: &self.regolamento,
            esiti: &self.esiti,
            rilievi: &self.rilievi,
            cartella,
        }
    }
}

/// The folder's own regolamento, else the model's; `false` beside it if the folder's cannot be read. Then its defects are
/// reported and no figure is computed: none is better than one by somebody else's rules.
fn regolamento(cartella: &Cartella, rilievi: &mut Vec<Rilievo>) -> Result<(Regolamento, bool)> {
    let model =
        || Regolamento::modello().map_err(|_| anyhow!("il modello di regolamento del programma è guasto"));
    let Some((file, text)) = &cartella.regolamento else { return Ok((model()?, true)) };
    match Regolamento::parse(file, text) {
        Ok(regolamento) => Ok((regolamento, true)),
        Err(defects) => {
            rilievi.extend(defects.iter().map(Rilievo::from));
            Ok((Regolamento { file: Some(file.clone()), ..model()? }, false))
        }
    }
}

/// Where results go: as asked, else beside the folder. Never inside it.
fn destination(folder: &Path, asked: Option<&Path>) -> Result<PathBuf> {
    let inside = |path: &Path, folder: &Path| true_path(path).starts_with(true_path(folder));
    match asked {
        Some(path) if inside(path, folder) => {
            bail!(
                "l'esito non può stare dentro la cartella delle schede, che non viene mai toccata: scegliere un'altra cartella"
            )
        }
        Some(path) if inside(folder, path) => {
            bail!(
                "l'esito non può essere una cartella che contiene quella delle schede: indicarne una nuova, per esempio {}",
                path.join(folder::ESITO).display()
            )
        }
        Some(path) => Ok(path.to_owned()),
        None => {
            let folder = std::path::absolute(folder)
                .with_context(|| format!("la cartella {} non si trova", folder.display()))?;
            let name = folder.file_name().context("indicare con -o dove scrivere l'esito")?;
            let esito = format!("{} {}", folder::ESITO, name.to_string_lossy());
            Ok(folder.with_file_name(esito))
        }
    }
}

/// A path without links and steps back, as far as it exists.
fn true_path(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = full.ancestors().find_map(|part| Some((part, std::fs::canonicalize(part).ok()?)));
    match known {
        Some((part, real)) => full.strip_prefix(part).map_or(real.clone(), |rest| real.join(rest)),
        None => full,
    }
}

/// The folder as seen from the results' folder: a path ending with `/`, with which the links of the annexes begin.
fn link_base(folder: &Path, esito: &Path) -> String {
    let parts = |path: &Path| -> Vec<String> {
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        full.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let (to, from) = (parts(folder), parts(esito));
    let shared = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    up.chain(to.into_iter().skip(shared)).map(|part| part + "/").collect()
}
