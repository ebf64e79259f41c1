//! The arrows of ARCHITECTURE.md, held: imports run one way, each library lives in one room, every module says what
//! it is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, in the order in which imports may point: a room uses only those before it.
const ROOMS: [&str; 22] = [
    "place",
    "rilievo",
    "package",
    "store",
    "grid",
    "layout",
    "model",
    "read",
    "folder",
    "regolamento",
    "patch",
    "modifiche",
    "compute",
    "check",
    "confronto",
    "answers",
    "plan",
    "seguito",
    "publish",
    "job",
    "render",
    "cli",
];

/// Libraries that live in one room.
const LIBRARIES: [(&str, &str); 7] = [
    ("csv", "modifiche"),
    ("calamine", "grid"),
    ("zip", "package"),
    ("quick_xml", "package"),
    ("rust_xlsxwriter", "publish"),
    ("clap", "cli"),
    ("comfy_table", "render"),
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The room a file belongs to: its folder, or its own name at the top.
fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap()
}

/// The code of a file without comments and without its tests.
fn code(source: &str) -> String {
    let product = source.split("#[cfg(test)]").next().unwrap();
    let lines = product.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split(" // ").next().unwrap()).collect::<Vec<_>>().join("\n")
}

fn names_after<'a>(code: &'a str, prefix: &str) -> BTreeSet<&'a str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            found.extend(
                group.split('}').next().unwrap().split(',').filter_map(|name| name.trim().split("::").next()),
            );
        } else {
            found.insert(&rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]);
        }
    }
    found
}

#[test]
fn imports_point_upwards_only() {
    let order = |room: &str| ROOMS.iter().position(|known| *known == room);
    for (name, source) in sources() {
        let Some(own) = order(room(&name)) else { continue };
        let code = code(&source);
        for used in names_after(&code, "crate::") {
            if let Some(at) = order(used) {
                assert!(at <= own, "{name} uses {used}, which comes after {}", room(&name));
            }
        }
    }
}

#[test]
fn every_file_is_in_a_room() {
    for (name, _) in sources() {
        assert!(
            ROOMS.contains(&room(&name)) || ["lib", "main"].contains(&room(&name)),
            "{name} is in no room"
        );
    }
}

#[test]
fn each_library_lives_in_one_room() {
    for (name, source) in sources() {
        let code = code(&source);
        for (library, home) in LIBRARIES {
            let named = [format!("{library}::"), format!("use {library};")];
            let used = named.iter().any(|text| {
                code.match_indices(text.as_str())
                    .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            });
            assert!(!used || room(&name) == home, "{name} names {library}, which lives in {home}");
        }
    }
}

#[test]
fn every_module_opens_with_what_it_is() {
    for (name, source) in sources() {
        assert!(source.starts_with("//! "), "{name} does not say what it is");
    }
}

#[test]
fn files_are_one_idea_long() {
    for (name, source) in sources() {
        let lines = code(&source).lines().count();
        assert!(lines <= 300, "{name} has {lines} lines of code: is it still one idea?");
    }
}
