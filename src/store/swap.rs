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

#[cfg(test)]
mod tests {
    use super::*;

    /// Three workbooks in two folders, about to become new.
    fn swaps(test: &str) -> (PathBuf, Vec<Swap<'static>>) {
        let desk = std::env::temp_dir().join(format!("schedario-swap-{}-{test}", std::process::id()));
        let swaps = ["a/uno", "b/due", "b/tre"].map(|name| {
            let path = desk.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "vecchio").unwrap();
            let beside = path.with_extension("nuovo");
            Swap { name, path, beside, from: b"vecchio", to: b"nuovo" }
        });
        (desk, swaps.into())
    }

    /// What stops the exchange of staged workbooks after `harm`, and what is then in the folders.
    fn stopped(test: &str, harm: impl Fn(&Path)) -> (String, Vec<(String, String)>) {
        let (desk, swaps) = swaps(test);
        stage(&swaps).unwrap();
        harm(&desk);
        let halt = exchange(&swaps).err().unwrap();
        let error = halt.explain("l'aggiornamento", Path::new("copie"));
        let mut found = Vec::new();
        for folder in ["a", "b", "spostata"] {
            for entry in fs::read_dir(desk.join(folder)).into_iter().flatten() {
                let path = entry.unwrap().path();
                let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
        found.sort();
        fs::remove_dir_all(&desk).unwrap();
        (format!("{error:#}"), found)
    }

    fn pairs(expected: [(&str, &str); 3]) -> Vec<(String, String)> {
        expected.map(|(name, text)| (name.to_owned(), text.to_owned())).into()
    }

    #[test]
    fn a_workbook_saved_in_the_middle_brings_back_those_before_it_and_keeps_that_work() {
        let (error, found) = stopped("salvato", |desk| fs::write(desk.join("b/due"), "altro").unwrap());
        assert!(error.starts_with("Nulla è stato cambiato: il file «b/due» è stato salvato"), "{error}");
        assert_eq!(found, pairs([("a/uno", "vecchio"), ("b/due", "altro"), ("b/tre", "vecchio")]));
    }

    #[test]
    fn a_name_that_cannot_be_taken_brings_back_those_before_it() {
        let (error, found) =
            stopped("senza-nuovo", |desk| fs::remove_file(desk.join("b/tre.nuovo")).unwrap());
        assert!(
            error.starts_with("Nulla è stato cambiato: il file «b/tre» non si può sostituire"),
            "{error}"
        );
        assert_eq!(found, pairs([("a/uno", "vecchio"), ("b/due", "vecchio"), ("b/tre", "vecchio")]));
    }

    #[test]
    fn a_folder_that_vanishes_in_the_middle_is_said_with_what_is_where() {
        let moved = |desk: &Path| fs::rename(desk.join("b"), desk.join("spostata")).unwrap();
        let (error, found) = stopped("sparita", moved);
        assert!(error.contains("Non più raggiungibili: «b/due»"), "{error}");
        assert!(error.contains("Non sostituiti: «a/uno», «b/tre»"), "{error}");
        assert!(error.contains("gli originali sono in copie"), "{error}");
        let whole = found.iter().filter(|(name, _)| !name.ends_with(".nuovo"));
        assert!(whole.clone().all(|(_, text)| text == "vecchio") && whole.count() == 3);
    }

    #[test]
    fn what_cannot_be_written_beside_one_workbook_leaves_nothing_beside_the_others() {
        let (desk, swaps) = swaps("prima");
        // a folder by that name stands in the way
        fs::create_dir_all(desk.join("b/tre.nuovo/x")).unwrap();
        assert!(stage(&swaps).is_err());
        assert!(!desk.join("a/uno.nuovo").exists() && !desk.join("b/due.nuovo").exists());
        fs::remove_dir_all(&desk).unwrap();
    }
}
