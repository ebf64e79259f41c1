//! A returned workbook as rows: the code of each, and the cells in which somebody could write.
//!
//! Columns are told by the signs above them, else by their headings; never by position. What a cell means is not told
//! here.

use super::codice::{self, Codice};
use crate::grid::{Cell, Content, Sheet, Workbook};
use crate::layout::fold;
use crate::place::{CellRange, Place};
use crate::rilievo::{Dove, Gravita, Rilievo};
use std::collections::{BTreeMap, BTreeSet};

/// A column that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colonna {
    /// The code of the row; it may stand twice.
    Codice,
    /// What was achieved.
    Valore,
    /// Done, not done, done in part.
    Esito,
    /// How much of it, when in part.
    Quota,
    /// Why not.
    Motivazione,
}

/// The columns, with the sign that stands above each and its heading.
pub const INTESTAZIONI: [(Colonna, &str, &str); 5] = [
    (Colonna::Codice, "{codice}", "codice"),
    (Colonna::Valore, "{valore}", "Valore conseguito"),
    (Colonna::Esito, "{esito}", "Esito"),
    (Colonna::Quota, "{quota}", "In parte: quanto"),
    (Colonna::Motivazione, "{motivazione}", "Motivazione"),
];

/// A cell in which somebody wrote.
#[derive(Debug, Clone)]
pub(super) struct Cella {
    pub cell: Cell,
    pub place: Place,
}

/// A row that was sent out, as it came back.
#[derive(Debug, Clone)]
pub(super) struct Riga {
    pub codice: Codice,
    /// The cell of the code.
    pub place: Place,
    pub celle: BTreeMap<Colonna, Cella>,
}

/// What a returned workbook holds.
#[derive(Default)]
pub(super) struct Letto {
    pub righe: Vec<Riga>,
    pub rilievi: Vec<Rilievo>,
    /// Whether anything in it tells that it was sent out to be filled in.
    pub is_ours: bool,
}

/// Reads a workbook, hidden sheets and filtered rows included.
pub(super) fn read(book: &Workbook) -> Letto {
    let mut letto = Letto::default();
    for sheet in &book.sheets {
        read_sheet(sheet, &mut letto);
    }
    letto
}

fn read_sheet(sheet: &Sheet, letto: &mut Letto) {
    let head = Head::find(sheet);
    let dove = Dove::foglio(&sheet.file, &sheet.name);
    let has_codes = sheet.filled().any(|cell| head.is_code(cell));
    if !has_codes && !head.looks_ours() {
        return;
    }
    letto.is_ours = true;
    if !has_codes {
        let text = "i codici grigi ai due lati della tabella sono stati cancellati: non si riconosce nessuna riga di questo \
                    foglio, e le sue risposte non sono state usate";
        letto.rilievi.push(Rilievo::new("RIS102", Gravita::Errore, dove, text));
        return;
    }
    if !head.columns.contains_key(&Colonna::Valore) {
        let text = "non si trovano più le colonne da compilare (manca l'intestazione «Valore conseguito», o è ripetuta): \
                    le righe di questo foglio non sono state usate";
        letto.rilievi.push(Rilievo::new("RIS103", Gravita::Errore, dove, text));
        return;
    }
    let mut rows: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
    for cell in sheet.filled() {
        rows.entry(cell.range.first.row).or_default().push(cell);
    }
    for (row, cells) in rows.iter().filter(|(row, _)| !head.rows.contains(row)) {
        read_row(sheet, &head, *row, cells, letto);
    }
}

/// Where the columns are.
struct Head {
    columns: BTreeMap<Colonna, u32>,
    codes: BTreeSet<u32>,
    /// Rows of signs and of headings.
    rows: BTreeSet<u32>,
    /// The signs found.
    signs: BTreeSet<Colonna>,
}

