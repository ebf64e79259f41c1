//! Bytes put on the disk so that they stay: written, flushed, read again; a name given in one step.
//!
//! It knows nothing of backups and of workbooks.

use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// How often Windows is asked again, where a virus scanner or a synchronisation holds a file for an instant.
const TRIES: u32 = 6;

/// Writes a file that was not there, down to the disk; the folders above it are made.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file that was not there and reads it again. Of a failure nothing stays.
pub(super) fn write_proved(path: &Path, bytes: &[u8]) -> Result<()> {
    let written = write_new(path, bytes).and_then(|()| fs::read(path));
    match written {
        Ok(read) if read == bytes => Ok(()),
        Ok(_) => {
            let _ = fs::remove_file(path);
            bail!("il disco ha restituito byte diversi da quelli scritti: può essere guasto")
        }
        Err(error) => {
            // what somebody else put there is not ours to remove
            if error.kind() != io::ErrorKind::AlreadyExists {
                let _ = fs::remove_file(path);
            }
            Err(error.into())
        }
    }
}

/// Replaces a file that is ours, whole: whoever is killed here leaves the old one or the new one.
pub(super) fn replace_own(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = path.with_extension("nuovo");
    remove(&beside)?;
    write_proved(&beside, bytes)?;
    rename(&beside, path)?;
    if let Some(parent) = path.parent() {
        sync(parent);
    }
    Ok(())
}

/// Gives a file its name, in the place of whatever had it.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut tried = 0;
    loop {
        match fs::rename(from, to) {
            Err(error) if tried < TRIES && held(&error) => {
                tried += 1;
                std::thread::sleep(Duration::from_millis(40 << tried));
            }
            done => return done,
        }
    }
}

/// Whether another program holds the file, in the words of Windows.
pub(super) fn held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Makes a folder's list of names lasting, where the system can.
pub(super) fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// A folder by its own name: without links to itself and steps back.
pub(super) fn real(folder: &Path) -> Result<PathBuf> {
    let unknown = || format!("la cartella {} non si trova", folder.display());
    let full = std::path::absolute(folder).with_context(unknown)?;
    let steps_back = full.components().any(|part| part == Component::ParentDir);
    match steps_back || full.is_symlink() {
        true => fs::canonicalize(&full).with_context(unknown),
        false => Ok(full),
    }
}

/// Whether a name is plain, and leads inside its folder.
pub(super) fn is_inside(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Whether nobody is meant to write there. What Windows calls a read-only folder can be written to.
pub(super) fn is_closed(folder: &Path) -> bool {
    cfg!(unix) && fs::metadata(folder).is_ok_and(|about| about.permissions().readonly())
}
