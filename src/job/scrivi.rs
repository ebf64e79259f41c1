//! A typed list of changes written into workbooks, of whatever kind they are: nothing here knows what a scheda is.
//!
//! Nothing is written unless every line of the list can be used and every cell holds what the list expects of it. A cell
//! that cannot be changed without harm is left for the hand; the others are written.

use super::aggiorna::{by_hand, put};
use super::bozza::{in_place, proved};
use crate::folder::in_parallel;
use crate::grid::{self, Workbook};
use crate::modifiche::{self, Errore, Modifica, agrees};
use crate::patch::{self, Edit, Outcome};
use crate::place::{CellRange, Place};
use crate::publish::DaRiportare;
use crate::store::{self, Interrupted, Rewrite, Updated};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is asked beside the list itself.
#[derive(Debug, Clone, Default)]
pub struct Modo {
    /// Only say what would be written.
    pub prova: bool,
    /// Write copies into this folder, and leave the workbooks as they are.
    pub copia_in: Option<PathBuf>,
}

/// A line of the list and its cell.
#[derive(Debug, Clone)]
pub struct Scritta {
    /// The cell, the file named as in the list.
    pub place: Place,
    /// What the cell showed.
    pub prima: String,
    /// What it shows now, or would show; for one that was not written, what was to be.
    pub dopo: String,
}

/// What became of a list.
#[derive(Default)]
pub struct Scrittura {
    /// Lines that cannot be used: then nothing is written.
    pub errori: Vec<Errore>,
    /// Cells that do not hold what the list expects: then nothing is written.
    pub diverse: Vec<(u64, Place, String, String)>,
    /// Cells written, or to be written.
    pub scritte: Vec<Scritta>,
    /// How many cells held the value already.
    pub uguali: usize,
    /// Cells left for the hand, with the reason.
    pub a_mano: Vec<(Scritta, String)>,
    /// Formulas whose saved results followed.
    pub seguite: usize,
    /// What was put on the disk.
    pub scritto: Option<Updated>,
    /// Copies written, as paths inside the folder asked for.
    pub copie: Vec<String>,
    /// The list of what is left for the hand.
    pub elenco: Option<PathBuf>,
    /// The folder of the workbooks.
    pub cartella: PathBuf,
    /// What an update that was killed had left, now in order.
    pub interrotto: Option<Interrupted>,
}

/// Writes a list of changes.
///
/// # Errors
/// The list or a workbook cannot be read, or the workbooks cannot be written: then nothing is changed.
pub fn scrivi(lista: &Path, modo: &Modo) -> Result<Scrittura> {
    let bytes =
        std::fs::read(lista).with_context(|| format!("la lista {} non si può leggere", lista.display()))?;
    let (lines, errori) = modifiche::read(&bytes);
    let mut scrittura = Scrittura { errori, ..Scrittura::default() };
    let home = lista.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = files(home, lines, &mut scrittura.errori);
    let folder = folder_of(home, files.keys())?;
    scrittura.cartella.clone_from(&folder);
    if !modo.prova && modo.copia_in.is_none() && !files.is_empty() {
        scrittura.interrotto = store::settle(&folder)?;
    }
    let files: Vec<(PathBuf, Vec<Modifica>)> = files.into_iter().collect();
    let mut done = Vec::new();
    for tried in in_parallel(&files, |(path, lines)| one_file(&folder, path, lines)) {
        done.push(tried?);
    }
    for tried in &mut done {
        scrittura.take(tried);
    }
    scrittura.errori.sort_by_key(|error| error.line);
    scrittura.diverse.sort_by_key(|(line, ..)| *line);
    if !scrittura.errori.is_empty() || !scrittura.diverse.is_empty() {
        scrittura.scritte.clear();
        return Ok(scrittura);
    }
    let mut rewrites: Vec<Rewrite> = done.into_iter().map(|tried| tried.rewrite).collect();
    if modo.prova {
        return Ok(scrittura);
    }
    let a_mano: Vec<DaRiportare> = scrittura.a_mano.iter().map(da_riportare).collect();
    if let Some(target) = &modo.copia_in {
        scrittura.copie = copies(&folder, target, rewrites)?;
        scrittura.elenco = by_hand(&folder, Some(target), &a_mano)?;
        return Ok(scrittura);
    }
    scrittura.elenco = by_hand(&folder, None, &a_mano)?;
    rewrites.retain(|rewrite| rewrite.before != rewrite.after);
    if !rewrites.is_empty() {
        scrittura.scritto = Some(put(&folder, &rewrites)?);
    }
    Ok(scrittura)
}

