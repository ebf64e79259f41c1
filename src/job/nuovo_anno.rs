//! Next year's workbooks from this year's: the obiettivi that go on, in the same files and forms, with everything of the
//! year that ends taken out. The office's folder is only read; the new one is written whole or not at all.
//!
//! Every workbook is changed in memory, proved, and read again with the others; what the new plan does not say as it
//! should is listed.

mod libro;

use super::attempt::in_place;
use super::{Study, link_base, study, true_path};
use crate::folder;
use crate::grid;
use crate::layout::fold;
use crate::package::{Fault, LARGEST_FILE};
use crate::place::Place;
use crate::publish::{FilePassato, Passato, passaggio};
use crate::read::{Letto, join, read_workbook};
use crate::seguito::{DaRivedere, Passaggio, Verdetto, in_nome, lavoro, rilettura, verdetti};
use crate::store;
use anyhow::{Context, Result, bail};
use libro::changed;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a passage to the next year made.
pub struct NuovoAnno {
    /// The new folder.
    pub nuova: PathBuf,
    /// The new year.
    pub anno: i16,
    /// The fate of each obiettivo.
    pub verdetti: Vec<Verdetto>,
    /// What must be looked at, in the new workbooks.
    pub da_rivedere: Vec<DaRivedere>,
    /// What became of each workbook.
    pub file: Vec<FilePassato>,
    /// How many cells changed.
    pub cambiate: usize,
    /// The texts of the folder that were copied as they were.
    pub copiati: Vec<String>,
    /// The name of the list.
    pub elenco: String,
}

/// What the office decides, whatever the forms say.
#[derive(Debug, Clone, Default)]
pub struct Decisioni {
    /// Obiettivi that go on, as `RISORSE/2`.
    pub prosegue: Vec<String>,
    /// Obiettivi that end.
    pub finisce: Vec<String>,
}

/// A workbook of the new folder.
struct Nuovo {
    bytes: Vec<u8>,
    letto: Letto,
    cambiate: usize,
    da_rivedere: Vec<DaRivedere>,
}

/// What became of a workbook.
struct Esito {
    file: FilePassato,
    nuovo: Option<Nuovo>,
}

/// Prepares the next year.
///
/// # Errors
/// The folder cannot be read or does not say its year; the new folder is there already, or cannot be written: then nothing
/// is.
pub fn nuovo_anno(path: &Path, nuova: Option<&Path>, decisioni: &Decisioni) -> Result<NuovoAnno> {
    let study = study(path)?;
    let piano = &study.cartella.piano;
    let anno = piano.anno.context(
        "nessun foglio dice di che anno è il piano: scriverlo nell'intestazione delle schede o nella pesatura",
    )?;
    let nuova = destination(path, nuova, anno)?;
    let lessico = folder::lessico(path, &mut Vec::new());
    let mut fates = verdetti(piano, anno, &lessico);
    decide(&mut fates, decisioni)?;
    let passaggio = Passaggio { piano, verdetti: &fates, anno, lessico: &lessico };
    let names = new_names(&study.cartella.files, anno);
    let Libri { mut files, file, da_rivedere, cambiate } = libri(path, &names, passaggio)?;
    for verdetto in fates.iter_mut().filter(|verdetto| verdetto.prosegue) {
        verdetto.place = verdetto.place.take().map(|place| in_new(place, &names));
    }
    let copiati = copied(path, &mut files)?;
    let elenco = format!("Passaggio al {}.xlsx", anno + 1);
    let done =
        NuovoAnno { nuova, anno: anno + 1, verdetti: fates, da_rivedere, file, cambiate, copiati, elenco };
    let list = done.list(path, &study)?;
    files.push((done.elenco.clone(), list));
    store::save(&files, &done.nuova)?;
    Ok(done)
}

