//! Obiettivi that end, on a sheet where others go on: their rows are emptied, labels of their forms included, so that
//! nothing of them is read. What they share with an obiettivo that goes on stays.

use super::azioni::Cambio;
use super::caselle::Casella;
use super::svuota::Desk;
use crate::grid::Sheet;
use crate::place::CellRef;
use std::collections::BTreeSet;

/// Empties the rows of those that end.
pub(super) fn empty(
    sheet: &Sheet,
    vivi: &[Vec<Casella<'_>>],
    finiti: &[Vec<Casella<'_>>],
    desk: &mut Desk<'_>,
) {
    let cells = |found: &[Vec<Casella<'_>>]| -> BTreeSet<CellRef> {
        let own = found.iter().flatten().filter(|casella| casella.place.sheet == sheet.name);
        own.flat_map(|casella| covered(sheet, casella)).collect()
    };
    let (kept, ended) = (cells(vivi), cells(finiti));
    let kept_rows: BTreeSet<u32> = kept.difference(&ended).map(|cell| cell.row).collect();
    for obiettivo in finiti {
        let here: Vec<&Casella<'_>> = obiettivo.iter().filter(|one| one.place.sheet == sheet.name).collect();
        let Some(first) = here.first() else { continue };
        let own = here.iter().filter(|one| !covered(sheet, one).is_subset(&kept));
        let rows: BTreeSet<u32> =
            own.flat_map(|one| one.place.cells.first.row..=one.place.cells.last.row).collect();
        let (Some(top), Some(bottom)) = (rows.first(), rows.last()) else { continue };
        let ranks = *top..=*bottom;
        let merged_area = |cell: CellRef| {
            let tall = |one: &&Casella<'_>| one.place.cells.first.row < one.place.cells.last.row;
            here.iter().any(|one| one.nome == "Area" && tall(one) && one.place.cells.first == cell)
        };
        let whole = |row: u32| ranks.contains(&row) && !kept_rows.contains(&row);
        for cell in sheet.filled().filter(|cell| !cell.formula) {
            let range = cell.range;
            let at = range.first;
            let inside =
                (at.row..=range.last.row).all(whole) || here.iter().any(|one| one.place.cells.contains(at));
            if inside && !kept.contains(&at) && !merged_area(at) {
                desk.act(first, at, Cambio::Vuota);
            }
        }
    }
}

/// The cells with a content that a box covers, or its first.
fn covered(sheet: &Sheet, casella: &Casella<'_>) -> BTreeSet<CellRef> {
    let range = casella.place.cells;
    let rows = CellRef::new(range.first.row, 0)..=CellRef::new(range.last.row, u32::MAX);
    let found = sheet.cells.range(rows).map(|(at, _)| *at).filter(|at| range.contains(*at));
    found.chain([range.first]).collect()
}
