//! A typed list of changes written into workbooks, of whatever kind they are: nothing here knows what a scheda is.
//!
//! Nothing is written unless every line of the list can be used and every cell holds what the list expects of it. A cell
//! that cannot be changed without harm is left for the hand; the others are written.

use super::a_mano::{self, A_MANO, MODIFICHE};
use super::aggiorna::put;
use super::scrivi_file::{Tried, one_file};
use crate::folder::in_parallel;
use crate::modifiche::{self, Errore, Modifica};
use crate::place::Place;
use crate::publish::DaRiportare;
use crate::store::{self, Interrupted, Rewrite, Updated};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// What is asked beside the list itself.
#[derive(Debug, Clone, Default)]
pub struct Modo {
    /// Only say what would be written.
    pub prova: bool,
    /// Write copies into this folder, and leave the workbooks as they are.
    pub copia_in: Option<PathBuf>,
}

/// A line of the list and its cell.
#[derive(Debug, Clone)]
pub struct Scritta {
    /// The cell, the file named as in the list.
    pub place: Place,
    /// What the cell showed.
    pub prima: String,
    /// What it shows now, or would show; for one that was not written, what was to be.
    pub dopo: String,
}

/// What became of a list.
#[derive(Default)]
pub struct Scrittura {
    /// Lines that cannot be used: then nothing is written.
    pub errori: Vec<Errore>,
    /// Cells that do not hold what the list expects: then nothing is written.
    pub diverse: Vec<(u64, Place, String, String)>,
    /// Cells written, or to be written.
    pub scritte: Vec<Scritta>,
    /// How many cells held the value already.
    pub uguali: usize,
    /// Cells left for the hand, with the reason.
    pub a_mano: Vec<(Scritta, String)>,
    /// Formulas whose saved results followed.
    pub seguite: usize,
    /// What was put on the disk.
    pub scritto: Option<Updated>,
    /// Copies written, as paths inside the folder asked for.
    pub copie: Vec<String>,
    /// The list of what is left for the hand.
    pub elenco: Option<PathBuf>,
    /// The folder of the workbooks.
    pub cartella: PathBuf,
    /// What an update that was killed had left, now in order.
    pub interrotto: Option<Interrupted>,
}

/// Writes a list of changes.
///
/// # Errors
/// The list or a workbook cannot be read, or the workbooks cannot be written: then nothing is changed.
pub fn scrivi(lista: &Path, modo: &Modo) -> Result<Scrittura> {
    let bytes =
        std::fs::read(lista).with_context(|| format!("la lista {} non si può leggere", lista.display()))?;
    let (lines, errori) = modifiche::read(&bytes);
    let mut scrittura = Scrittura { errori, ..Scrittura::default() };
    let home = lista.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = files(home, lines, &mut scrittura.errori);
    let folder = folder_of(home, files.keys())?;
    scrittura.cartella.clone_from(&folder);
    if !modo.prova && modo.copia_in.is_none() && !files.is_empty() {
        scrittura.interrotto = store::settle(&folder)?;
    }
    let files: Vec<(PathBuf, Vec<Modifica>)> = files.into_iter().collect();
    let mut done = Vec::new();
    for tried in in_parallel(&files, |(path, lines)| one_file(&folder, path, lines)) {
        done.push(tried?);
    }
    for tried in &mut done {
        scrittura.take(tried);
    }
    scrittura.errori.sort_by_key(|error| error.line);
    scrittura.diverse.sort_by_key(|(line, ..)| *line);
    if !scrittura.errori.is_empty() || !scrittura.diverse.is_empty() {
        scrittura.scritte.clear();
        return Ok(scrittura);
    }
    let mut rewrites: Vec<Rewrite> = done.into_iter().map(|tried| tried.rewrite).collect();
    if modo.prova {
        return Ok(scrittura);
    }
    let righe: Vec<DaRiportare> = scrittura.a_mano.iter().map(da_riportare).collect();
    if let Some(target) = &modo.copia_in {
        scrittura.copie = copies(&folder, target, rewrites)?;
        scrittura.elenco = a_mano::write(A_MANO, &folder, Some(target), &righe)?;
        return Ok(scrittura);
    }
    scrittura.elenco = a_mano::write(MODIFICHE, &folder, None, &righe)?;
    rewrites.retain(|rewrite| rewrite.before != rewrite.after);
    if !rewrites.is_empty() {
        scrittura.scritto = Some(put(&folder, &rewrites)?);
    }
    Ok(scrittura)
}

