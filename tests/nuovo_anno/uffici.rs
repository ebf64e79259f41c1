//! Other offices, of whose obiettivi every other one is decided to go on: the new plan is those, or the list says what
//! is not as it should be.

use super::{Office, files, root};
use schedario::job::{self, Decisioni};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn the_new_plan_is_those_decided_or_the_list_says_otherwise() {
    let mut folders: Vec<_> =
        fs::read_dir(root().join("tests/altri_uffici")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let (mut exact, mut told) = (0, Vec::new());
    for (at, folder) in folders.iter().enumerate().step_by(4) {
        let office = Office::new(&format!("uffici-{at}"), folder);
        let piano = job::study(&office.folder()).unwrap().cartella.piano;
        let Some(anno) = piano.anno else { continue };
        let mut decisioni = Decisioni::default();
        for (at, chiave) in piano.obiettivi.keys().enumerate() {
            let list = if at % 2 == 0 { &mut decisioni.prosegue } else { &mut decisioni.finisce };
            list.push(chiave.to_string());
        }
        let before = files(&office.folder());
        let nuova = office.0.join("nuova");
        let done = job::nuovo_anno(&office.folder(), Some(&nuova), &decisioni).unwrap();
        assert_eq!(files(&office.folder()), before, "{}", folder.display());
        let after = job::study(&nuova).unwrap().cartella.piano;
        let found: BTreeSet<String> = after.obiettivi.keys().map(ToString::to_string).collect();
        let wanted: BTreeSet<String> = decisioni.prosegue.into_iter().collect();
        let listed: BTreeSet<&str> = done.da_rivedere.iter().map(|one| one.obiettivo.as_str()).collect();
        for key in found.symmetric_difference(&wanted) {
            assert!(
                listed.contains(key.as_str()),
                "{}: {key} is not as decided, and not listed",
                folder.display()
            );
        }
        let year = after.anno == Some(anno + 1) || done.da_rivedere.iter().any(|one| one.che == "anno");
        assert!(year || wanted.is_empty(), "{}: {:?}", folder.display(), after.anno);
        match found == wanted {
            true => exact += 1,
            false => told.push(folder.file_name().unwrap().to_string_lossy().into_owned()),
        }
    }
    assert!(exact >= 30 && told.len() <= 4, "exact {exact}, told {told:?}");
}
