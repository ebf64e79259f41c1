//! Cells where they go: those that are there, those that are not, in rows that are there or not.

use crate::banco::{Libro, MAIN, OFFICE, edit, part, patched, shown, written};
use schedario::grid::Content;
use schedario::patch::{Edit, Outcome};

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The rows of the sheet after edits all of which are made.
fn rows_after(libro: &Libro, edits: &[Edit]) -> String {
    let text = part(&written(&libro.bytes(), edits), SHEET);
    let (_, inside) = text.split_once("sheetData>").unwrap();
    inside.rsplit_once("</").unwrap().0.trim_end_matches("</worksheet>").replace("</sheetData>", "")
}

#[test]
fn only_the_value_of_a_cell_changes_and_its_attributes_stay() {
    let libro = Libro::with_rows(
        r#"<row r="2" spans="1:4"  ht="30" ><c  s="0" r="B2" ph="1" t="s"><v>0</v></c><c r='C2'><v>7</v></c></row>"#,
    )
    .strings(&["<si><t>prima</t></si>"]);
    assert_eq!(
        rows_after(&libro, &[edit("B2", "12,5")]),
        r#"<row r="2" spans="1:4"  ht="30" ><c  s="0" r="B2" ph="1"><v>12.5</v></c><c r='C2'><v>7</v></c></row>"#
    );
}

#[test]
fn every_kind_of_value_is_written_as_itself() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="C1"><v>1</v></c><c r="D1"/></row>"#,
    );
    let edits = [edit("A1", ""), edit("B1", "VERO"), edit("C1", "a < b"), edit("D1", "-0,25")];
    assert_eq!(
        rows_after(&libro, &edits),
        r#"<row r="1"><c r="A1"/><c r="B1" t="b"><v>1</v></c><c r="C1" t="inlineStr"><is><t>a &lt; b</t></is></c><c r="D1"><v>-0.25</v></c></row>"#
    );
}

#[test]
fn a_missing_cell_is_added_in_its_place_in_the_row() {
    let libro = Libro::with_rows(
        r#"<row r="3" spans="2:4"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row><row r="7"/>"#,
    );
    let edits = [edit("C3", "5"), edit("A3", "4"), edit("F3", "6"), edit("B7", "7"), edit("A7", "8")];
    assert_eq!(
        rows_after(&libro, &edits),
        r#"<row r="3" spans="1:6"><c r="A3"><v>4</v></c><c r="B3"><v>1</v></c><c r="C3"><v>5</v></c><c r="D3"><v>2</v></c><c r="F3"><v>6</v></c></row><row r="7"><c r="A7"><v>8</v></c><c r="B7"><v>7</v></c></row>"#
    );
}

