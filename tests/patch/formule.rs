//! Formulas that depend on a changed cell: their saved results follow, or are taken away for the spreadsheet program
//! to compute.

use crate::banco::{Libro, edit, part, patched, shown, shown_on, written};
use schedario::grid::Content;
use schedario::patch::{Edit, patch};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const BOOK: &str = "xl/workbook.xml";

#[test]
fn a_sum_follows_its_addends_through_other_sheets() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1" s="0"><f>SUM(A1:B1)</f><v>3</v></c><c r="D1"><f>9*9</f><v>81</v></c></row>"#,
    )
    .and_sheet("Totali", r#"<row r="1"><c r="A1" t="str"><f>IF(Scheda!C1&gt;10,"alto","basso")</f><v>basso</v></c></row>"#);
    let patched = patched(&libro.bytes(), &[edit("A1", "40,5")]);
    let after = patched.bytes.unwrap();
    assert!(part(&after, SHEET).contains(r#"<c r="C1" s="0"><f>SUM(A1:B1)</f><v>42.5</v></c><c r="D1"><f>9*9</f><v>81</v></c>"#));
    assert!(part(&after, "xl/worksheets/sheet2.xml").contains("<v>alto</v>"));
    let followed: Vec<(String, String)> =
        patched.recomputed.iter().map(|formula| (formula.sheet.to_string(), formula.cell.to_string())).collect();
    assert_eq!(followed, [("Scheda".into(), "C1".into()), ("Totali".into(), "A1".into())]);
    assert_eq!(part(&after, BOOK), part(&libro.bytes(), BOOK), "nothing is left to compute");
}

#[test]
fn shared_formulas_follow_in_each_of_their_cells() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="4">A1*$A$1</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="4"/><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="4"/><v>3</v></c></row>"#,
    );
    let after = written(&libro.bytes(), &[edit("A2", "5")]);
    assert_eq!(["B1", "B2", "B3"].map(|cell| shown(&after, cell)), ["1", "5", "3"]);
    let after = written(&libro.bytes(), &[edit("A1", "10")]);
    assert_eq!(["B1", "B2", "B3"].map(|cell| shown(&after, cell)), ["100", "20", "30"]);
    assert!(part(&after, SHEET).contains(r#"<f t="shared" si="4"/><v>20</v>"#));
}

#[test]
fn the_type_of_a_result_follows_too() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>IF(A1=1,5,"n.d.")</f><v>5</v></c><c r="C1" t="str"><f>IF(A1=1,"sì",A1/0)</f><v>sì</v></c><c r="D1" t="b"><f>A1=1</f><v>1</v></c></row>"#,
    );
    let after = written(&libro.bytes(), &[edit("A1", "0")]);
    let sheet = part(&after, SHEET);
    for cell in [
        r#"<c r="B1" t="str"><f>IF(A1=1,5,"n.d.")</f><v>n.d.</v></c>"#,
        r#"<c r="C1" t="e"><f>IF(A1=1,"sì",A1/0)</f><v>#DIV/0!</v></c>"#,
        r#"<c r="D1" t="b"><f>A1=1</f><v>0</v></c>"#,
    ] {
        assert!(sheet.contains(cell), "{cell} in {sheet}");
    }
    assert_eq!(part(&written(&after, &[edit("A1", "1")]), SHEET), part(&libro.bytes(), SHEET));
}

