//! Results of formulas that depend on a changed cell: right, or not there at all.

use crate::libro::{Libro, content, edit, foglio, held, number, open, patch, patched, rows, shown, text};
use schedario::grid::Content;
use schedario::patch::{Outcome, prove, prove_parts};

fn value(number: i64) -> Content {
    Content::Number { value: number.into(), percent: Some(false) }
}

/// A1 and A2 are numbers; these are the cells of the third row.
fn sums(cells: &str) -> Libro {
    foglio(&format!(
        r#"<table:table-row><table:table-cell office:value-type="float" office:value="10"><text:p>10</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="20"><text:p>20</text:p></table:table-cell></table:table-row><table:table-row>{cells}</table:table-row>"#
    ))
}

#[test]
fn a_sum_follows_the_cells_it_adds_and_whoever_reads_it_follows_too() {
    let libro = sums(
        r#"<table:table-cell table:style-name="ce1" table:formula="of:=SUM([.A1:.A2])" office:value-type="float" office:value="30" calcext:value-type="float"><text:p>30</text:p></table:table-cell><table:table-cell table:formula="of:=IF([.A3]&gt;35;&quot;troppo&quot;;&quot;va bene&quot;)" office:value-type="string" office:string-value="va bene" calcext:value-type="string"><text:p>va bene</text:p></table:table-cell><table:table-cell table:formula="of:=[.A2]*2" office:value-type="float" office:value="40"><text:p>40</text:p></table:table-cell>"#,
    );
    let before = libro.bytes();
    let edits = [edit("A1", number("20"))];
    let made = patch(&before, &edits);
    let after = made.bytes.clone().unwrap();
    assert!(rows(&after).contains(
        r#"<table:table-cell table:style-name="ce1" table:formula="of:=SUM([.A1:.A2])" office:value-type="float" office:value="40" calcext:value-type="float"><text:p>40</text:p></table:table-cell><table:table-cell table:formula="of:=IF([.A3]&gt;35;&quot;troppo&quot;;&quot;va bene&quot;)" office:value-type="string" office:string-value="troppo" calcext:value-type="string"><text:p>troppo</text:p></table:table-cell><table:table-cell table:formula="of:=[.A2]*2" office:value-type="float" office:value="40"><text:p>40</text:p></table:table-cell>"#
    ));
    let followed: Vec<_> =
        made.recomputed.iter().map(|one| (one.cell.to_string(), one.value.clone())).collect();
    assert_eq!(
        followed,
        [("A3".into(), Some(value(40))), ("B3".into(), Some(Content::Text("troppo".into())))]
    );
    assert_eq!(prove(&open(&before), &open(&after), &edits, &made), Ok(()));
    assert_eq!(prove_parts(&before, &after, &edits, &made), Ok(()));
    let again = patch(&after, &edits);
    assert_eq!((again.bytes, again.outcomes), (None, vec![Outcome::Already]));
}

