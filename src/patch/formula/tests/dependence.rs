//! Which formulas follow a change, and in which order.

use super::*;

/// A sheet's name, its cells, its formulas.
type Written<'t> = (&'t str, &'t str, &'t [(&'t str, &'t str)]);

fn with_sheets(mut book: Book, more: &[Written]) -> Book {
    for (name, values, formulas) in more {
        let formulas = formulas.iter().map(|(cell, text)| formula(cell, text)).collect();
        book.sheets.push(Sheet { name: (*name).to_owned(), values: cells(values), formulas });
    }
    book
}

fn name(name: &str, sheet: Option<usize>, text: &str) -> Name {
    Name { name: name.to_owned(), sheet, text: text.to_owned() }
}

#[test]
fn only_what_depends_follows_in_order_of_computation() {
    let book = book(
        "A1=2 A2=5 B1=99 B2=5 B3=0 B4=10",
        &[("B1", "B3+1"), ("B2", "A2"), ("B3", "A1*10"), ("B4", "A2*2"), ("B5", "SUM(A2:A9)")],
    );
    assert_eq!(after(&book, "A1"), "B3=20 B1=21");
    assert_eq!(after(&book, "A9"), "B5=5");
    assert_eq!(after(&book, "C1"), "");
    assert_eq!(after(&book, ""), "");
}

#[test]
fn dependence_goes_through_sheets_names_and_whole_columns() {
    let first = book("A1=3 A2=4 A3=1", &[("B1", "Pesi*2"), ("B2", "SUM(A:A)"), ("B3", "SUM(3:3)")]);
    let mut book = with_sheets(
        first,
        &[
            (
                "Foglio 2",
                "A1=1",
                &[("B1", "'Foglio 2'!A1+Foglio1!A1"), ("B2", "Locale"), ("B3", "foglio1!b1")],
            ),
            ("Foglio3", "A1=5", &[("B1", "SUM('Foglio1:Foglio3'!A1)"), ("B2", "SUM(Foglio1:Foglio3!A2)")]),
        ],
    );
    book.names = vec![
        name("Pesi", None, "Foglio1!$A$1"),
        name("Locale", Some(1), "Pesi+1"),
        name("locale", None, "Foglio1!$A$2"),
    ];
    assert_eq!(after(&book, "A1"), "B1=6 B2=8 Foglio 2!B1=4 Foglio 2!B2=4 Foglio 2!B3=6 Foglio3!B1=9");
    assert_eq!(after(&book, "A2"), "B2=8 Foglio3!B2=4");
}

#[test]
fn names_see_their_relative_cells_from_the_formula() {
    let mut book = book("A5=7", &[("B5", "Accanto*2"), ("B6", "Accanto"), ("B7", "Circolo")]);
    book.names = vec![name("Accanto", None, "Foglio1!A1"), name("Circolo", None, "Circolo+1")];
    // seen from A1, `A1` is the cell itself: a circle
    assert_eq!(after(&book, "A5"), "B7=?");
    book.names = vec![name("Accanto", None, "Foglio1!$A1")];
    assert_eq!(after(&book, "A5"), "B5=14");
}

#[test]
fn tables_are_known_by_their_columns() {
    let mut book = book(
        "A1=Obiettivo B1=Peso C1=Voto_[%] A2=x B2=0.4 C2=80 A3=y B3=0.6 C3=90 B4=1",
        &[
            ("D2", "Tab[[#This Row],[Peso]]*Tab[[#This Row],[Voto '[%']]]"),
            ("D3", "Tab[@Peso]*10"),
            ("B4", "SUM(Tab[Peso])"),
            ("F1", "SUMPRODUCT(Tab[Peso],Tab[Voto '[%']])"),
            ("F2", "SUM(Tab[[Peso]:[Voto '[%']]])"),
            ("F3", "Tab[[#Headers],[Peso]]"),
            ("F4", "Tab[[#Totals],[Peso]]*100"),
            ("F5", "COUNTA(Tab)"),
            ("F6", "SUM(Tab[Ignota])"),
        ],
    );
    book.tables = vec![Table {
        name: "Tab".into(),
        sheet: 0,
        range: CellRange::read("A1:D4").unwrap(),
        columns: ["Obiettivo", "Peso", "Voto [%]", "Prodotto"].map(String::from).to_vec(),
        header_rows: 1,
        totals_rows: 1,
    }];
    assert_eq!(after(&book, "B3"), "D3=6 B4=1 F1=86 F2=171 F4=100 F5=8 F6=?");
    assert_eq!(after(&book, "B1"), "F3=\"Peso\" F6=?");
    assert_eq!(after(&book, "C2"), "D2=32 F1=86 F2=171 F5=8 F6=?");
}

#[test]
fn what_chooses_its_cells_may_depend_on_any() {
    let book = book(
        "A1=1 B1=1 B5=2",
        &[
            ("B1", "INDIRECT(\"A\"&1)"),
            ("B2", "B1+1"),
            ("B3", "OFFSET(A1,1,1)"),
            ("B4", "(("),
            ("B5", "A2*2"),
        ],
    );
    assert_eq!(after(&book, "Z9"), "B1=? B2=? B3=? B4=?");
}

#[test]
fn the_clock_is_no_dependence_but_leaves_no_certainty() {
    let book = book(
        "A1=1 B1=45000 B2=1 B3=3",
        &[("B1", "TODAY()"), ("B2", "B1+A1"), ("B3", "RAND()"), ("B4", "A1+1")],
    );
    assert_eq!(after(&book, "A1"), "B2=? B4=2");
}

