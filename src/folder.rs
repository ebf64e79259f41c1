//! The office's folder: which files are workbooks, their bytes, their reading, one thread a core.
//!
//! The folder is only ever read. Lock files and hidden files are skipped, and so are this program's own outputs, told by a
//! mark inside them and never by their name; everything that cannot be opened is a rilievo, and the rest goes on.

mod listing;

use crate::grid;
use crate::layout::Lessico;
use crate::model::Piano;
use crate::package::{Fault, LARGEST_FILE};
use crate::read::{Letto, join, read_workbook};
use crate::rilievo::{Dove, Gravita, Rilievo};
use crate::store::why;
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How the name of the output folder begins, which the program makes beside the office's.
pub const ESITO: &str = "ESITO";

/// A folder as read: the plan, what is wrong, and which workbooks it came from.
pub struct Cartella {
    /// Where it is.
    pub path: PathBuf,
    /// The workbooks, as paths inside the folder with `/`, in order of name.
    pub files: Vec<Arc<str>>,
    /// How many of them could not be opened.
    pub unread: usize,
    /// The plan.
    pub piano: Piano,
    /// What reading found.
    pub rilievi: Vec<Rilievo>,
    /// The folder's own `regolamento.toml`, if there is one: name and text.
    pub regolamento: Option<(String, String)>,
}

/// Reads a folder.
///
/// # Errors
/// The folder does not exist, is not a folder, or cannot be listed.
pub fn read(path: &Path) -> Result<Cartella> {
    if path.is_file() {
        bail!(
            "{} è un file: indicare la cartella che lo contiene (per un file solo c'è schedario anteprima)",
            path.display()
        );
    }
    if !path.is_dir() {
        bail!("la cartella {} non c'è: controllare il nome", path.display());
    }
    let mut rilievi = Vec::new();
    let found = listing::workbooks(path, &mut rilievi)?;
    let lessico = lessico(path, &mut rilievi);
    let (mut letti, mut files, mut unread) = (Vec::new(), Vec::new(), 0);
    let read = read_all(&found, &lessico);
    for ((name, _), (letto, mut findings)) in found.into_iter().zip(read) {
        // what is neither read nor reported is a result of this program, and as good as not there
        if letto.is_some() || !findings.is_empty() {
            files.push(name);
        }
        unread += usize::from(letto.is_none() && !findings.is_empty());
        letti.extend(letto);
        rilievi.append(&mut findings);
    }
    if files.is_empty() {
        rilievi.push(Rilievo::new(
            "LET040",
            Gravita::Errore,
            Dove::default(),
            "nella cartella non c'è nessuna cartella di lavoro (xlsx, xlsm, xlsb, xls, ods)",
        ));
    }
    let (piano, mut joined) = join(letti, &lessico);
    rilievi.append(&mut joined);
    let regolamento = text_file(path, "regolamento.toml", &mut rilievi);
    Ok(Cartella { path: path.to_owned(), files, unread, piano, rilievi, regolamento })
}

/// A workbook's name inside the folder, and where it is.
type Found = (Arc<str>, PathBuf);

/// What was read of a file, if it could be opened, and what was found.
type Read = (Option<Letto>, Vec<Rilievo>);

/// Reads every workbook; results are in the order of the files.
fn read_all(files: &[Found], lessico: &Lessico) -> Vec<Read> {
    in_parallel(files, |file| read_safely(file, lessico))
}

