//! An update: what it leaves, and what it refuses without changing anything.

use super::ufficio::{
    NAMES, backups, bring, content, desk, files, hour, office, rewrite, rewrites, stato, versions,
};
use schedario::store::{Rewrite, holds_copies, update};
use std::fs;
use std::path::Path;

/// The update is refused, with these words, and no file is touched.
#[track_caller]
fn assert_refused(folder: &Path, rewrites: &[Rewrite], words: &[&str]) {
    let before = files(folder);
    let error = format!("{:#}", update(folder, rewrites, hour()).unwrap_err());
    for word in words.iter().chain(&["Nulla è stato cambiato"]) {
        assert!(error.contains(word), "«{word}» is not in: {error}");
    }
    assert!(files(folder) == before, "something was changed");
    assert!(backups(folder).is_empty(), "a backup of nothing was left");
}

#[test]
fn all_workbooks_are_rewritten_and_their_copies_stand_beside_the_folder() {
    let folder = office("tutti");
    let done = update(&folder, &rewrites(&folder, 1), hour()).unwrap();
    assert_eq!(done.rewritten, NAMES);
    assert!(versions(&folder).iter().all(|version| *version == 1));
    assert_eq!(files(&folder).len(), NAMES.len(), "nothing else is left among them");
    let backup = done.backup.unwrap();
    assert!(backup.ends_with("Copie di sicurezza Schede/2026-11-25 16.30.05"), "{backup:?}");
    assert!(NAMES.iter().all(|name| fs::read(backup.join(name)).unwrap() == content(name, 0)));
    assert_eq!(stato(&backup), "fatto");
    assert_eq!(files(&backup).len(), NAMES.len() + 2);
}

#[test]
fn the_log_has_a_line_for_every_cell_in_the_order_given() {
    let folder = office("diario");
    let backup = bring(&folder, 1).backup.unwrap();
    let log = fs::read_to_string(backup.join("modifiche.jsonl")).unwrap();
    assert_eq!(log.lines().count(), NAMES.len());
    let first = r#"{"file":"Area Affari generali.xlsx","cella":"B7","prima":null,"dopo":1}"#;
    assert_eq!(log.lines().next(), Some(first));
}

#[test]
fn nothing_to_rewrite_makes_no_copy() {
    let folder = office("niente");
    let done = update(&folder, &rewrites(&folder, 0), hour()).unwrap();
    assert!(done.backup.is_none() && done.rewritten.is_empty());
    assert!(update(&folder, &[], hour()).unwrap().backup.is_none());
    assert!(backups(&folder).is_empty());
}

#[test]
fn two_updates_in_one_second_keep_both_their_copies() {
    let folder = office("stesso-secondo");
    bring(&folder, 1);
    let second = bring(&folder, 2).backup.unwrap();
    assert!(second.ends_with("2026-11-25 16.30.05 (2)"), "{second:?}");
    assert_eq!(backups(&folder).len(), 2);
    assert_eq!(fs::read(second.join(NAMES[0])).unwrap(), content(NAMES[0], 1));
}

#[test]
fn two_folders_of_the_same_name_keep_their_copies_apart() {
    let desk = desk("due-enti");
    for ente in ["Ente uno", "Ente due"] {
        let folder = desk.join(ente).join("Schede");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("Pesatura.xlsx"), content("Pesatura.xlsx", 0)).unwrap();
        let done = update(&folder, &[rewrite(&folder, "Pesatura.xlsx", 1)], hour()).unwrap();
        assert!(done.backup.unwrap().starts_with(desk.join(ente)));
    }
}

#[test]
fn a_workbook_saved_by_somebody_after_the_reading_is_named_and_nothing_changes() {
    let folder = office("salvato");
    let rewrites = rewrites(&folder, 1);
    fs::write(folder.join(NAMES[4]), "il lavoro di un altro").unwrap();
    assert_refused(&folder, &rewrites, &[NAMES[4], "è stato salvato da qualcuno"]);
}

#[test]
fn every_workbook_that_stands_in_the_way_is_named_at_once() {
    let folder = office("piu-d-uno");
    let rewrites = rewrites(&folder, 1);
    fs::write(folder.join(NAMES[4]), "il lavoro di un altro").unwrap();
    fs::remove_file(folder.join(NAMES[7])).unwrap();
    assert_refused(&folder, &rewrites, &[NAMES[4], NAMES[7], "non c'è più"]);
}

