//! What is left alone, and why.

use crate::libro::{Libro, day, edit, foglio, number, package, patch, patched, text};
use schedario::patch::{self, Change, Edit, Outcome, Refusal};

fn refused(libro: &Libro, edit: Edit) -> Refusal {
    let patched = patch(&libro.bytes(), &[edit]);
    assert_eq!(patched.bytes, None);
    match patched.outcomes.as_slice() {
        [Outcome::Refused(refusal)] => refusal.clone(),
        other => panic!("{other:?}"),
    }
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

#[test]
fn formulas_and_what_belongs_to_them_are_left_alone() {
    let libro = foglio(
        &(row(
            r#"<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell><table:table-cell table:formula="of:=[.A1:.A2]*2" table:number-matrix-columns-spanned="1" table:number-matrix-rows-spanned="2" office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell>"#,
        ) + &row(
            r#"<table:table-cell/><table:table-cell office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell><table:table-cell/>"#,
        )),
    );
    assert_eq!(refused(&libro, edit("A1", number("3"))), Refusal::Formula);
    assert_eq!(refused(&libro, edit("B1", number("3"))), Refusal::Array);
    assert_eq!(refused(&libro, edit("B2", number("3"))), Refusal::Array);
    patched(&libro.bytes(), &[edit("C2", number("3"))]);
}

#[test]
fn a_cell_under_a_merged_region_is_left_alone_and_its_first_is_not() {
    let libro = foglio(&row(
        r#"<table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="1"/><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell/>"#,
    ));
    assert_eq!(refused(&libro, edit("C1", text("x"))), Refusal::MergedInside);
    patched(&libro.bytes(), &[edit("A1", text("x")), edit("D1", text("x"))]);
}

#[test]
fn in_a_protected_sheet_only_unlocked_cells_change() {
    let mut libro = foglio(&row(
        r#"<table:table-cell/><table:table-cell table:style-name="libera"/><table:table-cell table:style-name="figlia"/><table:table-cell table:style-name="nascosta"/>"#,
    ));
    libro.styles = r#"<style:style style:name="libera" style:family="table-cell"><style:table-cell-properties style:cell-protect="none"/></style:style><style:style style:name="figlia" style:family="table-cell" style:parent-style-name="libera"/><style:style style:name="nascosta" style:family="table-cell"><style:table-cell-properties style:cell-protect="hidden-and-protected"/></style:style>"#.into();
    patched(&libro.bytes(), &[edit("A1", text("x"))]);
    libro.tables = libro.tables.replace("<table:table ", r#"<table:table table:protected="true" "#);
    assert_eq!(refused(&libro, edit("A1", text("x"))), Refusal::Protected);
    assert_eq!(refused(&libro, edit("D1", text("x"))), Refusal::Protected);
    assert_eq!(refused(&libro, edit("Z9", text("x"))), Refusal::Protected);
    patched(&libro.bytes(), &[edit("B1", text("x")), edit("C1", text("x"))]);
}

#[test]
fn a_value_that_the_cell_s_own_rule_forbids_is_refused() {
    let rule = |name: &str, condition: &str| {
        format!(
            r#"<table:content-validation table:name="{name}" table:condition="{condition}" table:allow-empty-cell="false"><table:error-message table:message-type="stop" table:display="true"/></table:content-validation>"#
        )
    };
    let rules = rule("sino", "of:cell-content-is-in-list(&quot;Sì&quot;;&quot;No&quot;)")
        + &rule("punti", "of:cell-content-is-decimal-number() and cell-content-is-between(1,[.$D$1])")
        + &rule("anno", "of:cell-content-is-date() and cell-content()&gt;=DATE(2023;1;1)")
        + &rule("formula", "of:is-true-formula([.A1]&gt;3)");
    let cell = |name: &str| format!(r#"<table:table-cell table:content-validation-name="{name}"/>"#);
    let cells = ["sino", "punti", "anno"].map(cell).concat()
        + r#"<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>"#
        + &cell("formula");
    let libro = Libro {
        before: format!("<table:content-validations>{rules}</table:content-validations>"),
        ..foglio(&row(&cells))
    };
    assert_eq!(refused(&libro, edit("A1", text("Forse"))), Refusal::Validation);
    assert_eq!(refused(&libro, edit("B1", number("6"))), Refusal::Validation);
    assert_eq!(refused(&libro, edit("B1", text("cinque"))), Refusal::Validation);
    assert_eq!(refused(&libro, edit("C1", day("2022-12-31"))), Refusal::Validation);
    assert_eq!(refused(&libro, edit("E1", number("1"))), Refusal::ValidationUnknown);
    patched(&libro.bytes(), &[edit("A1", text("Sì")), edit("B1", number("5")), edit("C1", day("2023-01-01"))]);
}

#[test]
fn what_another_source_would_write_again_is_left_alone() {
    let mut libro = foglio(&(row(
        r#"<table:table-cell><table:cell-range-source table:last-column-spanned="2" table:last-row-spanned="1"/></table:table-cell><table:table-cell/><table:table-cell/>"#,
    )));
    assert_eq!(refused(&libro, edit("B1", text("x"))), Refusal::Linked);
    libro.after = r#"<table:data-pilot-tables><table:data-pilot-table table:name="P" table:target-range-address="Foglio.C1:Foglio.D9"/></table:data-pilot-tables>"#.into();
    assert_eq!(refused(&libro, edit("D2", text("x"))), Refusal::Pivot);
    patched(&libro.bytes(), &[edit("E2", text("x"))]);
    libro.tables = r#"<table:table table:name="Foglio"><table:table-source/><table:table-row><table:table-cell/></table:table-row></table:table>"#.into();
    assert_eq!(refused(&libro, edit("A9", text("x"))), Refusal::Linked);
}

#[test]
fn a_sheet_that_is_not_there_or_is_there_twice_is_not_guessed() {
    let mut libro = foglio("");
    let mut elsewhere = edit("A1", text("x"));
    elsewhere.sheet = "foglio".into();
    assert_eq!(refused(&libro, elsewhere), Refusal::NoSheet);
    libro.tables = libro.tables.repeat(2);
    assert_eq!(refused(&libro, edit("A1", text("x"))), Refusal::NoSheet);
}

#[test]
fn a_refused_cell_does_not_stop_the_others() {
    let libro = foglio(&row(r#"<table:table-cell table:formula="of:=1+1"/><table:table-cell/>"#));
    let patched = patch(&libro.bytes(), &[edit("A1", number("3")), edit("B1", number("3"))]);
    assert_eq!(patched.outcomes, [Outcome::Refused(Refusal::Formula), Outcome::Written]);
    assert!(patched.bytes.is_some());
    let twice = [edit("B1", number("3")), edit("B1", number("4"))];
    assert_eq!(patch(&libro.bytes(), &twice).outcomes, vec![Outcome::Refused(Refusal::Conflict); 2]);
}

#[test]
fn a_workbook_that_is_signed_or_locked_or_keeps_its_revisions_is_left_alone() {
    let refused = |bytes: &[u8]| patch::patch(bytes, &[edit("A1", Change::Bool(true))]).unwrap_err();
    let mut libro = foglio("");
    libro.parts.push(("META-INF/documentsignatures.xml".into(), b"<x/>".to_vec()));
    assert_eq!(refused(&libro.bytes()), Refusal::Signed);
    let mut libro = foglio("");
    libro.before = r#"<table:tracked-changes><table:cell-content-change/></table:tracked-changes>"#.into();
    assert_eq!(refused(&libro.bytes()), Refusal::Tracked);
    let flat = foglio("").content().replace("document-content", "document");
    assert_eq!(refused(flat.as_bytes()), Refusal::Format);
    assert_eq!(refused(b"PK\x03\x04 cut"), Refusal::Damaged(schedario::package::Fault::Truncated));
    let other = package("<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body><office:text/></office:body></office:document-content>", &[]);
    assert!(patch::patch(&other, &[]).is_err());
}
