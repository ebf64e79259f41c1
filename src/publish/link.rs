//! Links that open an office's workbook at a cell: relative, so that they survive when both folders are moved
//! together. Written as Excel itself writes them.

use crate::place::{CellRef, Place};
use crate::rilievo::Dove;

/// A link to a cell.
pub(super) fn to_place(cartella: &str, place: &Place) -> String {
    target(cartella, &place.file, Some((&place.sheet, place.cells.first)))
}

/// A link as far as a rilievo says where: cell, first cell of the sheet, or file; none for the whole folder.
pub(super) fn to_dove(cartella: &str, dove: &Dove) -> Option<String> {
    if dove.file.is_empty() {
        return None;
    }
    let first = dove.celle.map_or(CellRef::new(0, 0), |celle| celle.first);
    Some(target(cartella, &dove.file, dove.foglio.as_ref().map(|foglio| (&**foglio, first))))
}

fn target(cartella: &str, file: &str, at: Option<(&str, CellRef)>) -> String {
    let path = escaped(&format!("{cartella}{file}"));
    match at {
        Some((sheet, cell)) => format!("file:///{path}#'{}'!{cell}", sheet.replace('\'', "''")),
        None => format!("file:///{path}"),
    }
}

/// The path with the signs escaped that mean something else in a link. Letters with accents stay: Excel wants them so.
fn escaped(path: &str) -> String {
    let mut escaped = String::new();
    let mut sharp = false;
    for letter in path.chars() {
        match letter {
            '%' | ' ' | '"' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' => {
                escaped.push_str(&format!("%{:02x}", letter as u32));
            }
            '#' => {
                sharp = true;
                escaped.push_str("%23");
            }
            '\\' => escaped.push('/'),
            _ => escaped.push(letter),
        }
    }
    // the writer takes a path for escaped only by signs among which %23 is not: a step into a folder and out of it
    // again gives it one and leads nowhere else
    let marked = ["%20", "%25", "%22", "%60", "%3c", "%3e", "%5b", "%5d", "%5e", "%7b", "%7d"];
    if sharp && !marked.iter().any(|sign| escaped.contains(sign)) {
        let relative = escaped.trim_start_matches("../").len();
        let (up, down) = escaped.split_at(escaped.len() - relative);
        return format!("{up}%20/../{down}");
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_accents_and_quotes_are_written_as_excel_writes_them() {
        let dove = Dove {
            file: "Area Viabilità.xlsx".into(),
            foglio: Some("l'ob. 1".into()),
            celle: Some(crate::place::CellRange::single(CellRef::new(11, 2))),
        };
        let link = to_dove("../consuntivo/", &dove).unwrap();
        assert_eq!(link, "file:///../consuntivo/Area%20Viabilità.xlsx#'l''ob. 1'!C12");
    }

    #[test]
    fn a_sharp_in_a_name_is_no_anchor() {
        let link = to_dove("../", &Dove::file("scheda#2.xlsx")).unwrap();
        assert_eq!(link, "file:///../%20/../scheda%232.xlsx");
        assert_eq!(to_dove("", &Dove::default()), None);
    }
}
