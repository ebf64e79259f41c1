//! What becomes of this year's obiettivi next year: which go on and why, and what of their forms stays, is emptied, or
//! moves on by a year.
//!
//! It decides from what was read, and says it as changes of cells: it neither makes them nor touches the disk. What the
//! office must look at again is told cell by cell.

mod anni;
mod azioni;
mod caselle;
mod conclusi;
mod esiti;
mod etichette;
mod mesi;
mod rilettura;
mod svuota;
mod verdetto;

pub use anni::in_nome;
pub use azioni::{Azione, Azioni, Cambio};
pub use rilettura::rilettura;
pub use verdetto::{Motivo, Verdetto, verdetti};

use crate::grid::Workbook;
use crate::layout::{Lessico, one_line};
use crate::model::{Obiettivo, Piano};
use crate::place::Place;
use crate::read::Letto;
use caselle::{Casella, caselle};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something that somebody must look at before next year's workbooks are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaRivedere {
    /// Where; none for the whole.
    pub place: Option<Place>,
    /// The obiettivo, as `RISORSE/2`; empty if there is none.
    pub obiettivo: String,
    /// What the form calls it.
    pub che: String,
    /// What stands there.
    pub adesso: String,
    /// Why it must be looked at, and what to do.
    pub perche: String,
}

/// What is to be done to one workbook.
#[derive(Debug, Clone, Default)]
pub struct Lavoro {
    /// The cells that change.
    pub azioni: Azioni,
    /// Sheets of which nothing goes on.
    pub nascosti: Vec<Arc<str>>,
    /// What must be looked at.
    pub da_rivedere: Vec<DaRivedere>,
    /// How many of the obiettivi that go on have something here.
    pub proseguono: usize,
    /// How many of those that end.
    pub finiscono: usize,
}

/// The plan, with the fate of each obiettivo.
#[derive(Clone, Copy)]
pub struct Passaggio<'a> {
    /// The plan of the year that ends.
    pub piano: &'a Piano,
    /// The fates, in the order of the plan.
    pub verdetti: &'a [Verdetto],
    /// The year that ends.
    pub anno: i16,
    /// The vocabulary.
    pub lessico: &'a Lessico,
}

impl Passaggio<'_> {
    /// The obiettivi that go on, or those that end.
    fn obiettivi(&self, prosegue: bool) -> impl Iterator<Item = &Obiettivo> {
        let chosen = self.verdetti.iter().filter(move |verdetto| verdetto.prosegue == prosegue);
        chosen.filter_map(|verdetto| self.piano.obiettivi.get(&verdetto.chiave))
    }
}

/// What is to be done to a workbook of the plan.
pub fn lavoro(book: &Workbook, letto: &Letto, passaggio: Passaggio<'_>) -> Lavoro {
    let here = |casella: &Casella<'_>| casella.place.file == book.file;
    let of = |prosegue: bool| -> Vec<Vec<Casella<'_>>> {
        let each = passaggio.obiettivi(prosegue).map(|obiettivo| caselle(obiettivo, passaggio.anno));
        let own = each.map(|found| found.into_iter().filter(here).collect::<Vec<_>>());
        own.filter(|found| !found.is_empty()).collect()
    };
    let (vivi, finiti) = (of(true), of(false));
    let mut lavoro = Lavoro { proseguono: vivi.len(), finiscono: finiti.len(), ..Lavoro::default() };
    let sheets = |found: &[Vec<Casella<'_>>]| -> BTreeSet<Arc<str>> {
        found.iter().flatten().map(|casella| casella.place.sheet.clone()).collect()
    };
    let (kept, ended) = (sheets(&vivi), sheets(&finiti));
    let mut desk = svuota::Desk::new(book, &vivi, passaggio);
    for casella in vivi.iter().flatten() {
        desk.casella(casella);
    }
    for sheet in book.sheets.iter().filter(|sheet| !sheet.hidden) {
        let unused = unused(letto, passaggio.piano, &sheet.name);
        match (kept.contains(&sheet.name), ended.contains(&sheet.name)) {
            (true, shared) => {
                if shared {
                    conclusi::empty(sheet, &vivi, &finiti, &mut desk);
                }
                esiti::empty(sheet, &vivi, &mut desk);
                etichette::advance(sheet, letto, &vivi, &mut desk);
            }
            (false, true) => lavoro.nascosti.push(sheet.name.clone()),
            (false, false) if unused => {
                lavoro.nascosti.push(sheet.name.clone());
                desk.note_sheet(
                    sheet,
                    "ripete un obiettivo che sta altrove e non è stato usato: nel nuovo file è nascosto",
                );
            }
            (false, false) => etichette::only_told(sheet, &mut desk),
        }
    }
    (lavoro.azioni, lavoro.da_rivedere) = desk.done();
    lavoro
}

/// A text as a list shows it: on one line, and no more of it than one needs to find it.
pub fn breve(text: &str) -> String {
    const MOST: usize = 140;
    let line = one_line(text);
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

/// Whether a sheet holds schede, and the plan uses none of them.
fn unused(letto: &Letto, piano: &Piano, sheet: &Arc<str>) -> bool {
    let schede = letto.schede.iter().map(|scheda| &scheda.place);
    let own: Vec<&Place> = schede
        .chain(letto.righe.iter().map(|riga| &riga.place))
        .filter(|place| place.sheet == *sheet)
        .collect();
    let used = |place: &Place| {
        piano.obiettivi.values().any(|obiettivo| {
            let scheda = obiettivo.scheda.as_ref().map(|known| &known.place);
            scheda == Some(place) || obiettivo.pesatura.as_ref().map(|known| &known.place) == Some(place)
        })
    };
    !own.is_empty() && !own.into_iter().any(used)
}
