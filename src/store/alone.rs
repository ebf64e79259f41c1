//! The right to write somewhere, held by one run at a time.

use anyhow::{Context, Result, bail};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The right to write, for as long as it lives. A file stands for it.
pub(super) struct Alone {
    /// The file, where it goes with the run.
    passing: Option<PathBuf>,
    held: File,
}

impl Alone {
    /// Takes the right; the file goes with it.
    pub(super) fn take(path: PathBuf, folder: &Path) -> Result<Alone> {
        if let Some(parent) = folder.parent() {
            fs::create_dir_all(parent)
                .with_context(|| format!("la cartella {} non si può creare", parent.display()))?;
        }
        let held = open(&path).with_context(|| {
            format!("accanto a {} non si può scrivere. Nulla è stato cambiato", folder.display())
        })?;
        lock(&held, folder)?;
        Ok(Alone { passing: Some(path), held })
    }

    /// Takes the right on a file that stays: one that goes could be gone between another run's opening and locking it.
    /// `None` where the file is not there and cannot be made.
    pub(super) fn keep(path: &Path, folder: &Path) -> Result<Option<Alone>> {
        // whoever may only read still sees that somebody else is writing
        let Ok(held) = open(path).or_else(|_| File::open(path)) else { return Ok(None) };
        lock(&held, folder)?;
        Ok(Some(Alone { passing: None, held }))
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        if let Some(path) = &self.passing {
            // a file left behind harms nobody: the next run takes it over
            let _ = fs::remove_file(path);
        }
        // a process started meanwhile may have the file too, and would go on holding it
        let _ = self.held.unlock();
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

fn lock(file: &File, folder: &Path) -> Result<()> {
    // A disk that knows no locks is written to all the same: the run is then alone by luck, as most are.
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        bail!(
            "un'altra esecuzione di schedario sta scrivendo in {}: attendere che finisca e riprovare. Nulla è \
             stato cambiato",
            folder.display()
        );
    }
    Ok(())
}
