//! The law of the round trip, on random workbooks and random edits: reading after patching is applying the edits to
//! what was read; nothing else moves; a second time nothing changes at all.

use crate::libro::{Libro, day, edit, foglio, open, others, patch};
use proptest::prelude::*;
use rust_decimal::Decimal;
use schedario::grid::{Content, Fill, Sheet};
use schedario::patch::{Change, Edit, Outcome};
use schedario::place::{CellRange, CellRef};
use std::collections::{BTreeMap, BTreeSet};

const STYLES: &str = r##"<number:percentage-style style:name="P0"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style><style:style style:name="p0" style:family="table-cell" style:data-style-name="P0"/><style:style style:name="rosso" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/></style:style><style:style style:name="nascosto" style:family="table"><style:table-properties table:display="false"/></style:style>"##;

fn cell() -> impl Strategy<Value = String> {
    let kind = prop_oneof![
        Just(("", "")),
        Just((r#" office:value-type="float" office:value="1.5" calcext:value-type="float""#, "<text:p>1,5</text:p>")),
        Just((r#" office:value-type="string""#, "<text:p>uno <text:span>due</text:span></text:p><text:p/>")),
        Just((r#" office:value-type="date" office:date-value="2023-05-03""#, "<text:p>03/05</text:p>")),
        Just((r#" office:value-type="string" office:string-value="solo qui""#, "")),
        Just((r#" table:formula="of:=1+1" office:value-type="float" office:value="2""#, "<text:p>2</text:p>")),
        Just(("", "<office:annotation><text:p>nota</text:p></office:annotation>")),
    ];
    let style = prop_oneof![Just(""), Just(r#" table:style-name="p0""#), Just(r#" table:style-name="rosso""#)];
    (kind, style, 1..4u32, 0..12u8).prop_map(|((value, inside), style, repeated, merge)| match merge {
        0 => format!(r#"<table:table-cell{style}{value} table:number-columns-spanned="2" table:number-rows-spanned="1">{inside}</table:table-cell><table:covered-table-cell/>"#),
        _ if repeated == 1 => format!("<table:table-cell{style}{value}>{inside}</table:table-cell>"),
        _ if inside.is_empty() => format!(r#"<table:table-cell{style}{value} table:number-columns-repeated="{repeated}"/>"#),
        _ => format!(r#"<table:table-cell table:number-columns-repeated="{repeated}"{style}{value}>{inside}</table:table-cell>"#),
    })
}

fn row() -> impl Strategy<Value = String> {
    (proptest::collection::vec(cell(), 0..4), 1..4u32, 0..6u8).prop_map(|(cells, repeated, wrap)| {
        let hidden = if wrap == 1 { r#" table:visibility="collapse""# } else { "" };
        let row = format!(r#"<table:table-row table:number-rows-repeated="{repeated}"{hidden}>{}</table:table-row>"#, cells.concat());
        if wrap == 0 { format!("<table:table-row-group>{row}</table:table-row-group>") } else { row }
    })
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Empty),
        (any::<i32>(), 0u32..9, any::<bool>())
            .prop_map(|(digits, scale, percent)| Change::Number { value: Decimal::new(digits.into(), scale), percent }),
        any::<i64>().prop_map(|digits| Change::Number { value: Decimal::new(digits, 12), percent: false }),
        (1900i16..2100, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| day(&format!("{y:04}-{m:02}-{d:02}"))),
        any::<bool>().prop_map(Change::Bool),
        "[ a\\n\\té<&]{0,6}".prop_map(Change::Text),
    ]
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let one = ((0..10u32, 0..9u32), change());
    proptest::collection::vec(one, 1..7).prop_map(|edits| {
        let mut seen = BTreeSet::new();
        let at = |(row, column)| CellRef::new(row, column).to_string();
        edits.into_iter().filter(|(place, _)| seen.insert(*place)).map(|(place, change)| edit(&at(place), change)).collect()
    })
}

/// What a change leaves in a cell, as the grid says it.
fn result(change: &Change) -> Content {
    match change {
        Change::Number { value, .. } => {
            let rounded = value.round_sf_with_strategy(15, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
            Content::Number { value: rounded.unwrap().normalize(), percent: None }
        }
        Change::Date(date) => Content::Date { date: *date, without_year: false },
        Change::Bool(value) => Content::Bool(*value),
        Change::Text(text) if !text.trim().is_empty() => Content::Text(text.clone()),
        _ => Content::Empty,
    }
}

/// The contents, without what only formats say.
fn contents(sheet: &Sheet) -> BTreeMap<CellRef, Content> {
    let bare = |content: &Content| match content {
        Content::Number { value, .. } => Content::Number { value: *value, percent: None },
        Content::Date { date, .. } => Content::Date { date: *date, without_year: false },
        other => other.clone(),
    };
    sheet.filled().map(|cell| (cell.range.first, bare(&cell.content))).collect()
}

/// Everything else that is known of a sheet.
fn looks(sheet: &Sheet) -> (BTreeMap<CellRef, Option<Fill>>, Vec<CellRange>, bool) {
    let fills = sheet.cells.iter().filter(|(_, cell)| cell.fill.is_some()).map(|(at, cell)| (*at, cell.fill));
    (fills.collect(), sheet.merges.clone(), sheet.hidden)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_after_patching_is_applying_the_edits_to_what_was_read(
        rows in proptest::collection::vec(row(), 0..5),
        edits in edits(),
    ) {
        let mut libro = Libro { styles: STYLES.into(), ..foglio(&rows.concat()) };
        libro.tables += r#"<table:table table:name="Altro" table:style-name="nascosto"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>"#;
        let before = libro.bytes();
        let made = patch(&before, &edits);
        let after = made.bytes.clone().unwrap_or_else(|| before.clone());
        let (old, new) = (open(&before), open(&after));
        let mut expected = contents(&old.sheets[0]);
        for (edit, outcome) in edits.iter().zip(&made.outcomes) {
            prop_assert!(!matches!(outcome, Outcome::Differs(_)));
            if *outcome == Outcome::Written {
                match result(&edit.change) {
                    Content::Empty => drop(expected.remove(&edit.cell)),
                    content => drop(expected.insert(edit.cell, content)),
                }
            }
        }
        prop_assert_eq!(contents(&new.sheets[0]), expected);
        // Hidden rows are told up to the last one in use, and there may be more in use now.
        prop_assert!(new.sheets[0].hidden_rows.is_superset(&old.sheets[0].hidden_rows));
        prop_assert_eq!(looks(&new.sheets[0]), looks(&old.sheets[0]));
        prop_assert_eq!(contents(&new.sheets[1]), contents(&old.sheets[1]));
        prop_assert_eq!(looks(&new.sheets[1]), looks(&old.sheets[1]));
        prop_assert_eq!(others(&after), others(&before));
        let again = patch(&after, &edits);
        prop_assert_eq!(again.bytes, None);
        for (first, second) in made.outcomes.iter().zip(&again.outcomes) {
            let expected = if *first == Outcome::Written { &Outcome::Already } else { first };
            prop_assert_eq!(second, expected);
        }
    }
}
