//! Putting the outputs on the disk: whole or not at all, and nobody else's file lost.

use schedario::store::save;
use std::fs;
use std::path::PathBuf;

/// An empty folder of this test's own.
fn desk(test: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("disco-{test}"));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn files(text: &str) -> Vec<(String, Vec<u8>)> {
    ["Allegato 1.xlsx", "dati/piano.json"].map(|name| (name.to_owned(), text.as_bytes().to_vec())).to_vec()
}

/// All the files under a folder, with what they hold.
fn listing(folder: &PathBuf) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                    found.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    found.sort();
    found
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_new_folder_holds_all_the_files_and_nothing_is_left_beside_it() {
    let desk = desk("nuova");
    save(&files("uno"), &desk.join("ESITO")).unwrap();
    assert_eq!(listing(&desk), pairs(&[("ESITO/Allegato 1.xlsx", "uno"), ("ESITO/dati/piano.json", "uno")]));
}

#[test]
fn a_second_run_replaces_its_files_and_keeps_everybody_elses() {
    let desk = desk("altri");
    let esito = desk.join("ESITO");
    save(&files("uno"), &esito).unwrap();
    fs::write(esito.join("appunti del Segretario.docx"), "miei").unwrap();
    fs::write(esito.join("dati/altro.json"), "anche").unwrap();
    save(&files("due"), &esito).unwrap();
    let expected = [
        ("ESITO/Allegato 1.xlsx", "due"),
        ("ESITO/appunti del Segretario.docx", "miei"),
        ("ESITO/dati/altro.json", "anche"),
        ("ESITO/dati/piano.json", "due"),
    ];
    assert_eq!(listing(&desk), pairs(&expected));
}

#[test]
fn a_run_killed_between_the_two_renames_is_undone_by_the_next() {
    let desk = desk("uccisa-prima");
    save(&files("uno"), &desk.join("ESITO")).unwrap();
    fs::rename(desk.join("ESITO"), desk.join("ESITO.schedario-vecchio")).unwrap();
    fs::create_dir_all(desk.join("ESITO.schedario-nuovo")).unwrap();
    fs::write(desk.join("ESITO.schedario-nuovo/Allegato 1.xlsx"), "a metà").unwrap();
    save(&files("due"), &desk.join("ESITO")).unwrap();
    assert_eq!(listing(&desk), pairs(&[("ESITO/Allegato 1.xlsx", "due"), ("ESITO/dati/piano.json", "due")]));
}

#[test]
fn a_run_killed_after_the_new_folder_took_its_name_is_finished_by_the_next() {
    let desk = desk("uccisa-dopo");
    save(&files("uno"), &desk.join("ESITO")).unwrap();
    save(&files("zero"), &desk.join("ESITO.schedario-vecchio")).unwrap();
    fs::write(desk.join("ESITO.schedario-vecchio/appunti.txt"), "miei").unwrap();
    save(&files("due"), &desk.join("ESITO")).unwrap();
    let expected =
        [("ESITO/Allegato 1.xlsx", "due"), ("ESITO/appunti.txt", "miei"), ("ESITO/dati/piano.json", "due")];
    assert_eq!(listing(&desk), pairs(&expected));
}

#[test]
fn a_file_that_cannot_be_replaced_is_named_and_nothing_changes() {
    let desk = desk("occupato");
    let esito = desk.join("ESITO");
    save(&files("uno"), &esito).unwrap();
    fs::remove_file(esito.join("dati/piano.json")).unwrap();
    // a folder by the file's name stands in its way, as a file held by another program would
    fs::create_dir(esito.join("dati/piano.json")).unwrap();
    fs::write(esito.join("dati/piano.json/mio.txt"), "mio").unwrap();
    let before = listing(&desk);
    let error = save(&files("due"), &esito).unwrap_err();
    assert!(format!("{error:#}").contains("dati/piano.json"), "{error:#}");
    assert_eq!(listing(&desk), before);
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_refused() {
    let desk = desk("fuori");
    let bad = vec![("../fuori.txt".to_owned(), Vec::new())];
    assert!(save(&bad, &desk.join("ESITO")).is_err());
    assert!(listing(&desk).is_empty());
}

#[test]
fn a_file_in_the_place_of_the_folder_is_left_alone() {
    let desk = desk("file");
    fs::write(desk.join("ESITO"), "un file").unwrap();
    assert!(save(&files("uno"), &desk.join("ESITO")).is_err());
    assert_eq!(listing(&desk), pairs(&[("ESITO", "un file")]));
}

#[test]
fn saving_one_more_file_keeps_those_of_the_run_before() {
    let desk = desk("uno-in-piu");
    save(&files("uno"), &desk.join("ESITO")).unwrap();
    save(&[("Anteprima.xlsx".to_owned(), b"x".to_vec())], &desk.join("ESITO")).unwrap();
    assert_eq!(listing(&desk).len(), 3);
}
