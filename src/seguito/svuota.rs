//! From boxes to changes of their cells: a cell of its own is emptied, one that prints its label too gets its dots back.
//!
//! Nothing that stays is ever emptied: where what goes and what stays cannot be told apart in a cell, it is left to the
//! hand, and said.

use super::azioni::{Azione, Azioni, Cambio};
use super::caselle::{Casella, Destino};
use super::{DaRivedere, Passaggio, anni, breve, mesi};
use crate::grid::{Cell, Content, Sheet, Workbook};
use crate::layout::Marks;
use crate::patch::Change;
use crate::place::{CellRange, CellRef, Place};
use crate::read::{Gap, is_blank, unticked};
use jiff::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What stands where an answer stood.
const DOTS: &str = ".....";

/// A cell of the workbook.
type Key = (Arc<str>, CellRef);

/// A box that stays: what the form calls it, and whose it is.
#[derive(Debug, Clone)]
pub(super) struct Resta {
    pub nome: String,
    pub obiettivo: String,
    pub destino: Destino,
    /// What is typed in the boxes of the cell.
    pub raws: Vec<String>,
}

/// A workbook being worked at.
pub(super) struct Desk<'a> {
    /// The workbook.
    pub book: &'a Workbook,
    /// The plan and its fates.
    pub passaggio: Passaggio<'a>,
    /// The cells of boxes that stay, or move on.
    pub kept: BTreeMap<Key, Resta>,
    marks: BTreeMap<Arc<str>, Marks>,
    azioni: Azioni,
    da_rivedere: Vec<DaRivedere>,
}

impl<'a> Desk<'a> {
    /// A workbook with the boxes of the obiettivi that go on.
    pub fn new(book: &'a Workbook, vivi: &[Vec<Casella<'_>>], passaggio: Passaggio<'a>) -> Desk<'a> {
        let marks =
            book.sheets.iter().map(|sheet| (sheet.name.clone(), Marks::find(sheet, passaggio.lessico)));
        let mut desk = Desk {
            book,
            passaggio,
            kept: BTreeMap::new(),
            marks: marks.collect(),
            azioni: Azioni::default(),
            da_rivedere: Vec::new(),
        };
        for casella in vivi.iter().flatten().filter(|casella| casella.raw.is_some()) {
            if matches!(casella.destino, Destino::Resta | Destino::Anno | Destino::Avanti(_)) {
                desk.keep(casella);
            }
        }
        desk
    }

    fn keep(&mut self, casella: &Casella<'_>) {
        let Casella { obiettivo, nome, destino, .. } = casella;
        for cell in self.cells(casella.place) {
            let of_year = *destino == Destino::Anno;
            let raws: Vec<String> = casella.raw.filter(|_| !of_year).map(str::to_owned).into_iter().collect();
            let (nome, obiettivo, destino) = (nome.clone(), obiettivo.clone(), destino.clone());
            let mut resta = Resta { nome, obiettivo, destino, raws };
            let key = (casella.place.sheet.clone(), cell.range.first);
            match self.kept.get_mut(&key) {
                // a heading that says the year and something else too: what is else must stay
                Some(known) if known.destino == Destino::Anno => *known = resta,
                Some(known) => known.raws.append(&mut resta.raws),
                None => {
                    self.kept.insert(key, resta);
                }
            }
        }
    }

