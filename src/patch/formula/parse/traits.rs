//! What functions read besides what they are given.

use super::Expr;
use crate::patch::formula::reference::Area;

/// Prefixes under which files store functions.
const PREFIXES: [&str; 6] = ["_XLFN.", "_XLWS.", "_XLUDF.", "COM.MICROSOFT.", "ORG.LIBREOFFICE.", "ORG.OPENOFFICE."];

/// A function's name in capitals, without the prefixes under which files store it.
pub fn function_name(written: &str) -> String {
    let mut name = written.to_uppercase();
    while let Some(rest) = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)) {
        name = rest.to_owned();
    }
    name
}

/// Whether the function chooses the cells it reads while computing.
pub fn reads_anything(name: &str) -> bool {
    ["INDIRECT", "OFFSET", "EVALUATE", "CALL", "REGISTER.ID", "GETPIVOTDATA"].contains(&name)
        || name.starts_with("GET.")
}

/// Whether the function answers differently at each computation.
pub fn is_volatile(name: &str) -> bool {
    ["TODAY", "NOW", "RAND", "RANDBETWEEN", "RANDARRAY", "INFO", "CELL", "RTD", "RAND.NV", "RANDBETWEEN.NV"]
        .contains(&name)
}

/// Whether the function looks only at where its cells are, not at what they hold.
pub fn looks_at_addresses(name: &str) -> bool {
    ["ROW", "ROWS", "COLUMN", "COLUMNS"].contains(&name)
}

/// Cells read beyond those written.
pub enum Stretch {
    /// None.
    None,
    /// These.
    Area(Area),
    /// They cannot be told.
    Anywhere,
}

/// `SUMIF` and `AVERAGEIF` add as many cells as they test, whatever the size of the range written.
pub fn stretched(name: &str, arguments: &[Expr]) -> Stretch {
    if !["SUMIF", "AVERAGEIF"].contains(&name) {
        return Stretch::None;
    }
    match arguments {
        [_, _] | [_, _, Expr::Missing] => Stretch::None,
        [tested, _, added] => match (bare(tested), bare(added)) {
            (Some(tested), Some(added)) => Stretch::Area(added.sized_as(&tested)),
            _ => Stretch::Anywhere,
        },
        _ => Stretch::None,
    }
}

fn bare(expr: &Expr) -> Option<Area> {
    match expr {
        Expr::Area(area) => Some(*area),
        Expr::Group(inside) => bare(inside),
        _ => None,
    }
}
