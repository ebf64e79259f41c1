//! The comparison of two folders: drawn plans beside one another, every invented office beside itself, and the whole
//! command line on real folders.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // a test may fail

#[path = "support/tabella.rs"]
mod tabella;

#[path = "confronta/comando.rs"]
mod comando;
#[path = "confronta/disegni.rs"]
mod disegni;

use schedario::confronto::confronta;
use schedario::folder;
use std::fs;
use std::path::Path;

#[test]
fn every_office_is_unchanged_beside_itself() {
    let mut wrong = Vec::new();
    let mut offices: Vec<_> =
        fs::read_dir("tests/altri_uffici").unwrap().map(|entry| entry.unwrap().path()).collect();
    offices.push(Path::new("samples/calenzano-2023/preventivo").to_owned());
    offices.push(Path::new("samples/calenzano-2023/consuntivo").to_owned());
    offices.sort();
    for office in offices.iter().filter(|path| path.is_dir()) {
        let piano = folder::read(office).unwrap().piano;
        let confronto = confronta(&piano, &piano);
        let changed: Vec<_> = confronto.variazioni.iter().filter(|one| one.is_changed()).collect();
        if !confronto.is_unchanged() {
            wrong.push(format!("{}: {changed:#?} {:?}", office.display(), confronto.dubbi));
        }
        let compared = confronto.variazioni.iter().filter(|one| one.prova.is_some()).count();
        assert_eq!(compared, piano.obiettivi.len(), "{}", office.display());
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(offices.len() > 100);
}
