//! The last update undone.

use super::ufficio::{
    NAMES, backups, bring, content, files, hour, office, rewrite, rewrites, stato, versions,
};
use schedario::store::{undo, update};
use std::fs;

#[test]
fn an_undone_update_leaves_the_folder_as_it_was_to_the_byte() {
    let folder = office("annulla");
    let before = files(&folder);
    bring(&folder, 1);
    let undone = undo(&folder, hour()).unwrap();
    assert_eq!(undone.restored, NAMES);
    assert!(undone.left.is_empty() && undone.already.is_empty());
    assert_eq!(undone.quando, hour());
    assert!(files(&folder) == before);
    assert_eq!(stato(&backups(&folder)[0]), "annullato");
}

#[test]
fn a_second_undoing_takes_the_update_before_and_a_third_finds_none() {
    let folder = office("annulla-due");
    bring(&folder, 1);
    bring(&folder, 2);
    undo(&folder, hour()).unwrap();
    assert!(versions(&folder).iter().all(|version| *version == 1));
    undo(&folder, hour()).unwrap();
    assert!(versions(&folder).iter().all(|version| *version == 0));
    let error = undo(&folder, hour()).unwrap_err().to_string();
    assert!(error.contains("non c'è nessun aggiornamento da annullare"), "{error}");
    assert_eq!(backups(&folder).len(), 2, "copies are kept");
}

#[test]
fn the_last_update_is_the_last_made_even_if_the_clock_has_gone_back() {
    let folder = office("orologio");
    bring(&folder, 1);
    let earlier = hour().date().at(15, 59, 0, 0);
    update(&folder, &rewrites(&folder, 2), earlier).unwrap();
    undo(&folder, hour()).unwrap();
    assert!(versions(&folder).iter().all(|version| *version == 1));
}

#[test]
fn a_workbook_changed_since_is_left_alone_and_named_with_its_copy() {
    let folder = office("cambiato-poi");
    bring(&folder, 1);
    fs::write(folder.join(NAMES[3]), "lavoro di marzo").unwrap();
    fs::remove_file(folder.join(NAMES[5])).unwrap();
    let undone = undo(&folder, hour()).unwrap();
    assert_eq!(undone.restored.len(), NAMES.len() - 2);
    let texts: Vec<String> = undone.left.iter().map(ToString::to_string).collect();
    assert!(texts[0].contains(NAMES[3]) && texts[0].contains("è stato cambiato dopo l'aggiornamento"));
    assert!(texts[1].contains(NAMES[5]) && texts[1].contains("non c'è più"));
    assert_eq!(fs::read(folder.join(NAMES[3])).unwrap(), b"lavoro di marzo");
    assert!(!folder.join(NAMES[5]).exists());
    assert_eq!(fs::read(&undone.left[0].copy).unwrap(), content(NAMES[3], 0));
}

#[test]
fn where_every_workbook_was_changed_since_the_update_is_not_called_undone() {
    let folder = office("tutti-cambiati");
    update(&folder, &[rewrite(&folder, NAMES[0], 1)], hour()).unwrap();
    fs::write(folder.join(NAMES[0]), "altro").unwrap();
    for _ in 0..2 {
        let undone = undo(&folder, hour()).unwrap();
        assert!(undone.restored.is_empty());
        assert_eq!(undone.left.len(), 1);
    }
    assert_eq!(stato(&backups(&folder)[0]), "fatto");
}

#[test]
fn an_open_workbook_stops_the_undoing_before_anything_changes() {
    let folder = office("annulla-aperto");
    bring(&folder, 1);
    fs::write(folder.join("Area Cultura/.~lock.OB 2.xlsx#"), ",anna,UFF-3,25.11.2026 16:00,x;").unwrap();
    let before = files(&folder);
    let error = undo(&folder, hour()).unwrap_err().to_string();
    assert!(error.contains("OB 2.xlsx") && error.contains("Nulla è stato cambiato"), "{error}");
    assert!(files(&folder) == before);
    fs::remove_file(folder.join("Area Cultura/.~lock.OB 2.xlsx#")).unwrap();
    assert_eq!(undo(&folder, hour()).unwrap().restored.len(), NAMES.len());
}

#[test]
fn a_spoilt_copy_is_never_put_in_the_place_of_a_workbook() {
    let folder = office("copia-guasta");
    let backup = bring(&folder, 1).backup.unwrap();
    fs::write(backup.join(NAMES[6]), "metà").unwrap();
    fs::remove_file(backup.join(NAMES[8])).unwrap();
    let undone = undo(&folder, hour()).unwrap();
    let left: Vec<&str> = undone.left.iter().map(|left| left.name.as_str()).collect();
    assert_eq!(left, [NAMES[6], NAMES[8]]);
    assert_eq!(fs::read(folder.join(NAMES[6])).unwrap(), content(NAMES[6], 1));
}

#[test]
fn a_backup_that_cannot_be_read_is_named_and_not_passed_over_for_an_older_one() {
    let folder = office("diario-guasto");
    bring(&folder, 1);
    let last = bring(&folder, 2).backup.unwrap();
    fs::write(last.join("stato.json"), "{").unwrap();
    let error = undo(&folder, hour()).unwrap_err().to_string();
    assert!(error.contains("(2)") && error.contains("stato.json"), "{error}");
    assert!(versions(&folder).iter().all(|version| *version == 2));
}

#[test]
fn a_folder_never_updated_has_nothing_to_undo_and_stays_without_copies() {
    let folder = office("mai");
    let error = undo(&folder, hour()).unwrap_err().to_string();
    assert!(error.contains("non c'è nessun aggiornamento da annullare"), "{error}");
    assert!(backups(&folder).is_empty());
    assert!(!folder.with_file_name("Copie di sicurezza Schede").exists());
}
