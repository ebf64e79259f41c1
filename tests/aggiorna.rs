//! Weights, verifications and degrees written back into real workbooks, undone, and changes from a typed list: what an
//! office types, what its workbooks hold afterwards, and what in them has not moved by a byte.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use schedario::grid::{self, Content, Workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The sample office's workbooks, copied to a folder that lasts as long as a test.
struct Office(PathBuf);

impl Office {
    fn new(test: &str, state: &str) -> Office {
        let path = std::env::temp_dir().join(format!("schedario-aggiorna-{}-{test}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("PEG 2023")).unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/calenzano-2023").join(state);
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap().path();
            fs::copy(&entry, path.join("PEG 2023").join(entry.file_name().unwrap())).unwrap();
        }
        Office(path)
    }

    fn folder(&self) -> PathBuf {
        self.0.join("PEG 2023")
    }

    fn workbooks(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| (name(&path), fs::read(&path).unwrap())).collect()
    }

    fn run(&self, arguments: &[&str]) -> (i32, String) {
        self.answering("", arguments)
    }

    fn answering(&self, answer: &str, arguments: &[&str]) -> (i32, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_schedario"))
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(answer.as_bytes()).unwrap();
        let done = child.wait_with_output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.code().unwrap(), String::from_utf8(said).unwrap())
    }

    fn cell(&self, file: &str, sheet: &str, cell: &str) -> String {
        shown(&open(file, fs::read(self.folder().join(file)).unwrap()), sheet, cell)
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn open(file: &str, bytes: Vec<u8>) -> Workbook {
    grid::open(&file.into(), bytes).0.unwrap()
}

fn shown(book: &Workbook, sheet: &str, cell: &str) -> String {
    let cell = schedario::place::CellRef::read(cell).unwrap();
    let sheet = book.sheets.iter().find(|known| &*known.name == sheet).unwrap();
    sheet.at(cell.row, cell.column).map(|cell| cell.text.clone()).unwrap_or_default()
}

/// The parts of a package, by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut part = Vec::new();
        entry.read_to_end(&mut part).unwrap();
        parts.insert(name, part);
    }
    parts
}

/// Every cell with a content, by sheet and address.
fn cells(book: &Workbook) -> BTreeMap<(String, String), Content> {
    let sheets = book.sheets.iter();
    let all = sheets.flat_map(|sheet| sheet.filled().map(move |cell| (sheet, cell)));
    all.map(|(sheet, cell)| ((sheet.name.to_string(), cell.range.first.to_string()), cell.content.clone()))
        .collect()
}

#[test]
fn weights_are_filled_in_where_each_form_has_its_dots() {
    let office = Office::new("dots", "preventivo");
    let (code, said) = office.run(&["aggiorna", "PEG 2023"]);
    assert_eq!(code, 1, "the xls of Edilizia is left for the hand: {said}");
    for (file, sheet, cell, expected) in [
        // one cell for all the points, with and without dots
        (
            "Area Affari Generali e Istituzionali.xlsx",
            "Obiettivo 1",
            "C42",
            "Strategicità 80\nComplessità 60\nRapporto obiettivo/attività ordinarie 60",
        ),
        ("Area Affari Generali e Istituzionali.xlsx", "Obiettivo 1", "A42", "Peso ponderale 66,67"),
        (
            "Area Risorse.xlsx",
            "Ob.1 inventario",
            "C27",
            "Strategicità 70\nComplessità 80\nRapporto obiettivo/attività ordinarie 80",
        ),
        // three rows
        ("Area Ambiente e Viabilità.xlsx", "Ob.1 - Parco Don Minzoni", "C25", "Strategicità 80"),
        ("Area Ambiente e Viabilità.xlsx", "Ob.1 - Parco Don Minzoni", "C26", "Complessità 60"),
        (
            "Area Ambiente e Viabilità.xlsx",
            "Ob.1 - Parco Don Minzoni",
            "C27",
            "Rapporto obiettivo/attività ordinarie 60",
        ),
        // cells of their own
        ("Area Gestione del Patrimonio.xlsx", "OB1 Matteotti", "L34", "70"),
        ("Area Gestione del Patrimonio.xlsx", "OB1 Matteotti", "A34", "Peso ponderale\n70"),
        // ods
        ("Area Vigilanza.ods", "OB 1", "A36", "Peso ponderale 63,33"),
    ] {
        assert_eq!(office.cell(file, sheet, cell), expected, "{file} › {sheet} › {cell}");
    }
}