    /// The sheet of this name.
    pub fn sheet(&self, name: &str) -> Option<&'a Sheet> {
        self.book.sheets.iter().find(|sheet| *sheet.name == *name)
    }

    /// The cells with a content in a place.
    pub fn cells(&self, place: &Place) -> Vec<&'a Cell> {
        let Some(sheet) = self.sheet(&place.sheet) else { return Vec::new() };
        let rows = CellRef::new(place.cells.first.row, 0)..=CellRef::new(place.cells.last.row, u32::MAX);
        let cells = sheet.cells.range(rows).map(|(_, cell)| cell);
        cells
            .filter(|cell| place.cells.contains(cell.range.first) && cell.content != Content::Empty)
            .collect()
    }

    /// Whether a cell is printed with a label in it.
    pub fn has_label(&self, sheet: &str, cell: CellRef) -> bool {
        self.marks.get(sheet).is_some_and(|marks| marks.at(cell).is_some())
    }

    /// The labels of a sheet.
    pub fn marks(&self, sheet: &str) -> Option<&Marks> {
        self.marks.get(sheet)
    }

    /// Whether a cell will be empty.
    pub fn is_emptied(&self, sheet: &Arc<str>, cell: CellRef) -> bool {
        self.azioni.empties(sheet, cell)
    }

    /// Whether a change of a cell is known already.
    pub fn acts_on(&self, sheet: &Arc<str>, cell: CellRef) -> bool {
        self.azioni.has(sheet, cell)
    }

    /// What becomes of a box.
    pub fn casella(&mut self, casella: &Casella<'_>) {
        match casella.destino {
            Destino::Resta | Destino::Anno => {}
            Destino::Vuota | Destino::Verifica => {
                for cell in self.cells(casella.place) {
                    self.empty(casella, cell);
                }
            }
            Destino::Avanti(date) => self.advance(casella, date),
            Destino::Mesi { solo, segnati } => mesi::clear(casella, solo, segnati, self),
        }
    }

    fn empty(&mut self, casella: &Casella<'_>, cell: &Cell) {
        let Some(raw) = casella.raw.filter(|_| !is_blank(cell, self.passaggio.lessico)) else { return };
        if cell.formula {
            self.note(
                casella,
                cell,
                "è calcolata da una formula, che resta: controllare che cosa dà il nuovo anno",
            );
            return;
        }
        let first = cell.range.first;
        if casella.destino == Destino::Verifica
            && let Content::Text(text) = &cell.content
            && let Some(strokes) = unticked(text, self.passaggio.lessico)
        {
            self.act(casella, first, Cambio::Tratti(strokes));
            return;
        }
        let kept = self.kept.contains_key(&(casella.place.sheet.clone(), first));
        // a cell with no label in it is the box's own, or of several boxes that are all emptied
        let own = cell.text.trim() == raw.trim() || !self.has_label(&casella.place.sheet, first);
        let change = match self.gap(casella, cell) {
            Some(stretch) => Some(stretch),
            None if !kept && own => Some(Cambio::Vuota),
            None => self.stretch(cell, raw),
        };
        match change {
            Some(change) => self.act(casella, first, change),
            // other values of the box stand in cells of their own
            None if self.is_emptied(&casella.place.sheet, first) => {}
            None => self.note(
                casella,
                cell,
                "sta in una cella con altro testo: cancellare a mano il valore dell'anno passato",
            ),
        }
    }

    /// What stands after the value's label in its cell: the dots are put back.
    fn gap(&self, casella: &Casella<'_>, cell: &Cell) -> Option<Cambio> {
        let Content::Text(text) = &cell.content else { return None };
        let gap = Gap::after(text, casella.etichetta.as_ref()?, self.passaggio.lessico)?;
        let stretch = (gap.range.clone(), gap.filled(DOTS));
        Some(Cambio::Tratti(if gap.held.is_empty() { Vec::new() } else { vec![stretch] }))
    }

    /// The value's own stretch of a cell that holds more.
    fn stretch(&self, cell: &Cell, raw: &str) -> Option<Cambio> {
        let Content::Text(text) = &cell.content else { return None };
        once(text, raw.trim()).map(|range| Cambio::Tratti(vec![(range, DOTS.to_owned())]))
    }

    fn advance(&mut self, casella: &Casella<'_>, date: Date) {
        let Some(cell) = self.cells(casella.place).into_iter().next() else { return };
        let next = date.checked_add(Span::new().years(1)).ok().filter(|next| next.day() == date.day());
        let Some(next) = next.filter(|_| !cell.formula) else {
            self.note(
                casella,
                cell,
                "è una data dell'anno che finisce e non si è potuta portare avanti: scriverla a mano",
            );
            return;
        };
        let anno = self.passaggio.anno;
        let change = match (&cell.content, casella.raw) {
            (Content::Date { .. }, _) => Some(Cambio::Intero(Change::Date(next))),
            (Content::Text(text), Some(raw)) => once(text, raw.trim()).map(|range| {
                let inside = year_of_date(raw.trim(), anno).into_iter();
                let moved =
                    inside.map(|(own, digits)| (own.start + range.start..own.end + range.start, digits));
                Cambio::Tratti(moved.collect())
            }),
            _ => None,
        };
        match change {
            // a day without a year is of whatever year the form is
            Some(Cambio::Tratti(none)) if none.is_empty() => {}
            Some(change) => {
                self.act(casella, cell.range.first, change);
                let text =
                    format!("portata avanti di un anno, al {}: controllare", next.strftime("%d/%m/%Y"));
                self.note(casella, cell, &text);
            }
            None => self.note(
                casella,
                cell,
                "è una data dell'anno che finisce e non si è potuta portare avanti: scriverla a mano",
            ),
        }
    }

    /// Adds the change of a box's cell.
    pub fn act(&mut self, casella: &Casella<'_>, cell: CellRef, cambio: Cambio) {
        if cambio == Cambio::Tratti(Vec::new()) {
            return;
        }
        let azione = Azione { cambio, nome: casella.nome.clone(), obiettivo: casella.obiettivo.clone() };
        if !self.azioni.add(&casella.place.sheet, cell, azione) {
            let place = Azioni::place(&self.book.file, &casella.place.sheet, cell);
            self.push(
                place,
                &casella.obiettivo,
                &casella.nome,
                "",
                "riceve due modifiche diverse: controllare a mano",
            );
        }
    }

    /// Adds the change of a heading's cell.
    pub fn act_on(&mut self, sheet: &Sheet, cell: CellRef, nome: &str, cambio: Cambio) {
        if cambio != Cambio::Tratti(Vec::new()) {
            let azione = Azione { cambio, nome: nome.to_owned(), obiettivo: String::new() };
            self.azioni.add(&sheet.name, cell, azione);
        }
    }

    /// Tells of a box's cell.
    pub fn note(&mut self, casella: &Casella<'_>, cell: &Cell, why: &str) {
        let place = Place { cells: cell.range, ..casella.place.clone() };
        self.push(place, &casella.obiettivo, &casella.nome, &cell.text, why);
    }

    /// Tells of a cell that is no box of an obiettivo.
    pub fn note_cell(&mut self, sheet: &Sheet, cell: &Cell, (obiettivo, che): (&str, &str), why: &str) {
        self.push(sheet.place(cell.range), obiettivo, che, &cell.text, why);
    }

    /// Tells of a whole sheet.
    pub fn note_sheet(&mut self, sheet: &Sheet, why: &str) {
        let corner = sheet.place(CellRange::single(CellRef::new(0, 0)));
        self.push(corner, "", "foglio", &sheet.name, why);
    }

    /// Tells of a place.
    pub fn push(&mut self, place: Place, obiettivo: &str, che: &str, adesso: &str, perche: &str) {
        let (obiettivo, che, perche) = (obiettivo.to_owned(), che.to_owned(), perche.to_owned());
        let one = DaRivedere { place: Some(place), obiettivo, che, adesso: breve(adesso), perche };
        if !self.da_rivedere.contains(&one) {
            self.da_rivedere.push(one);
        }
    }

    /// What was gathered.
    pub fn done(self) -> (Azioni, Vec<DaRivedere>) {
        (self.azioni, mesi::together(self.da_rivedere))
    }
}

/// Where a text stands in another, if only once.
fn once(text: &str, raw: &str) -> Option<Range<usize>> {
    let mut found = text.match_indices(raw).filter(|(_, own)| !own.is_empty());
    let (start, own) = found.next().filter(|_| found.next().is_none())?;
    Some(start..start + own.len())
}

/// The digits of the year in a date: four, or two at its end.
fn year_of_date(raw: &str, anno: i16) -> Vec<(Range<usize>, String)> {
    let found = anni::data_avanti(raw, anno);
    let short = format!("{:02}", anno % 100);
    let ends = raw.strip_suffix(short.as_str()).filter(|rest| rest.ends_with(['/', '.', '-', ' ', '\'']));
    match ends {
        Some(rest) if found.is_empty() => vec![(rest.len()..raw.len(), format!("{:02}", (anno + 1) % 100))],
        _ => found,
    }
}
