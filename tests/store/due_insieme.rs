//! Two runs on one folder at once.

use super::figlio::start;
use super::ufficio::{NAMES, backups, bring, files, hour, office, quick_office, rewrites, versions};
use schedario::store::{settle, undo, update};
use std::fs::File;
use std::time::Duration;

#[test]
fn while_one_run_writes_another_says_so_and_does_nothing() {
    let folder = office("blocco");
    bring(&folder, 1);
    // another process holds the folder, as this file handle does
    let mark = folder.with_file_name("Copie di sicurezza Schede").join(".copie-di-schedario");
    let held = File::open(mark).unwrap();
    held.try_lock().unwrap();
    let before = files(&folder);
    let refused = start(&folder, "2").end().unwrap_err();
    let here = [
        update(&folder, &rewrites(&folder, 2), hour()).unwrap_err().to_string(),
        undo(&folder, hour()).unwrap_err().to_string(),
        settle(&folder).unwrap_err().to_string(),
        refused,
    ];
    for text in here {
        assert!(text.contains("un'altra esecuzione di schedario sta scrivendo"), "{text}");
    }
    assert!(files(&folder) == before);
    assert_eq!(backups(&folder).len(), 1);
    drop(held);
    start(&folder, "2").end().unwrap();
}

#[test]
fn of_two_runs_started_together_each_does_all_or_nothing() {
    let office = quick_office("insieme");
    let folder = office.folder.as_path();
    let mut now = 0;
    for _ in 0..12 {
        let runs = [now + 1, now + 2].map(|to| (to, start(folder, &to.to_string())));
        let ends: Vec<(u32, Result<Duration, String>)> =
            runs.into_iter().map(|(to, run)| (to, run.end())).collect();
        for (_, end) in &ends {
            if let Err(text) = end {
                let known = ["un'altra esecuzione", "è stato salvato da qualcuno"];
                assert!(known.iter().any(|words| text.contains(words)), "{text}");
            }
        }
        let found = versions(folder);
        assert!(found.iter().all(|version| *version == found[0]), "{found:?}");
        let done: Vec<u32> = ends.iter().filter(|(_, end)| end.is_ok()).map(|(to, _)| *to).collect();
        assert!(done.contains(&found[0]), "{done:?} {found:?}");
        assert_eq!(files(folder).len(), NAMES.len());
        now += 2;
    }
}
