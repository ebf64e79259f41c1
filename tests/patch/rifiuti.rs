//! Cells that are not changed, each with its reason; the others are, all the same.

use crate::banco::{Libro, MAIN, OFFICE, edit, part, patched, refused, relation, zipped};
use schedario::patch::{Edit, Outcome, Refusal, patch};

/// Each of these edits is refused for this reason, or made if the reason is empty.
fn outcomes(libro: &Libro, expected: &[(&str, &str, &str)]) {
    for (address, new, why) in expected {
        let patched = patched(&libro.bytes(), &[edit(address, new)]);
        match &patched.outcomes[..] {
            [Outcome::Written] => assert!(why.is_empty(), "{address} «{new}» was written"),
            [Outcome::Refused(refusal)] => {
                let reason = refusal.reason();
                assert!(!why.is_empty() && reason.contains(why), "{address} «{new}»: {reason}");
            }
            other => panic!("{address} «{new}»: {other:?}"),
        }
    }
}

/// A sheet with this after its rows.
fn sheet(rows: &str, after: &str) -> Libro {
    Libro::with_sheet(&format!(
        r#"<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>{rows}</sheetData>{after}</worksheet>"#
    ))
}

#[test]
fn formulas_of_every_kind_stay() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>4</v></c><c r="C1"><f t="array" ref="C1:D2">A1:B2</f><v>0</v></c><c r="D1"><v>0</v></c><c r="F1"><f t="dataTable" ref="F1:F3" dt2D="0" dtr="0" r1="A1"/><v>1</v></c></row><row r="2"><c r="B2"><f t="shared" si="0"/><v>8</v></c><c r="F2"><v>2</v></c></row>"#,
    );
    outcomes(
        &libro,
        &[
            ("A1", "5", "contiene una formula"),
            ("B1", "5", "formula comune ad altre celle"),
            ("B2", "5", "formula comune ad altre celle"),
            ("B3", "5", ""),
            ("C1", "5", "formula matriciale"),
            ("D1", "5", "formula matriciale"),
            ("D2", "5", "formula matriciale"),
            ("E1", "5", ""),
            ("F2", "5", "tabella di simulazione"),
            ("F4", "5", ""),
            ("A1", "", "contiene una formula"),
        ],
    );
    // A formula that has the value already needs nothing.
    assert_eq!(patched(&libro.bytes(), &[edit("A1", "2")]).outcomes, [Outcome::Already]);
}

#[test]
fn of_merged_cells_only_the_first_is_written() {
    let libro = sheet(
        r#"<row r="1"><c r="A1"/><c r="B1"/></row>"#,
        r#"<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>"#,
    );
    outcomes(&libro, &[("A1", "5", ""), ("B1", "5", "unione di celle"), ("B2", "5", "unione di celle"), ("C1", "5", "")]);
}