impl NuovoAnno {
    /// The workbook that tells all of it.
    fn list(&self, path: &Path, study: &Study) -> Result<Vec<u8>> {
        let ente = study.cartella.piano.ente.value().map(String::as_str).unwrap_or_default();
        let vecchia = link_base(path, &self.nuova);
        let Self { anno, verdetti, da_rivedere, file, .. } = self;
        passaggio(&Passato { ente, anno: *anno, verdetti, da_rivedere, file, vecchia: &vecchia })
    }
}

/// All the workbooks of the new folder.
#[derive(Default)]
struct Libri {
    files: Vec<(String, Vec<u8>)>,
    file: Vec<FilePassato>,
    da_rivedere: Vec<DaRivedere>,
    cambiate: usize,
}

/// Makes the new workbooks, and reads them together.
fn libri(path: &Path, names: &[(Arc<str>, Arc<str>)], passaggio: Passaggio<'_>) -> Result<Libri> {
    let (mut libri, mut letti) = (Libri::default(), Vec::new());
    for esito in folder::in_parallel(names, |(old, new)| one_file(path, old, new, passaggio)) {
        let Esito { file: fate, nuovo } = esito?;
        if let (Some(nuovo), Some(name)) = (nuovo, &fate.dopo) {
            libri.files.push((name.clone(), nuovo.bytes));
            letti.push(nuovo.letto);
            libri.cambiate += nuovo.cambiate;
            libri.da_rivedere.extend(nuovo.da_rivedere);
        }
        libri.file.push(fate);
    }
    let (new_plan, _) = join(letti, passaggio.lessico);
    let known: Vec<Place> = libri.da_rivedere.iter().filter_map(|one| one.place.clone()).collect();
    let is_known = |place: &Place| {
        let same = |other: &&Place| other.file == place.file && other.sheet == place.sheet;
        known.iter().filter(same).any(|other| other.cells.overlaps(&place.cells))
    };
    let unsaid = rilettura(passaggio, &new_plan).into_iter();
    let moved = unsaid.map(|one| DaRivedere { place: one.place.map(|place| in_new(place, names)), ..one });
    libri.da_rivedere.extend(moved.filter(|one| !one.place.as_ref().is_some_and(is_known)));
    Ok(libri)
}

/// Puts the office's own decisions over what the forms say.
fn decide(fates: &mut [Verdetto], decisioni: &Decisioni) -> Result<()> {
    if let Some(both) =
        decisioni.prosegue.iter().find(|one| decisioni.finisce.iter().any(|other| fold(other) == fold(one)))
    {
        bail!("{both} è sia fra gli obiettivi che proseguono sia fra quelli che finiscono: deciderne uno");
    }
    let asked = decisioni.prosegue.iter().map(|name| (name, true));
    for (name, prosegue) in asked.chain(decisioni.finisce.iter().map(|name| (name, false))) {
        let named = |verdetto: &&mut Verdetto| fold(&verdetto.chiave.to_string()) == fold(name);
        let Some(verdetto) = fates.iter_mut().find(named) else {
            bail!("l'obiettivo {name} non c'è nel piano: scriverlo come nei rilievi, per esempio RISORSE/2");
        };
        verdetto.decided(prosegue);
    }
    Ok(())
}

/// Where the new folder goes: as asked, else beside the old one, named after the new year. Never into a folder that
/// holds something.
fn destination(path: &Path, asked: Option<&Path>, anno: i16) -> Result<PathBuf> {
    let nuova = match asked {
        Some(asked) => asked.to_owned(),
        None => {
            let full = std::path::absolute(path)
                .with_context(|| format!("la cartella {} non si trova", path.display()))?;
            let name =
                full.file_name().context("indicare con -o la nuova cartella")?.to_string_lossy().into_owned();
            let moved = in_nome(&name, anno);
            full.with_file_name(if moved == name { format!("{name} {}", anno + 1) } else { moved })
        }
    };
    let (old, new) = (true_path(path), true_path(&nuova));
    if new.starts_with(&old) || old.starts_with(&new) {
        bail!(
            "la nuova cartella non può essere quella dell'anno che finisce, né starle dentro o attorno: indicarne un'altra con -o"
        );
    }
    let full = nuova.exists()
        && (!nuova.is_dir()
            || std::fs::read_dir(&nuova).map_or(true, |mut entries| entries.next().is_some()));
    if full {
        bail!("{} c'è già e non è vuota: spostarla, o indicare un'altra cartella con -o", nuova.display());
    }
    Ok(nuova)
}

