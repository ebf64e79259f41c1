//! Which files of a folder are workbooks, its subfolders included.
//!
//! Names decide here, contents later. A subfolder that cannot be listed is a rilievo and the rest goes on; one reached
//! twice, over links, is listed once; one that holds copies made by this program is passed over. Nothing is opened.

use crate::rilievo::{Dove, Gravita, Rilievo};
use crate::store::{holds_copies, why};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders inside one another, beyond which nobody keeps schede.
const DEEPEST: usize = 40;

/// A folder being listed.
struct Listing<'r> {
    found: BTreeMap<String, PathBuf>,
    /// Folders already listed, by their true name.
    seen: BTreeSet<PathBuf>,
    rilievi: &'r mut Vec<Rilievo>,
}

/// The workbooks, by their path inside the folder with `/`, in order of it.
pub(super) fn workbooks(root: &Path, rilievi: &mut Vec<Rilievo>) -> Result<Vec<(Arc<str>, PathBuf)>> {
    let mut listing = Listing { found: BTreeMap::new(), seen: BTreeSet::new(), rilievi };
    listing
        .folder(root, "", 0)
        .with_context(|| format!("la cartella {} non si può leggere", root.display()))?;
    Ok(listing.found.into_iter().map(|(name, path)| (Arc::from(name), path)).collect())
}

impl Listing<'_> {
    fn folder(&mut self, folder: &Path, inside: &str, depth: usize) -> std::io::Result<()> {
        if !self.seen.insert(fs::canonicalize(folder)?) {
            return Ok(());
        }
        let mut entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        // True folders come before links to them, so that a file goes by its own name.
        entries.sort_by_key(|entry| entry.file_type().is_ok_and(|kind| kind.is_symlink()));
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name.starts_with("~$") {
                continue;
            }
            let (path, inside) = (entry.path(), format!("{inside}{name}"));
            if path.is_dir() {
                self.subfolder(&path, &inside, depth + 1);
            } else if (path.is_file() || path.is_symlink()) && is_workbook(&name) {
                // a link that leads nowhere is listed too, so that its reading fails and is told
                self.found.insert(inside, path);
            }
        }
        Ok(())
    }

    fn subfolder(&mut self, path: &Path, inside: &str, depth: usize) {
        // copies that this program made: of what is in the plan already
        if holds_copies(path) {
            return;
        }
        let reason = match depth > DEEPEST {
            true => Some("è dentro troppe altre cartelle".to_owned()),
            false => self.folder(path, &format!("{inside}/"), depth).err().map(|error| why(&error)),
        };
        if let Some(reason) = reason {
            let text = format!("la cartella non si può leggere: {reason}");
            self.rilievi.push(Rilievo::new("LET001", Gravita::Errore, Dove::file(inside), text));
        }
    }
}

fn is_workbook(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    let known = ["xlsx", "xlsm", "xlsb", "xls", "ods", "xltx", "xltm", "xlt", "ots"];
    extension.is_some_and(|extension| known.contains(&extension.as_str()))
}
