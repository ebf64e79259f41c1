//! The last update undone: its workbooks brought back from the backup, by the machinery that updates them.
//!
//! A workbook that was changed since is left alone and named, with the path of its copy: nobody's later work is lost. An
//! undoing is not itself undone: the update before is then the last one.

use super::UNCHANGED;
use super::backup::Backup;
use super::busy::{Busy, free};
use super::clock::words;
use super::copies::Copies;
use super::disk::real;
use super::journal::{Stand, Stato, impronta};
use super::settle::{Interrupted, settled, told};
use super::swap::{Swap, exchange, stage};
use super::update::refusal;
use anyhow::{Context, Result, bail};
use jiff::civil::DateTime;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// What was undone. Workbooks are paths inside the folder with `/`.
#[derive(Debug)]
pub struct Undone {
    /// When the update had been made.
    pub quando: DateTime,
    /// Its backup.
    pub backup: PathBuf,
    /// The workbooks that are again what they were.
    pub restored: Vec<String>,
    /// Those that already were, for an update or an undoing had stopped half-way.
    pub already: Vec<String>,
    /// Those that were left alone.
    pub left: Vec<Left>,
    /// What a killed run had left, if nobody asked before.
    pub interrupted: Option<Interrupted>,
}

/// A workbook that was not brought back. Its text says why, and where its copy is.
#[derive(Debug)]
pub struct Left {
    /// The workbook.
    pub name: String,
    /// Its copy, from before the update.
    pub copy: PathBuf,
    reason: &'static str,
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Left { name, copy, reason } = self;
        write!(f, "il file «{name}» {reason}. Com'era prima dell'aggiornamento: {}", copy.display())
    }
}

/// A workbook that can be brought back.
struct Back {
    name: String,
    path: PathBuf,
    beside: PathBuf,
    from: Vec<u8>,
    to: Vec<u8>,
}

/// What there is to do.
#[derive(Default)]
struct Work {
    backs: Vec<Back>,
    already: Vec<String>,
    left: Vec<Left>,
}

/// Undoes the last update of a folder.
///
/// # Errors
/// There is none; a workbook to be brought back is open or read-only; another run is writing; the disk refuses. Then
/// everything is as it was.
pub fn undo(folder: &Path, now: DateTime) -> Result<Undone> {
    let folder = real(folder)?;
    let copies = Copies::of(&folder)?;
    let interrupted = settled(&copies, &folder)?;
    match bring_back(&folder, &copies, now) {
        Ok(undone) => Ok(Undone { interrupted, ..undone }),
        Err(error) => Err(told(error, interrupted)),
    }
}

fn bring_back(folder: &Path, copies: &Copies, now: DateTime) -> Result<Undone> {
    let mut backup = last(folder, copies)?;
    let Work { backs, already, left } = work(&backup, folder)?;
    if !backs.is_empty() {
        exchange_all(&mut backup, &backs)?;
    }
    if !backs.is_empty() || !already.is_empty() {
        backup.journal.annullato_il = Some(now);
        backup.mark(Stato::Annullato).context("i file sono tornati com'erano")?;
    }
    let restored = backs.into_iter().map(|back| back.name).collect();
    let quando = backup.journal.quando;
    Ok(Undone { quando, backup: backup.path, restored, already, left, interrupted: None })
}

/// The last update that can be undone.
fn last(folder: &Path, copies: &Copies) -> Result<Backup> {
    let (backups, unread) = copies.list()?;
    let last = backups.into_iter().rfind(|backup| backup.journal.stato.is_undoable());
    let is_later =
        |path: &&PathBuf| last.as_ref().is_none_or(|last| path.file_name() > last.path.file_name());
    if let Some(path) = unread.iter().rfind(is_later) {
        bail!(
            "{UNCHANGED}: la copia di sicurezza {} non dice più che cosa contiene (stato.json è guasto, o di un'altra \
             versione del programma). Riportare i suoi file a mano, o spostarla altrove",
            path.display()
        );
    }
    last.with_context(|| format!("di {} non c'è nessun aggiornamento da annullare", folder.display()))
}

/// Looks at every workbook of the update.
fn work(backup: &Backup, folder: &Path) -> Result<Work> {
    let (mut work, mut reasons) = (Work::default(), Vec::new());
    for voce in &backup.journal.file {
        let name = voce.nome.clone();
        let copy = backup.copy(&name);
        let mut leave = |reason| work.left.push(Left { name: name.clone(), copy: copy.clone(), reason });
        match voce.stand(folder) {
            Stand::Old => work.already.push(name),
            Stand::Missing => leave("non c'è più, o non si può leggere: è stato lasciato stare"),
            Stand::Other => leave("è stato cambiato dopo l'aggiornamento: è stato lasciato com'è"),
            Stand::New(from) => match (
                fs::read(&copy).ok().filter(|to| impronta(to) == voce.prima),
                free(&folder.join(&name)),
            ) {
                (None, _) => leave(
                    "non si può riportare com'era, perché la sua copia manca o è stata cambiata: è stato lasciato com'è",
                ),
                (_, Err(obstacle)) => reasons.push(Busy { name, obstacle }.to_string()),
                (Some(to), Ok(path)) => {
                    work.backs.push(Back { name, path, beside: voce.beside(folder), from, to })
                }
            },
        }
    }
    match reasons.is_empty() {
        true => Ok(work),
        false => Err(refusal(&reasons)),
    }
}

fn exchange_all(backup: &mut Backup, backs: &[Back]) -> Result<()> {
    let swaps: Vec<Swap> = backs
        .iter()
        .map(|back| Swap {
            name: &back.name,
            path: back.path.clone(),
            beside: back.beside.clone(),
            from: &back.from,
            to: &back.to,
        })
        .collect();
    let stato = backup.journal.stato;
    backup.mark(Stato::Annullamento).context(UNCHANGED)?;
    if let Err(error) = stage(&swaps) {
        // if it cannot be written, the next run finds out by itself
        let _ = backup.mark(stato);
        return Err(error.context(UNCHANGED));
    }
    exchange(&swaps).map_err(|halt| {
        if halt.is_clean() {
            let _ = backup.mark(stato);
        }
        let what = format!("l'annullamento dell'aggiornamento del {}", words(backup.journal.quando));
        halt.explain(&what, &backup.path)
    })
}
