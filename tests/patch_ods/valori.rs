//! What a cell holds after a change: value, type, text shown; its style stays.

use crate::libro::{Libro, content, day, edit, foglio, held, number, package, patch, patched, percent, rows, shown, text};
use jiff::civil::date;
use schedario::grid::{Content, Fill};
use schedario::patch::{Change, Outcome};

const FORMATI: &str = r##"<number:number-style style:name="D2"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style><number:percentage-style style:name="P0"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style><number:date-style style:name="G"><number:day/><number:text> </number:text><number:month number:style="long" number:textual="true"/><number:text> </number:text><number:year number:style="long"/></number:date-style><number:currency-style style:name="E0"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/><number:text> </number:text><number:currency-symbol>€</number:currency-symbol></number:currency-style><number:currency-style style:name="E"><number:text>-</number:text><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/><number:text> </number:text><number:currency-symbol>€</number:currency-symbol><style:map style:condition="value()&gt;=0" style:apply-style-name="E0"/></number:currency-style><style:style style:name="d2" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="D2"/><style:style style:name="p0" style:family="table-cell" style:data-style-name="P0"/><style:style style:name="g" style:family="table-cell" style:data-style-name="G"/><style:style style:name="e" style:family="table-cell" style:data-style-name="E"/><style:style style:name="rosso" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>"##;