#[test]
fn a_result_that_is_not_certain_is_taken_away_and_never_left_stale() {
    let libro = sums(
        r#"<table:table-cell table:formula="of:=INDIRECT(&quot;A1&quot;)" office:value-type="float" office:value="10" calcext:value-type="float"><text:p>10</text:p></table:table-cell><table:table-cell table:formula="of:=[.A1]&amp;&quot; punti&quot;" office:value-type="date" office:date-value="2023-01-01"><text:p>x</text:p></table:table-cell><table:table-cell table:formula="of:=1/[.A1]" office:value-type="float" office:value="0.1"><text:p>0,1</text:p></table:table-cell>"#,
    );
    let made = patch(&libro.bytes(), &[edit("A1", number("0"))]);
    let after = made.bytes.unwrap();
    assert!(rows(&after).contains(r#"<table:table-cell table:formula="of:=INDIRECT(&quot;A1&quot;)"/>"#));
    assert!(rows(&after).contains(r#"<table:table-cell table:formula="of:=1/[.A1]"/>"#));
    assert_eq!(held(&after, "Foglio", "A3"), Content::Empty);
    assert_ne!(
        held(&after, "Foglio", "B3"),
        Content::Date { date: jiff::civil::date(2023, 1, 1), without_year: false }
    );
}

#[test]
fn the_members_of_an_array_formula_lose_their_stale_results() {
    let libro = sums(
        r#"<table:table-cell/><table:table-cell table:formula="of:=[.A1:.A2]*2" table:number-matrix-columns-spanned="2" table:number-matrix-rows-spanned="1" office:value-type="float" office:value="20"><text:p>20</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="40"><text:p>40</text:p></table:table-cell>"#,
    );
    let after = patched(&libro.bytes(), &[edit("A2", number("1"))]);
    assert!(rows(&after).contains(r#"table:number-matrix-rows-spanned="1"/><table:table-cell/>"#));
}

#[test]
fn results_keep_the_format_of_their_cell() {
    let libro = Libro {
        styles: r#"<number:percentage-style style:name="P2"><number:number number:decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style><number:date-style style:name="G"><number:day/><number:text>/</number:text><number:month/></number:date-style><style:style style:name="p2" style:family="table-cell" style:data-style-name="P2"/><style:style style:name="g" style:family="table-cell" style:data-style-name="G"/>"#.into(),
        ..sums(
            r#"<table:table-cell table:style-name="p2" table:formula="of:=[.A1]/[.A2]" office:value-type="percentage" office:value="0.5"><text:p>50,00%</text:p></table:table-cell><table:table-cell table:style-name="g" table:formula="of:=[.A1]+45000" office:value-type="date" office:date-value="2023-03-25"><text:p>25/3</text:p></table:table-cell>"#,
        )
    };
    let after = patched(&libro.bytes(), &[edit("A1", number("5"))]);
    assert_eq!((shown(&after, "A3"), shown(&after, "B3")), ("25,00%".into(), "20/3".into()));
    assert!(content(&after).contains(r#"office:value-type="date" office:date-value="2023-03-20""#));
}

#[test]
fn names_and_other_sheets_are_followed() {
    let mut libro = sums(
        r#"<table:table-cell table:formula="of:=Totale+1" office:value-type="float" office:value="31"><text:p>31</text:p></table:table-cell>"#,
    );
    libro.tables += r#"<table:table table:name="L'altro"><table:table-row table:number-rows-repeated="2"><table:table-cell table:formula="of:=[$Foglio.$A$3]" office:value-type="float" office:value="31"><text:p>31</text:p></table:table-cell></table:table-row></table:table>"#;
    libro.after = r#"<table:named-expressions><table:named-expression table:name="Totale" table:base-cell-address="$Foglio.$A$1" table:expression="of:=SUM([$Foglio.$A$1:.$A$2])"/></table:named-expressions>"#.into();
    let made = patch(&libro.bytes(), &[edit("A2", number("30"))]);
    let after = made.bytes.unwrap();
    for (sheet, cell) in [("Foglio", "A3"), ("L'altro", "A1"), ("L'altro", "A2")] {
        let now = held(&after, sheet, cell);
        assert!(now == value(41) || now == Content::Empty, "{sheet} {cell} {now:?}");
    }
}

#[test]
fn formulas_that_do_not_depend_on_the_change_stay_as_they_are_to_the_byte() {
    let libro = sums(
        r#"<table:table-cell table:formula="of:=[.A2]*2" office:value-type="float" office:value="999"><text:p>vecchio</text:p></table:table-cell>"#,
    );
    let made = patch(&libro.bytes(), &[edit("B1", text("x"))]);
    assert!(made.recomputed.is_empty());
    assert!(
        rows(&made.bytes.unwrap())
            .ends_with(&rows(&libro.bytes())[rows(&libro.bytes()).find("</table:table-row>").unwrap()..])
    );
}
