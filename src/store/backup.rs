//! One backup: the workbooks as they were before an update, the log of what it changed, its journal.

use super::disk::{remove, sync, write_proved};
use super::journal::{JOURNAL, Journal, Stato};
use super::update::Rewrite;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The log's name in the folder of a backup.
pub(super) const LOG: &str = "modifiche.jsonl";

/// A backup on the disk.
pub(super) struct Backup {
    /// Its folder.
    pub(super) path: PathBuf,
    pub(super) journal: Journal,
}

impl Backup {
    /// Writes that the update came so far.
    pub(super) fn mark(&mut self, stato: Stato) -> Result<()> {
        self.journal.stato = stato;
        self.journal
            .write(&self.path)
            .with_context(|| format!("il file {} non si può aggiornare", self.path.join(JOURNAL).display()))
    }

    /// Where the copy of a workbook is.
    pub(super) fn copy(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Removes the new selves that have not taken their workbooks' names.
    pub(super) fn sweep(&self, folder: &Path) {
        for voce in &self.journal.file {
            // it harms nobody where it cannot be removed: it is hidden, and nothing reads it
            let _ = remove(&voce.beside(folder));
        }
    }
}

/// Writes copies, log and journal into a folder, and re-reads them.
pub(super) fn fill(folder: &Path, office: &Path, rewrites: &[&Rewrite], journal: &Journal) -> Result<()> {
    let mut folders = BTreeSet::from([folder.to_owned()]);
    fs::create_dir_all(folder)?;
    for rewrite in rewrites {
        let copy = folder.join(&rewrite.name);
        write_proved(&copy, &rewrite.before)?;
        // who may not read the original may not read its copy
        if let Ok(about) = fs::metadata(office.join(&rewrite.name)) {
            let _ = fs::set_permissions(&copy, about.permissions());
        }
        folders.extend(
            copy.ancestors().skip(1).take_while(|above| above.starts_with(folder)).map(Path::to_owned),
        );
    }
    let mut log = String::new();
    for line in rewrites.iter().flat_map(|rewrite| &rewrite.log) {
        log.push_str(&serde_json::to_string(line)?);
        log.push('\n');
    }
    write_proved(&folder.join(LOG), log.as_bytes())?;
    journal.begin(folder)?;
    folders.iter().for_each(|folder| sync(folder));
    Ok(())
}
