//! The law of writing back: reading after a change is applying the change to what was read.

use crate::banco::{patched, read};
use jiff::civil::date;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, Formula, Workbook};
use schedario::grid::{Content, Sheet};
use schedario::patch::{Change, Edit, Outcome};
use schedario::place::CellRef;
use std::collections::BTreeMap;

const ROWS: u32 = 8;
const COLUMNS: u16 = 6;

/// What a cell holds before, and in which of a few looks.
#[derive(Debug, Clone)]
enum Before {
    Text(String),
    Rich(String, String),
    Number(i32),
    Bool(bool),
    Blank,
    Formula,
}

fn before() -> impl Strategy<Value = Before> {
    prop_oneof![
        text().prop_map(Before::Text),
        ("[a-zà]{1,5} ?", "[. ]{1,6}x").prop_map(|(one, other)| Before::Rich(one, other)),
        any::<i32>().prop_map(Before::Number),
        any::<bool>().prop_map(Before::Bool),
        Just(Before::Blank),
        Just(Before::Formula),
    ]
}

fn text() -> impl Strategy<Value = String> {
    "[ -~àèìòù\n_€😀]{0,12}"
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Empty),
        any::<bool>().prop_map(Change::Bool),
        (text(), "(_x00[0-9A-F]{2}_)?").prop_map(|(text, escape)| Change::Text(text + &escape)),
        (any::<i64>(), 0u32..12, any::<bool>())
            .prop_map(|(units, scale, percent)| Change::Number { value: Decimal::new(units, scale), percent }),
        (1900i16..3000, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| Change::Date(date(year, month, day))),
        // Where in the text is decided when the text is known.
        (0usize..12, 0usize..12, text())
            .prop_map(|(start, length, text)| Change::Stretch { range: start..start + length, text }),
    ]
}

/// A workbook of two sheets with these cells, and a few merged, coloured, hidden.
fn workbook(cells: &BTreeMap<(u32, u16), (Before, u8)>) -> Vec<u8> {
    let looks = [
        Format::new(),
        Format::new().set_background_color(Color::Yellow),
        Format::new().set_num_format("0%"),
        Format::new().set_num_format("dd/mm/yyyy"),
        Format::new().set_num_format("@").set_bold(),
        Format::new().set_num_format("#,##0.00"),
    ];
    let (plain, bold) = (Format::new(), Format::new().set_bold());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Scheda").unwrap();
    sheet.set_row_hidden(3).unwrap();
    sheet.set_column_format(2, &looks[1]).unwrap();
    for ((row, column), (before, look)) in cells {
        let look = &looks[usize::from(*look) % looks.len()];
        match before {
            Before::Text(text) => sheet.write_string_with_format(*row, *column, text, look),
            Before::Rich(one, other) => {
                sheet.write_rich_string_with_format(*row, *column, &[(&bold, one.as_str()), (&plain, other.as_str())], look)
            }
            Before::Number(number) => sheet.write_number_with_format(*row, *column, *number, look),
            Before::Bool(value) => sheet.write_boolean_with_format(*row, *column, *value, look),
            Before::Blank => sheet.write_blank(*row, *column, look),
            Before::Formula => sheet.write_formula_with_format(*row, *column, Formula::new("Altro!A1").set_result("5"), look),
        }
        .unwrap();
    }
    sheet.merge_range(ROWS, 0, ROWS + 1, 1, "unite", &looks[1]).unwrap();
    book.add_worksheet().set_name("Altro").unwrap().write_number(0, 0, 5).unwrap();
    book.save_to_buffer().unwrap()
}

/// The content a cell must have once the edit is made; `None` if only its kind is known.
fn applied(change: &Change, was: &Content) -> Content {
    let text = |text: &str| match text.trim().is_empty() {
        true => Content::Empty,
        false => Content::Text(text.to_owned()),
    };
    match change {
        Change::Empty => Content::Empty,
        Change::Bool(value) => Content::Bool(*value),
        Change::Text(new) => text(new),
        Change::Number { value, percent } => Content::Number { value: *value, percent: Some(*percent) },
        Change::Date(day) => Content::Date { date: *day, without_year: false },
        Change::Stretch { range, text: new } => {
            let mut whole = match was {
                Content::Text(whole) => whole.clone(),
                _ => String::new(),
            };
            whole.replace_range(range.clone(), new);
            text(&whole)
        }
    }
}