#[test]
fn only_the_cells_meant_change_and_every_other_part_keeps_its_bytes() {
    let office = Office::new("bytes", "preventivo");
    let before = office.workbooks();
    office.run(&["aggiorna", "PEG 2023"]);
    let log = log(&office);
    let mut changed = 0;
    for (file, after) in office.workbooks() {
        let old = &before[&file];
        if after == *old {
            continue;
        }
        changed += 1;
        let (old_parts, new_parts) = (parts(old), parts(&after));
        assert_eq!(old_parts.keys().collect::<Vec<_>>(), new_parts.keys().collect::<Vec<_>>(), "{file}");
        let touched: Vec<&String> =
            old_parts.keys().filter(|part| old_parts[*part] != new_parts[*part]).collect();
        let sheets = |part: &&String| part.starts_with("xl/worksheets/sheet") || *part == "content.xml";
        assert!(touched.iter().all(sheets), "{file}: {touched:?}");
        let (old, new) = (cells(&open(&file, old.clone())), cells(&open(&file, after)));
        for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let logged = log.contains(&(file.clone(), key.0.clone(), key.1.clone()));
            assert_eq!(old.get(key) != new.get(key), logged, "{file} › {} › {}", key.0, key.1);
        }
    }
    assert_eq!(
        changed, 10,
        "ten Aree and the trasversali, but the xls; the pesatura has no column of weights"
    );
    assert_eq!(before["Area Edilizia.xls"], office.workbooks()["Area Edilizia.xls"]);
}

/// The cells of the last update's log.
fn log(office: &Office) -> BTreeSet<(String, String, String)> {
    let copies = office.0.join("Copie di sicurezza PEG 2023");
    let last = fs::read_dir(copies)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .max()
        .unwrap();
    let log = fs::read_to_string(last.join("modifiche.jsonl")).unwrap();
    let text = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap().to_owned();
    let lines = log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let lines = lines.filter(|line| line.get("cella").is_some());
    lines.map(|line| (text(&line, "file"), text(&line, "foglio"), text(&line, "cella"))).collect()
}

#[test]
fn a_second_update_changes_no_byte() {
    let office = Office::new("twice", "preventivo");
    office.run(&["aggiorna", "PEG 2023"]);
    let once = office.workbooks();
    let (_, said) = office.run(&["aggiorna", "PEG 2023"]);
    assert!(said.contains("Nulla da scrivere"), "{said}");
    assert_eq!(office.workbooks(), once);
}

#[test]
fn a_trial_shows_every_edit_and_writes_nothing() {
    let office = Office::new("trial", "preventivo");
    let before = office.workbooks();
    let (_, said) = office.run(&["aggiorna", "PEG 2023", "--prova"]);
    assert!(said.contains("Peso ponderale ....."), "{said}");
    assert!(said.contains("Peso ponderale 66,67"), "{said}");
    assert!(said.contains("nulla è stato scritto"), "{said}");
    assert_eq!(office.workbooks(), before);
    assert_eq!(fs::read_dir(&office.0).unwrap().count(), 1, "no folder but the office's");
}

