//! Where a change goes: only the cell's own bytes, runs split where needed, what is missing written in its place.

use crate::libro::{Libro, content, edit, foglio, held, number, others, patched, rows, text};
use schedario::grid::Content;
use schedario::patch::Change;

const CASELLA: &str = r#"<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>"#;

#[test]
fn only_the_bytes_of_the_cell_change() {
    let libro = foglio(
        r#"<table:table-row table:style-name='ro1' ><table:table-cell table:style-name="ce1"   office:value-type='float' office:value="1" calcext:value-type="float"><text:p>1</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Punti &#x2014; "x"</text:p></table:table-cell></table:table-row >"#,
    );
    let before = libro.bytes();
    let after = patched(&before, &[edit("A1", number("7"))]);
    let expected = libro
        .content()
        .replace(r#"office:value="1""#, r#"office:value="7""#)
        .replace("<text:p>1</text:p>", "<text:p>7</text:p>");
    assert_eq!(content(&after), expected);
    assert_eq!(others(&after), others(&before));
    assert_eq!(others(&after)[0].0, "mimetype");
}

#[test]
fn a_run_of_equal_cells_is_split_only_around_the_one_that_changes() {
    let libro = foglio(
        r#"<table:table-row><table:table-cell table:style-name="ce1" table:number-columns-repeated="5"/></table:table-row>"#,
    );
    let after = patched(&libro.bytes(), &[edit("C1", number("7"))]);
    assert_eq!(
        rows(&after),
        r#"<table:table-row><table:table-cell table:style-name="ce1" table:number-columns-repeated="2"/><table:table-cell table:style-name="ce1" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell><table:table-cell table:style-name="ce1" table:number-columns-repeated="2"/></table:table-row>"#
    );
    let after = patched(&libro.bytes(), &[edit("A1", number("7")), edit("E1", number("7"))]);
    assert_eq!(rows(&after).matches("table:table-cell ").count(), 3);
    assert!(rows(&after).contains(r#"table:number-columns-repeated="3"/>"#));
}

#[test]
fn a_run_of_equal_rows_is_split_only_around_the_one_that_changes() {
    let row = |repeated: &str, cells: &str| {
        format!(r#"<table:table-row table:style-name="ro1"{repeated}>{cells}</table:table-row>"#)
    };
    let plain = r#"<table:table-cell table:number-columns-repeated="16384"/>"#;
    let repeated = |times: u32| format!(r#" table:number-rows-repeated="{times}""#);
    let libro = foglio(&row(&repeated(1_048_576), plain));
    let after = patched(&libro.bytes(), &[edit("A3", number("7"))]);
    let changed = format!(r#"{CASELLA}<table:table-cell table:number-columns-repeated="16383"/>"#);
    let expected =
        row(&repeated(2), plain) + &row("", &changed) + &row(&repeated(1_048_573), plain);
    assert_eq!(rows(&after), expected);
}

#[test]
fn content_repeated_in_rows_changes_in_one_of_them() {
    let libro = foglio(&format!(
        r#"<table:table-row table:number-rows-repeated="4">{CASELLA}</table:table-row>"#
    ));
    let after = patched(&libro.bytes(), &[edit("A2", text("otto")), edit("A3", Change::Empty)]);
    let seven = Content::Number { value: 7.into(), percent: Some(false) };
    assert_eq!(held(&after, "Foglio", "A1"), seven);
    assert_eq!(held(&after, "Foglio", "A2"), Content::Text("otto".into()));
    assert_eq!(held(&after, "Foglio", "A3"), Content::Empty);
    assert_eq!(held(&after, "Foglio", "A4"), seven);
    assert_eq!(held(&after, "Foglio", "A5"), Content::Empty);
}

#[test]
fn a_missing_cell_is_written_after_the_last_one_with_the_gap_before_it() {
    let libro = foglio(&format!("<table:table-row>{CASELLA}</table:table-row><table:table-row/>"));
    let after = patched(&libro.bytes(), &[edit("E1", number("7")), edit("B2", number("7"))]);
    assert_eq!(
        rows(&after),
        format!(
            r#"<table:table-row>{CASELLA}<table:table-cell table:number-columns-repeated="3"/>{CASELLA}</table:table-row><table:table-row><table:table-cell/>{CASELLA}</table:table-row>"#
        )
    );
}

#[test]
fn a_missing_row_is_written_after_the_last_one_and_before_what_follows_the_rows() {
    let mut libro = foglio(&format!(
        "<table:table-row-group><table:table-row>{CASELLA}</table:table-row></table:table-row-group><table:named-expressions/>"
    ));
    let after = patched(&libro.bytes(), &[edit("A4", number("7"))]);
    assert_eq!(
        rows(&after),
        format!(
            r#"<table:table-row-group><table:table-row>{CASELLA}</table:table-row></table:table-row-group><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>{CASELLA}</table:table-row><table:named-expressions/>"#
        )
    );
    libro.tables = r#"<table:table table:name="Foglio"/>"#.into();
    let after = patched(&libro.bytes(), &[edit("B2", number("7"))]);
    assert!(content(&after).contains(&format!(
        r#"<table:table table:name="Foglio"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell/></table:table-row><table:table-row><table:table-cell/>{CASELLA}</table:table-row></table:table>"#
    )));
}

#[test]
fn rows_and_columns_in_groups_and_headings_are_counted() {
    let libro = Libro {
        tables: format!(
            r#"<table:table table:name="Foglio"><office:forms/><table:shapes><draw:frame><draw:object><table:table><table:table-row>{CASELLA}</table:table-row></table:table></draw:object></draw:frame></table:shapes><table:table-header-columns><table:table-column/></table:table-header-columns><table:table-column/><table:table-header-rows><table:table-row>{CASELLA}</table:table-row></table:table-header-rows><table:table-row-group><table:table-row table:number-rows-repeated="2">{CASELLA}</table:table-row><table:table-row-group><table:table-row>{CASELLA}</table:table-row></table:table-row-group></table:table-row-group></table:table>"#
        ),
        ..Libro::default()
    };
    let after = patched(&libro.bytes(), &[edit("A4", text("ultima")), edit("A2", text("seconda"))]);
    assert_eq!(held(&after, "Foglio", "A4"), Content::Text("ultima".into()));
    assert_eq!(held(&after, "Foglio", "A2"), Content::Text("seconda".into()));
    assert_eq!(content(&after).matches(CASELLA).count(), 3);
}

#[test]
fn annotations_drawings_and_arrows_stay_when_the_text_changes() {
    let rest = [
        r#"<office:annotation office:display="true"><text:p>Nota: <text:span>vedi DUP</text:span></text:p></office:annotation><table:detective><table:operation table:name="trace-dependents" table:index="0"/></table:detective>"#,
        r#"<draw:frame draw:name="Firma"><draw:image/></draw:frame>"#,
    ];
    let cell = |value: &str, text: &str| {
        format!("<table:table-row><table:table-cell{value}>{}{text}{}</table:table-cell></table:table-row>", rest[0], rest[1])
    };
    let old = foglio(&cell(r#" office:value-type="string""#, "<text:p>prima</text:p><text:p>riga</text:p>"));
    let new = |change| rows(&patched(&old.bytes(), &[edit("A1", change)]));
    assert_eq!(new(text("dopo")), cell(r#" office:value-type="string""#, "<text:p>dopo</text:p>"));
    assert_eq!(new(Change::Empty), cell("", ""));
    let empty = foglio(&cell("", ""));
    let after = patched(&empty.bytes(), &[edit("A1", text("dopo"))]);
    assert_eq!(rows(&after), cell(r#" office:value-type="string""#, "<text:p>dopo</text:p>"));
}

#[test]
fn an_annotation_that_hangs_in_the_text_itself_stays() {
    let libro = foglio(
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p>prima<office:annotation><text:p>Nota</text:p></office:annotation></text:p></table:table-cell></table:table-row>"#,
    );
    let after = patched(&libro.bytes(), &[edit("A1", text("dopo"))]);
    assert_eq!(
        rows(&after),
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p><office:annotation><text:p>Nota</text:p></office:annotation>dopo</text:p></table:table-cell></table:table-row>"#
    );
}

#[test]
fn the_sample_office_s_own_workbook_changes_in_one_cell_only() {
    let path = "samples/calenzano-2023/consuntivo/Area Vigilanza.ods";
    let before = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let mut change = edit("A2", text("Responsabile: in attesa di nomina"));
    change.sheet = "OB 1".into();
    change.expected = Some(held(&before, "OB 1", "A2"));
    let after = patched(&before, &[change.clone()]);
    assert_eq!(others(&after), others(&before));
    let (old, new) = (content(&before), content(&after));
    let same = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    assert!(old[..same].ends_with("<text:p>Responsabile"));
    assert!(new[same..].starts_with(": in attesa di nomina</text:p></table:table-cell><table:covered-table-cell"));
    assert!(old.ends_with(&new[new[same..].find("</text:p>").unwrap() + same..]));
}