#[test]
fn a_read_only_workbook_is_left_alone() {
    let folder = office("sola-lettura");
    let path = folder.join(NAMES[2]);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_refused(&folder, &rewrites(&folder, 1), &[NAMES[2], "è di sola lettura", "Sola lettura"]);
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_refused() {
    let folder = office("fuori");
    fs::write(folder.with_file_name("fuori.xlsx"), "fuori").unwrap();
    let bad = Rewrite {
        name: "../fuori.xlsx".to_owned(),
        before: b"fuori".to_vec(),
        after: b"dentro".to_vec(),
        log: Vec::new(),
    };
    assert!(update(&folder, &[bad], hour()).is_err());
    assert_eq!(fs::read(folder.with_file_name("fuori.xlsx")).unwrap(), b"fuori");
}

#[test]
fn the_copies_are_known_as_such_so_that_nobody_reads_them_as_schede() {
    let folder = office("copie-riconosciute");
    let backup = bring(&folder, 1).backup.unwrap();
    assert!(holds_copies(backup.parent().unwrap()));
    assert!(!holds_copies(&folder));
}

#[test]
fn the_folder_may_be_given_by_any_of_its_names() {
    let folder = office("nomi");
    let other = folder.join("Area Cultura/../../Schede");
    let backup = update(&other, &rewrites(&folder, 1), hour()).unwrap().backup.unwrap();
    assert_eq!(backups(&folder), [fs::canonicalize(backup).unwrap()]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_link_to_a_workbook_stays_a_link_and_the_workbook_is_rewritten_where_it_is() {
        let folder = office("collegamento");
        let shared = folder.with_file_name("Condivise");
        fs::create_dir(&shared).unwrap();
        fs::rename(folder.join(NAMES[10]), shared.join("Pesatura 2026.xlsx")).unwrap();
        symlink(shared.join("Pesatura 2026.xlsx"), folder.join(NAMES[10])).unwrap();
        bring(&folder, 1);
        assert!(folder.join(NAMES[10]).is_symlink());
        let names: Vec<_> = files(&shared).into_iter().collect();
        assert_eq!(names, [("Pesatura 2026.xlsx".to_owned(), content(NAMES[10], 1))]);
    }

    #[test]
    fn one_workbook_by_two_names_is_rewritten_once() {
        let folder = office("due-nomi");
        symlink(folder.join("Pesatura.xlsx"), folder.join("Copia.xlsx")).unwrap();
        let first = rewrite(&folder, "Pesatura.xlsx", 1);
        let second = Rewrite { name: "Copia.xlsx".to_owned(), ..first.clone() };
        let third = Rewrite { after: b"altro".to_vec(), ..second.clone() };
        assert_refused(&folder, &[first.clone(), third], &["Pesatura.xlsx", "Copia.xlsx", "lo stesso file"]);
        let done = update(&folder, &[first, second], hour()).unwrap();
        assert_eq!(done.rewritten, ["Pesatura.xlsx"]);
    }

    #[test]
    fn a_workbook_keeps_its_permissions_and_its_copy_has_them_too() {
        let folder = office("permessi");
        set_mode(&folder.join(NAMES[0]), 0o640);
        set_mode(&folder.join(NAMES[1]), 0o600);
        let backup = bring(&folder, 1).backup.unwrap();
        for place in [&folder, &backup] {
            assert_eq!(fs::metadata(place.join(NAMES[0])).unwrap().mode() & 0o777, 0o640);
            assert_eq!(fs::metadata(place.join(NAMES[1])).unwrap().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_folder_in_which_nobody_may_write_is_left_alone() {
        let folder = office("cartella-chiusa");
        set_mode(&folder.join("Area Risorse"), 0o555);
        assert_refused(&folder, &rewrites(&folder, 1), &["Area Risorse/OB 1.xlsx", "non si può scrivere"]);
        set_mode(&folder.join("Area Risorse"), 0o755);
    }

    #[test]
    fn where_nothing_can_be_written_beside_the_folder_the_copies_are_hidden_inside_it() {
        let folder = office("sopra-chiusa");
        let above = folder.parent().unwrap();
        set_mode(above, 0o555);
        let done = update(&folder, &rewrites(&folder, 1), hour());
        set_mode(above, 0o755);
        let backup = done.unwrap().backup.unwrap();
        assert!(backup.ends_with("Schede/.schedario/2026-11-25 16.30.05"), "{backup:?}");
        // what is kept inside is found again, also when writing beside has become possible
        let undone = schedario::store::undo(&folder, hour()).unwrap();
        assert_eq!(undone.restored.len(), NAMES.len());
    }
}
