//! Workbooks replaced together: every new self is written and proved beside its workbook before the first one takes its
//! name, and a failure in the middle goes back.
//!
//! It knows nothing of backups: updating and undoing are the same to it, with before and after exchanged.

use super::UNCHANGED;
use super::disk::{remove, rename, sync, write_proved};
use anyhow::{Context, Error, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One workbook to be replaced.
pub(super) struct Swap<'a> {
    /// As messages call it.
    pub(super) name: &'a str,
    /// The file itself, where a link leads to it.
    pub(super) path: PathBuf,
    /// Where its new self is until it takes its name.
    pub(super) beside: PathBuf,
    /// What it must be, to the byte.
    pub(super) from: &'a [u8],
    /// What it becomes.
    pub(super) to: &'a [u8],
}

/// Why not every workbook was replaced, and where that leaves them.
pub(super) struct Halt {
    error: Error,
    /// Those that were replaced and could not be brought back.
    new: Vec<String>,
    /// Those that are what they were, as far as this run goes.
    old: Vec<String>,
    /// Those that cannot be reached any more.
    unknown: Vec<String>,
}

impl Halt {
    /// Whether this run has left no trace.
    pub(super) fn is_clean(&self) -> bool {
        self.new.is_empty() && self.unknown.is_empty()
    }

    /// What to say of it; `what` stopped, and the copies are in `backup`.
    pub(super) fn explain(self, what: &str, backup: &Path) -> Error {
        if self.is_clean() {
            return self.error.context(UNCHANGED);
        }
        let lists = [
            ("Sostituiti", &self.new),
            ("Non sostituiti", &self.old),
            ("Non più raggiungibili", &self.unknown),
        ];
        let lists: String = lists
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(what, names)| format!("{what}: «{}». ", names.join("», «")))
            .collect();
        let backup = backup.display();
        self.error.context(format!(
            "{what} si è interrotto a metà, e non si è potuto tornare indietro. {lists}Ogni file è intero, e gli \
             originali sono in {backup}. Il motivo"
        ))
    }
}

/// Writes every new self beside its workbook and proves it. Of a failure nothing stays.
pub(super) fn stage(swaps: &[Swap]) -> Result<()> {
    for swap in swaps {
        if let Err(error) = swap.write(swap.to) {
            discard(swaps);
            return Err(error);
        }
    }
    Ok(())
}

/// Gives every new self its workbook's name.
pub(super) fn exchange(swaps: &[Swap]) -> Result<(), Halt> {
    for (at, swap) in swaps.iter().enumerate() {
        if let Err(error) = swap.take_name() {
            let halt = go_back(swaps, at, error);
            discard(swaps);
            return Err(halt);
        }
    }
    let folders: BTreeSet<&Path> = swaps.iter().filter_map(|swap| swap.path.parent()).collect();
    folders.into_iter().for_each(sync);
    Ok(())
}

/// Brings back what was replaced of those up to `last`.
fn go_back(swaps: &[Swap], last: usize, error: Error) -> Halt {
    let mut halt = Halt { error, new: Vec::new(), old: Vec::new(), unknown: Vec::new() };
    for (at, swap) in swaps.iter().enumerate() {
        let list = match fs::read(&swap.path) {
            _ if at > last => &mut halt.old,
            Ok(bytes) if bytes == swap.to => match swap.write(swap.from).and_then(|()| swap.rename()) {
                Ok(()) => &mut halt.old,
                Err(_) => &mut halt.new,
            },
            // never replaced, or changed since by somebody whose work it now is
            Ok(_) => &mut halt.old,
            Err(_) => &mut halt.unknown,
        };
        list.push(swap.name.to_owned());
    }
    halt
}

fn discard(swaps: &[Swap]) {
    for swap in swaps {
        // what cannot be removed now is hidden, and removed by the next run
        let _ = remove(&swap.beside);
    }
}

impl Swap<'_> {
    fn write(&self, bytes: &[u8]) -> Result<()> {
        let writing = || format!("accanto al file «{}» non si può scrivere", self.name);
        remove(&self.beside).with_context(writing)?;
        write_proved(&self.beside, bytes).with_context(writing)?;
        self.inherit().with_context(writing)
    }

    /// Gives the new self the permissions of the old one.
    fn inherit(&self) -> Result<()> {
        let about = fs::metadata(&self.path)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, chown};
            // whoever may not give a file away keeps it; at least its group stays what it was
            let given = chown(&self.beside, Some(about.uid()), Some(about.gid()));
            let _ = given.or_else(|_| chown(&self.beside, None, Some(about.gid())));
        }
        Ok(fs::set_permissions(&self.beside, about.permissions())?)
    }

    fn take_name(&self) -> Result<()> {
        let found = fs::read(&self.path)
            .with_context(|| format!("il file «{}» non si può più leggere", self.name))?;
        if found != self.from {
            bail!("il file «{}» è stato salvato da qualcuno in questo momento: riprovare", self.name);
        }
        self.rename()
    }

    fn rename(&self) -> Result<()> {
        rename(&self.beside, &self.path)
            .with_context(|| format!("il file «{}» non si può sostituire", self.name))
    }
}