#[test]
fn a_formula_that_cannot_be_computed_here_is_left_for_the_program_that_opens_the_file() {
    let mut libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>INDIRECT("A1")&amp;"x"</f><v>1x</v></c></row>"#,
    );
    for (after_sheets, expected) in [
        ("", r#"</sheets><calcPr fullCalcOnLoad="1"/></workbook>"#),
        (r#"<calcPr calcId="191029"/>"#, r#"<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>"#),
        (r#"<calcPr calcId="1" fullCalcOnLoad="0"/><extLst/>"#, r#"<calcPr calcId="1" fullCalcOnLoad="1"/><extLst/></workbook>"#),
        (
            r#"<definedNames><definedName name="N">1</definedName></definedNames><pivotCaches/><extLst/>"#,
            r#"</definedNames><calcPr fullCalcOnLoad="1"/><pivotCaches/><extLst/></workbook>"#,
        ),
    ] {
        libro.after_sheets = after_sheets.into();
        let after = written(&libro.bytes(), &[edit("A1", "2")]);
        assert!(part(&after, SHEET).contains(r#"<c r="B1"><f>INDIRECT("A1")&amp;"x"</f></c>"#));
        assert!(part(&after, BOOK).ends_with(expected), "{}", part(&after, BOOK));
    }
    // A second change finds everything asked for already.
    let after = written(&libro.bytes(), &[edit("A1", "2")]);
    let again = written(&after, &[edit("A1", "3")]);
    assert_eq!(part(&again, BOOK), part(&after, BOOK));
}

#[test]
fn an_array_formula_loses_the_results_of_all_its_cells() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" cm="1"><f t="array" ref="B1:B2">A1:A2*2</f><v>2</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>4</v></c></row>"#,
    );
    let after = written(&libro.bytes(), &[edit("A1", "5")]);
    assert!(part(&after, SHEET).contains(r#"<c r="B1" cm="1"><f t="array" ref="B1:B2">A1:A2*2</f></c>"#));
    assert!(part(&after, SHEET).contains(r#"<c r="B2"/>"#));
    assert!(part(&after, BOOK).contains(r#"fullCalcOnLoad="1""#));
}

#[test]
fn formulas_that_do_not_depend_on_the_cell_keep_their_results_and_so_do_those_that_come_out_the_same() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>7</v></c><c r="C1"><f>B1+1</f><v>8.0</v></c><c r="D1"><f>A1&gt;0</f></c><c r="E1" t="b"><f>A1&gt;0</f><v>1</v></c></row>"#,
    );
    let patched = patched(&libro.bytes(), &[edit("A1", "3")]);
    let sheet = part(&patched.bytes.unwrap(), SHEET);
    assert!(sheet.contains(r#"<f>B1+1</f><v>8.0</v>"#));
    assert!(sheet.contains(r#"<c r="D1" t="b"><f>A1&gt;0</f><v>1</v></c>"#), "{sheet}");
    assert_eq!(patched.recomputed.len(), 1);
}

#[test]
fn names_and_columns_of_tables_are_followed() {
    let mut libro = Libro::with_rows(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Peso</t></is></c><c r="C1"><f>SUM(Fasi[Peso])</f><v>3</v></c><c r="D1"><f>Primo*10</f><v>10</v></c></row><row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>"#,
    )
    .part("xl/tables/t.xml", r#"<table xmlns="x" id="1" name="Fasi" displayName="Fasi" ref="A1:A3"><tableColumns count="1"><tableColumn id="1" name="Peso"/></tableColumns></table>"#);
    libro.relations.insert(0, crate::banco::relation("rId1", "table", "../tables/t.xml"));
    libro.after_sheets = r#"<definedNames><definedName name="Primo">Scheda!$A$2</definedName></definedNames>"#.into();
    let after = written(&libro.bytes(), &[edit("A2", "8")]);
    assert_eq!(["C1", "D1"].map(|cell| shown(&after, cell)), ["10", "80"]);
}

#[test]
fn a_refused_edit_changes_no_result() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>99</v></c></row>"#,
    );
    let wrong = Edit { expected: Some(Content::Number { value: 2.into(), percent: None }), ..edit("A1", "3") };
    let patched = patch(&libro.bytes(), &[wrong]).unwrap();
    assert!(patched.bytes.is_none() && patched.recomputed.is_empty());
}

#[test]
fn a_day_is_a_number_to_a_formula() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1"><f>A1+1</f><v>2</v></c></row>"#,
    )
    .styles("", &[r#"<xf numFmtId="0"/>"#, r#"<xf numFmtId="14"/>"#])
    .and_sheet("Altro", "");
    let after = written(&libro.bytes(), &[edit("A1", "31/12/2023")]);
    assert_eq!(shown_on(&after, "Scheda", "B1"), "45292");
}
