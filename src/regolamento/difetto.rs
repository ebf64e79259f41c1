//! A defect of the file: where it is, what is wrong, what to do. It becomes a rilievo on the file as a whole, since
//! a text has lines and columns but no cells.

use crate::rilievo::{Dove, Gravita, Rilievo};
use std::ops::Range;

/// One defect of a regolamento.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difetto {
    /// Stable code: REG001 unreadable text, REG002 `fonte` missing, REG003 unknown key or name, REG004 bands that
    /// overlap or leave gaps, REG005 value not allowed, REG006 key missing.
    pub codice: &'static str,
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub riga: usize,
    /// Column in characters, from 1.
    pub colonna: usize,
    /// What is wrong, in Italian.
    pub messaggio: String,
    /// What to do, in Italian.
    pub rimedio: String,
}

impl From<&Difetto> for Rilievo {
    fn from(difetto: &Difetto) -> Rilievo {
        let Difetto { riga, colonna, messaggio, rimedio, .. } = difetto;
        let text = format!("riga {riga}, colonna {colonna}: {messaggio}; {rimedio}");
        Rilievo::new(difetto.codice, Gravita::Errore, Dove::file(&difetto.file), text)
    }
}

/// The defects found so far, and the text they are found in.
pub(super) struct Difetti<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<Difetto>,
}

impl<'a> Difetti<'a> {
    pub fn new(file: &'a str, text: &'a str) -> Difetti<'a> {
        Difetti { file, text, found: Vec::new() }
    }

    /// Adds a defect at these bytes of the text.
    pub fn add(
        &mut self,
        codice: &'static str,
        at: &Range<usize>,
        messaggio: impl Into<String>,
        rimedio: impl Into<String>,
    ) {
        let (riga, colonna) = position(self.text, at.start);
        let (messaggio, rimedio) = (messaggio.into(), rimedio.into());
        self.found.push(Difetto { codice, file: self.file.to_owned(), riga, colonna, messaggio, rimedio });
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, in the order of the lines.
    pub fn into_sorted(mut self) -> Vec<Difetto> {
        self.found.sort_by_key(|difetto| (difetto.riga, difetto.colonna));
        self.found
    }
}

/// Line and column, counted from 1 and in characters, of a byte of a text.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}