#[test]
fn locked_cells_of_a_protected_sheet_stay() {
    let styles = [r#"<xf numFmtId="0"/>"#, r#"<xf numFmtId="0" applyProtection="1"><protection locked="0"/></xf>"#];
    let rows = r#"<row r="1"><c r="A1"/><c r="B1" s="1"/></row><row r="2" s="1" customFormat="1"/>"#;
    let protected = r#"<sheetProtection password="CC1A" sheet="1" objects="1"/><protectedRanges><protectedRange sqref="A1" name="a"/></protectedRanges>"#;
    let libro = sheet(rows, protected).styles("", &styles);
    outcomes(&libro, &[("A1", "5", "foglio protetto"), ("B1", "5", ""), ("Z2", "5", ""), ("C3", "5", "foglio protetto")]);
    let open = sheet(rows, r#"<sheetProtection sheet="0" objects="1"/>"#).styles("", &styles);
    outcomes(&open, &[("A1", "5", "")]);
}

#[test]
fn headers_and_totals_of_a_table_and_cells_of_a_pivot_table_stay() {
    let mut libro = sheet(r#"<row r="2"><c r="B2" t="inlineStr"><is><t>Area</t></is></c></row>"#, "")
        .part("xl/tables/t1.xml", &format!(r#"<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="B2:C5" totalsRowCount="1"><tableColumns count="2"><tableColumn id="1" name="Area"/><tableColumn id="2" name="Peso"/></tableColumns></table>"#))
        .part("xl/tables/t2.xml", &format!(r#"<table xmlns="{MAIN}" id="2" name="U" displayName="U" ref="E2:E5" headerRowCount="0"><tableColumns count="1"><tableColumn id="1" name="Nota"/></tableColumns></table>"#))
        .part("xl/pivotTables/p1.xml", &format!(r#"<pivotTableDefinition xmlns="{MAIN}" name="p"><location ref="H5:I9" firstHeaderRow="1" firstDataRow="1" firstDataCol="1" rowPageCount="1" colPageCount="1"/></pivotTableDefinition>"#));
    let relations = relation("rId1", "table", "../tables/t1.xml")
        + &relation("rId2", "table", "/xl/tables/t2.xml")
        + &relation("rId3", "pivotTable", "../pivotTables/p1.xml");
    libro.relations.insert(0, relations);
    outcomes(
        &libro,
        &[
            ("B2", "5", "intestazione di una colonna di tabella"),
            ("C2", "5", "intestazione di una colonna di tabella"),
            ("B3", "5", ""),
            ("C5", "5", "riga dei totali"),
            ("C6", "5", ""),
            ("E2", "5", ""),
            ("E5", "5", ""),
            ("H3", "5", "tabella pivot"),
            ("I9", "5", "tabella pivot"),
            ("H2", "5", ""),
            ("H10", "5", ""),
        ],
    );
}

/// A sheet whose column A has one rule each row.
fn ruled(rules: &[&str]) -> Libro {
    let rules: String = rules
        .iter()
        .enumerate()
        .map(|(index, rule)| rule.replace("<dataValidation ", &format!(r#"<dataValidation sqref="A{0} C{0}" showErrorMessage="1" "#, index + 1)))
        .collect();
    sheet(r#"<row r="1"><c r="E1"><v>10</v></c></row>"#, &format!(r#"<dataValidations count="1">{rules}</dataValidations>"#))
        .styles("", &[r#"<xf numFmtId="0"/>"#])
}

#[test]
fn a_list_allows_its_items_only() {
    let libro = ruled(&[
        r#"<dataValidation type="list"><formula1>"Sì, No,50%"</formula1></dataValidation>"#,
        r#"<dataValidation type="list"><formula1>$E$1:$F$3</formula1></dataValidation>"#,
        r#"<dataValidation type="list"><formula1>Elenchi!$A$1:$A$3</formula1></dataValidation>"#,
        r#"<dataValidation type="list"><formula1>Giudizi</formula1></dataValidation>"#,
        r#"<dataValidation type="list"><formula1>INDIRECT(B1)</formula1></dataValidation>"#,
        r#"<dataValidation type="list" errorStyle="warning"><formula1>"a"</formula1></dataValidation>"#,
    ])
    .and_sheet(
        "Elenchi",
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Alto</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Basso</t></is></c></row><row r="3"><c r="A3" t="str"><f>"Me"&amp;"dio"</f><v>Medio</v></c></row>"#,
    );
    let mut libro = libro;
    libro.after_sheets =
        r#"<definedNames><definedName name="Giudizi">Elenchi!$A$1:$A$2</definedName></definedNames>"#.into();
    outcomes(
        &libro,
        &[
            ("A1", "Sì", ""),
            ("C1", "No", ""),
            ("A1", "50%", ""),
            ("A1", "sì", "si può scegliere solo tra: Sì, No, 50%"),
            ("A2", "10", ""),
            ("A2", "11", "solo tra: 10"),
            ("A3", "basso", ""),
            ("A3", "Medio", ""),
            ("A3", "Massimo", "solo tra: Alto, Basso, Medio"),
            ("A4", "ALTO", ""),
            ("A4", "Medio", "solo tra: Alto, Basso"),
            ("A5", "Alto", "non si può controllare"),
            ("A6", "z", ""),
        ],
    );
}

#[test]
fn numbers_days_and_lengths_are_compared_with_their_bounds() {
    let libro = ruled(&[
        r#"<dataValidation type="whole"><formula1>0</formula1><formula2>100</formula2></dataValidation>"#,
        r#"<dataValidation type="decimal" operator="lessThanOrEqual"><formula1>$E$1</formula1></dataValidation>"#,
        r#"<dataValidation type="date" operator="greaterThan"><formula1>45291</formula1></dataValidation>"#,
        r#"<dataValidation type="textLength" operator="lessThan"><formula1>4</formula1></dataValidation>"#,
        r#"<dataValidation type="decimal" operator="notBetween"><formula1>0.5</formula1><formula2>1</formula2></dataValidation>"#,
        r#"<dataValidation type="decimal" operator="equal"><formula1>3</formula1></dataValidation>"#,
        r#"<dataValidation type="decimal" operator="notEqual"><formula1>3</formula1></dataValidation>"#,
        r#"<dataValidation type="decimal" operator="greaterThanOrEqual"><formula1>3</formula1></dataValidation>"#,
        r#"<dataValidation type="date" operator="lessThan"><formula1>TODAY()</formula1></dataValidation>"#,
        r#"<dataValidation type="custom"><formula1>A10&gt;0</formula1></dataValidation>"#,
        r#"<dataValidation type="time"><formula1>0.25</formula1><formula2>0.75</formula2></dataValidation>"#,
    ]);
    outcomes(
        &libro,
        &[
            ("A1", "100", ""),
            ("A1", "100,5", "un numero intero"),
            ("A1", "101", "un numero intero tra 0 e 100"),
            ("A1", "molto", "un numero intero"),
            ("A2", "10", ""),
            ("A2", "10,01", "un numero minore o uguale a 10"),
            ("A3", "1/1/2024", ""),
            ("A3", "31/12/2023", "non ammette questo valore"),
            ("A4", "sei", ""),
            ("A4", "sette", "minore di 4"),
            ("A5", "0,4", ""),
            ("A5", "0,5", "non tra 0,5 e 1"),
            ("A6", "3", ""),
            ("A6", "4", "uguale a 3"),
            ("A7", "4", ""),
            ("A7", "3", "diverso da 3"),
            ("A8", "3", ""),
            ("A8", "2,99", "maggiore o uguale a 3"),
            ("A9", "1/1/2024", "non si può controllare"),
            ("A10", "5", "non si può controllare"),
            ("A11", "0,5", ""),
            ("A11", "VERO", "un'ora"),
            ("B1", "101", ""),
        ],
    );
}

#[test]
fn emptying_is_always_allowed() {
    let libro = sheet(
        r#"<row r="1"><c r="A1"><v>1</v></c></row>"#,
        r#"<dataValidations><dataValidation sqref="A1" type="custom" allowBlank="0" showErrorMessage="1"><formula1>FALSE</formula1></dataValidation></dataValidations>"#,
    );
    outcomes(&libro, &[("A1", "", ""), ("A1", "2", "non si può controllare")]);
}

#[test]
fn rules_of_later_versions_count_too() {
    let libro = sheet(
        r#"<row r="1"><c r="A1"/></row>"#,
        r#"<dataValidations><dataValidation type="list" showErrorMessage="1" sqref="A2"><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="x12ac" xmlns:x12ac="urn:x12ac"><x12ac:list>"1,5",2</x12ac:list></mc:Choice><mc:Fallback><formula1>"1,5,2"</formula1></mc:Fallback></mc:AlternateContent></dataValidation></dataValidations><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="urn:x14"><x14:dataValidations count="1" xmlns:xm="urn:xm"><x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f>Elenchi!$A$1</xm:f></x14:formula1><xm:sqref>A1 B1:B3</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"#,
    )
    .and_sheet("Elenchi", r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Alto</t></is></c></row>"#);
    outcomes(
        &libro,
        &[("A1", "Alto", ""), ("B2", "Basso", "solo tra: Alto"), ("B4", "Basso", ""), ("A2", "1,5", ""), ("A2", "5", "solo tra: 1,5, 2")],
    );
}

#[test]
fn a_list_seen_from_another_cell_moves_with_it() {
    let libro = sheet(
        r#"<row r="1"><c r="D1"><v>1</v></c></row><row r="2"><c r="D2"><v>2</v></c></row>"#,
        r#"<dataValidations><dataValidation sqref="A1:A2" type="list" showErrorMessage="1"><formula1>D1</formula1></dataValidation></dataValidations>"#,
    );
    outcomes(&libro, &[("A1", "1", ""), ("A1", "2", "solo tra: 1"), ("A2", "2", ""), ("A2", "1", "solo tra: 2")]);
}

#[test]
fn a_sheet_that_is_not_there_or_has_no_cells_is_told() {
    let mut parts = Libro::with_rows("").parts();
    for (name, content) in &mut parts {
        let text = String::from_utf8(content.clone()).unwrap();
        *content = match name.as_str() {
            "xl/workbook.xml" => text.replace("</sheets>", r#"<sheet name="Grafico" sheetId="9" r:id="rId9"/></sheets>"#),
            "xl/_rels/workbook.xml.rels" => {
                text.replace("</Relationships>", &(relation("rId9", "chartsheet", "chartsheets/s.xml") + "</Relationships>"))
            }
            _ => text,
        }
        .into_bytes();
    }
    let bytes = zipped(&parts);
    let on = |sheet: &str| Edit { sheet: sheet.into(), ..edit("A1", "5") };
    assert!(refused(&bytes, on("Altro")).contains("un foglio che non c'è"));
    assert!(refused(&bytes, on("grafico")).contains("solo un grafico"));
    // Capitals in the name of a sheet do not matter, as in Excel.
    assert_eq!(patched(&bytes, &[on("SCHEDA")]).outcomes, [Outcome::Written]);
}

#[test]
fn a_cell_that_the_file_has_twice_or_out_of_order_is_not_guessed() {
    let libro = Libro::with_rows(
        r#"<row r="5"><c r="B5"><v>1</v></c><c r="A5"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="A2"><v>3</v></c></row>"#,
    );
    let outcome = |address: &str| patch(&libro.bytes(), &[edit(address, "9")]).unwrap().outcomes.remove(0);
    assert_eq!(outcome("A2"), Outcome::Refused(Refusal::CellTwice));
    assert_eq!(outcome("C5"), Outcome::Refused(Refusal::OutOfOrder));
    assert_eq!(outcome("A9"), Outcome::Refused(Refusal::OutOfOrder));
    // One that is there once can be written where it stands.
    let after = patch(&libro.bytes(), &[edit("A5", "9")]).unwrap().bytes.unwrap();
    assert!(part(&after, "xl/worksheets/sheet1.xml").contains(r#"<c r="B5"><v>1</v></c><c r="A5"><v>9</v></c>"#));
}

#[test]
fn two_different_values_for_one_cell_are_both_refused() {
    let libro = Libro::with_rows("");
    let patched = patched(&libro.bytes(), &[edit("A1", "1"), edit("B1", "2"), edit("A1", "3")]);
    let conflict = || Outcome::Refused(Refusal::Conflict);
    assert_eq!(patched.outcomes, [conflict(), Outcome::Written, conflict()]);
}

#[test]
fn a_sheet_in_another_encoding_is_read_and_not_changed() {
    let text = format!(r#"<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#);
    let mut utf16 = vec![0xFE, 0xFF];
    utf16.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let mut parts = Libro::with_rows("").parts();
    parts.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap().1 = utf16;
    let bytes = zipped(&parts);
    assert!(refused(&bytes, edit("A1", "5")).contains("codifica insolita"));
    assert_eq!(patched(&bytes, &[edit("A1", "1")]).outcomes, [Outcome::Already]);
}

#[test]
fn workbooks_that_cannot_be_changed_at_all_are_refused_whole() {
    let with = |name: &str, text: &str| {
        let mut parts = Libro::with_rows("").parts();
        parts.push((name.to_owned(), text.as_bytes().to_vec()));
        zipped(&parts)
    };
    let refusal = |bytes: &[u8]| patch(bytes, &[edit("A1", "5")]).unwrap_err();
    assert_eq!(refusal(&with("_xmlsignatures/origin.sigs", "")), Refusal::Signed);
    let own = r#"<Properties xmlns:vt="urn:vt"><property name="schedario-esito"><vt:bool>true</vt:bool></property></Properties>"#;
    assert_eq!(refusal(&with("docProps/custom.xml", own)), Refusal::Output);
    assert_eq!(refusal(b"a;b\r\n1;2\r\n"), Refusal::NoWorkbook);
    assert_eq!(refusal(&[]), Refusal::NoWorkbook);
    let whole = Libro::with_rows("").bytes();
    assert!(matches!(refusal(&whole[..whole.len() - 30]), Refusal::Damaged(_)));
    let xlsb = |text: Vec<u8>| String::from_utf8(text).unwrap().replace("workbook.xml", "workbook.bin").into_bytes();
    let parts = Libro::with_rows("").parts().into_iter().map(|(name, text)| {
        if name.contains("rels") { (name.replace("workbook.xml", "workbook.bin"), xlsb(text)) } else { (name.replace("workbook.xml", "workbook.bin"), text) }
    });
    assert_eq!(refusal(&zipped(&parts.collect::<Vec<_>>())), Refusal::Format);
}

#[test]
fn every_reason_ends_a_sentence_that_begins_with_the_cell() {
    for refusal in [Refusal::Format, Refusal::Formula, Refusal::NotAllowed("x".into()), Refusal::Elsewhere, Refusal::Protected] {
        let reason = refusal.reason();
        assert!(reason.starts_with(char::is_lowercase) && !reason.ends_with('.'), "{reason}");
    }
}
