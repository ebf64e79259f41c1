//! The notation of drawn workbooks, as `tests/README.md` gives it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // a test may fail

mod support {
    pub mod tabella;
}

use schedario::grid::{Content, Fill, Format};
use support::tabella::{Tabella, differences, drawings};

fn decimal(text: &str) -> rust_decimal::Decimal {
    text.parse().unwrap()
}

#[test]
fn cells_hold_what_excel_would_make_of_what_is_typed() {
    let drawn = Tabella::new(
        r##"# A.xlsx › Uno
            1 | 30% | 12,5 | 1.750 | -5 | 31/12/2023 | 12-ott | "30%" | a⏎b | VERO | #RIF! | 3/5 | 1/ED"##,
    );
    let cells: Vec<_> = drawn.libri[0].sheets[0].cells.values().collect();
    let number = |text, percent| Content::Number { value: decimal(text), percent: Some(percent) };
    let date =
        |day, month, without_year| Content::Date { date: jiff::civil::date(2023, month, day), without_year };
    let expected = [
        (number("0.3", true), "30%"),
        (number("12.5", false), "12,5"),
        (number("1750", false), "1.750"),
        (number("-5", false), "-5"),
        (date(31, 12, false), "31/12/2023"),
        (date(12, 10, true), "12-ott"),
        (Content::Text("30%".into()), "30%"),
        (Content::Text("a\nb".into()), "a\nb"),
        (Content::Bool(true), "VERO"),
        (Content::Error("#RIF!".into()), "#RIF!"),
        (Content::Text("3/5".into()), "3/5"),
        (Content::Text("1/ED".into()), "1/ED"),
    ];
    assert_eq!(cells.len(), expected.len());
    for (cell, (content, text)) in cells.into_iter().zip(expected) {
        assert_eq!((&cell.content, cell.text.as_str()), (&content, text));
    }
}

#[test]
fn merges_fills_and_formulas_are_those_drawn() {
    let drawn = Tabella::new(
        "# A.ods › Uno
            | A            | B | C
          2 | unita        | < | x [verde]
          3 | ^            | ^ | 40 [formula]
          5 | [#FFCC00]    |   |",
    );
    let sheet = &drawn.libri[0].sheets[0];
    assert_eq!(drawn.libri[0].format, Format::Ods);
    assert_eq!(sheet.merges.len(), 1);
    assert_eq!(sheet.merges[0].to_string(), "A2:B3");
    assert_eq!(sheet.at(2, 1).unwrap().text, "unita");
    assert_eq!(sheet.at(1, 2).unwrap().fill, Some(Fill([146, 208, 80])));
    assert!(sheet.at(2, 2).unwrap().formula);
    assert_eq!(sheet.at(4, 0).unwrap().fill, Some(Fill([255, 204, 0])));
    assert_eq!(sheet.cells.len(), 4);
}

#[test]
fn an_xls_has_no_colours_and_no_number_formats() {
    let drawn = Tabella::new("# A.xls › Uno\n 1 | 30% | [giallo]");
    let sheet = &drawn.libri[0].sheets[0];
    let cell = sheet.at(0, 0).unwrap();
    assert_eq!(cell.content, Content::Number { value: decimal("0.3"), percent: None });
    assert!(!sheet.has_fills && sheet.cells.len() == 1);
}

#[test]
fn sheets_of_one_file_are_one_workbook_and_marks_stand_where_they_are_drawn() {
    let drawn = Tabella::new(
        "<- ENT107 manca
         # A.xlsx › Uno [nascosto] <- LET020
          7 | a | b | <- FAS101 B7 non torna
            <- FAS201 B7
         # regolamento.toml <- REG104
         [stampa]
         # A.xlsx › Due
          1 | c",
    );
    assert_eq!(drawn.libri.len(), 1);
    assert_eq!(drawn.libri[0].sheets.iter().map(|sheet| &*sheet.name).collect::<Vec<_>>(), ["Uno", "Due"]);
    assert!(drawn.libri[0].sheets[0].hidden);
    assert_eq!(drawn.regolamento.as_deref().map(str::trim), Some("[stampa]"));
    let marks: Vec<_> = drawn
        .attesi
        .iter()
        .map(|mark| {
            (mark.codice.as_str(), mark.file.as_str(), mark.foglio.as_deref(), mark.riga, mark.testo.as_str())
        })
        .collect();
    assert_eq!(
        marks,
        [
            ("ENT107", "", None, None, "manca"),
            ("LET020", "A.xlsx", Some("Uno"), None, ""),
            ("FAS101", "A.xlsx", Some("Uno"), Some(6), "non torna"),
            ("FAS201", "A.xlsx", Some("Uno"), Some(6), ""),
            ("REG104", "regolamento.toml", None, None, ""),
        ]
    );
}

#[test]
fn what_is_drawn_and_not_found_and_what_is_found_and_not_drawn_are_told() {
    use schedario::rilievo::{Dove, Gravita, Rilievo};
    let drawn = Tabella::new("# A.xlsx › Uno\n 1 | a | <- FAS101 A1 non torna");
    let dove = Dove::foglio(&"A.xlsx".into(), &"Uno".into());
    let elsewhere = Rilievo::new("FAS101", Gravita::Errore, dove, "non torna");
    assert_eq!(differences(&drawn.attesi, std::slice::from_ref(&elsewhere), |_| true).len(), 2);
    assert_eq!(differences(&drawn.attesi, &[elsewhere], |codice| codice != "FAS101").len(), 1);
    assert_eq!(differences(&drawn.attesi, &[], |_| true).len(), 1);
}

#[test]
fn the_drawings_of_a_text_are_its_fenced_blocks() {
    let text = "//! before\n//!\n//! ```tabella\n//! # A.xlsx › Uno\n//!  1 | a\n//! ```\n//! after\n";
    assert_eq!(drawings(text), ["# A.xlsx › Uno\n 1 | a\n"]);
    assert!(!drawings(include_str!("README.md")).is_empty());
}

#[test]
fn a_drawing_that_cannot_be_is_refused() {
    for wrong in
        ["# A.xlsx › Uno\n 1 | < | a", "# A.xlsx › Uno\n 1 | a\n 2 | b | ^", "# A.xlsx › Uno\n parole"]
    {
        assert!(std::panic::catch_unwind(|| Tabella::new(wrong)).is_err(), "{wrong}");
    }
}
