//! Where the backups of a folder stand: `Copie di sicurezza NOME` beside it, or hidden inside it where nothing can be
//! written beside. Whoever holds them is the only run that changes the folder's workbooks.
//!
//! Nothing here is ever deleted but a backup that was still being made when its run ended.

use super::UNCHANGED;
use super::alone::Alone;
use super::backup::{Backup, fill};
use super::disk::{is_closed, rename, sync};
use super::journal::{JOURNAL, Journal, Voce, impronta};
use super::update::Rewrite;
use anyhow::{Context, Result};
use jiff::civil::DateTime;
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// The file by which a run is alone; it also marks a folder of backups, or of other copies of workbooks.
pub const COPIES_MARK: &str = ".copie-di-schedario";

/// A backup until it is whole.
const UNFINISHED: &str = ".in preparazione";

/// Whether a folder holds backups, which are workbooks that no plan is to be read from.
pub fn holds_copies(folder: &Path) -> bool {
    folder.join(COPIES_MARK).exists()
}

/// The backups of a folder, held by this run alone.
pub(super) struct Copies {
    /// The folders that hold backups.
    places: Vec<PathBuf>,
    _alone: Vec<Alone>,
}

impl Copies {
    /// The backups that there are.
    pub(super) fn of(folder: &Path) -> Result<Copies> {
        let (mut places, mut alone) = (Vec::new(), Vec::new());
        for place in possible(folder) {
            if place.is_dir() {
                alone.extend(Alone::keep(&place.join(COPIES_MARK), folder)?);
                places.push(place);
            }
        }
        Ok(Copies { places, _alone: alone })
    }

    /// The backups, oldest first; and those whose journal cannot be read.
    pub(super) fn list(&self) -> Result<(Vec<Backup>, Vec<PathBuf>)> {
        let (mut backups, mut unread) = (Vec::new(), Vec::new());
        for place in &self.places {
            let listing = || format!("la cartella {} non si può leggere", place.display());
            for entry in fs::read_dir(place).with_context(listing)? {
                let path = entry.with_context(listing)?.path();
                let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
                if hidden || !path.join(JOURNAL).exists() {
                    continue;
                }
                match Journal::read(&path) {
                    Ok(journal) => backups.push(Backup { path, journal }),
                    Err(_) => unread.push(path),
                }
            }
        }
        backups.sort_by(|a, b| (a.journal.numero, &a.path).cmp(&(b.journal.numero, &b.path)));
        unread.sort();
        Ok((backups, unread))
    }

    /// Removes a backup that was still being made when its run ended; whether there was one.
    pub(super) fn sweep(&self) -> bool {
        let unfinished = self.places.iter().map(|place| place.join(UNFINISHED));
        unfinished.fold(false, |found, path| match path.exists() {
            true => {
                // what cannot be removed is hidden, and found again
                let _ = fs::remove_dir_all(&path);
                true
            }
            false => found,
        })
    }

    /// Makes a backup: all of it or nothing.
    pub(super) fn make(&mut self, folder: &Path, rewrites: &[&Rewrite], now: DateTime) -> Result<Backup> {
        let place = self.place(folder)?;
        let path = unused(&place, now);
        let numero = self.list()?.0.last().map_or(0, |last| last.journal.numero) + 1;
        let file = rewrites.iter().enumerate().map(|(at, rewrite)| voce(&path, at, rewrite)).collect();
        let journal = Journal::new(numero, now, file);
        let unfinished = place.join(UNFINISHED);
        let made = fill(&unfinished, folder, rewrites, &journal)
            .and_then(|()| Ok(rename(&unfinished, &path)?))
            .with_context(|| {
                format!("{UNCHANGED}: in {} non si possono fare le copie di sicurezza", place.display())
            });
        if made.is_err() {
            let _ = fs::remove_dir_all(&unfinished);
        }
        made?;
        sync(&place);
        Ok(Backup { path, journal })
    }

    /// Removes a backup that this run has made for nothing.
    pub(super) fn discard(&self, backup: &Backup) {
        // taken back to what a killed run would have left, so that no half of it is ever seen
        let unfinished = backup.path.with_file_name(UNFINISHED);
        if rename(&backup.path, &unfinished).is_ok() {
            let _ = fs::remove_dir_all(&unfinished);
        }
    }

    /// Where new backups go, taken for this run alone.
    fn place(&mut self, folder: &Path) -> Result<PathBuf> {
        let mut refusal = Error::from(ErrorKind::PermissionDenied);
        for place in possible(folder) {
            match usable(&place) {
                Ok(()) => {
                    if !self.places.contains(&place) {
                        self._alone.extend(Alone::keep(&place.join(COPIES_MARK), folder)?);
                        self.places.push(place.clone());
                    }
                    return Ok(place);
                }
                Err(error) => refusal = error,
            }
            if !matches!(refusal.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) {
                break;
            }
        }
        Err(refusal).with_context(|| {
            format!("{UNCHANGED}: di {} non si possono fare copie di sicurezza", folder.display())
        })
    }
}

/// Where backups of a folder may stand, the better place first.
fn possible(folder: &Path) -> Vec<PathBuf> {
    let beside = folder
        .file_name()
        .map(|name| folder.with_file_name(format!("Copie di sicurezza {}", name.to_string_lossy())));
    beside.into_iter().chain([folder.join(".schedario")]).collect()
}

/// Makes a place for backups where there is none, and sees that it can be written to.
fn usable(place: &Path) -> Result<(), Error> {
    let closed = |folder: &Path| match is_closed(folder) {
        true => Err(Error::from(ErrorKind::PermissionDenied)),
        false => Ok(()),
    };
    if !place.exists() {
        place.parent().map_or(Ok(()), closed)?;
        fs::create_dir(place)?;
    }
    closed(place)?;
    fs::OpenOptions::new().create(true).truncate(false).write(true).open(place.join(COPIES_MARK)).map(drop)
}

/// A name for a backup that none has: two may be made in one second.
fn unused(place: &Path, now: DateTime) -> PathBuf {
    let name = now.strftime("%Y-%m-%d %H.%M.%S").to_string();
    let mut path = place.join(&name);
    let mut more = 2_u32;
    while path.exists() {
        path = place.join(format!("{name} ({more})"));
        more += 1;
    }
    path
}

fn voce(backup: &Path, at: usize, rewrite: &Rewrite) -> Voce {
    // a name that no other run makes, of this folder or of one above it
    let own = impronta(format!("{} {at}", backup.display()).as_bytes());
    Voce {
        nome: rewrite.name.clone(),
        prima: impronta(&rewrite.before),
        dopo: impronta(&rewrite.after),
        provvisorio: format!(".schedario-{}.nuovo", own.get(..16).unwrap_or_default()),
    }
}
