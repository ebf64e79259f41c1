//! Plans to publish, and workbooks read back.

use crate::piano::Dati;
use calamine::{Data, Range, Reader, Xlsx};
use schedario::check::{Context, check};
use schedario::compute::compute;
use schedario::compute::esito::Esiti;
use schedario::folder;
use schedario::model::Piano;
use schedario::publish::Quadro;
use schedario::regolamento::Regolamento;
use schedario::rilievo::Rilievo;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::sync::OnceLock;

/// Everything that a [`Quadro`] borrows.
pub struct Prova {
    pub piano: Piano,
    pub regolamento: Regolamento,
    pub esiti: Esiti,
    pub rilievi: Vec<Rilievo>,
}

impl Prova {
    /// The sample office at the end of the year. It is read once for all the tests.
    pub fn calenzano(regolamento: Regolamento) -> Prova {
        static READ: OnceLock<(Piano, Vec<Rilievo>)> = OnceLock::new();
        let (piano, rilievi) = READ.get_or_init(|| {
            let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/calenzano-2023/consuntivo");
            let mut cartella = folder::read(&path).unwrap();
            let (piano, regolamento) = (&cartella.piano, &Regolamento::modello().unwrap());
            let esiti = &compute(piano, regolamento);
            cartella.rilievi.extend(check(&Context { piano, regolamento, esiti }));
            (cartella.piano, cartella.rilievi)
        });
        Prova::new(piano.clone(), regolamento, rilievi.clone())
    }

    /// A plan written as the situations of the calculator are.
    pub fn scritta(text: &str) -> Prova {
        let dati: Dati = toml::from_str(text).unwrap();
        Prova::new(dati.piano(), Regolamento::modello().unwrap(), Vec::new())
    }

    pub fn new(piano: Piano, regolamento: Regolamento, rilievi: Vec<Rilievo>) -> Prova {
        let esiti = compute(&piano, &regolamento);
        Prova { piano, regolamento, esiti, rilievi }
    }

    pub fn quadro(&self) -> Quadro<'_> {
        Quadro {
            piano: &self.piano,
            regolamento: &self.regolamento,
            esiti: &self.esiti,
            rilievi: &self.rilievi,
            cartella: "../schede/",
        }
    }
}

/// The model regolamento with some of its words changed.
pub fn regolamento(changes: &[(&str, &str)]) -> Regolamento {
    let mut text = Regolamento::MODELLO.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "il modello non dice «{from}»");
        text = text.replace(from, to);
    }
    Regolamento::parse("regolamento.toml", &text).unwrap()
}

/// A workbook read back.
pub struct Libro {
    book: Xlsx<Cursor<Vec<u8>>>,
    bytes: Vec<u8>,
}

impl Libro {
    pub fn open(bytes: Vec<u8>) -> Libro {
        Libro { book: Xlsx::new(Cursor::new(bytes.clone())).unwrap(), bytes }
    }

    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    pub fn values(&mut self, sheet: &str) -> Range<Data> {
        self.book.worksheet_range(sheet).unwrap()
    }

    pub fn formulas(&mut self, sheet: &str) -> Range<String> {
        self.book.worksheet_formula(sheet).unwrap()
    }

    /// A part of the package as text.
    pub fn part(&self, name: &str) -> String {
        let mut package = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let mut text = String::new();
        package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// The heights of the rows of a sheet, by row from 0.
    pub fn heights(&self, sheet: usize) -> Vec<(u32, f64)> {
        let xml = self.part(&format!("xl/worksheets/sheet{}.xml", sheet + 1));
        let attribute = |row: &str, name: &str| {
            let rest = row.split(&format!(" {name}=\"")).nth(1)?;
            rest.split('"').next()?.parse::<f64>().ok()
        };
        xml.split("<row ")
            .skip(1)
            .filter_map(|row| {
                let row = format!(" {}", row.split('>').next()?);
                Some((attribute(&row, "r")? as u32 - 1, attribute(&row, "ht")?))
            })
            .collect()
    }
}

/// The text that a cell shows.
pub fn text(cells: &Range<Data>, row: u32, column: u32) -> String {
    cells.get_value((row, column)).map(ToString::to_string).unwrap_or_default().replace('\u{a0}', " ")
}

/// The number in a cell, if it holds one.
pub fn number(cells: &Range<Data>, row: u32, column: u32) -> Option<f64> {
    match cells.get_value((row, column)) {
        Some(Data::Float(number)) => Some(*number),
        Some(Data::Int(number)) => Some(*number as f64),
        _ => None,
    }
}

/// The column with this head, and the row of the head.
pub fn column(cells: &Range<Data>, head: &str) -> (u32, u32) {
    let found = cells.used_cells().find(|(_, _, value)| *value == head);
    let (row, column, _) = found.unwrap_or_else(|| panic!("nessuna colonna «{head}»"));
    let (first_row, first_column) = cells.start().unwrap();
    (row as u32 + first_row, column as u32 + first_column)
}

/// The cells whose text is this, from 0.
pub fn find(cells: &Range<Data>, wanted: &str) -> Option<(u32, u32)> {
    let (first_row, first_column) = cells.start()?;
    let (row, column, _) = cells.used_cells().find(|(_, _, value)| *value == wanted)?;
    Some((row as u32 + first_row, column as u32 + first_column))
}

/// A figure as the cell must hold it.
pub fn close(cell: Option<f64>, figure: rust_decimal::Decimal) -> bool {
    let figure: f64 = figure.to_string().parse().unwrap();
    cell.is_some_and(|cell| (cell - figure).abs() < 1e-9)
}
