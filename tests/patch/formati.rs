//! Number formats: a cell's own is respected, a cell without one gets what Excel gives when the value is typed.

use crate::banco::{Libro, MAIN, edit, part, patched, refused, shown, written};
use schedario::grid::Content;
use schedario::patch::Outcome;

const STYLES: &str = "xl/styles.xml";

/// Cells of row 1, from A, each in one of these number formats.
fn formats(ids: &[u32]) -> Libro {
    let cells: String = ids
        .iter()
        .enumerate()
        .map(|(index, _)| format!(r#"<c r="{}1" s="{index}"/>"#, char::from(b'A' + index as u8)))
        .collect();
    let styles: Vec<String> = ids
        .iter()
        .map(|id| format!(r#"<xf numFmtId="{id}" fontId="0" fillId="0" borderId="0" applyFont="1"><alignment wrapText="1"/></xf>"#))
        .collect();
    let codes = r##"<numFmts count="4"><numFmt numFmtId="164" formatCode="dd\-mm\-yy"/><numFmt numFmtId="165" formatCode="#,##0.00\ &quot;€&quot;"/><numFmt numFmtId="166" formatCode="0.0%"/><numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts>"##;
    Libro::with_rows(&format!(r#"<row r="1">{cells}</row>"#))
        .styles(codes, &styles.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_date_in_a_cell_without_a_format_is_shown_as_a_date() {
    let libro = formats(&[0, 2]);
    let after = written(&libro.bytes(), &[edit("A1", "31/12/2023")]);
    assert_eq!(shown(&after, "A1"), "31/12/2023");
    assert!(part(&after, "xl/worksheets/sheet1.xml").contains(r#"<c r="A1" s="2"><v>45291</v></c>"#));
    // One style more, a copy of the cell's own; those that were there are as they were.
    let added = r#"<xf numFmtId="14" fontId="0" fillId="0" borderId="0" applyFont="1" applyNumberFormat="1"><alignment wrapText="1"/></xf></cellXfs>"#;
    let before = part(&libro.bytes(), STYLES);
    assert_eq!(part(&after, STYLES), before.replace(r#"<cellXfs count="2">"#, r#"<cellXfs count="3">"#).replace("</cellXfs>", added));
}

#[test]
fn a_style_is_added_once_however_many_cells_need_it() {
    let libro = formats(&[0]);
    let after = written(&libro.bytes(), &[edit("A1", "31/12/2023"), edit("B1", "30/6/2023"), edit("C5", "1/1/2024")]);
    assert_eq!(part(&after, STYLES).matches(r#"numFmtId="14""#).count(), 1);
    // Nor a second time, when the workbook is changed again.
    let again = written(&after, &[edit("D1", "2/1/2024")]);
    assert_eq!(part(&again, STYLES), part(&after, STYLES));
    assert_eq!(shown(&again, "D1"), "02/01/2024");
}

#[test]
fn a_percentage_in_a_cell_without_a_format_is_shown_as_a_percentage() {
    let after = written(&formats(&[0]).bytes(), &[edit("A1", "80%"), edit("B1", "87,5%"), edit("C1", "0,8")]);
    assert_eq!(["A1", "B1", "C1"].map(|cell| shown(&after, cell)), ["80%", "87,50%", "0,8"]);
}

#[test]
fn formats_of_their_own_are_kept() {
    let libro = formats(&[14, 164, 9, 166, 165, 22]);
    let edits = [
        edit("A1", "31/12/2023"),
        edit("B1", "31/12/2023"),
        edit("C1", "80%"),
        edit("D1", "80%"),
        edit("E1", "1750"),
        edit("F1", "31/12/2023"),
    ];
    let after = written(&libro.bytes(), &edits);
    let shown = ["A1", "B1", "C1", "D1", "E1", "F1"].map(|cell| shown(&after, cell));
    assert_eq!(shown, ["31/12/2023", "31-12-23", "80%", "80,0%", "1.750,00 €", "31/12/2023 00:00"]);
    assert_eq!(part(&after, STYLES), part(&libro.bytes(), STYLES));
}

#[test]
fn in_a_cell_of_text_a_date_and_a_percentage_are_what_one_types() {
    let after = written(&formats(&[49]).bytes(), &[edit("A1", "5/3/2023")]);
    assert_eq!(shown(&after, "A1"), "05/03/2023");
    let after = written(&formats(&[49]).bytes(), &[edit("A1", "87,5%")]);
    assert_eq!(shown(&after, "A1"), "87,5%");
    assert!(part(&after, "xl/worksheets/sheet1.xml").contains(r#"t="inlineStr""#));
}

#[test]
fn a_format_that_would_show_something_else_is_a_reason_to_refuse() {
    let bytes = formats(&[2, 165, 9, 14, 167]).bytes();
    for (address, new, why) in [
        ("A1", "31/12/2023", "mostrerebbe la data come un numero"),
        ("B1", "31/12/2023", "mostrerebbe la data come un numero"),
        ("C1", "31/12/2023", "mostrerebbe la data come un numero"),
        ("E1", "31/12/2023", "mostrerebbe la data come un numero"),
        ("A1", "80%", "la percentuale senza il suo segno"),
        ("B1", "80%", "la percentuale senza il suo segno"),
        ("D1", "80", "mostrerebbe il numero come una data"),
        ("D1", "80%", "mostrerebbe il numero come una data"),
        ("E1", "80", "mostrerebbe il numero come una data"),
    ] {
        let reason = refused(&bytes, edit(address, new));
        assert!(reason.contains(why), "{address} {new}: {reason}");
    }
}

#[test]
fn days_are_counted_from_1904_where_the_workbook_does() {
    let mut libro = formats(&[14, 0]);
    libro.before_sheets = r#"<workbookPr date1904="1"/>"#.into();
    let after = written(&libro.bytes(), &[edit("A1", "31/12/2023"), edit("B1", "2/1/1904")]);
    assert!(part(&after, "xl/worksheets/sheet1.xml").contains("<v>43829</v>"));
    assert_eq!([shown(&after, "A1"), shown(&after, "B1")], ["31/12/2023", "02/01/1904"]);
    assert!(refused(&libro.bytes(), edit("A1", "31/12/1903")).contains("non può contenere questo valore"));
}

#[test]
fn a_day_that_no_workbook_knows_is_refused() {
    let bytes = formats(&[14]).bytes();
    assert!(refused(&bytes, edit("A1", "31/12/1899")).contains("non può contenere questo valore"));
    for day in ["1/1/1900", "28/2/1900", "1/3/1900", "31/12/9999"] {
        written(&bytes, &[edit("A1", day)]);
    }
}

#[test]
fn the_same_day_in_another_format_or_with_a_time_is_the_same_day() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1" s="0"><v>45291.75</v></c><c r="B1" t="d"><v>2023-12-31</v></c><c r="C1"><v>45291</v></c></row>"#,
    )
    .styles(r#"<numFmts><numFmt numFmtId="164" formatCode="d\-mmm"/></numFmts>"#, &[r#"<xf numFmtId="164"/>"#]);
    let patched = patched(&libro.bytes(), &["A1", "B1", "C1"].map(|address| edit(address, "31/12/2023")));
    assert_eq!(patched.outcomes, [Outcome::Already, Outcome::Already, Outcome::Already]);
}

#[test]
fn a_workbook_without_styles_cannot_show_a_date() {
    let libro = Libro::with_rows(r#"<row r="1"><c r="A1"/></row>"#);
    assert!(refused(&libro.bytes(), edit("A1", "31/12/2023")).contains("ha bisogno di un formato"));
    let after = written(&libro.bytes(), &[edit("A1", "45291")]);
    assert_eq!(shown(&after, "A1"), "45291");
}

#[test]
fn styles_with_prefixes_and_without_a_count_take_one_more() {
    let libro = Libro::with_rows(r#"<row r="1"><c r="A1"/></row>"#).part(
        "xl/styles.xml",
        &format!(r#"<s:styleSheet xmlns:s="{MAIN}"><s:cellXfs><s:xf numFmtId="0"/></s:cellXfs><s:dxfs><s:dxf><s:numFmt numFmtId="0" formatCode="0.00"/></s:dxf></s:dxfs></s:styleSheet>"#),
    );
    let after = written(&libro.bytes(), &[edit("A1", "31/12/2023")]);
    assert_eq!(shown(&after, "A1"), "31/12/2023");
    let styles = part(&after, STYLES);
    assert!(styles.contains(r#"<s:cellXfs count="2"><s:xf numFmtId="0"/><s:xf numFmtId="14" applyNumberFormat="1"/></s:cellXfs>"#), "{styles}");
}

#[test]
fn a_cell_taken_for_a_number_keeps_the_digits_that_were_given() {
    let bytes = formats(&[0]).bytes();
    for (typed, stored) in [
        ("0,1", "0.1"),
        ("33,333333333333336", "33.333333333333336"),
        ("100000000000000000000", "100000000000000000000"),
        ("0,00000001", "0.00000001"),
        ("-12345,678", "-12345.678"),
    ] {
        let after = written(&bytes, &[edit("A1", typed)]);
        let sheet = part(&after, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains(&format!("<v>{stored}</v>")), "{typed}: {sheet}");
    }
    let already = Content::Number { value: "0.1".parse().unwrap(), percent: None };
    let again = schedario::patch::Edit { expected: Some(already), ..edit("A1", "0,2") };
    written(&written(&bytes, &[edit("A1", "0,1")]), &[again]);
}