impl Head {
    fn find(sheet: &Sheet) -> Head {
        let mut head = Head {
            columns: BTreeMap::new(),
            codes: BTreeSet::new(),
            rows: BTreeSet::new(),
            signs: BTreeSet::new(),
        };
        let mut found: BTreeMap<Colonna, BTreeSet<u32>> = BTreeMap::new();
        let mut said: BTreeMap<Colonna, BTreeSet<u32>> = BTreeMap::new();
        let mut headings: BTreeMap<u32, usize> = BTreeMap::new();
        for cell in sheet.filled() {
            let (row, column) = (cell.range.first.row, cell.range.first.column);
            for (colonna, sign, heading) in INTESTAZIONI {
                if cell.text.trim() == sign {
                    found.entry(colonna).or_default().insert(column);
                    head.rows.insert(row);
                } else if is_heading(&cell.text, colonna, heading) {
                    said.entry(colonna).or_default().insert(column);
                    *headings.entry(row).or_default() += 1;
                }
            }
        }
        // an «Esito» alone may be an answer; a row of headings has several
        head.rows.extend(headings.into_iter().filter(|(_, count)| *count > 1).map(|(row, _)| row));
        head.codes = found.get(&Colonna::Codice).cloned().unwrap_or_default();
        head.signs = found.keys().copied().collect();
        for (colonna, ..) in INTESTAZIONI {
            let columns = found.get(&colonna).or_else(|| said.get(&colonna));
            let mut columns = columns.into_iter().flatten();
            if let (Some(only), None) = (columns.next(), columns.next()) {
                head.columns.insert(colonna, *only);
            }
        }
        head
    }

    /// Whether a cell holds a code, or what is left of one.
    fn is_code(&self, cell: &Cell) -> bool {
        let at = cell.range.first;
        codice::is_code(&cell.text) || (self.codes.contains(&at.column) && !self.rows.contains(&at.row))
    }

    /// Whether the signs, or the headings, are those of a list that was sent out.
    fn looks_ours(&self) -> bool {
        let needed = [Colonna::Valore, Colonna::Esito, Colonna::Motivazione];
        !self.signs.is_empty() || needed.iter().all(|colonna| self.columns.contains_key(colonna))
    }
}

fn is_heading(text: &str, colonna: Colonna, heading: &str) -> bool {
    let (text, heading) = (fold(text), fold(heading));
    match colonna {
        Colonna::Valore => text.starts_with(&heading),
        _ => text == heading,
    }
}

fn read_row(sheet: &Sheet, head: &Head, row: u32, cells: &[&Cell], letto: &mut Letto) {
    let coded = |cell: &&&Cell| head.is_code(cell);
    let codes: Vec<(Option<Codice>, Place)> =
        cells.iter().filter(coded).map(|cell| (Codice::read(&cell.text), sheet.place(cell.range))).collect();
    let celle = written(sheet, head, row);
    let mut good = codes.iter().filter_map(|(code, place)| Some((code.clone()?, place)));
    let first = good.next();
    let other = first.as_ref().and_then(|(code, _)| good.find(|(other, _)| other != code));
    match (first, other, codes.first()) {
        (Some((a, _)), Some((b, at)), _) => {
            let text = format!(
                "la riga porta due codici diversi, di {}/{} e di {}/{}: parte delle colonne è stata ordinata o incollata senza \
                 le altre, e non si sa di chi siano le risposte",
                a.chiave,
                a.indicatore + 1,
                b.chiave,
                b.indicatore + 1
            );
            letto.rilievi.push(Rilievo::new("RIS104", Gravita::Errore, at, text));
        }
        (Some((codice, place)), None, _) => {
            letto.righe.push(Riga { codice, place: place.clone(), celle });
        }
        (None, _, Some((_, place))) => {
            let text = "il codice della riga è guasto: non si sa a quale indicatore si riferisca, e le sue risposte non \
                        sono state usate";
            letto.rilievi.push(Rilievo::new("RIS101", Gravita::Errore, place, text));
        }
        (None, _, None) => {
            // what stands above the heads is the sheet's own
            let below = head.rows.first().is_none_or(|first| row > *first);
            if let Some(cella) = celle.values().next().filter(|_| below) {
                let text = format!(
                    "«{}» sta in una riga senza codice (aggiunta a mano, o il codice è stato cancellato): non si sa a quale \
                     indicatore si riferisca",
                    short(&cella.cell.text)
                );
                letto.rilievi.push(Rilievo::new("RIS105", Gravita::Errore, &cella.place, text));
            }
        }
    }
}

/// The cells of a row in which somebody wrote.
fn written(sheet: &Sheet, head: &Head, row: u32) -> BTreeMap<Colonna, Cella> {
    let mut celle = BTreeMap::new();
    for (colonna, column) in head.columns.iter().filter(|(colonna, _)| **colonna != Colonna::Codice) {
        let Some(cell) = sheet.at(row, *column) else { continue };
        let own = cell.range.first.row == row && cell.range.first.column == *column;
        if own && cell.content != Content::Empty {
            let place = sheet.place(CellRange::single(cell.range.first));
            celle.insert(*colonna, Cella { cell: cell.clone(), place });
        }
    }
    celle
}

/// A text on one line and not too long.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = crate::layout::one_line(text);
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default().trim_end()),
        None => line,
    }
}
