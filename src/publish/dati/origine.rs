//! Where a value stands, in the data contract.

use crate::place::Place;
use serde::Serialize;

/// A cell of a workbook.
#[derive(Serialize)]
pub(super) struct Origine<'d> {
    file: &'d str,
    foglio: &'d str,
    cella: String,
}

impl<'d> From<&'d Place> for Origine<'d> {
    fn from(place: &'d Place) -> Origine<'d> {
        Origine { file: &place.file, foglio: &place.sheet, cella: place.cells.first.to_string() }
    }
}
