//! An office's folder with its workbooks, each in a version that its bytes tell.

use jiff::civil::{DateTime, date};
use schedario::store::{Rewrite, Updated, update};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The workbooks of the office.
pub const NAMES: [&str; 12] = [
    "Area Affari generali.xlsx",
    "Area Cultura/OB 1.xlsx",
    "Area Cultura/OB 2.xlsx",
    "Area Cultura/biblioteca/OB 3.ods",
    "Area Polizia municipale.xlsm",
    "Area Risorse/Città e qualità.xlsx",
    "Area Risorse/OB 1.xlsx",
    "Area Risorse/OB 2.xlsx",
    "Area Tecnica/OB 1.xlsx",
    "Area Tecnica/OB 10.xlsx",
    "Pesatura.xlsx",
    "Trasversali.ods",
];

/// The hour of the tests.
pub fn hour() -> DateTime {
    date(2026, 11, 25).at(16, 30, 5, 0)
}

/// A folder of this test's own, with nothing in it.
pub fn desk(test: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("store-{test}"));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// An office's folder on that desk, every workbook in version 0.
pub fn office(test: &str) -> PathBuf {
    let folder = desk(test).join("Schede");
    fill(&folder);
    folder
}

/// An office's folder in memory, where there is one: a disk takes its time to be sure, and a run is killed as well here.
pub struct Quick {
    pub folder: PathBuf,
    desk: PathBuf,
}

/// The same as [`office`], in memory; it goes with the test.
pub fn quick_office(test: &str) -> Quick {
    let memory = Path::new("/dev/shm").join(format!("schedario-{}-{test}", std::process::id()));
    let desk = if fs::create_dir(&memory).is_ok() { memory } else { desk(test) };
    let folder = desk.join("Schede");
    fill(&folder);
    Quick { folder, desk }
}

impl Drop for Quick {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.desk);
    }
}

/// Puts every workbook into a folder, in version 0.
pub fn fill(folder: &Path) {
    for name in NAMES {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content(name, 0)).unwrap();
    }
}

/// The bytes of a workbook in a version: some longer than one write of the disk, none like another.
pub fn content(name: &str, version: u32) -> Vec<u8> {
    let line = format!("{name} versione {version}\n");
    let lines = 40 + 150 * (name.len() % 4) + version as usize % 7;
    line.repeat(lines).into_bytes()
}

/// The version of a workbook; `None` if its bytes are not those of any.
pub fn version(folder: &Path, name: &str) -> Option<u32> {
    let bytes = fs::read(folder.join(name)).ok()?;
    let text = String::from_utf8(bytes.clone()).ok()?;
    let version = text.lines().next()?.rsplit(' ').next()?.parse().ok()?;
    (bytes == content(name, version)).then_some(version)
}

/// The versions of all the workbooks, every one of them whole.
pub fn versions(folder: &Path) -> Vec<u32> {
    NAMES.iter().map(|name| version(folder, name).unwrap_or_else(|| panic!("{name} is not whole"))).collect()
}

/// What brings one workbook from what it is to a version.
pub fn rewrite(folder: &Path, name: &str, to: u32) -> Rewrite {
    Rewrite {
        name: name.to_owned(),
        before: fs::read(folder.join(name)).unwrap(),
        after: content(name, to),
        log: vec![json!({ "file": name, "cella": "B7", "prima": null, "dopo": to })],
    }
}

/// What brings all of them.
pub fn rewrites(folder: &Path, to: u32) -> Vec<Rewrite> {
    NAMES.iter().map(|name| rewrite(folder, name, to)).collect()
}

/// Brings all of them.
pub fn bring(folder: &Path, to: u32) -> Updated {
    update(folder, &rewrites(folder, to), hour()).unwrap()
}

/// All the files under a folder, hidden ones too, with their bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    found
}

/// The backups of the office's folder.
pub fn backups(folder: &Path) -> Vec<PathBuf> {
    let place = folder.with_file_name("Copie di sicurezza Schede");
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_dir());
    paths.sort();
    paths
}

/// Where a backup says that it is.
pub fn stato(backup: &Path) -> String {
    let text = fs::read_to_string(backup.join("stato.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    json["stato"].as_str().unwrap().to_owned()
}