#[test]
fn a_missing_row_is_added_in_its_place() {
    let libro = Libro::with_rows(r#"<row r="3"><c r="B3"><v>1</v></c></row><row r="7"><c r="A7"/></row>"#);
    let edits = [edit("B9", "4"), edit("A1", "1"), edit("C5", "3"), edit("B5", "2")];
    assert_eq!(
        rows_after(&libro, &edits),
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>1</v></c></row><row r="5"><c r="B5"><v>2</v></c><c r="C5"><v>3</v></c></row><row r="7"><c r="A7"/></row><row r="9"><c r="B9"><v>4</v></c></row>"#
    );
}

#[test]
fn an_empty_sheet_takes_its_first_row() {
    for data in ["<sheetData/>", "<sheetData />", "<sheetData></sheetData>"] {
        let libro = Libro::with_sheet(&format!(
            r#"<worksheet xmlns="{MAIN}"><dimension ref="A1"/>{data}<pageMargins left="0"/></worksheet>"#
        ));
        let after = written(&libro.bytes(), &[edit("B2", "x")]);
        assert_eq!(
            part(&after, SHEET),
            format!(
                r#"<worksheet xmlns="{MAIN}"><dimension ref="A1:B2"/><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c></row></sheetData><pageMargins left="0"/></worksheet>"#
            )
        );
    }
}

#[test]
fn a_new_cell_takes_the_style_of_its_row_or_else_of_its_column() {
    let xf = |font: u8| format!(r#"<xf numFmtId="0" fontId="{font}"/>"#);
    let libro = Libro::with_sheet(&format!(
        r#"<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" width="9" style="2"/></cols><sheetData><row r="1" s="1" customFormat="1"/><row r="2" s="1"/></sheetData></worksheet>"#
    ))
    .styles("", &[&xf(0), &xf(1), &xf(2)]);
    let after =
        written(&libro.bytes(), &[edit("B1", "1"), edit("B2", "2"), edit("C3", "3"), edit("D3", "4")]);
    let sheet = part(&after, SHEET);
    for cell in [
        r#"<c r="B1" s="1"><v>1</v></c>"#,
        r#"<c r="B2" s="2"><v>2</v></c>"#,
        r#"<c r="C3" s="2"><v>3</v></c>"#,
        r#"<c r="D3"><v>4</v></c>"#,
    ] {
        assert!(sheet.contains(cell), "{cell} in {sheet}");
    }
}

#[test]
fn rows_and_cells_without_an_address_are_counted() {
    let libro = Libro::with_rows(
        r#"<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="B2"><v>3</v></c><c><v>4</v></c></row><row r="9"><c><v>5</v></c></row>"#,
    );
    let edits = [edit("B1", "20"), edit("C2", "40"), edit("A2", "30"), edit("D1", "9"), edit("A5", "50")];
    assert_eq!(
        rows_after(&libro, &edits),
        r#"<row><c><v>1</v></c><c><v>20</v></c><c r="D1"><v>9</v></c></row><row><c r="A2"><v>30</v></c><c r="B2"><v>3</v></c><c><v>40</v></c></row><row r="5"><c r="A5"><v>50</v></c></row><row r="9"><c><v>5</v></c></row>"#
    );
}

#[test]
fn prefixes_are_those_of_the_sheet() {
    let libro = Libro::with_sheet(&format!(
        r#"<x:worksheet xmlns:x="{MAIN}" xmlns:r="{OFFICE}"><x:dimension ref="A1"/><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row><x:row r="2"/></x:sheetData></x:worksheet>"#
    ))
    .strings(&["<si><t>a</t></si>"]);
    let after =
        written(&libro.bytes(), &[edit("A1", "b"), edit("B1", "1"), edit("A2", "2"), edit("A3", "3")]);
    assert!(part(&after, SHEET).contains(
        r#"<x:dimension ref="A1:B3"/><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c><x:c r="B1"><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c></x:row><x:row r="3"><x:c r="A3"><x:v>3</x:v></x:c></x:row></x:sheetData>"#
    ));
}

#[test]
fn a_byte_order_mark_and_a_declaration_move_nothing() {
    let sheet = format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<!-- città --><worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
    );
    let after = written(&Libro::with_sheet(&sheet).bytes(), &[edit("A1", "2"), edit("B1", "3")]);
    let expected = sheet.replace(r#"<v>1</v></c>"#, r#"<v>2</v></c><c r="B1"><v>3</v></c>"#);
    assert_eq!(part(&after, SHEET), expected);
}

#[test]
fn alternatives_and_extensions_of_later_versions_stay_as_they_are() {
    let sheet = format!(
        r#"<worksheet xmlns="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="urn:ac"><sheetData><row r="1" x14ac:dyDescent="0.25"><c r="A1"><v>1</v><extLst><ext uri="u"><a xmlns="urn:a"><v>9</v></a></ext></extLst></c></row></sheetData><mc:AlternateContent><mc:Choice Requires="x14"><controls><control name="c" r="A1"/></controls></mc:Choice><mc:Fallback><row r="1"><c r="A1"><v>5</v></c></row></mc:Fallback></mc:AlternateContent><extLst><ext uri="z"><row><c r="A1"/></row></ext></extLst></worksheet>"#
    );
    let libro = Libro::with_sheet(&sheet);
    let after = schedario::patch::patch(&libro.bytes(), &[edit("A1", "2")]).unwrap().bytes.unwrap();
    assert_eq!(part(&after, SHEET), sheet.replacen("<v>1</v>", "<v>2</v>", 1));
}

#[test]
fn what_is_said_of_the_old_value_goes_with_it() {
    let libro = Libro::with_rows(r#"<row r="1"><c r="A1" vm="1" cm="2" t="e"><v>#VALUE!</v></c></row>"#);
    assert_eq!(rows_after(&libro, &[edit("A1", "2")]), r#"<row r="1"><c r="A1" cm="2"><v>2</v></c></row>"#);
}

#[test]
fn a_cell_that_holds_the_value_already_is_left_alone() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="str"><v>x</v></c></row>"#,
    )
    .strings(&[r#"<si><r><t xml:space="preserve">a </t></r><r><t>b</t></r></si>"#]);
    let edits = [edit("A1", "0,3"), edit("B1", "a b"), edit("C1", "x"), edit("D1", ""), edit("D9", "'  ")];
    let patched = patched(&libro.bytes(), &edits);
    assert_eq!(patched.bytes, None);
    assert!(patched.outcomes.iter().all(|outcome| *outcome == Outcome::Already), "{:?}", patched.outcomes);
}

#[test]
fn if_one_cell_is_not_as_expected_nothing_at_all_changes() {
    let libro = Libro::with_rows(r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>"#);
    let expecting =
        |address: &str, expected: Content, new: &str| Edit { expected: Some(expected), ..edit(address, new) };
    let edits = [
        expecting("A1", Content::Number { value: 1.into(), percent: Some(true) }, "10"),
        expecting("B1", Content::Number { value: 3.into(), percent: None }, "20"),
        expecting("C1", Content::Empty, "30"),
        expecting("B1", Content::Number { value: 9.into(), percent: None }, "2"),
    ];
    let all = patched(&libro.bytes(), &edits[..3]);
    assert_eq!(all.bytes, None);
    let holds = Content::Number { value: 2.into(), percent: Some(false) };
    assert_eq!(all.outcomes[1], Outcome::Differs(holds));
    assert!(
        matches!(&all.outcomes[0], Outcome::Refused(refusal) if refusal.reason().contains("un'altra cella"))
    );
    // Without that one, the others are made; a cell that holds the new value already is as good as expected.
    let others = [edits[0].clone(), edits[2].clone(), edits[3].clone()];
    let patched = patched(&libro.bytes(), &others);
    assert_eq!(patched.outcomes, [Outcome::Written, Outcome::Written, Outcome::Already]);
    assert_eq!(shown(&patched.bytes.unwrap(), "C1"), "30");
}

#[test]
fn an_absent_cell_and_a_blank_one_are_equally_empty() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>"#,
    );
    for address in ["A1", "Z9"] {
        for expected in [Content::Empty, Content::Text("  ".into())] {
            let edit = Edit { expected: Some(expected), ..edit(address, "5") };
            assert_eq!(shown(&written(&libro.bytes(), &[edit]), address), "5");
        }
    }
}