/// Whether the cell holds what it must, to the digits that workbooks keep.
fn is_right(is: &Content, must: &Content, change: &Change) -> bool {
    match (is, must) {
        (Content::Number { value: is, .. }, Content::Number { value: must, .. }) => {
            (is - must).abs() <= must.abs() * Decimal::new(1, 14)
        }
        (Content::Date { date: is, .. }, Content::Date { date: must, .. }) => is == must,
        // In cells of text, what one would type.
        (Content::Text(text), Content::Date { date, .. }) => *text == date.strftime("%d/%m/%Y").to_string(),
        (Content::Text(text), Content::Number { .. }) => {
            matches!(change, Change::Number { percent: true, .. }) && text.ends_with('%')
        }
        _ => is == must,
    }
}

fn content(sheet: &Sheet, at: CellRef) -> Content {
    sheet.cells.get(&at).map(|cell| cell.content.clone()).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_after_a_change_is_changing_what_was_read(
        cells in btree_map((0..ROWS, 0..COLUMNS), (before(), any::<u8>()), 0..20),
        asked in vec(((0..ROWS + 4, 0..COLUMNS + 3), change(), any::<bool>()), 1..12),
    ) {
        let bytes = workbook(&cells);
        let before = read(&bytes);
        let sheet = &before.sheets[0];
        let mut edits: BTreeMap<CellRef, Edit> = BTreeMap::new();
        for ((row, column), change, expects) in asked {
            let at = CellRef::new(row, u32::from(column));
            let was = content(sheet, at);
            let change = match (change, &was) {
                (Change::Stretch { range, text }, Content::Text(whole)) => {
                    let boundary = |byte: usize| whole.ceil_char_boundary(byte.min(whole.len()));
                    Change::Stretch { range: boundary(range.start)..boundary(range.end), text }
                }
                (Change::Stretch { text, .. }, _) => Change::Stretch { range: 0..0, text },
                (change, _) => change,
            };
            let expected = (expects || matches!(change, Change::Stretch { .. })).then_some(was);
            edits.insert(at, Edit { sheet: "Scheda".into(), cell: at, expected, change });
        }
        let edits: Vec<Edit> = edits.into_values().collect();
        // What must hold of any change is held here: nothing else moves, and a second time nothing changes.
        let patched = patched(&bytes, &edits);
        let after = patched.bytes.as_ref().map_or(before.clone(), |bytes| read(bytes));
        for (edit, outcome) in edits.iter().zip(&patched.outcomes) {
            let (was, is) = (content(sheet, edit.cell), content(&after.sheets[0], edit.cell));
            match outcome {
                Outcome::Written | Outcome::Already => {
                    let must = applied(&edit.change, &was);
                    prop_assert!(is_right(&is, &must, &edit.change), "{:?}: {is:?} for {must:?}", edit.change);
                }
                Outcome::Refused(_) => prop_assert_eq!(is, was),
                Outcome::Differs(_) => prop_assert!(false, "{:?} differs from what was read", edit),
            }
        }
    }
}

#[test]
fn every_cell_of_the_sample_office_holds_what_is_read_from_it() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/calenzano-2023/consuntivo");
    let mut cells = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "xlsx") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let mut edits = Vec::new();
        for sheet in &read(&bytes).sheets {
            for (at, cell) in &sheet.cells {
                let change = match &cell.content {
                    Content::Empty | Content::Error(_) => continue,
                    Content::Text(text) => Change::Text(text.clone()),
                    Content::Number { value, percent } => {
                        Change::Number { value: *value, percent: percent.unwrap_or_default() }
                    }
                    Content::Date { date, .. } => Change::Date(*date),
                    Content::Bool(value) => Change::Bool(*value),
                };
                let expected = Some(cell.content.clone());
                edits.push(Edit { sheet: sheet.name.clone(), cell: *at, expected, change });
            }
        }
        cells += edits.len();
        let patched = patched(&bytes, &edits);
        for (edit, outcome) in edits.iter().zip(&patched.outcomes) {
            assert_eq!(*outcome, Outcome::Already, "{} {} {}", path.display(), edit.sheet, edit.cell);
        }
        assert_eq!(patched.bytes, None);
    }
    assert!(cells > 1000, "{cells} cells");
}
