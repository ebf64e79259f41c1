//! Workbooks of the office rewritten together: all of them or none, with a copy of each and a log.
//!
//! What is in them was decided and proved before; here it only matters that a workbook is still what was read, that
//! nobody has it open, and that whoever pulls the plug finds each of them whole.

use super::UNCHANGED;
use super::busy::{Busy, check_name, free};
use super::clock::words;
use super::copies::Copies;
use super::disk::real;
use super::journal::Stato;
use super::settle::{Interrupted, settled, told};
use super::swap::{Swap, exchange, stage};
use anyhow::{Error, Result, anyhow, bail};
use jiff::civil::DateTime;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A workbook to be rewritten.
#[derive(Debug, Clone)]
pub struct Rewrite {
    /// Its path inside the folder, with `/`.
    pub name: String,
    /// Its bytes as they were read.
    pub before: Vec<u8>,
    /// Its bytes as they shall be, proved by whoever made them.
    pub after: Vec<u8>,
    /// What changes, one line of the log each.
    pub log: Vec<serde_json::Value>,
}

/// What was rewritten.
#[derive(Debug, Default)]
pub struct Updated {
    /// The folder with the copies and the log; `None` if there was nothing to rewrite.
    pub backup: Option<PathBuf>,
    /// The workbooks rewritten, as paths inside the folder with `/`.
    pub rewritten: Vec<String>,
    /// What a killed run had left, if nobody asked before.
    pub interrupted: Option<Interrupted>,
}

/// Rewrites workbooks of a folder: all of them, or none.
///
/// # Errors
/// A workbook is open, read-only, gone or no longer what was read; another run is writing; the disk is full or refuses.
/// Then everything is as it was. Only if the disk fails in the middle, and again in going back, the text says which
/// workbooks are new and which are old.
pub fn update(folder: &Path, rewrites: &[Rewrite], now: DateTime) -> Result<Updated> {
    let folder = real(folder)?;
    let rewrites = wanted(&folder, rewrites)?;
    if rewrites.is_empty() {
        return Ok(Updated::default());
    }
    let mut copies = Copies::of(&folder)?;
    let interrupted = settled(&copies, &folder)?;
    match replace(&folder, &rewrites, &mut copies, now) {
        Ok(backup) => {
            let rewritten = rewrites.iter().map(|rewrite| rewrite.name.clone()).collect();
            Ok(Updated { backup: Some(backup), rewritten, interrupted })
        }
        Err(error) => Err(told(error, interrupted)),
    }
}

/// The rewrites that change something, each file once.
fn wanted<'a>(folder: &Path, rewrites: &'a [Rewrite]) -> Result<Vec<&'a Rewrite>> {
    let mut seen: BTreeMap<PathBuf, &Rewrite> = BTreeMap::new();
    let mut wanted = Vec::new();
    for rewrite in rewrites.iter().filter(|rewrite| rewrite.before != rewrite.after) {
        check_name(&rewrite.name)?;
        let path = folder.join(&rewrite.name);
        let real = fs::canonicalize(&path).unwrap_or(path);
        match seen.insert(real, rewrite) {
            None => wanted.push(rewrite),
            // the same workbook by two names, over a link: once is enough
            Some(first) if first.after == rewrite.after => {}
            Some(first) => bail!(
                "{UNCHANGED}: «{}» e «{}» sono lo stesso file, e dovrebbe diventare due cose diverse",
                first.name,
                rewrite.name
            ),
        }
    }
    Ok(wanted)
}

fn replace(folder: &Path, rewrites: &[&Rewrite], copies: &mut Copies, now: DateTime) -> Result<PathBuf> {
    let paths = unchanged(folder, rewrites)?;
    let mut backup = copies.make(folder, rewrites, now)?;
    let besides: Vec<PathBuf> = backup.journal.file.iter().map(|voce| voce.beside(folder)).collect();
    let swaps: Vec<Swap> = rewrites
        .iter()
        .zip(paths.into_iter().zip(besides))
        .map(|(rewrite, (path, beside))| Swap {
            name: &rewrite.name,
            path,
            beside,
            from: &rewrite.before,
            to: &rewrite.after,
        })
        .collect();
    if let Err(error) = stage(&swaps) {
        copies.discard(&backup);
        return Err(error.context(UNCHANGED));
    }
    if let Err(halt) = exchange(&swaps) {
        if halt.is_clean() {
            // if it cannot be written, the next run finds out by itself
            let _ = backup.mark(Stato::SenzaEffetto);
        }
        let what = format!("l'aggiornamento del {}", words(backup.journal.quando));
        return Err(halt.explain(&what, &backup.path));
    }
    backup.mark(Stato::Fatto).map_err(|error| {
        error.context(format!(
            "i file sono aggiornati, e le copie di sicurezza sono in {}",
            backup.path.display()
        ))
    })?;
    Ok(backup.path)
}

/// Where the files are, if each is still what was read and can be replaced.
fn unchanged(folder: &Path, rewrites: &[&Rewrite]) -> Result<Vec<PathBuf>> {
    let (mut paths, mut reasons) = (Vec::new(), Vec::new());
    for rewrite in rewrites {
        let name = &rewrite.name;
        match free(&folder.join(name)) {
            Err(obstacle) => reasons.push(Busy { name: name.clone(), obstacle }.to_string()),
            Ok(path) => match fs::read(&path) {
                Ok(found) if found == rewrite.before => paths.push(path),
                Ok(_) => reasons.push(format!(
                    "il file «{name}» è stato salvato da qualcuno dopo la lettura: riprovare, così viene riletto"
                )),
                Err(error) => reasons.push(Busy { name: name.clone(), obstacle: error.into() }.to_string()),
            },
        }
    }
    match reasons.is_empty() {
        true => Ok(paths),
        false => Err(refusal(&reasons)),
    }
}

/// Several reasons as one error.
pub(super) fn refusal(reasons: &[String]) -> Error {
    match reasons {
        [reason] => anyhow!("{UNCHANGED}: {reason}"),
        _ => anyhow!("{UNCHANGED}:\n- {}", reasons.join("\n- ")),
    }
}
