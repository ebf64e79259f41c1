//! A stretch of a text replaced: the dots of a box filled, everything around them as it was.

use crate::libro::{content, edit, foglio, held, patch, patched, rows};
use proptest::prelude::*;
use schedario::grid::Content;
use schedario::patch::{Change, Edit, Outcome, Refusal};

/// A workbook whose A1 is a text with this inside.
fn cell(paragraphs: &str) -> Vec<u8> {
    foglio(&row(paragraphs)).bytes()
}

fn row(paragraphs: &str) -> String {
    format!(
        r#"<table:table-row><table:table-cell office:value-type="string">{paragraphs}</table:table-cell></table:table-row>"#
    )
}

/// The first of these words of A1 replaced.
fn fill(bytes: &[u8], old: &str, new: &str) -> Edit {
    let Content::Text(text) = held(bytes, "Foglio", "A1") else { panic!("A1 non è un testo") };
    let start = text.find(old).unwrap();
    edit("A1", Change::Stretch { range: start..start + old.len(), text: new.into() })
}

#[test]
fn dots_are_filled_and_the_formatting_around_them_stays() {
    let before = cell(
        r#"<text:p><text:span text:style-name="B">Strategicità</text:span> <text:span text:style-name="R">.....</text:span></text:p><text:p>Complessità: …… &amp; altro</text:p>"#,
    );
    let after = patched(&before, &[fill(&before, ".....", "4"), fill(&before, "……", "3")]);
    assert_eq!(
        rows(&after),
        row(
            r#"<text:p><text:span text:style-name="B">Strategicità</text:span> <text:span text:style-name="R">4</text:span></text:p><text:p>Complessità: 3 &amp; altro</text:p>"#
        )
    );
}

