//! The sheet «Obiettivi»: Area by Area one row an obiettivo, then the Area's total and at the end the Ente's. The
//! steps between indicatori and totals stand in grey columns at the right, outside the printed page.

mod lato;
mod riga;
mod totali;

use super::Frame;
use super::indicatori::Block;
use super::testo;
use super::totale::Righe;
use crate::model::Chiave;
use crate::publish::book::{Book, Page};
use crate::publish::gruppo;
use crate::publish::sheet::{Cell, Sheet};
use crate::publish::style::Look;
use anyhow::Result;
use indexmap::IndexMap;

const NUMERO: u16 = 0;
const TITOLO: u16 = 1;
const RESPONSABILE: u16 = 2;
const PESO: u16 = 3;
const RELATIVO: u16 = 4;
const REALIZZAZIONE: u16 = 5;

/// Which columns there are, for so many deadlines.
#[derive(Clone, Copy)]
pub(super) struct Colonne {
    scadenze: u16,
}

impl Colonne {
    fn realizzazione(self, at: u16) -> u16 {
        REALIZZAZIONE + at
    }
    fn atteso(self, at: u16) -> u16 {
        REALIZZAZIONE + self.scadenze + at
    }
    fn scostamento(self) -> u16 {
        self.atteso(self.scadenze)
    }
    fn fascia(self) -> u16 {
        self.scostamento() + 1
    }
    fn motivazione(self) -> u16 {
        self.scostamento() + 2
    }
    fn atto(self) -> u16 {
        self.scostamento() + 3
    }
    /// The last printed column.
    fn riscontri(self) -> u16 {
        self.scostamento() + 4
    }
    /// The first of the working columns, after an empty one.
    fn minimo(self, at: u16) -> u16 {
        self.riscontri() + 2 + 2 * at
    }
    fn massimo(self, at: u16) -> u16 {
        self.minimo(at) + 1
    }
    fn copertura(self) -> u16 {
        self.minimo(self.scadenze)
    }
    /// The weights with which the obiettivi count in their group.
    pub(super) fn peso_gruppo(self) -> u16 {
        self.copertura() + 1
    }
    /// The weights with which the obiettivi count for the Ente.
    pub(super) fn peso_ente(self) -> u16 {
        self.copertura() + 2
    }

    fn widths(self) -> Vec<f64> {
        let many = usize::from(self.scadenze);
        let mut widths = vec![4.5, 30.0, 14.5, 9.5, 8.5];
        widths.extend(std::iter::repeat_n(12.0, many));
        widths.extend(std::iter::repeat_n(8.5, many));
        widths.extend([11.5, 12.5, 30.0, 16.0, 15.0, 2.0]);
        widths.extend(std::iter::repeat_n(11.0, 2 * many + 3));
        widths
    }
}

/// Where the totals of a group stand, for the summary.
pub(super) struct Posto {
    /// The Area; none for the trasversali.
    pub(super) area: Option<String>,
    /// Its cells, for formulas of other sheets.
    pub(super) celle: Celle,
}

/// The cells of a row of totals.
pub(super) struct Celle {
    /// The sum of the weights; none in the Ente's row.
    pub(super) pesi: Option<String>,
    /// The degree at each deadline.
    pub(super) gradi: Vec<String>,
    /// The bounds and the coverage at the last deadline.
    pub(super) minimo: String,
    pub(super) massimo: String,
    pub(super) copertura: String,
    row: u32,
}

/// The totals of the sheet.
pub(super) struct Totali {
    pub(super) gruppi: Vec<Posto>,
    pub(super) ente: Celle,
}

/// Writes the sheet.
pub(super) fn write(
    book: &Book<'_>,
    frame: &Frame<'_>,
    blocks: &IndexMap<Chiave, Block>,
) -> Result<(Sheet, Page, Totali)> {
    let colonne = Colonne { scadenze: frame.columns() };
    let sheet = Sheet::new("Obiettivi", &colonne.widths(), frame.decimals())?.printed_to(colonne.riscontri());
    let mut table = Obiettivi { sheet, frame, blocks, colonne };
    book.opening(&mut table.sheet, "Obiettivi: peso, realizzazione, scostamento e motivazione")?;
    let head = table.head()?;
    let mut written: Vec<(Option<String>, Righe)> = Vec::new();
    let mut gruppi = Vec::new();
    for gruppo in gruppo::groups(frame.quadro.piano) {
        table.sheet.line(testo::band(&gruppo), Look::Band)?;
        let righe = table.rows(&gruppo)?;
        let area = gruppo.area.map(|area| area.nome.clone());
        let trasversali = written.iter().find(|(area, _)| area.is_none()).map(|(_, righe)| righe);
        let celle = table.group_total(&gruppo, &righe, trasversali.filter(|_| area.is_some()))?;
        gruppi.push(Posto { area: area.clone(), celle });
        written.push((area, righe));
    }
    let ente = table.ente_total(&written, &gruppi)?;
    let page =
        Page { landscape: true, head: Some((head, head)), frozen: 2, last_column: colonne.riscontri() };
    Ok((table.sheet, page, Totali { gruppi, ente }))
}

struct Obiettivi<'t> {
    sheet: Sheet,
    frame: &'t Frame<'t>,
    blocks: &'t IndexMap<Chiave, Block>,
    colonne: Colonne,
}

impl Obiettivi<'_> {
    fn head(&mut self) -> Result<u32> {
        let colonne = self.colonne;
        let last = self.frame.last();
        let mut cells = vec![
            Cell::new(NUMERO, "N.", Look::Header),
            Cell::new(TITOLO, "Obiettivo", Look::Header),
            Cell::new(RESPONSABILE, "Responsabile", Look::Header),
            Cell::new(PESO, "Peso ponderale", Look::Header),
            Cell::new(RELATIVO, "Peso relativo %", Look::Header),
            Cell::new(colonne.scostamento(), format!("Scostamento al {last}"), Look::Header),
            Cell::new(colonne.fascia(), "Fascia", Look::Header),
            Cell::new(colonne.motivazione(), "Motivazione di ritardi e scostamenti", Look::Header),
            Cell::new(colonne.atto(), "Atto conclusivo", Look::Header),
            Cell::new(colonne.riscontri(), "Riscontri", Look::Header),
            Cell::new(colonne.copertura(), format!("copertura al {last} %"), Look::SideHeader),
            Cell::new(colonne.peso_gruppo(), "peso che conta", Look::SideHeader),
            Cell::new(colonne.peso_ente(), "peso che conta per l'Ente", Look::SideHeader),
        ];
        for (at, scadenza) in (0..).zip(&self.frame.scadenze) {
            let realizzazione = format!("Realizzazione al {scadenza} %");
            cells.push(Cell::new(colonne.realizzazione(at), realizzazione, Look::Header));
            cells.push(Cell::new(colonne.atteso(at), format!("Atteso al {scadenza} %"), Look::Header));
            cells.push(Cell::new(colonne.minimo(at), format!("minimo al {scadenza}"), Look::SideHeader));
            cells.push(Cell::new(colonne.massimo(at), format!("massimo al {scadenza}"), Look::SideHeader));
        }
        Ok(self.sheet.row(&cells)?.first)
    }
}
