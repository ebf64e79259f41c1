//! What a killed run left, as the office is told.

use super::ufficio::{NAMES, backups, bring, content, files, hour, office, stato};
use schedario::store::{Interrupted, settle, undo};
use std::fs;
use std::path::Path;

/// Makes the last update one that was killed.
fn kill(folder: &Path, word: &str) {
    let path = backups(folder).last().unwrap().join("stato.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"fatto\"", &format!("\"{word}\""))).unwrap();
}

fn put(folder: &Path, names: &[&str], version: u32) {
    for name in names {
        fs::write(folder.join(name), content(name, version)).unwrap();
    }
}

#[test]
fn a_folder_where_nothing_was_interrupted_has_nothing_to_tell() {
    let folder = office("tranquilla");
    assert_eq!(settle(&folder).unwrap(), None);
    bring(&folder, 1);
    assert_eq!(settle(&folder).unwrap(), None);
    assert_eq!(settle(&folder.join("non c'è")).unwrap(), None);
}

#[test]
fn half_an_update_is_told_workbook_by_workbook_and_can_be_undone() {
    let folder = office("a-meta");
    bring(&folder, 1);
    kill(&folder, "in corso");
    put(&folder, &NAMES[4..], 0);
    fs::write(folder.join(NAMES[11]), "cambiato").unwrap();
    let told = settle(&folder).unwrap().unwrap();
    let Interrupted::Updating(halfway) = &told else { panic!("{told}") };
    assert_eq!(halfway.new, &NAMES[..4]);
    assert_eq!(halfway.old, &NAMES[4..11]);
    assert_eq!(halfway.other, &NAMES[11..]);
    let text = told.to_string();
    for words in [
        "L'aggiornamento del 25/11/2026 alle 16.30.05 si era interrotto a metà",
        "ripetere il comando",
        "Aggiornati: «Area Affari generali.xlsx», «Area Cultura/OB 1.xlsx»",
        "Ancora com'erano: «Area Polizia municipale.xlsm»",
        "Cambiati o spostati da allora: «Trasversali.ods».",
        "Nessun file è andato perduto: gli originali sono in ",
    ] {
        assert!(text.contains(words), "«{words}» is not in: {text}");
    }
    assert_eq!(stato(&backups(&folder)[0]), "a metà");
    assert_eq!(settle(&folder).unwrap(), None, "it is told once");
    let undone = undo(&folder, hour()).unwrap();
    assert_eq!(undone.restored, &NAMES[..4]);
    assert_eq!(undone.already, &NAMES[4..11]);
    assert_eq!(undone.left[0].name, NAMES[11]);
}

#[test]
fn an_update_that_had_changed_nothing_or_everything_says_so() {
    let folder = office("prima-o-dopo");
    bring(&folder, 1);
    kill(&folder, "in corso");
    let text = settle(&folder).unwrap().unwrap().to_string();
    assert!(text.contains("quando i file erano già tutti aggiornati"), "{text}");
    assert_eq!(stato(&backups(&folder)[0]), "fatto");
    kill(&folder, "in corso");
    put(&folder, &NAMES, 0);
    let text = settle(&folder).unwrap().unwrap().to_string();
    assert!(text.contains("prima di cambiare i file: sono tutti com'erano"), "{text}");
    assert_eq!(stato(&backups(&folder)[0]), "senza effetto");
    assert!(undo(&folder, hour()).is_err(), "there is nothing to undo");
}

#[test]
fn half_an_undoing_is_told_and_completed_by_repeating_it() {
    let folder = office("annullamento-a-meta");
    bring(&folder, 1);
    kill(&folder, "annullamento in corso");
    put(&folder, &NAMES[..5], 0);
    let told = settle(&folder).unwrap().unwrap();
    let Interrupted::Undoing(halfway) = &told else { panic!("{told}") };
    assert_eq!((halfway.old.len(), halfway.new.len()), (5, 7));
    assert!(told.to_string().contains("Per completarlo ripetere schedario annulla"), "{told}");
    let undone = undo(&folder, hour()).unwrap();
    assert_eq!((undone.restored.len(), undone.already.len()), (7, 5));
}

#[test]
fn copies_that_were_still_being_made_are_removed_and_the_folder_was_not_touched() {
    let folder = office("copie-a-meta");
    bring(&folder, 1);
    let unfinished = folder.with_file_name("Copie di sicurezza Schede").join(".in preparazione");
    fs::create_dir_all(unfinished.join("Area Cultura")).unwrap();
    fs::write(unfinished.join("Area Cultura/OB 1.xlsx"), "metà").unwrap();
    let before = files(&folder);
    assert_eq!(settle(&folder).unwrap(), Some(Interrupted::Preparing));
    assert!(!unfinished.exists());
    assert!(files(&folder) == before);
    assert_eq!(settle(&folder).unwrap(), None);
}

#[test]
fn new_selves_that_never_took_their_names_are_removed_from_among_the_workbooks() {
    let folder = office("provvisori");
    let before = files(&folder);
    bring(&folder, 1);
    let text = fs::read_to_string(backups(&folder)[0].join("stato.json")).unwrap();
    let journal: serde_json::Value = serde_json::from_str(&text).unwrap();
    for voce in journal["file"].as_array().unwrap() {
        let path = folder.join(voce["nome"].as_str().unwrap());
        fs::write(path.with_file_name(voce["provvisorio"].as_str().unwrap()), "metà").unwrap();
    }
    kill(&folder, "in corso");
    put(&folder, &NAMES, 0);
    fs::write(folder.join(".nascosto di un altro"), "resta").unwrap();
    settle(&folder).unwrap();
    assert_eq!(fs::read(folder.join(".nascosto di un altro")).unwrap(), b"resta");
    fs::remove_file(folder.join(".nascosto di un altro")).unwrap();
    assert!(files(&folder) == before);
}

#[test]
fn an_update_that_nobody_preceded_with_a_question_tells_it_too() {
    let folder = office("senza-domanda");
    bring(&folder, 1);
    kill(&folder, "in corso");
    let done = bring(&folder, 2);
    assert!(matches!(done.interrupted, Some(Interrupted::Updating(_))));
    kill(&folder, "in corso");
    fs::write(folder.join("~$Pesatura.xlsx"), "").unwrap();
    let refused = schedario::store::update(&folder, &super::ufficio::rewrites(&folder, 3), hour());
    let error = format!("{:#}", refused.unwrap_err());
    assert!(error.contains("si era interrotto") && error.contains("Pesatura.xlsx"), "{error}");
}
