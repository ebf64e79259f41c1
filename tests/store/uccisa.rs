//! Runs killed at any instant: every workbook is whole, the next run tells the truth and works.
//!
//! `SCHEDARIO_UCCISIONI` sets how many, for each of the tests; together a few hundred without it.

use super::figlio::start;
use super::ufficio::{NAMES, backups, bring, files, hour, office, quick_office, version, versions};
use schedario::store::{Halfway, Interrupted, settle, undo};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Instants spread evenly, and not the same ones for every hour of the day.
struct Instants {
    state: u64,
    longest: Duration,
}

impl Instants {
    fn next(&mut self) -> Duration {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let micros = u64::try_from(self.longest.as_micros()).unwrap();
        Duration::from_micros((self.state >> 33) % micros)
    }
}

fn kills(usual: u32) -> u32 {
    std::env::var("SCHEDARIO_UCCISIONI").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Starts the run and kills it after a while.
fn kill(folder: &Path, order: &str, after: Duration) {
    let mut run = start(folder, order);
    std::thread::sleep(after);
    run.process.kill().unwrap();
    run.process.wait().unwrap();
}

/// How long a run works that nobody kills, at its quickest; `order` says what the next one does.
fn usual_time(folder: &Path, order: impl Fn(u32) -> String) -> Duration {
    (1..=3).map(|time| start(folder, &order(time)).end().unwrap()).min().unwrap()
}

/// The workbooks of a version.
fn at(folder: &Path, wanted: u32) -> Vec<String> {
    NAMES.iter().filter(|name| version(folder, name) == Some(wanted)).map(|name| (*name).to_owned()).collect()
}

fn assert_true(halfway: &Halfway, folder: &Path, old: u32, new: u32) {
    assert_eq!(halfway.new, at(folder, new));
    assert_eq!(halfway.old, at(folder, old));
    assert!(halfway.other.is_empty());
    for name in NAMES {
        assert_eq!(version(&halfway.backup, name), Some(old), "the copy of {name}");
    }
}

fn assert_tidy(folder: &Path) {
    let names: Vec<String> = files(folder).into_keys().collect();
    assert_eq!(names, NAMES, "something was left among the workbooks");
}

#[test]
fn a_killed_update_leaves_every_workbook_whole_and_the_next_run_says_which_are_new() {
    update_and_kill(&quick_office("uccisa").folder, kills(160));
}

#[test]
fn so_it_is_on_a_disk_that_takes_its_time() {
    update_and_kill(&office("uccisa"), kills(4));
}

fn update_and_kill(folder: &Path, times: u32) {
    let mut instants = Instants { state: 2_026, longest: usual_time(folder, |time| time.to_string()) };
    let (mut now, mut halfway, mut preparing, mut untouched) = (3, 0, 0, 0);
    for _ in 0..times {
        kill(folder, &(now + 1).to_string(), instants.next());
        let found = versions(folder);
        assert!(found.iter().all(|found| [now, now + 1].contains(found)), "{found:?}");
        match settle(folder).unwrap() {
            Some(Interrupted::Updating(told)) => {
                assert_true(&told, folder, now, now + 1);
                halfway += u32::from(!told.new.is_empty() && !told.old.is_empty());
                untouched += u32::from(told.new.is_empty());
            }
            Some(Interrupted::Preparing) => {
                assert_eq!(at(folder, now).len(), NAMES.len());
                preparing += 1;
            }
            Some(Interrupted::Undoing(_)) => panic!("nobody was undoing"),
            None => assert!([now, now + 1].iter().any(|one| at(folder, *one).len() == NAMES.len())),
        }
        assert_tidy(folder);
        assert_eq!(settle(folder).unwrap(), None, "it is told once");
        bring(folder, now + 2);
        assert_eq!(at(folder, now + 2).len(), NAMES.len());
        now += 2;
        // thousands of copies would only make every run slower
        for backup in backups(folder).iter().rev().skip(2) {
            fs::remove_dir_all(backup).unwrap();
        }
    }
    println!(
        "{times} killed: {preparing} making copies, {untouched} before the first, {halfway} between two"
    );
    assert!(preparing + halfway > 0, "no run was killed at work: nothing was shown");
}

#[test]
fn a_killed_undoing_leaves_every_workbook_whole_and_is_completed_by_the_next() {
    let office = quick_office("annullamento-ucciso");
    let folder = office.folder.as_path();
    (1..=3).for_each(|version| drop(bring(folder, version)));
    let mut instants = Instants { state: 25, longest: usual_time(folder, |_| "annulla".to_owned()) };
    let mut halfway = 0;
    for round in 1..=kills(80) {
        let new = round * 2;
        bring(folder, new);
        kill(folder, "annulla", instants.next());
        assert!(versions(folder).iter().all(|found| [0, new].contains(found)));
        let told = settle(folder).unwrap();
        assert_tidy(folder);
        if let Some(told) = &told {
            let Interrupted::Undoing(told) = told else { panic!("it was undoing: {told}") };
            assert_true(told, folder, 0, new);
            halfway += u32::from(!told.new.is_empty() && !told.old.is_empty());
        }
        if !at(folder, new).is_empty() {
            let undone = undo(folder, hour()).unwrap();
            assert_eq!(undone.restored.len() + undone.already.len(), NAMES.len());
        }
        assert_eq!(at(folder, 0).len(), NAMES.len());
        for backup in backups(folder).iter().rev().skip(1) {
            fs::remove_dir_all(backup).unwrap();
        }
    }
    assert!(halfway > 0, "no undoing was killed between two workbooks: nothing was shown");
}