/// The lines by workbook, each found on the disk: beside the list, or where its whole path says.
fn files(home: &Path, lines: Vec<Modifica>, errori: &mut Vec<Errore>) -> BTreeMap<PathBuf, Vec<Modifica>> {
    let mut files: BTreeMap<PathBuf, Vec<Modifica>> = BTreeMap::new();
    for modifica in lines {
        let written = modifica.file.replace('\\', "/");
        let found = [home.join(&modifica.file), home.join(&written), PathBuf::from(&written)];
        match found.into_iter().find(|path| path.is_file()).and_then(|path| std::fs::canonicalize(path).ok())
        {
            Some(path) => files.entry(path).or_default().push(modifica),
            None => {
                let message = format!(
                    "il file «{}» non c'è: il nome si scrive come lo si vede dalla cartella della lista",
                    modifica.file
                );
                errori.push(Errore { line: modifica.line, message });
            }
        }
    }
    files
}

/// The folder that holds all the workbooks: the list's own, if they are in it.
fn folder_of<'a>(home: &Path, files: impl Iterator<Item = &'a PathBuf> + Clone) -> Result<PathBuf> {
    let home = std::fs::canonicalize(home)
        .with_context(|| format!("la cartella {} non si trova", home.display()))?;
    if files.clone().all(|file| file.starts_with(&home)) {
        return Ok(home);
    }
    let mut files = files;
    let Some(first) = files.next().and_then(|file| file.parent()) else { return Ok(home) };
    let mut common = first.to_owned();
    for file in files {
        while !file.starts_with(&common) {
            if !common.pop() {
                bail!("i file della lista stanno su dischi diversi: farne una lista per ciascuno");
            }
        }
    }
    Ok(common)
}

/// What a workbook would become.
struct Tried {
    /// Its new bytes, which may be the old ones.
    rewrite: Rewrite,
    errori: Vec<Errore>,
    diverse: Vec<(u64, Place, String, String)>,
    scritte: Vec<Scritta>,
    uguali: usize,
    a_mano: Vec<(Scritta, String)>,
    seguite: usize,
}

impl Scrittura {
    fn take(&mut self, tried: &mut Tried) {
        self.errori.append(&mut tried.errori);
        self.diverse.append(&mut tried.diverse);
        self.scritte.append(&mut tried.scritte);
        self.a_mano.append(&mut tried.a_mano);
        self.uguali += tried.uguali;
        self.seguite += tried.seguite;
    }
}

fn one_file(folder: &Path, path: &Path, lines: &[Modifica]) -> Result<Tried> {
    let name = inside(folder, path);
    let before = std::fs::read(path).with_context(|| format!("il file {name} non si può leggere"))?;
    let unchanged = Rewrite { name: name.clone(), after: before.clone(), before, log: Vec::new() };
    let mut tried = Tried {
        rewrite: unchanged,
        errori: Vec::new(),
        diverse: Vec::new(),
        scritte: Vec::new(),
        uguali: 0,
        a_mano: Vec::new(),
        seguite: 0,
    };
    let (book, rilievi) = grid::open(&Arc::from(name.as_str()), tried.rewrite.before.clone());
    let Some(book) = book else {
        let why: Vec<&str> = rilievi.iter().map(|rilievo| rilievo.messaggio.as_str()).collect();
        let line = lines.first().map_or(0, |first| first.line);
        tried.errori.push(Errore { line, message: format!("{name}: {}", why.join("; ")) });
        return Ok(tried);
    };
    let places = places(&book, lines, &mut tried);
    if !tried.errori.is_empty() || !tried.diverse.is_empty() {
        return Ok(tried);
    }
    if !in_place(book.format) {
        let why = "è in un file che non si può modificare sul posto: salvarlo come xlsx, o scrivere a mano";
        tried.a_mano = lines
            .iter()
            .zip(places)
            .map(|(line, place)| (to_write(&book, place, line), why.to_owned()))
            .collect();
        return Ok(tried);
    }
    write(&book, lines, &places, &mut tried)?;
    Ok(tried)
}

/// The cells of the lines, each compared with what the list expects of it.
fn places(book: &Workbook, lines: &[Modifica], tried: &mut Tried) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for line in lines {
        let Some(sheet) = sheet(book, &line.foglio) else {
            let known: Vec<&str> = book.sheets.iter().map(|sheet| &*sheet.name).collect();
            let message = format!(
                "{} non ha un foglio «{}»; ha {}",
                tried.rewrite.name,
                line.foglio.trim(),
                known.join(", ")
            );
            tried.errori.push(Errore { line: line.line, message });
            continue;
        };
        let place = sheet.place(CellRange::single(line.cella));
        if places.contains(&place) {
            let message = format!("la cella {place} è già in un'altra riga della lista");
            tried.errori.push(Errore { line: line.line, message });
        }
        let cell = sheet.at(line.cella.row, line.cella.column);
        if let Some(atteso) = line.atteso.as_deref().filter(|atteso| !agrees(atteso, cell)) {
            let found = cell.map(|cell| cell.text.clone()).unwrap_or_default();
            tried.diverse.push((line.line, place.clone(), atteso.to_owned(), found));
        }
        places.push(place);
    }
    places
}

