//! The pesatura: the points that the Nucleo di Valutazione gives each obiettivo, criterion by criterion.

use crate::place::{Cited, Field, Place};
use indexmap::IndexMap;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A pesatura table, with what stands around its rows.
#[derive(Debug, Clone)]
pub struct Pesatura {
    /// The first header row.
    pub place: Place,
    /// The year in its heading.
    pub anno: Option<i16>,
    /// The day in its heading: that of the minutes it is annexed to.
    pub data: Option<Date>,
    /// Criteria that have a column, by id, in the sheet's order.
    pub criteri: Vec<String>,
    /// Foot-notes.
    pub note: Vec<Cited<String>>,
    /// Who signs, as printed under the table.
    pub firme: Vec<Cited<String>>,
}

/// The row of one obiettivo.
#[derive(Debug, Clone)]
pub struct RigaPesatura {
    /// The cell of the title.
    pub place: Place,
    /// Progressive number over the whole table, if there is one.
    pub progressivo: Option<String>,
    /// The Area as the table names it; its own words for an obiettivo of all the Aree.
    pub area: Field<String>,
    /// Number within the Area.
    pub numero: Field<String>,
    /// The title as the table shortens it.
    pub titolo: Field<String>,
    /// The points, 0 to the criterion's maximum, by criterion id.
    pub punteggi: IndexMap<String, Field<Decimal>>,
    /// A peso ponderale typed in the table itself, points.
    pub peso_ponderale: Field<Decimal>,
}

/// The box on a scheda where the weights are copied.
#[derive(Debug, Clone, Default)]
pub struct RiquadroPeso {
    /// The weight, points.
    pub peso_ponderale: Field<Decimal>,
    /// The points by criterion id.
    pub punteggi: IndexMap<String, Field<Decimal>>,
}