/// A row of empty cells of these styles.
fn styled(styles: &[&str]) -> Libro {
    let cell = |style: &&str| format!(r#"<table:table-cell table:style-name="{style}"/>"#);
    let cells: String = styles.iter().map(cell).collect();
    Libro { styles: FORMATI.into(), ..foglio(&format!("<table:table-row>{cells}</table:table-row>")) }
}

#[test]
fn a_value_is_shown_in_the_format_of_its_cell() {
    let libro = styled(&["d2", "p0", "g", "e", "e", "rosso"]);
    let edits = [
        edit("A1", number("1234.565")),
        edit("B1", number("0.125")),
        edit("C1", day("2023-12-31")),
        edit("D1", number("1500")),
        edit("E1", number("-2.5")),
        edit("F1", number("12.5")),
    ];
    let after = patched(&libro.bytes(), &edits);
    let texts: Vec<String> =
        ["A1", "B1", "C1", "D1", "E1", "F1"].iter().map(|cell| shown(&after, cell)).collect();
    assert_eq!(texts, ["1.234,57", "13%", "31 dicembre 2023", "1.500,00 €", "-2,50 €", "12,5"]);
    let written = rows(&after);
    for expected in [
        r#"table:style-name="d2" office:value-type="float" office:value="1234.565""#,
        r#"table:style-name="p0" office:value-type="percentage" office:value="0.125""#,
        r#"table:style-name="g" office:value-type="date" office:date-value="2023-12-31""#,
        r#"table:style-name="e" office:value-type="currency" office:value="1500""#,
        r#"table:style-name="rosso" office:value-type="float" office:value="12.5""#,
    ] {
        assert!(written.contains(expected), "{written}");
    }
}

#[test]
fn a_cell_without_a_format_is_given_one_that_shows_percentages_and_days() {
    let libro = styled(&["rosso", "rosso", "Giallo", "d2", "rosso"]);
    let edits = [
        edit("A1", percent("0.3")),
        edit("B1", day("2023-12-31")),
        edit("C1", percent("0.125")),
        edit("D1", percent("0.3")),
        edit("E1", percent("1")),
    ];
    let after = patched(&libro.bytes(), &edits);
    let texts: Vec<String> = ["A1", "B1", "C1", "D1", "E1"].iter().map(|cell| shown(&after, cell)).collect();
    assert_eq!(texts, ["30%", "31/12/2023", "12,50%", "0,30", "100%"]);
    let written = content(&after);
    // One copy of the red style for both percentages, one for the day, and a descendant of the yellow one.
    assert_eq!(written.matches(r##"fo:background-color="#ff0000""##).count(), 3);
    assert!(written.contains(r#"style:parent-style-name="Giallo""#));
    assert!(written.contains(r#"table:style-name="d2" office:value-type="float""#));
    let fills = |bytes: &[u8]| -> Vec<Option<Fill>> {
        crate::libro::open(bytes).sheets[0].cells.values().map(|cell| cell.fill).collect()
    };
    let red = Some(Fill([255, 0, 0]));
    assert_eq!(fills(&after), [red, red, Some(Fill([255, 255, 0])), None, red]);
}

#[test]
fn a_format_is_given_also_where_the_content_has_no_styles_at_all() {
    let bare = r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Foglio"/></office:spreadsheet></office:body></office:document-content>"#;
    for content_before in [bare.to_owned(), bare.replace("<office:body>", "<office:automatic-styles/><office:body>")] {
        let after = patched(&package(&content_before, &[]), &[edit("A1", day("2023-12-31"))]);
        let content = content(&after);
        assert!(content.contains(r#"<number:date-style xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0""#));
        assert!(content.contains("</office:automatic-styles><office:body>"));
        assert_eq!(held(&after, "Foglio", "A1"), Content::Date { date: date(2023, 12, 31), without_year: false });
    }
}

#[test]
fn the_type_is_written_twice_where_it_was_written_twice() {
    let libro = foglio(
        r#"<table:table-row><table:table-cell office:value-type="float" office:value="1" calcext:value-type="float"><text:p>1</text:p></table:table-cell><table:table-cell office:value-type="currency" office:currency="EUR" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>"#,
    );
    let after = patched(&libro.bytes(), &[edit("A1", text("uno")), edit("B1", text("uno"))]);
    assert_eq!(
        rows(&after),
        r#"<table:table-row><table:table-cell office:value-type="string" calcext:value-type="string"><text:p>uno</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>uno</text:p></table:table-cell></table:table-row>"#
    );
    let after = patched(&libro.bytes(), &[edit("A1", Change::Empty), edit("B1", Change::Empty)]);
    assert_eq!(rows(&after), "<table:table-row><table:table-cell/><table:table-cell/></table:table-row>");
}

#[test]
fn lines_blanks_and_signs_of_a_text_come_back_as_they_were_typed() {
    for typed in ["  due  spazi  ", "prima\n\nterza ", "a\tb", "R&D <n. 1> \"x\"", " \n a", "a \n b"] {
        let after = patched(&foglio("").bytes(), &[edit("A1", text(typed))]);
        assert_eq!(held(&after, "Foglio", "A1"), Content::Text(typed.into()), "{}", rows(&after));
    }
    let after = patched(&foglio("").bytes(), &[edit("A1", text("prima\r\nseconda\u{0}"))]);
    assert_eq!(held(&after, "Foglio", "A1"), Content::Text("prima\nseconda".into()));
}

#[test]
fn a_text_formatted_all_alike_keeps_its_formatting_and_its_link() {
    let libro = foglio(
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p><text:span text:style-name="T1">da</text:span><text:span text:style-name="T1"> fare</text:span></text:p></table:table-cell><table:table-cell office:value-type="string"><text:p><text:span text:style-name="T1">Nota</text:span>: x</text:p></table:table-cell></table:table-row>"#,
    );
    let after = patched(&libro.bytes(), &[edit("A1", text("fatto")), edit("B1", text("y"))]);
    assert_eq!(
        rows(&after),
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p><text:span text:style-name="T1">fatto</text:span></text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>y</text:p></table:table-cell></table:table-row>"#
    );
}

#[test]
fn what_is_there_already_changes_no_byte() {
    let libro = foglio(
        r#"<table:table-row><table:table-cell office:value-type="percentage" office:value="0.30000000000000004"><text:p>30%</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2023-12-31T10:00:00"><text:p>31/12</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VERO</text:p></table:table-cell></table:table-row>"#,
    );
    let edits = [
        edit("A1", number("0.3")),
        edit("B1", day("2023-12-31")),
        edit("C1", Change::Empty),
        edit("D1", Change::Bool(true)),
        edit("Z99", text("  ")),
    ];
    let patched = patch(&libro.bytes(), &edits);
    assert_eq!(patched.outcomes, vec![Outcome::Already; 5]);
    assert_eq!(patched.bytes, None);
}

#[test]
fn if_one_cell_is_no_longer_what_was_read_nothing_changes_at_all() {
    let libro = foglio(
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p>riscritto</text:p></table:table-cell><table:table-cell/></table:table-row>"#,
    );
    let mut first = edit("A1", text("nuovo"));
    first.expected = Some(Content::Text("letto".into()));
    let second = edit("B1", number("1"));
    let patched = patch(&libro.bytes(), &[first.clone(), second.clone()]);
    assert_eq!(patched.outcomes[0], Outcome::Differs(Content::Text("riscritto".into())));
    assert_eq!(patched.bytes, None);
    // It holds already what it shall hold: whoever wrote it, there is nothing to do.
    first.change = text("riscritto");
    let patched = patch(&libro.bytes(), &[first, second]);
    assert_eq!(patched.outcomes, [Outcome::Already, Outcome::Written]);
    assert!(patched.bytes.is_some());
}
