//! The calculator on situations that an office can judge: one TOML file each in `cases/compute/`, with the points and
//! results as they would be typed, and the figures expected of them. `cases/compute/LEGGIMI.md` says how to write one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/piano.rs"]
mod piano;
#[path = "support/scritto.rs"]
mod scritto;
#[path = "support/situazione.rs"]
mod situazione;

use situazione::Situazione;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn cases() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/compute");
    let mut cases: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_situation_comes_out_as_the_office_expects() {
    let mut wrong = Vec::new();
    for (file, text) in cases() {
        let situazione = Situazione::parse(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let differences = situazione.differences();
        if !differences.is_empty() {
            wrong.push(format!("{file}: {}\n    {}", situazione.nome, differences.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn every_situation_expects_something_and_no_two_have_the_same_name() {
    let mut names = BTreeSet::new();
    for (file, text) in cases() {
        let situazione = Situazione::parse(&text).unwrap();
        assert!(situazione.expectations() > 0, "{file} non si aspetta nulla");
        assert!(names.insert(situazione.nome.clone()), "{file}: il nome c'è già");
    }
    assert!(names.len() >= 35, "{} situazioni", names.len());
}

#[test]
fn a_situation_that_expects_another_figure_fails() {
    let (_, text) = cases().into_iter().find(|(file, _)| file == "media_a_meta_per_eccesso").unwrap();
    let altered = text.replace("87,125", "87,126");
    assert_ne!(text, altered);
    let differences = Situazione::parse(&altered).unwrap().differences();
    assert_eq!(differences, ["RISORSE/1 peso: atteso 87,126, calcolato 87,125"]);
}
