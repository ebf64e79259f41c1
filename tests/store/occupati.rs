//! Who has a workbook open, and what to do about it.

use super::ufficio::{NAMES, files, hour, office, rewrites};
use schedario::store::{Obstacle, ready, update};
use std::fs;
use std::path::Path;

/// What Excel writes beside an open workbook.
fn owner_file(name: &str) -> Vec<u8> {
    let letters: Vec<u16> = name.encode_utf16().collect();
    let mut bytes = vec![u8::try_from(letters.len()).unwrap()];
    bytes.extend(letters.iter().map(|letter| u8::try_from(*letter).unwrap_or(b'?')));
    bytes.resize(55, b' ');
    bytes.extend(u16::try_from(letters.len()).unwrap().to_le_bytes());
    bytes.extend(letters.iter().flat_map(|letter| letter.to_le_bytes()));
    bytes.resize(165, 0);
    bytes
}

/// What is said of the only workbook that is not free.
#[track_caller]
fn said(folder: &Path) -> String {
    let names = NAMES.map(str::to_owned);
    let busy = ready(folder, &names).unwrap();
    assert_eq!(busy.len(), 1, "{busy:?}");
    busy[0].to_string()
}

#[test]
fn workbooks_that_nobody_has_open_are_free() {
    let folder = office("liberi");
    assert!(ready(&folder, &NAMES.map(str::to_owned)).unwrap().is_empty());
}

#[test]
fn excel_says_who_has_a_workbook_open() {
    let folder = office("excel");
    fs::write(folder.join("Area Cultura/~$OB 1.xlsx"), owner_file("Nicolò D'Ambra")).unwrap();
    let text = said(&folder);
    assert!(
        text.contains("il file «Area Cultura/OB 1.xlsx» è aperto in Excel da Nicolò D'Ambra: chiuderlo"),
        "{text}"
    );
    assert!(text.contains("eliminare il file nascosto «~$OB 1.xlsx»"), "{text}");
}

#[test]
fn an_old_excel_says_it_in_bytes_and_a_torn_file_still_counts() {
    let folder = office("excel-vecchio");
    let path = folder.join("~$Pesatura.xlsx");
    fs::write(&path, b"\x05Maria                ").unwrap();
    assert!(said(&folder).contains("è aperto in Excel da Maria: "));
    for torn in [&b""[..], b"\x20Mar", b"\xff", &[0; 165], &[200; 165]] {
        fs::write(&path, torn).unwrap();
        let text = said(&folder);
        assert!(text.contains("è aperto in Excel"), "{text}");
        assert!(!text.chars().any(char::is_control), "{text:?}");
    }
}

#[test]
fn libreoffice_says_who_and_on_which_computer() {
    let folder = office("libreoffice");
    let path = folder.join(".~lock.Trasversali.ods#");
    let line = "Anna Neri\\, Ragioneria,anna,UFF-3,25.11.2026 16:00,file:///C:/Users/anna;";
    fs::write(&path, line).unwrap();
    let text = said(&folder);
    assert!(
        text.contains("è aperto in LibreOffice da Anna Neri, Ragioneria (computer UFF-3): chiuderlo"),
        "{text}"
    );
    assert!(text.contains("«.~lock.Trasversali.ods#»"), "{text}");
    fs::write(&path, ",anna,,,;").unwrap();
    assert!(said(&folder).contains("in LibreOffice da anna: "));
    fs::write(&path, "").unwrap();
    assert!(said(&folder).contains("è aperto in LibreOffice: chiuderlo"));
}

#[test]
fn an_open_workbook_stops_the_update_of_all_of_them() {
    let folder = office("aperto");
    fs::write(folder.join("~$Pesatura.xlsx"), owner_file("Maria Rossi")).unwrap();
    let before = files(&folder);
    let error = update(&folder, &rewrites(&folder, 1), hour()).unwrap_err().to_string();
    assert!(
        error.starts_with("Nulla è stato cambiato: il file «Pesatura.xlsx» è aperto in Excel"),
        "{error}"
    );
    assert!(files(&folder) == before);
    assert!(!folder.with_file_name("Copie di sicurezza Schede").exists());
}

#[test]
fn a_workbook_open_next_door_is_not_this_one() {
    let folder = office("vicino");
    fs::write(folder.join("Area Tecnica/~$OB 2.xlsx"), owner_file("Maria Rossi")).unwrap();
    assert!(ready(&folder, &NAMES.map(str::to_owned)).unwrap().is_empty());
}

#[test]
fn a_workbook_that_is_gone_and_one_that_is_a_folder_are_named() {
    let folder = office("spariti");
    fs::remove_file(folder.join(NAMES[0])).unwrap();
    fs::remove_file(folder.join(NAMES[1])).unwrap();
    fs::create_dir(folder.join(NAMES[1])).unwrap();
    let busy = ready(&folder, &NAMES.map(str::to_owned)).unwrap();
    assert!(matches!(busy[0].obstacle, Obstacle::Missing));
    assert!(busy[1].to_string().contains("è una cartella, non un file"));
    assert_eq!(busy.len(), 2);
}

#[cfg(unix)]
#[test]
fn a_workbook_reached_over_a_link_is_open_if_it_is_open_where_it_is() {
    let folder = office("aperto-altrove");
    let shared = folder.with_file_name("Condivise");
    fs::create_dir(&shared).unwrap();
    fs::rename(folder.join(NAMES[10]), shared.join("vera.xlsx")).unwrap();
    std::os::unix::fs::symlink(shared.join("vera.xlsx"), folder.join(NAMES[10])).unwrap();
    fs::write(shared.join(".~lock.vera.xlsx#"), "Anna Neri,anna,UFF-3,,;").unwrap();
    assert!(said(&folder).contains("«Pesatura.xlsx» è aperto in LibreOffice da Anna Neri"));
}
