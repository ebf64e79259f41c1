//! A run in a process of its own, which can be killed, bounded, or met by another.

use super::ufficio::{hour, rewrites};
use schedario::store::{undo, update};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const FOLDER: &str = "SCHEDARIO_FIGLIO_CARTELLA";
const ORDER: &str = "SCHEDARIO_FIGLIO_COMANDO";

/// This test does nothing by itself: the others start it again, as another process, with an order.
#[test]
fn a_run_of_its_own() {
    let (Ok(folder), Ok(order)) = (std::env::var(FOLDER), std::env::var(ORDER)) else { return };
    let folder = PathBuf::from(folder);
    println!("\npronto");
    let done = match order.parse::<u32>() {
        Ok(version) => update(&folder, &rewrites(&folder, version), hour()).map(|_| ()),
        Err(_) => undo(&folder, hour()).map(|_| ()),
    };
    match done {
        Ok(()) => println!("fatto"),
        Err(error) => println!("rifiutato: {error:#}"),
    }
}

/// A run that has begun, or is about to.
pub struct Run {
    pub process: Child,
    said: BufReader<ChildStdout>,
}

/// The words that start a run in a process of its own: the program and its arguments.
pub fn words() -> Vec<String> {
    let program = std::env::current_exe().unwrap().to_string_lossy().into_owned();
    [program.as_str(), "--exact", "figlio::a_run_of_its_own", "--nocapture"].map(str::to_owned).to_vec()
}

/// Starts a run and waits until it is about to work; `order` is a version to bring the workbooks to, or `annulla`.
pub fn start(folder: &Path, order: &str) -> Run {
    start_as(&words(), folder, order)
}

/// The same, started by other words.
pub fn start_as(words: &[String], folder: &Path, order: &str) -> Run {
    let mut process = Command::new(&words[0])
        .args(&words[1..])
        .env(FOLDER, folder)
        .env(ORDER, order)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(process.stdout.take().unwrap());
    let mut line = String::new();
    while line.trim() != "pronto" {
        line.clear();
        assert_ne!(said.read_line(&mut line).unwrap(), 0, "the run ended before it began");
    }
    Run { process, said }
}

impl Run {
    /// Waits for the end of the run and says how long it worked; `Err` with what it says if it refused.
    pub fn end(mut self) -> Result<Duration, String> {
        let begun = Instant::now();
        let text = self.answer();
        // the process takes its own time to go
        let worked = begun.elapsed();
        self.process.wait().unwrap();
        if text == "fatto" { Ok(worked) } else { Err(text) }
    }

    fn answer(&mut self) -> String {
        let mut text = String::new();
        let mut line = String::new();
        while self.said.read_line(&mut line).unwrap() > 0 {
            text.push_str(&line);
            if line.trim() == "fatto" {
                return "fatto".to_owned();
            }
            line.clear();
        }
        text
    }
}
