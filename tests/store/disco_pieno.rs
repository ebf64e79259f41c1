//! A disk that takes no more: everything is as it was.
//!
//! A bound on the size of files stands for a full disk where none can be made; `.ci/disco_pieno.sh` makes one.

use super::figlio::{start_as, words};
use super::ufficio::{NAMES, backups, files, office, versions};
use schedario::store::settle;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// A run in which no file may be longer than so many blocks of 512 bytes.
fn bounded(folder: &Path, blocks: u32, order: &str) -> Result<Duration, String> {
    let shell = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let mut all = ["sh", "-c", shell.as_str(), "sh"].map(str::to_owned).to_vec();
    all.extend(words());
    start_as(&all, folder, order).end()
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_copies_leaves_everything_as_it_was() {
    let folder = office("pieno-copie");
    let before = files(&folder);
    let error = bounded(&folder, 4, "1").unwrap_err();
    assert!(error.contains("Nulla è stato cambiato") && error.contains("copie di sicurezza"), "{error}");
    assert!(files(&folder) == before);
    assert!(backups(&folder).is_empty());
    assert_eq!(settle(&folder).unwrap(), None, "it ended in order, and there is nothing to tell");
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_the_copies_and_not_the_new_workbooks_leaves_everything_as_it_was() {
    let folder = office("pieno-nuovi");
    // the old selves are short, and fit
    for name in NAMES {
        fs::write(folder.join(name), "breve").unwrap();
    }
    let before = files(&folder);
    let error = bounded(&folder, 16, "1").unwrap_err();
    assert!(error.contains("Nulla è stato cambiato") && error.contains("accanto al file"), "{error}");
    assert!(files(&folder) == before);
    assert!(backups(&folder).is_empty(), "copies of nothing would fill the disk");
    assert_eq!(settle(&folder).unwrap(), None);
}

/// For `.ci/disco_pieno.sh`: an office on the small disk that it names, which takes more and more.
#[test]
#[ignore = "needs a small disk: see .ci/disco_pieno.sh"]
fn a_small_disk_takes_all_or_nothing() {
    let disk = std::path::PathBuf::from(std::env::var("SCHEDARIO_DISCO_PICCOLO").unwrap());
    let folder = disk.join("Schede");
    let filler = disk.join("altro");
    let free = 500;
    let (mut refused, mut done) = (0, 0);
    for taken in (0..free).rev().step_by(4) {
        for name in fs::read_dir(&disk).unwrap() {
            let path = name.unwrap().path();
            let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
        }
        super::ufficio::fill(&folder);
        if fs::write(&filler, vec![0; taken * 1024]).is_err() {
            continue;
        }
        let before = files(&folder);
        match start_as(&words(), &folder, "1").end() {
            Ok(_) => {
                done += 1;
                assert!(versions(&folder).iter().all(|version| *version == 1));
            }
            Err(error) => {
                refused += 1;
                assert!(error.contains("Nulla è stato cambiato"), "{error}");
                assert!(files(&folder) == before, "{error}");
            }
        }
    }
    println!("{done} done, {refused} refused");
    assert!(done > 0 && refused > 0, "the disk is too small or too large to show anything: {done} {refused}");
}
