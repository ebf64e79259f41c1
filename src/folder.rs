//! The office's folder: which files are workbooks, their bytes, their reading, one thread a core.
//!
//! The folder is only ever read. Lock files and hidden files are skipped, and so are this program's own outputs, told by a
//! mark inside them and never by their name; everything that cannot be opened is a rilievo, and the rest goes on.

use crate::grid;
use crate::layout::Lessico;
use crate::model::Piano;
use crate::read::{Letto, join, read_workbook};
use crate::rilievo::{Dove, Gravita, Rilievo};
use anyhow::{Context, Result, bail};
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
    if !path.is_dir() {
        bail!("{} non è una cartella", path.display());
    }
    let mut found = Vec::new();
    list(path, path, 0, &mut found)?;
    found.sort();
    let mut rilievi = Vec::new();
    let lessico = lessico(path, &mut rilievi);
    let files: Vec<Arc<str>> = found.iter().map(|name| Arc::from(name.as_str())).collect();
    let mut letti = Vec::new();
    for (letto, mut found) in read_all(path, &files, &lessico) {
        letti.push(letto);
        rilievi.append(&mut found);
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
    Ok(Cartella { path: path.to_owned(), files, piano, rilievi, regolamento })
}

/// Workbooks inside a folder and its subfolders, as paths with `/`.
fn list(root: &Path, folder: &Path, depth: usize, found: &mut Vec<String>) -> Result<()> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("la cartella {} non si può leggere", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("la cartella {} non si può leggere", folder.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        // a link could lead round in a circle: folders are followed only a few levels down
        if path.is_dir() && depth < 8 {
            list(root, &path, depth + 1, found)?;
        } else if path.is_file() && is_workbook(&name) {
            let inside = path.strip_prefix(root).unwrap_or(&path);
            found.push(
                inside
                    .components()
                    .map(|part| part.as_os_str().to_string_lossy())
                    .collect::<Vec<_>>()
                    .join("/"),
            );
        }
    }
    Ok(())
}

fn is_workbook(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    let known = ["xlsx", "xlsm", "xlsb", "xls", "ods", "xltx", "xltm", "xlt", "ots"];
    extension.is_some_and(|extension| known.contains(&extension.as_str()))
}

/// Reads every workbook, as many at a time as there are cores; results are in the order of the files.
fn read_all(root: &Path, files: &[Arc<str>], lessico: &Lessico) -> Vec<(Letto, Vec<Rilievo>)> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(files.len().max(1));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((at, file)) = take(&next, files) {
            done.push((at, read_one(root, file, lessico)));
        }
        done
    };
    let mut results: Vec<(usize, (Letto, Vec<Rilievo>))> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for thread in threads {
            all.extend(thread.join().unwrap_or_default());
        }
        all
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

fn take<'a>(next: &AtomicUsize, files: &'a [Arc<str>]) -> Option<(usize, &'a Arc<str>)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, files.get(at)?))
}

fn read_one(root: &Path, file: &Arc<str>, lessico: &Lessico) -> (Letto, Vec<Rilievo>) {
    let bytes = match fs::read(root.join(&**file)) {
        Ok(bytes) => bytes,
        Err(error) => {
            let text = format!("il file non si può leggere ({error})");
            return (Letto::default(), vec![Rilievo::new("LET001", Gravita::Errore, Dove::file(file), text)]);
        }
    };
    let (book, mut rilievi) = grid::open(file, bytes);
    let Some(book) = book else { return (Letto::default(), rilievi) };
    let (letto, mut found) = read_workbook(&book, lessico);
    rilievi.append(&mut found);
    (letto, rilievi)
}

/// The vocabulary, with the folder's own words added.
pub fn lessico(folder: &Path, rilievi: &mut Vec<Rilievo>) -> Lessico {
    let mut lessico = Lessico::embedded();
    let Some((name, text)) = text_file(folder, "lessico.toml", rilievi) else { return lessico };
    if let Err(error) = lessico.add(&text) {
        let (line, column) = position(&text, error.span().map_or(0, |span| span.start));
        let text = format!(
            "il lessico non si legge alla riga {line}, colonna {column}: le sue parole non sono state usate"
        );
        rilievi.push(Rilievo::new("LET041", Gravita::Errore, Dove::file(&name), text));
    }
    lessico
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
