//! Putting the outputs on the disk, whole or not at all.
//!
//! Everything is written into a new folder beside the old one, down to the disk; only then does the new folder take
//! the old one's name. Whatever else stood in the old folder is moved into the new one: only files that this run
//! makes anew are replaced, nothing is ever deleted that has no newer self. A run that was killed half-way is
//! finished or undone by the next one.

use super::alone::Alone;
use super::disk::{is_inside, sync, write_new};
use anyhow::{Context, Result, bail};
use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Writes the files, by their paths inside the folder.
///
/// # Errors
/// A file cannot be written, or one to be replaced is open in another program: then the folder is as it was.
pub fn save(files: &[(String, Vec<u8>)], folder: &Path) -> Result<()> {
    let real = resolved(folder)?;
    let folder = real.as_path();
    let (new, old) = (beside(folder, "nuovo")?, beside(folder, "vecchio")?);
    let _alone = Alone::take(beside(folder, "blocco")?, folder)?;
    recover(folder, &new, &old)?;
    for (name, _) in files {
        check_name(name)?;
        check_closed(&folder.join(name), name)?;
    }
    if let Err(error) = write_all(files, &new) {
        // what was written so far is this run's own, and of no use to anybody
        let _ = fs::remove_dir_all(&new);
        return Err(error);
    }
    if !folder.exists() {
        return take_name(&new, folder);
    }
    fs::rename(folder, &old).with_context(|| {
        format!(
            "la cartella {} è in uso: chiudere i suoi file (Excel, LibreOffice, anteprime) e riprovare. Nulla è stato \
             cambiato",
            folder.display()
        )
    })?;
    if let Err(error) = take_name(&new, folder) {
        fs::rename(&old, folder).ok();
        return Err(error);
    }
    settle(&old, folder)
}

/// The folder itself, where the name given is a link to it.
fn resolved(folder: &Path) -> Result<PathBuf> {
    if folder.exists() && !folder.is_dir() {
        bail!("{} è un file: per i risultati serve una cartella", folder.display());
    }
    match folder.is_symlink() {
        true => fs::canonicalize(folder)
            .with_context(|| format!("il collegamento {} non porta a una cartella", folder.display())),
        false => Ok(folder.to_owned()),
    }
}

/// A folder beside the outputs', with a name that nobody else would give it.
fn beside(folder: &Path, what: &str) -> Result<PathBuf> {
    let Some(name) = folder.file_name() else {
        bail!("{} non può essere la cartella dei risultati: indicarne una con un nome", folder.display());
    };
    Ok(folder.with_file_name(format!("{}.schedario-{what}", name.to_string_lossy())))
}

/// Finishes or undoes what a killed run left.
fn recover(folder: &Path, new: &Path, old: &Path) -> Result<()> {
    if new.exists() {
        fs::remove_dir_all(new).with_context(|| leftover(new))?;
    }
    if old.exists() {
        match folder.exists() {
            true => settle(old, folder)?,
            false => fs::rename(old, folder).with_context(|| leftover(old))?,
        }
    }
    Ok(())
}

fn leftover(folder: &Path) -> String {
    format!("è rimasta la cartella {} di un'esecuzione interrotta, e non si può spostare", folder.display())
}

/// Only plain names inside the folder.
fn check_name(name: &str) -> Result<()> {
    if !is_inside(name) {
        bail!("«{name}» non è un nome di file dentro la cartella dei risultati");
    }
    Ok(())
}

/// A file that another program holds open cannot be replaced: better to know before anything is written.
fn check_closed(path: &Path, name: &str) -> Result<()> {
    match OpenOptions::new().write(true).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        // Windows: another program holds the file, or does not let others write it
        Err(error) if error.kind() == ErrorKind::PermissionDenied || error.raw_os_error() == Some(32) => Err(
            error,
        )
        .with_context(|| {
            format!(
                "il file «{name}» non si può sostituire: se è aperto in Excel o in LibreOffice, chiuderlo e \
                     riprovare. Nulla è stato cambiato"
            )
        }),
        Err(error) => Err(error).with_context(|| format!("il file «{name}» non si può sostituire")),
    }
}

fn write_all(files: &[(String, Vec<u8>)], folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("la cartella {} non si può creare", folder.display()))?;
    for (name, bytes) in files {
        write_new(&folder.join(name), bytes)
            .with_context(|| format!("il file «{name}» non si può scrivere"))?;
    }
    sync(folder);
    Ok(())
}

/// Gives the new folder its name.
fn take_name(new: &Path, folder: &Path) -> Result<()> {
    fs::rename(new, folder).with_context(|| {
        format!("la cartella {} non si può creare. Nulla è stato cambiato", folder.display())
    })?;
    if let Some(parent) = folder.parent() {
        sync(parent);
    }
    Ok(())
}

/// Empties the old folder: what has a newer self in the new one goes, everything else moves there.
fn settle(old: &Path, folder: &Path) -> Result<()> {
    let moving = || format!("un file di {} non si può spostare in {}", old.display(), folder.display());
    for entry in fs::read_dir(old).with_context(moving)? {
        let entry = entry.with_context(moving)?;
        let (from, to) = (entry.path(), folder.join(entry.file_name()));
        let is_folder = entry.file_type().with_context(moving)?.is_dir();
        match (is_folder, to.exists()) {
            (true, true) if to.is_dir() => settle(&from, &to)?,
            (false, true) if to.is_file() => fs::remove_file(&from).with_context(moving)?,
            (_, false) => fs::rename(&from, &to).with_context(moving)?,
            (_, true) => {
                bail!("{} e {} hanno lo stesso nome e non si possono unire", from.display(), to.display())
            }
        }
    }
    fs::remove_dir(old).with_context(moving)
}