#[test]
fn circles_end_and_have_no_result() {
    let book = book(
        "A1=1",
        &[
            ("B1", "B2+A1"),
            ("B2", "B3"),
            ("B3", "B1"),
            ("B4", "B3+1"),
            ("B5", "B5+A1"),
            ("B6", "IF(A1,A1,B6)"),
        ],
    );
    let found = after(&book, "A1");
    let mut found: Vec<_> = found.split(' ').collect();
    found.sort_unstable();
    assert_eq!(found, ["B1=?", "B2=?", "B3=?", "B4=?", "B5=?", "B6=?"]);
}

#[test]
fn arrays_and_what_if_tables_lose_all_their_results() {
    let mut book = book("A1=1 C1=1 C2=2 E1=5 F1=7 E2=3 F2=9", &[("D1", "SUM(C1:C2)"), ("E1", "A2*2")]);
    let range = |text| Some(CellRange::read(text).unwrap());
    book.sheets[0].formulas.push(Formula {
        range: range("C1:C3"),
        kind: Kind::Array,
        ..formula("C1", "A1:A3*2")
    });
    let table = Formula { range: range("F2:F3"), kind: Kind::DataTable, ..formula("F2", "") };
    book.sheets[0].formulas.push(table);
    assert_eq!(after(&book, "A1"), "C1=? C2=? D1=?");
    assert_eq!(after(&book, "A2"), "C1=? C2=? D1=? E1=0 F2=?");
    assert_eq!(after(&book, "E2"), "F2=?");
    assert_eq!(after(&book, "F3"), "");
}

#[test]
fn a_saved_result_that_was_already_wrong_is_not_built_upon() {
    // A2 did not change: B2 is not touched. Its saved result is right, missing, wrong
    let formulas = [("B1", "A1+B2"), ("B2", "A2*2")];
    assert_eq!(after(&book("A1=1 A2=5 B2=10", &formulas), "A1"), "B1=11");
    assert_eq!(after(&book("A1=1 A2=5", &formulas), "A1"), "B1=11");
    assert_eq!(after(&book("A1=1 A2=5 B2=0", &formulas), "A1"), "B1=?");
    // what cannot be computed is believed
    let formulas = [("B1", "A1+B2"), ("B2", "IGNOTA(A2)")];
    assert_eq!(after(&book("A1=1 A2=5 B2=10", &formulas), "A1"), "B1=11");
    assert_eq!(after(&book("A1=1 A2=5", &formulas), "A1"), "B1=?");
}

#[test]
fn a_formula_in_a_changed_cell_is_no_longer_there() {
    let book = book("A1=1 B1=8", &[("B1", "A1*2"), ("C1", "B1+1")]);
    assert_eq!(after(&book, "A1 B1"), "C1=9");
}

#[test]
fn sums_by_criterion_read_as_many_cells_as_they_test() {
    let book = book("A1=a A3=a B1=1 B3=5 C1=1", &[("C1", "SUMIF(A1:A3,\"a\",B1)")]);
    assert_eq!(after(&book, "B3"), "C1=6");
    assert_eq!(after(&book, "B4"), "");
}

#[test]
fn other_workbooks_and_addresses_are_no_dependence() {
    let formulas = [
        ("B1", "[1]Foglio1!A1+1"),
        ("B2", "'[Altro file.xlsx]Foglio1'!$A$1:$A$9"),
        ("B3", "ROW(A1)+ROWS(A1:A5)"),
        ("B4", "Inesistente+1"),
        ("B5", "#REF!+1"),
        ("B6", "Perduto!A1"),
        ("B7", "SUM([1]Foglio1:Foglio2!A1)"),
        ("B8", "[1]!Nome"),
    ];
    assert_eq!(after(&book("A1=1", &formulas), "A1"), "");
}

#[test]
fn a_chain_as_long_as_a_sheet_is_followed() {
    let mut book = book("A1=1", &[]);
    let long = 100_000;
    for row in (1..long).rev() {
        book.sheets[0].formulas.push(formula(&format!("A{}", row + 1), &format!("A{row}+1")));
    }
    let answers = recompute(&book, &[(0, CellRef::new(0, 0))]);
    assert_eq!(answers.len(), long - 1);
    assert_eq!(answers[0].1, CellRef::new(1, 0));
    assert_eq!(answers[long - 2].2, Some(Value::Number(long.into())));
}

#[test]
fn many_formulas_over_the_same_cells_are_followed_once_each() {
    let mut book = book("A1=1 A2=2", &[]);
    let rows: u32 = 400;
    for row in 1..=rows {
        let text = format!("SUM(A:A)+VLOOKUP(1,$A:$A,1,FALSE)+COUNTIF(C$1:C{row},\"x\")*0");
        book.sheets[0].formulas.push(formula(&format!("B{row}"), &text));
        book.sheets[0].formulas.push(formula(&format!("D{row}"), &format!("SUM(B$1:B{row})")));
    }
    let answers = recompute(&book, &[(0, CellRef::new(0, 0))]);
    assert_eq!(answers.len(), 2 * rows as usize);
    for (_, cell, value) in answers {
        let right = if cell.column == 1 { 4 } else { 4 * (cell.row + 1) };
        assert_eq!(value, Some(Value::Number(right.into())), "{cell}");
    }
}

#[test]
fn names_that_unfold_without_end_are_given_up() {
    let mut book = book("A1=1", &[("B1", "N0+A1")]);
    for at in 0..60 {
        book.names.push(name(&format!("N{at}x"), None, &format!("N{}x+N{}x", at + 1, at + 1)));
    }
    book.sheets[0].formulas.push(formula("B2", "N0x+A1"));
    assert_eq!(after(&book, "A1"), "B1=? B2=?");
}
