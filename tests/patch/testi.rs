//! Texts: whole, and stretches of them replaced inside plain, shared and rich text.

use crate::banco::{Libro, MAIN, cell, edit, part, patched, read, refused, shown, stretch, written};
use schedario::grid::Content;
use schedario::patch::{Change, Edit, Outcome};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

fn shared(items: &[&str]) -> Libro {
    let cells: String =
        (0..items.len()).map(|index| format!(r#"<c r="{}1" t="s"><v>{index}</v></c>"#, char::from(b'A' + index as u8))).collect();
    Libro::with_rows(&format!(r#"<row r="1">{cells}<c r="J1" t="s"><v>0</v></c></row>"#)).strings(items)
}

fn content(bytes: &[u8], address: &str) -> Content {
    read(bytes).sheets[0].cells.get(&cell(address)).map(|cell| cell.content.clone()).unwrap_or_default()
}

#[test]
fn dots_inside_a_shared_text_are_filled_in_that_cell_alone() {
    let libro = shared(&["<si><t>Peso ponderale: ....... %</t></si>"]);
    let after = written(&libro.bytes(), &[stretch("A1", "Peso ponderale: ....... %", ".......", "15,5")]);
    assert_eq!([shown(&after, "A1"), shown(&after, "J1")], ["Peso ponderale: 15,5 %", "Peso ponderale: ....... %"]);
    assert_eq!(part(&after, STRINGS), part(&libro.bytes(), STRINGS));
    assert!(part(&after, SHEET).contains(r#"<c r="A1" t="inlineStr"><is><t>Peso ponderale: 15,5 %</t></is></c>"#));
}

#[test]
fn the_runs_around_a_replaced_stretch_stay_as_they_are() {
    let bold = r#"<rPr><b/><sz val="11"/><color theme="1"/><rFont val="Calibri"/><family val="2"/></rPr>"#;
    let plain = r#"<rPr><sz val="9"/></rPr>"#;
    let item = format!(
        r#"<si><r>{bold}<t xml:space="preserve">Rapporto: </t></r><r>{plain}<t>.....</t></r><r>{bold}<t> (&#232; il peso)</t></r></si>"#
    );
    let libro = shared(&[&item]);
    let whole = "Rapporto: .....(è il peso)";
    let after = written(&libro.bytes(), &[stretch("A1", whole, ".....", "1 / 3")]);
    assert_eq!(shown(&after, "A1"), "Rapporto: 1 / 3(è il peso)");
    let expected = item.replace("<t>.....</t>", "<t>1 / 3</t>").replace("si>", "is>");
    assert!(part(&after, SHEET).contains(&expected), "{}", part(&after, SHEET));
}

#[test]
fn a_stretch_over_several_runs_takes_the_look_of_its_first_character() {
    let item = r#"<si><r><rPr><b/></rPr><t>a..</t></r><r><rPr><i/></rPr><t>...</t></r><r><t>..c</t></r></si>"#;
    let after = written(&shared(&[item]).bytes(), &[stretch("A1", "a.......c", ".......", "B")]);
    assert!(
        part(&after, SHEET).contains(r#"<is><r><rPr><b/></rPr><t>aB</t></r><r><t>c</t></r></is>"#),
        "{}",
        part(&after, SHEET)
    );
}

#[test]
fn several_stretches_of_one_cell_are_filled_at_once() {
    let whole = "dal ../../.... al ../../....";
    let libro = shared(&[&format!("<si><t>{whole}</t></si>")]);
    let second = |text: &str| {
        let change = Change::Stretch { range: 18..28, text: text.to_owned() };
        Edit { change, ..stretch("A1", whole, "../../....", "") }
    };
    let edits = [second("31/12/2023"), stretch("A1", whole, "../../....", "01/01/2023")];
    let after = written(&libro.bytes(), &edits);
    assert_eq!(shown(&after, "A1"), "dal 01/01/2023 al 31/12/2023");
    assert!(patched(&after, &edits).outcomes.iter().all(|outcome| *outcome == Outcome::Already));
    let overlapping = [stretch("A1", whole, "../../....", "x"), stretch("A1", whole, "al ../../....", "y"), second("z")];
    let patched = patched(&libro.bytes(), &overlapping);
    assert_eq!(patched.bytes, None);
    assert!(patched.outcomes.iter().all(|outcome| matches!(outcome, Outcome::Refused(_))));
}

#[test]
fn inline_texts_formula_like_texts_and_empty_cells_take_stretches_too() {
    let libro = Libro::with_rows(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>n. ...</t></is></c><c r="B1" t="str"><v>n. ...</v></c><c r="C1"/></row>"#,
    );
    let insert = |address: &str, expected: Content| Edit {
        expected: Some(expected),
        change: Change::Stretch { range: 0..0, text: "n. 7".into() },
        ..edit(address, "")
    };
    let edits = [
        stretch("A1", "n. ...", "...", "5"),
        stretch("B1", "n. ...", "...", "6"),
        insert("C1", Content::Empty),
        insert("E5", Content::Empty),
    ];
    let after = written(&libro.bytes(), &edits);
    assert_eq!(["A1", "B1", "C1", "E5"].map(|cell| shown(&after, cell)), ["n. 5", "n. 6", "n. 7", "n. 7"]);
}

#[test]
fn prefixes_of_the_shared_texts_become_those_of_the_sheet() {
    for (sheet, strings) in [("", "s:"), ("x:", ""), ("x:", "s:")] {
        let declared = |prefix: &str| match prefix.trim_end_matches(':') {
            "" => format!(r#"xmlns="{MAIN}""#),
            prefix => format!(r#"xmlns:{prefix}="{MAIN}""#),
        };
        let libro = Libro::with_sheet(&format!(
            r#"<{sheet}worksheet {}><{sheet}sheetData><{sheet}row r="1"><{sheet}c r="A1" t="s"><{sheet}v>0</{sheet}v></{sheet}c></{sheet}row></{sheet}sheetData></{sheet}worksheet>"#,
            declared(sheet)
        ))
        .part(
            STRINGS,
            &format!(
                r#"<{strings}sst {}><{strings}si><{strings}r><{strings}rPr><{strings}b/></{strings}rPr><{strings}t>a </{strings}t></{strings}r><{strings}r><{strings}t>..</{strings}t></{strings}r></{strings}si></{strings}sst>"#,
                declared(strings)
            ),
        );
        let after = written(&libro.bytes(), &[stretch("A1", "a..", "..", "b")]);
        let expected = format!(
            r#"<{sheet}is><{sheet}r><{sheet}rPr><{sheet}b/></{sheet}rPr><{sheet}t>a </{sheet}t></{sheet}r><{sheet}r><{sheet}t>b</{sheet}t></{sheet}r></{sheet}is>"#
        );
        assert!(part(&after, SHEET).contains(&expected), "{}", part(&after, SHEET));
    }
}

#[test]
fn bytes_of_a_stretch_are_those_of_the_text_as_read() {
    let libro = shared(&["<si><t>Città_x000D_\r\n&amp;&#13;\n_x0007_fine: ..</t></si>", "<si><t><![CDATA[a < ..]]></t></si>"]);
    let whole = match content(&libro.bytes(), "A1") {
        Content::Text(text) => text,
        other => panic!("{other:?}"),
    };
    let edits = [stretch("A1", &whole, "fine: ..", "ok"), stretch("B1", "a < ..", "..", "b & c")];
    let after = written(&libro.bytes(), &edits);
    assert_eq!(shown(&after, "A1"), whole.replace("fine: ..", "ok"));
    assert_eq!(shown(&after, "B1"), "a < b & c");
}

#[test]
fn phonetic_hints_no_longer_fit_a_changed_text() {
    let item = r#"<si><t>東京 ..</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>"#;
    let after = written(&shared(&[item]).bytes(), &[stretch("A1", "東京 ..", "..", "2")]);
    assert!(part(&after, SHEET).contains("<is><t>東京 2</t></is>"));
}

#[test]
fn a_stretch_that_is_not_there_is_refused() {
    let libro = Libro::with_rows(r#"<row r="1"><c r="A1"><v>5</v></c><c r="B1" t="inlineStr"><is><t>è</t></is></c></row>"#);
    let at = |address: &str, range| Edit { change: Change::Stretch { range, text: "x".into() }, ..edit(address, "") };
    assert!(refused(&libro.bytes(), at("A1", 0..1)).contains("non contiene un testo"));
    assert!(refused(&libro.bytes(), at("B1", 0..9)).contains("non contiene più il tratto"));
    assert!(refused(&libro.bytes(), at("B1", 1..2)).contains("non contiene più il tratto"));
    assert!(refused(&libro.bytes(), at("C1", 0..1)).contains("non contiene più il tratto"));
}

#[test]
fn a_text_comes_back_as_it_was_given() {
    let libro = Libro::with_rows("");
    for text in [
        " spazi ai lati ",
        "due  spazi",
        "prima riga\nseconda\n",
        "a\tb",
        "_x0041_ e _x000D_",
        "=1+1",
        "+39 055 88331",
        "@nome",
        "<b> & \"virgolette\" 'apici'",
        "]]>",
        "città 😀 東京",
        "\u{a0}fisso\u{a0}",
    ] {
        let after = written(&libro.bytes(), &[Edit { change: Change::Text(text.into()), ..edit("A1", "") }]);
        assert_eq!(content(&after, "A1"), Content::Text(text.into()));
        assert!(!part(&after, SHEET).contains("<f"), "{text}");
    }
    let after = written(&libro.bytes(), &[Edit { change: Change::Text("a\r\nb".into()), ..edit("A1", "") }]);
    assert_eq!(content(&after, "A1"), Content::Text("a\nb".into()));
}

#[test]
fn a_text_that_no_cell_can_hold_is_refused() {
    let bytes = Libro::with_rows("").bytes();
    let text = |text: &str| Edit { change: Change::Text(text.into()), ..edit("A1", "") };
    for control in ["a\u{0}b", "\u{1}", "a\u{b}b", "\u{7f}", "\u{85}", "\u{fffe}", "\u{ffff}"] {
        assert!(refused(&bytes, text(control)).contains("caratteri che una cella non può contenere"), "{control:?}");
    }
    assert!(refused(&bytes, text(&"a".repeat(32_768))).contains("32.767"));
    assert!(refused(&bytes, text(&"😀".repeat(16_384))).contains("32.767"));
    written(&bytes, &[text(&"😀".repeat(16_383))]);
    written(&bytes, &[text(&"è".repeat(32_767))]);
    let whole = "x".repeat(32_000);
    let libro = shared(&[&format!("<si><t>{whole}</t></si>")]);
    assert!(refused(&libro.bytes(), stretch("A1", &whole, "x", &"y".repeat(1000))).contains("32.767"));
}

#[test]
fn shared_texts_in_another_encoding_are_read_all_the_same() {
    let text = format!(r#"<?xml version="1.0" encoding="UTF-16"?><sst xmlns="{MAIN}"><si><r><rPr><b/></rPr><t>è ..</t></r></si></sst>"#);
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let mut parts = shared(&["<si><t/></si>"]).parts();
    parts.iter_mut().find(|(name, _)| name == STRINGS).unwrap().1 = utf16;
    let after = written(&crate::banco::zipped(&parts), &[stretch("A1", "è ..", "..", "7")]);
    assert!(part(&after, SHEET).contains("<is><r><rPr><b/></rPr><t>è 7</t></r></is>"));
}