/// The new name of each file; of two that would be called the same, both keep theirs.
fn new_names(files: &[Arc<str>], anno: i16) -> Vec<(Arc<str>, Arc<str>)> {
    let moved: Vec<String> = files.iter().map(|file| in_nome(file, anno)).collect();
    let taken = |at: usize, name: &str| {
        let other = |(other, (old, new)): (usize, (&Arc<str>, &String))| {
            other != at
                && (new.to_lowercase() == name.to_lowercase() || old.to_lowercase() == name.to_lowercase())
        };
        files.iter().zip(&moved).enumerate().any(other)
    };
    let chosen = files.iter().zip(&moved).enumerate().map(|(at, (old, new))| {
        let new = if taken(at, new) { old.clone() } else { Arc::from(new.as_str()) };
        (old.clone(), new)
    });
    chosen.collect()
}

/// The place in the new folder.
fn in_new(place: Place, names: &[(Arc<str>, Arc<str>)]) -> Place {
    let new = names.iter().find(|(old, _)| *old == place.file).map(|(_, new)| new.clone());
    Place { file: new.unwrap_or_else(|| place.file.clone()), ..place }
}

fn one_file(path: &Path, old: &Arc<str>, new: &Arc<str>, passaggio: Passaggio<'_>) -> Result<Esito> {
    let left =
        |che: String| Esito { file: FilePassato { prima: old.to_string(), dopo: None, che }, nuovo: None };
    let full = path.join(&**old);
    let large = std::fs::metadata(&full).is_ok_and(|about| about.len() > LARGEST_FILE as u64);
    if large {
        return Ok(left(format!("il file {}: non è stato usato", Fault::TooLarge.reason())));
    }
    let Ok(before) = std::fs::read(&full) else {
        return Ok(left("non si può leggere: non è stato usato".to_owned()));
    };
    let (book, found) = grid::open(old, before.clone());
    let Some(book) = book else {
        let why: Vec<&str> = found.iter().map(|rilievo| rilievo.messaggio.as_str()).collect();
        return Ok(left(format!("non è stato usato: {}", why.join("; "))));
    };
    let (letto, _) = read_workbook(&book, passaggio.lessico);
    let lavoro = lavoro(&book, &letto, passaggio);
    match () {
        () if lavoro.proseguono == 0 && (lavoro.finiscono > 0 || !lavoro.nascosti.is_empty()) => {
            Ok(left("non è stato copiato: nessuno dei suoi obiettivi prosegue".to_owned()))
        }
        () if !in_place(book.format) => {
            let why = "non si può modificare in questo formato e non è stato copiato: salvarlo come xlsx nella cartella dell'anno che finisce e ripetere";
            Ok(left(why.to_owned()))
        }
        () => match changed(&book, &before, lavoro, new, passaggio)? {
            Ok((nuovo, che)) => {
                let file = FilePassato { prima: old.to_string(), dopo: Some(new.to_string()), che };
                Ok(Esito { file, nuovo: Some(nuovo) })
            }
            Err(reason) => Ok(left(format!("non è stato copiato: il file {reason}"))),
        },
    }
}

/// The folder's own texts, copied as they are.
fn copied(path: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for name in ["regolamento.toml", "lessico.toml"] {
        let full = path.join(name);
        if full.is_file() {
            let bytes = std::fs::read(&full).with_context(|| format!("il file {name} non si può leggere"))?;
            files.push((name.to_owned(), bytes));
            names.push(name.to_owned());
        }
    }
    Ok(names)
}
