//! Formulas whose results are known, and who follows whom.

mod dependence;
mod functions;
mod open;
mod values;

use super::{Book, Dialect, Formula, Kind, Name, Sheet, Table, Value, recompute};
use crate::place::{CellRange, CellRef};
use std::collections::BTreeMap;

/// What is written in a cell: `12`, `testo`, `TRUE`, `#N/A`; `'12` is a text.
fn value(written: &str) -> Value {
    match (written, written.parse()) {
        ("", _) => Value::Empty,
        ("TRUE" | "FALSE", _) => Value::Bool(written == "TRUE"),
        (_, Ok(number)) => Value::Number(number),
        _ if written.starts_with('#') => Value::Error(written.to_owned()),
        _ => Value::Text(written.strip_prefix('\'').unwrap_or(written).to_owned()),
    }
}

/// Cells written `A1=12 B1=testo`; `_` is a space in a text.
fn cells(written: &str) -> BTreeMap<CellRef, Value> {
    let cell = |pair: &str| {
        let (cell, held) = pair.split_once('=').unwrap();
        (CellRef::read(cell).unwrap(), value(&held.replace('_', " ")))
    };
    written.split_whitespace().map(cell).collect()
}

fn formula(cell: &str, text: &str) -> Formula {
    Formula { cell: CellRef::read(cell).unwrap(), text: text.to_owned(), range: None, kind: Kind::Normal }
}

/// A workbook of one sheet, `Foglio1`.
fn book(values: &str, formulas: &[(&str, &str)]) -> Book {
    let formulas = formulas.iter().map(|(cell, text)| formula(cell, text)).collect();
    Book {
        sheets: vec![Sheet { name: "Foglio1".into(), values: cells(values), formulas }],
        ..Book::default()
    }
}

fn written(value: &Option<Value>) -> String {
    match value {
        None => "?".to_owned(),
        Some(Value::Empty) => "nothing".to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text)) => format!("\"{text}\""),
        Some(Value::Bool(value)) => value.to_string().to_uppercase(),
        Some(Value::Error(error)) => error.clone(),
    }
}

/// What follows from a change of these cells of the first sheet: `B1=3 B2=?`.
fn after(book: &Book, changed: &str) -> String {
    let changed: Vec<_> = changed.split_whitespace().map(|cell| (0, CellRef::read(cell).unwrap())).collect();
    let answer = |(sheet, cell, value): &(usize, CellRef, Option<Value>)| {
        let sheet = if *sheet == 0 { String::new() } else { format!("{}!", book.sheets[*sheet].name) };
        format!("{sheet}{cell}={}", written(value))
    };
    recompute(book, &changed).iter().map(answer).collect::<Vec<_>>().join(" ")
}

/// The result of a formula in Z99 after all of the cells it is given changed, and Z1 too.
fn result(text: &str, values: &str, dialect: Dialect) -> String {
    let mut book = book(values, &[("Z99", text)]);
    book.dialect = dialect;
    let mut changed: Vec<_> = book.sheets[0].values.keys().map(|cell| (0, *cell)).collect();
    changed.push((0, CellRef::read("Z1").unwrap()));
    match recompute(&book, &changed).as_slice() {
        [] => "-".to_owned(),
        [(_, _, value)] => written(value),
        more => panic!("{more:?}"),
    }
}

/// Checks lines `formula | cells | expected`, where `?` is no certain result and `-` no dependence.
fn check(table: &str, dialect: Dialect) {
    let mut wrong = Vec::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let [text, cells, expected] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        let found = result(text, cells, dialect);
        if found != expected {
            wrong.push(format!("{line}, but it is {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