#[test]
fn what_is_inserted_looks_like_the_character_before_it() {
    let before = cell(r#"<text:p><text:span text:style-name="B">Peso:</text:span> da fare</text:p>"#);
    let insert = |at: usize, text: &str| edit("A1", Change::Stretch { range: at..at, text: text.into() });
    let after = patched(&before, &[insert(5, " 30")]);
    assert_eq!(
        rows(&after),
        row(r#"<text:p><text:span text:style-name="B">Peso: 30</text:span> da fare</text:p>"#)
    );
    let after = patched(&before, &[insert(0, "Il ")]);
    assert_eq!(held(&after, "Foglio", "A1"), Content::Text("Il Peso: da fare".into()));
}

#[test]
fn a_replacement_over_several_formattings_takes_that_of_its_first_character() {
    let before = cell(
        r#"<text:p>uno <text:span text:style-name="B">due</text:span><text:span text:style-name="R"> tre</text:span> quattro</text:p>"#,
    );
    let after = patched(&before, &[fill(&before, "ue tr", "X")]);
    assert_eq!(
        rows(&after),
        row(
            r#"<text:p>uno <text:span text:style-name="B">dX</text:span><text:span text:style-name="R">e</text:span> quattro</text:p>"#
        )
    );
}

#[test]
fn a_line_end_taken_away_joins_two_lines_and_one_put_in_parts_them() {
    let before = cell(
        r#"<text:p><text:span text:style-name="B">uno</text:span></text:p><text:p>due</text:p><draw:frame/><text:p/><text:p>tre</text:p>"#,
    );
    let after = patched(&before, &[fill(&before, "\ndue\n\nt", " T")]);
    assert_eq!(
        rows(&after),
        row(r#"<text:p><text:span text:style-name="B">uno T</text:span>re</text:p><draw:frame/>"#)
    );
    let after = patched(&before, &[fill(&before, "n", "\n")]);
    assert_eq!(held(&after, "Foglio", "A1"), Content::Text("u\no\ndue\n\ntre".into()));
    assert!(rows(&after).contains(
        r#"<text:span text:style-name="B">u</text:span></text:p><text:p><text:span text:style-name="B">o"#
    ));
}

#[test]
fn a_stretch_filled_before_changes_no_byte_the_second_time() {
    let before = cell("<text:p>Peso .....</text:p>");
    let mut fill = fill(&before, ".....", "30");
    fill.expected = Some(Content::Text("Peso .....".into()));
    let after = patched(&before, std::slice::from_ref(&fill));
    let again = patch(&after, &[fill.clone()]);
    assert_eq!((again.outcomes, again.bytes), (vec![Outcome::Already], None));
    let other = patched(&after, &[edit("A1", Change::Text("Peso 40".into()))]);
    let late = patch(&other, &[fill]);
    assert_eq!(late.outcomes, [Outcome::Differs(Content::Text("Peso 40".into()))]);
}

#[test]
fn a_stretch_that_is_not_there_or_is_a_field_is_refused() {
    let before = cell(r#"<text:p>Foglio <text:sheet-name>Foglio</text:sheet-name>, 1</text:p>"#);
    let stretch = |range| edit("A1", Change::Stretch { range, text: "x".into() });
    let outcome = |edits: &[Edit]| patch(&before, edits).outcomes;
    assert_eq!(outcome(&[stretch(10..12)]), [Outcome::Refused(Refusal::StretchField)]);
    assert_eq!(outcome(&[stretch(90..91)]), [Outcome::Refused(Refusal::Stretch)]);
    assert_eq!(outcome(&[stretch(0..4), stretch(3..5)]), vec![Outcome::Refused(Refusal::Conflict); 2]);
    let after = patched(&before, &[stretch(0..6)]);
    assert!(content(&after).contains("<text:p>x <text:sheet-name>Foglio</text:sheet-name>, 1</text:p>"));
}

/// Text with formatting and white space of every kind.
fn paragraphs() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("a"),
        Just("è"),
        Just(" "),
        Just("  "),
        Just("\n "),
        Just("&amp;"),
        Just("&#8230;"),
        Just("..."),
        Just("<text:s/>"),
        Just(r#"<text:s text:c="3"/>"#),
        Just("<text:tab/>"),
        Just("<text:line-break/>"),
        Just(r#"<text:span text:style-name="B">b c</text:span>"#),
        Just(r#"<text:span text:style-name="B"> <text:span text:style-name="R">..</text:span> </text:span>"#),
        Just("<office:annotation><text:p>n</text:p></office:annotation>"),
        Just("<![CDATA[x<y]]>"),
        Just("</text:p><text:p>"),
        Just("</text:p><text:p/><text:p>"),
    ];
    proptest::collection::vec(piece, 1..12).prop_map(|pieces| format!("<text:p>x{}</text:p>", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_text_after_is_the_text_before_with_its_stretch_replaced(
        paragraphs in paragraphs(),
        new in "[a \\n\\t<é]{0,5}",
        cuts in (0usize..40, 0usize..8),
    ) {
        let before = cell(&paragraphs);
        let Content::Text(text) = held(&before, "Foglio", "A1") else { panic!() };
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let start = cuts.0 % places.len();
        let end = (start + cuts.1).min(places.len() - 1);
        let range = places[start]..places[end];
        let mut expected = text.clone();
        expected.replace_range(range.clone(), &new);
        let change = Edit {
            expected: Some(Content::Text(text)),
            ..edit("A1", Change::Stretch { range, text: new })
        };
        let made = patch(&before, &[change]);
        let after = made.bytes.unwrap_or_else(|| before.clone());
        let now = held(&after, "Foglio", "A1");
        match expected.trim().is_empty() {
            true => prop_assert_eq!(now, Content::Empty),
            false => prop_assert_eq!(now, Content::Text(expected), "{}", rows(&after)),
        }
        let notes = |bytes: &[u8]| content(bytes).matches("<office:annotation>").count();
        prop_assert_eq!(notes(&after), notes(&before));
    }
}