/// The lines by workbook, each found on the disk: beside the list, or where its whole path says.
fn files(home: &Path, lines: Vec<Modifica>, errori: &mut Vec<Errore>) -> BTreeMap<PathBuf, Vec<Modifica>> {
    let mut files: BTreeMap<PathBuf, Vec<Modifica>> = BTreeMap::new();
    for modifica in lines {
        let written = modifica.file.replace('\\', "/");
        let found = [home.join(&modifica.file), home.join(&written), PathBuf::from(&written)];
        let found = found.into_iter().find(|path| path.is_file()).or_else(|| composed(&home.join(&written)));
        match found.and_then(|path| std::fs::canonicalize(path).ok()) {
            Some(path) => files.entry(path).or_default().push(modifica),
            None => {
                let message = format!(
                    "il file «{}» non c'è: il nome si scrive come lo si vede dalla cartella della lista",
                    modifica.file
                );
                errori.push(Errore { line: modifica.line, message });
            }
        }
    }
    files
}

/// The file whose name is the same but for how its accents are stored, as between a Mac and Windows.
fn composed(path: &Path) -> Option<PathBuf> {
    let name = |name: &std::ffi::OsStr| -> String { name.to_string_lossy().nfc().collect() };
    let wanted = name(path.file_name()?);
    let entries = std::fs::read_dir(path.parent()?).ok()?;
    let mut alike = entries.filter_map(Result::ok).filter(|entry| name(&entry.file_name()) == wanted);
    alike.next().filter(|_| alike.next().is_none()).map(|entry| entry.path())
}

/// The folder that holds all the workbooks: the list's own, if they are in it.
fn folder_of<'a>(home: &Path, files: impl Iterator<Item = &'a PathBuf> + Clone) -> Result<PathBuf> {
    let home = std::fs::canonicalize(home)
        .with_context(|| format!("la cartella {} non si trova", home.display()))?;
    if files.clone().all(|file| file.starts_with(&home)) {
        return Ok(home);
    }
    let mut files = files;
    let Some(first) = files.next().and_then(|file| file.parent()) else { return Ok(home) };
    let mut common = first.to_owned();
    for file in files {
        while !file.starts_with(&common) {
            if !common.pop() {
                bail!("i file della lista stanno su dischi diversi: farne una lista per ciascuno");
            }
        }
    }
    Ok(common)
}

impl Scrittura {
    fn take(&mut self, tried: &mut Tried) {
        self.errori.append(&mut tried.errori);
        self.diverse.append(&mut tried.diverse);
        self.scritte.append(&mut tried.scritte);
        self.a_mano.append(&mut tried.a_mano);
        self.uguali += tried.uguali;
        self.seguite += tried.seguite;
    }
}

fn da_riportare((scritta, motivo): &(Scritta, String)) -> DaRiportare {
    DaRiportare {
        place: scritta.place.clone(),
        obiettivo: String::new(),
        voce: String::new(),
        valore: scritta.dopo.clone(),
        motivo: motivo.clone(),
    }
}

/// Writes the changed workbooks into another folder.
fn copies(folder: &Path, target: &Path, rewrites: Vec<Rewrite>) -> Result<Vec<String>> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    if real(target).is_some_and(|target| target == folder) {
        bail!("le copie andrebbero sopra gli originali: indicare un'altra cartella");
    }
    let files: Vec<(String, Vec<u8>)> = rewrites.into_iter().map(|one| (one.name, one.after)).collect();
    for (name, bytes) in &files {
        let there = target.join(name);
        if there.exists() && std::fs::read(&there).is_ok_and(|known| known != *bytes) {
            bail!(
                "in {} c'è già «{name}», diverso dalla copia che si sta per scrivere: indicare una cartella vuota. Nulla è stato cambiato",
                target.display()
            );
        }
    }
    store::save(&files, target)?;
    Ok(files.into_iter().map(|(name, _)| name).collect())
}