/// Does a work on every item, as many at a time as there are cores; results are in the order of the items.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(items.len().max(1));
    let next = AtomicUsize::new(0);
    let go = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let mut results: Vec<(usize, R)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..cores).map(|_| scope.spawn(go)).collect();
        let mut all = go();
        for thread in threads {
            match thread.join() {
                Ok(done) => all.extend(done),
                // a defect of the work itself is no result: it goes on where it would have without threads
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

/// A defect of the program on one file costs that file, and is told; the others are read.
fn read_safely(file: &Found, lessico: &Lessico) -> Read {
    grid::fenced(|| read_one(file, lessico)).unwrap_or_else(|| {
        let text = "il programma si è fermato leggendo questo file, che non è stato usato: è un difetto di schedario";
        (None, vec![Rilievo::new("LET001", Gravita::Errore, Dove::file(&file.0), text)])
    })
}

fn read_one((file, path): &Found, lessico: &Lessico) -> Read {
    let bytes = match bytes(file, path) {
        Ok(bytes) => bytes,
        Err(rilievo) => return (None, vec![*rilievo]),
    };
    let (book, mut rilievi) = grid::open(file, bytes);
    let Some(book) = book else { return (None, rilievi) };
    if book.is_returned() {
        let text = "è un foglio di monitoraggio compilato, non una scheda: si legge con «schedario monitoraggio raccogli»";
        return (None, vec![Rilievo::new("LET044", Gravita::Nota, Dove::file(file), text)]);
    }
    let (letto, mut found) = read_workbook(&book, lessico);
    rilievi.append(&mut found);
    (Some(letto), rilievi)
}

/// The bytes of a workbook, or why they cannot be had.
fn bytes(file: &Arc<str>, path: &Path) -> std::result::Result<Vec<u8>, Box<Rilievo>> {
    let refused = |text: String| Box::new(Rilievo::new("LET001", Gravita::Errore, Dove::file(file), text));
    if fs::metadata(path).is_ok_and(|about| about.len() > LARGEST_FILE as u64) {
        return Err(refused(format!("il file {}", Fault::TooLarge.reason())));
    }
    fs::read(path).map_err(|error| refused(format!("il file non si può leggere: {}", why(&error))))
}

/// A workbook that came back from whoever was to fill it in.
pub struct Arrivato {
    /// The workbook.
    pub book: grid::Workbook,
    /// Whether the file still carries the mark of an output of this program.
    pub e_nostro: bool,
}

/// The workbooks of a folder of answers, in order of name, this program's own outputs included.
///
/// # Errors
/// The folder does not exist, is not a folder, or cannot be listed.
pub fn arrivati(path: &Path, rilievi: &mut Vec<Rilievo>) -> Result<Vec<Arrivato>> {
    if !path.is_dir() {
        bail!("la cartella delle risposte {} non c'è: controllare il nome", path.display());
    }
    let mut arrivati = Vec::new();
    for (file, path) in listing::workbooks(path, rilievi)? {
        match bytes(&file, &path) {
            Err(rilievo) => rilievi.push(*rilievo),
            Ok(bytes) => {
                let (book, e_nostro, mut found) = grid::open_returned(&file, bytes);
                rilievi.append(&mut found);
                arrivati.extend(book.map(|book| Arrivato { book, e_nostro }));
            }
        }
    }
    Ok(arrivati)
}

/// The vocabulary, with the folder's own words added.
pub fn lessico(folder: &Path, rilievi: &mut Vec<Rilievo>) -> Lessico {
    let mut lessico = Lessico::embedded();
    if let Some((name, text)) = text_file(folder, "lessico.toml", rilievi)
        && let Err(error) = lessico.add(&text)
    {
        let at = error.span().map(|span| position(&text, span.start));
        let at = at.map(|(line, column)| format!(" alla riga {line}, colonna {column}")).unwrap_or_default();
        let reason = lessico_reason(error.message());
        let text = format!("il lessico non si legge{at} ({reason}): nessuna delle sue parole è stata usata");
        rilievi.push(Rilievo::new("LET041", Gravita::Errore, Dove::file(&name), text));
    }
    lessico
}

/// Why a vocabulary cannot be read, from what the parser says.
fn lessico_reason(message: &str) -> String {
    let named = message.split('`').nth(1).unwrap_or_default();
    match () {
        () if message.starts_with("unknown variant") || message.starts_with("unknown field") => {
            format!("«{named}» non è fra i nomi di sezioni e chiavi del lessico")
        }
        () if message.starts_with("not a month") => {
            format!("«{named}» non è un mese: i mesi vanno da 1 a 12")
        }
        () if message.contains("invalid type") => {
            "le parole vanno in un elenco fra parentesi quadre, ciascuna fra virgolette".to_owned()
        }
        () if message.contains("duplicate key") => {
            "la stessa sezione o chiave è scritta due volte".to_owned()
        }
        () => "il testo non segue le regole del formato TOML".to_owned(),
    }
}

/// Line and column, counted from 1, of a byte of a text.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

fn text_file(folder: &Path, name: &str, rilievi: &mut Vec<Rilievo>) -> Option<(String, String)> {
    let path = folder.join(name);
    if !path.exists() {
        return None;
    }
    match fs::read_to_string(&path) {
        Ok(text) => Some((name.to_owned(), text.trim_start_matches('\u{feff}').to_owned())),
        Err(_) => {
            rilievi.push(Rilievo::new(
                "LET001",
                Gravita::Errore,
                Dove::file(name),
                "il file non è un testo leggibile (deve essere salvato in UTF-8)",
            ));
            None
        }
    }
}
