//! Sheets hidden: nothing else changes, a visible one is left and is the one shown.

use super::root;
use schedario::grid;
use schedario::package::Package;
use schedario::patch::{Refusal, hide, is_only_hidden};
use std::fs;

fn sample(name: &str) -> Vec<u8> {
    fs::read(root().join("samples/calenzano-2023/consuntivo").join(name)).unwrap()
}

fn names(bytes: &[u8]) -> Vec<(String, bool)> {
    let book = grid::open(&"prova".into(), bytes.to_vec()).0.unwrap();
    book.sheets.iter().map(|sheet| (sheet.name.to_string(), sheet.hidden)).collect()
}

#[test]
fn a_sheet_is_hidden_and_every_cell_stays() {
    for file in ["Area Ambiente e Viabilità.xlsx", "Area Vigilanza.ods"] {
        let before = sample(file);
        let all = names(&before);
        let first = all[0].0.as_str();
        let after = hide(&before, &[first]).unwrap();
        assert!(is_only_hidden(&before, &after, &[first]), "{file}");
        let expected: Vec<(String, bool)> =
            all.iter().map(|(name, hidden)| (name.clone(), *hidden || name == first)).collect();
        assert_eq!(names(&after), expected);
        assert_eq!(hide(&after, &[first]).unwrap(), after, "hidden already: the same bytes");
        assert!(!is_only_hidden(&before, &after, &[all[1].0.as_str()]), "another sheet was hidden");
    }
}

#[test]
fn the_tab_shown_is_never_a_hidden_one() {
    let before = sample("Area Ambiente e Viabilità.xlsx");
    let all = names(&before);
    let hidden: Vec<&str> = all.iter().take(2).map(|(name, _)| name.as_str()).collect();
    let after = hide(&before, &hidden).unwrap();
    let mut package = Package::open(&after).unwrap();
    let main = String::from_utf8(package.bytes("xl/workbook.xml").unwrap()).unwrap();
    assert!(main.contains("activeTab=\"2\""), "{main}");
    let sheet = String::from_utf8(package.bytes("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(!sheet.contains("tabSelected"), "a hidden tab would be typed into with the one shown");
}

#[test]
fn the_last_visible_sheet_is_not_hidden_nor_one_that_is_not_there() {
    for file in ["Area Ambiente e Viabilità.xlsx", "Area Vigilanza.ods"] {
        let before = sample(file);
        let all = names(&before);
        let every: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(hide(&before, &every), Err(Refusal::LastVisible), "{file}");
        assert_eq!(hide(&before, &["non c'è"]), Err(Refusal::NoSheet), "{file}");
    }
    assert_eq!(hide(&sample("Area Edilizia.xls"), &["x"]), Err(Refusal::Format));
}