/// A sheet by its name; without regard to capitals and outer blanks if only one has it so.
fn sheet<'a>(book: &'a Workbook, name: &str) -> Option<&'a grid::Sheet> {
    let exact = book.sheets.iter().find(|sheet| &*sheet.name == name);
    let folded = name.trim().to_lowercase();
    let mut alike = book.sheets.iter().filter(|sheet| sheet.name.trim().to_lowercase() == folded);
    exact.or_else(|| alike.next().filter(|_| alike.next().is_none()))
}

fn write(book: &Workbook, lines: &[Modifica], places: &[Place], tried: &mut Tried) -> Result<()> {
    let edits: Vec<Edit> = lines
        .iter()
        .zip(places)
        .map(|(line, place)| Edit {
            sheet: place.sheet.clone(),
            cell: line.cella,
            expected: None,
            change: line.change.clone(),
        })
        .collect();
    let patched = match patch::patch(&tried.rewrite.before, &edits) {
        Ok(patched) => patched,
        Err(refusal) => {
            let refused =
                |(line, place): (&Modifica, &Place)| (to_write(book, place.clone(), line), refusal.reason());
            tried.a_mano = lines.iter().zip(places).map(refused).collect();
            return Ok(());
        }
    };
    let after = proved(&tried.rewrite.before, book, &edits, &patched)?;
    let mut log = Vec::new();
    for ((line, place), outcome) in lines.iter().zip(places).zip(&patched.outcomes) {
        match outcome {
            Outcome::Already => tried.uguali += 1,
            Outcome::Refused(refusal) => {
                tried.a_mano.push((to_write(book, place.clone(), line), refusal.reason()))
            }
            Outcome::Differs(_) => {
                bail!("{place}: la cella è cambiata mentre si lavorava. Nulla è stato scritto")
            }
            Outcome::Written => {
                let dopo = after.as_ref().map(|after| shown(after, place)).unwrap_or_default();
                let scritta = Scritta { place: place.clone(), prima: shown(book, place), dopo };
                log.push(record(&scritta));
                tried.scritte.push(scritta);
            }
        }
    }
    tried.seguite = patched.recomputed.len();
    if let Some(after) = patched.bytes {
        (tried.rewrite.after, tried.rewrite.log) = (after, log);
    }
    Ok(())
}

fn da_riportare((scritta, motivo): &(Scritta, String)) -> DaRiportare {
    DaRiportare {
        place: scritta.place.clone(),
        obiettivo: String::new(),
        voce: String::new(),
        valore: scritta.dopo.clone(),
        motivo: format!("la cella {motivo}"),
    }
}

fn record(scritta: &Scritta) -> Value {
    json!({
        "file": &*scritta.place.file,
        "foglio": &*scritta.place.sheet,
        "cella": scritta.place.cells.first.to_string(),
        "prima": scritta.prima,
        "dopo": scritta.dopo,
        "perche": "dalla lista delle modifiche",
    })
}

fn to_write(book: &Workbook, place: Place, line: &Modifica) -> Scritta {
    let dopo = line.nuovo.strip_prefix('\'').unwrap_or(&line.nuovo).to_owned();
    Scritta { prima: shown(book, &place), dopo, place }
}

fn shown(book: &Workbook, place: &Place) -> String {
    let sheet = book.sheets.iter().find(|sheet| sheet.name == place.sheet);
    let cell = sheet.and_then(|sheet| sheet.at(place.cells.first.row, place.cells.first.column));
    cell.map(|cell| cell.text.clone()).unwrap_or_default()
}

/// A workbook's path inside the folder, with `/`.
fn inside(folder: &Path, path: &Path) -> String {
    let rest = path.strip_prefix(folder).unwrap_or(path);
    rest.components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join("/")
}

/// Writes the changed workbooks into another folder.
fn copies(folder: &Path, target: &Path, rewrites: Vec<Rewrite>) -> Result<Vec<String>> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    if real(target).is_some_and(|target| target == folder) {
        bail!("le copie andrebbero sopra gli originali: indicare un'altra cartella");
    }
    let files: Vec<(String, Vec<u8>)> = rewrites.into_iter().map(|one| (one.name, one.after)).collect();
    store::save(&files, target)?;
    Ok(files.into_iter().map(|(name, _)| name).collect())
}