#[test]
fn what_was_updated_comes_back_as_it_was() {
    let office = Office::new("undo", "preventivo");
    let before = office.workbooks();
    office.run(&["aggiorna", "PEG 2023"]);
    assert_ne!(office.workbooks(), before);
    let (code, said) = office.run(&["annulla", "PEG 2023"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(office.workbooks(), before);
    let (code, _) = office.run(&["annulla", "PEG 2023"]);
    assert_eq!(code, 2, "there is nothing left to undo");
}

#[test]
fn a_workbook_changed_since_the_update_is_not_brought_back() {
    let office = Office::new("later", "preventivo");
    let before = office.workbooks();
    office.run(&["aggiorna", "PEG 2023"]);
    let path = office.folder().join("Area Risorse.xlsx");
    let later = [fs::read(&path).unwrap(), b" ".to_vec()].concat();
    fs::write(&path, &later).unwrap();
    let (code, said) = office.run(&["annulla", "PEG 2023"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("Area Risorse.xlsx"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), later);
    assert_eq!(office.workbooks()["Area Personale.xlsx"], before["Area Personale.xlsx"]);
}

#[test]
fn a_value_typed_by_the_office_stays_unless_it_is_named_and_agreed() {
    let office = Office::new("other", "consuntivo");
    let peso = |office: &Office| office.cell("Area Gestione del Patrimonio.xlsx", "OB1 Matteotti", "A34");
    let typed = peso(&office);
    assert!(typed.contains("210"), "{typed}");
    let (_, said) = office.run(&["aggiorna", "PEG 2023"]);
    assert!(said.contains("OB1 Matteotti › A34  peso ponderale: è scritto 210, risulta 70"), "{said}");
    assert_eq!(peso(&office), typed);
    office.answering("n\n", &["aggiorna", "PEG 2023", "--sovrascrivi", "peso"]);
    assert_eq!(peso(&office), typed);
    let (_, said) = office.answering("s\n", &["aggiorna", "PEG 2023", "--sovrascrivi", "peso"]);
    assert_eq!(peso(&office), typed.replace("210", "70"), "{said}");
    assert_eq!(
        office.cell("Area Gestione del Patrimonio.xlsx", "OB1 Matteotti", "L35"),
        "80",
        "points were not named"
    );
}

#[test]
fn a_workbook_open_in_excel_stops_the_update_before_anything_is_written() {
    let office = Office::new("open", "preventivo");
    let before = office.workbooks();
    let mut owner = vec![7];
    owner.extend_from_slice(b"Sereni ");
    owner.resize(55, b' ');
    owner.extend([7, 0]);
    owner.extend("Sereni ".encode_utf16().flat_map(u16::to_le_bytes));
    owner.resize(165, 0);
    fs::write(office.folder().join("~$Area Risorse.xlsx"), owner).unwrap();
    let (code, said) = office.run(&["aggiorna", "PEG 2023"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("Area Risorse.xlsx") && said.contains("Sereni"), "{said}");
    fs::remove_file(office.folder().join("~$Area Risorse.xlsx")).unwrap();
    assert_eq!(office.workbooks(), before);
}

#[test]
fn the_main_job_leaves_the_office_alone_and_makes_updated_copies() {
    let office = Office::new("copies", "preventivo");
    let before = office.workbooks();
    office.run(&["elabora", "PEG 2023"]);
    assert_eq!(office.workbooks(), before);
    let copies = office.0.join("ESITO PEG 2023/schede aggiornate");
    let made = open("x.xlsx", fs::read(copies.join("Area Personale.xlsx")).unwrap());
    assert_eq!(shown(&made, "OBIETTIVO 1", "B30"), "Peso ponderale 70");
    assert_eq!(fs::read(copies.join("Area Edilizia.xls")).unwrap(), before["Area Edilizia.xls"]);
    let by_hand = parts(&fs::read(office.0.join("ESITO PEG 2023/Da riportare a mano.xlsx")).unwrap());
    let words = String::from_utf8_lossy(&by_hand["xl/sharedStrings.xml"]);
    assert!(words.contains("Area Edilizia.xls") && words.contains("salvarlo come xlsx"));
    // the copies are of a plan that is read already
    let (_, all) = office.run(&["controlla", "."]);
    assert!(!all.contains("schede aggiornate"), "{all}");
}

#[test]
fn a_typed_list_is_written_whole_with_the_types_that_it_shows() {
    let office = Office::new("list", "preventivo");
    let list = office.folder().join("modifiche.csv");
    let text = "file;foglio;cella;atteso;nuovo\r\n\
        Area Risorse.xlsx;Ob.1 inventario;A27;Peso ponderale .....;Peso ponderale 70\r\n\
        Area Risorse.xlsx;Ob.1 inventario;R40;;31/12/2023\r\n\
        Area Risorse.xlsx;Ob.1 inventario;R41;;87,5%\r\n\
        Area Risorse.xlsx;Ob.1 inventario;R42;;'=SOMMA(1)\r\n\
        Area Vigilanza.ods;OB 1;R1;;12,50\r\n";
    fs::write(&list, text).unwrap();
    let (code, said) = office.run(&["scrivi", "PEG 2023/modifiche.csv", "--prova"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(office.cell("Area Risorse.xlsx", "Ob.1 inventario", "R40"), "");
    let (code, said) = office.run(&["scrivi", "PEG 2023/modifiche.csv"]);
    assert_eq!(code, 0, "{said}");
    for (file, sheet, cell, expected) in [
        ("Area Risorse.xlsx", "Ob.1 inventario", "A27", "Peso ponderale 70"),
        ("Area Risorse.xlsx", "Ob.1 inventario", "R40", "31/12/2023"),
        ("Area Risorse.xlsx", "Ob.1 inventario", "R41", "87,50%"),
        ("Area Risorse.xlsx", "Ob.1 inventario", "R42", "=SOMMA(1)"),
        ("Area Vigilanza.ods", "OB 1", "R1", "12,5"),
    ] {
        assert_eq!(office.cell(file, sheet, cell), expected, "{file} › {sheet} › {cell}");
    }
    let once = office.workbooks();
    let (_, said) = office.run(&["scrivi", "PEG 2023/modifiche.csv"]);
    assert!(said.contains("non contengono ciò che la lista si aspetta"), "{said}");
    assert_eq!(office.workbooks(), once);
    office.run(&["annulla", "PEG 2023"]);
    assert_eq!(office.cell("Area Risorse.xlsx", "Ob.1 inventario", "A27"), "Peso ponderale .....");
}

#[test]
fn a_list_that_does_not_fit_the_workbooks_writes_nothing_at_all() {
    let office = Office::new("misfit", "preventivo");
    let before = office.workbooks();
    for (line, told) in [
        (
            "Area Risorse.xlsx;Ob.1 inventario;A27;Peso ponderale 70;80",
            "atteso Peso ponderale 70, c'è Peso ponderale .....",
        ),
        ("Area Risorse.xlsx;Ob. 99;A27;;80", "non ha un foglio «Ob. 99»"),
        ("Area Boschi.xlsx;Ob.1;A27;;80", "il file «Area Boschi.xlsx» non c'è"),
        ("Area Risorse.xlsx;Ob.1 inventario;27;;80", "«27» non è una cella"),
        ("Area Risorse.xlsx;Ob.1 inventario;A27;;=A1", "è una formula"),
    ] {
        let text = format!("file;foglio;cella;atteso;nuovo\nArea Personale.xlsx;OBIETTIVO 1;R1;;1\n{line}\n");
        fs::write(office.0.join("lista.csv"), text.replace("Area ", "PEG 2023/Area ")).unwrap();
        let (code, said) = office.run(&["scrivi", "lista.csv"]);
        let told = told.replace("Area ", "PEG 2023/Area ");
        assert_eq!(code, 1, "{said}");
        assert!(said.contains(&told), "{told}: {said}");
        assert_eq!(office.workbooks(), before);
    }
}

#[test]
fn copies_leave_the_originals_alone_and_what_cannot_be_written_is_listed() {
    let office = Office::new("copy", "preventivo");
    let before = office.workbooks();
    let text = "file;foglio;cella;atteso;nuovo\n\
        PEG 2023/Area Risorse.xlsx;Ob.1 inventario;A27;;x\n\
        PEG 2023/Area Edilizia.xls;1 ED;A1;;x\n";
    fs::write(office.0.join("lista.csv"), text).unwrap();
    let (code, said) = office.run(&["scrivi", "lista.csv", "--copia-in", "Copie"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("Area Edilizia.xls"), "{said}");
    assert_eq!(office.workbooks(), before);
    let copy = open("x.xlsx", fs::read(office.0.join("Copie/PEG 2023/Area Risorse.xlsx")).unwrap());
    assert_eq!(shown(&copy, "Ob.1 inventario", "A27"), "x");
    assert!(office.0.join("Copie/Da riportare a mano.xlsx").exists());
    // somebody's work on a copy is not written over
    let path = office.0.join("Copie/PEG 2023/Area Risorse.xlsx");
    fs::write(&path, b"compilata a mano").unwrap();
    let (code, said) = office.run(&["scrivi", "lista.csv", "--copia-in", "Copie"]);
    assert_eq!((code, fs::read(&path).unwrap()), (2, b"compilata a mano".to_vec()), "{said}");
}
