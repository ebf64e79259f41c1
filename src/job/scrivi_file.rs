//! The lines of a typed list that concern one workbook: compared with its cells, written, proved. Nothing is put on the disk.

use super::attempt::{in_place, proved};
use super::scrivi::Scritta;
use crate::grid::{self, Workbook};
use crate::modifiche::{Errore, Modifica, agrees};
use crate::patch::{self, Edit, Outcome};
use crate::place::{CellRange, Place};
use crate::store::Rewrite;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

/// What a workbook would become.
pub(super) struct Tried {
    /// Its new bytes, which may be the old ones.
    pub rewrite: Rewrite,
    /// Lines that cannot be used.
    pub errori: Vec<Errore>,
    /// Cells that do not hold what was expected: line, cell, expected, found.
    pub diverse: Vec<(u64, Place, String, String)>,
    /// Cells written.
    pub scritte: Vec<Scritta>,
    /// How many cells held the value already.
    pub uguali: usize,
    /// Cells left for the hand, with the reason.
    pub a_mano: Vec<(Scritta, String)>,
    /// Formulas whose saved results followed.
    pub seguite: usize,
}

/// What a workbook would become; its name is its path inside the folder.
pub(super) fn one_file(folder: &Path, path: &Path, lines: &[Modifica]) -> Result<Tried> {
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
    if book.sheets.is_empty() {
        let why: Vec<&str> = rilievi.iter().map(|rilievo| rilievo.messaggio.as_str()).collect();
        let line = lines.first().map_or(0, |first| first.line);
        let message = format!("{}: nessun foglio si legge ({})", tried.rewrite.name, why.join("; "));
        tried.errori.push(Errore { line, message });
        return Ok(tried);
    }
    let places = places(&book, lines, &mut tried);
    if !tried.errori.is_empty() || !tried.diverse.is_empty() {
        return Ok(tried);
    }
    if !in_place(book.format) {
        let why = "il file non si può modificare in questo formato: salvarlo come xlsx, o scrivere a mano";
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
            let refused = |(line, place): (&Modifica, &Place)| {
                (to_write(book, place.clone(), line), format!("il file {}", refusal.reason()))
            };
            tried.a_mano = lines.iter().zip(places).map(refused).collect();
            return Ok(());
        }
    };
    let after = proved(&tried.rewrite.before, book, &edits, &patched)?;
    let mut log = Vec::new();
    for ((line, place), outcome) in lines.iter().zip(places).zip(&patched.outcomes) {
        match outcome {
            Outcome::Already => tried.uguali += 1,
            Outcome::Refused(refusal) => tried
                .a_mano
                .push((to_write(book, place.clone(), line), format!("la cella {}", refusal.reason()))),
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
