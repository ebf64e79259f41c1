//! The whole command line on real files: what an office types, what it gets back, what is left alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use rust_xlsxwriter::{Formula, Workbook, Worksheet};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that lasts as long as a test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("schedario-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("PEG 2024")).unwrap();
        Folder(path)
    }

    fn office(&self) -> PathBuf {
        self.0.join("PEG 2024")
    }

    fn with(self, file: &str, bytes: &[u8]) -> Folder {
        fs::write(self.office().join(file), bytes).unwrap();
        self
    }

    fn with_book(self, file: &str, draw: impl Fn(&mut Worksheet)) -> Folder {
        let mut book = Workbook::new();
        draw(book.add_worksheet().set_name("Foglio1").unwrap());
        let bytes = book.save_to_buffer().unwrap();
        self.with(file, &bytes)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn schedario(arguments: &[&str]) -> Ran {
    let done =
        Command::new(env!("CARGO_BIN_EXE_schedario")).args(arguments).env("NO_COLOR", "1").output().unwrap();
    Ran {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(here).unwrap() {
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

/// A small scheda, `area` and `title` as given.
fn scheda(sheet: &mut Worksheet, area: &str, number: &str, title: &str) {
    let rows = [
        ("Comune di Roccaverde", ""),
        (area, ""),
        ("Obiettivi assegnati per l'anno 2024", ""),
        (&format!("OBIETTIVO {number}: {title}"), ""),
        ("Descrizione", "Che cosa si fa"),
    ];
    for (row, (label, value)) in rows.iter().enumerate() {
        sheet.write_string(row as u32, 0, *label).unwrap();
        if !value.is_empty() {
            sheet.write_string(row as u32, 1, *value).unwrap();
        }
    }
    for (column, heading) in
        ["Indicatore", "Valore atteso", "Valore conseguito al 31/12"].into_iter().enumerate()
    {
        sheet.write_string(6, column as u16, heading).unwrap();
    }
    sheet.write_string(7, 0, "Numero di sopralluoghi").unwrap();
    sheet.write_number(7, 1, 40).unwrap();
    sheet.write_number(7, 2, 30).unwrap();
}

/// Writes something where a point should be.
type Point = fn(&mut Worksheet, u32, u16);

/// A pesatura of one obiettivo, whose first criterion is written by `point`.
fn pesatura(sheet: &mut Worksheet, point: impl Fn(&mut Worksheet, u32, u16)) {
    let headings =
        ["Area", "N.", "Obiettivo", "Strategicità", "Complessità", "Rapporto obiettivo/attività ordinaria"];
    for (column, heading) in headings.into_iter().enumerate() {
        sheet.write_string(0, column as u16, heading).unwrap();
    }
    for (column, value) in ["TECNICA", "1", "Manutenzione strade"].into_iter().enumerate() {
        sheet.write_string(1, column as u16, value).unwrap();
    }
    point(sheet, 1, 3);
    sheet.write_number(1, 4, 60).unwrap();
    sheet.write_number(1, 5, 50).unwrap();
}

#[test]
fn the_main_job_writes_the_annexes_and_leaves_the_folder_alone() {
    let folder = Folder::new("lavoro")
        .with_book("Area Tecnica.xlsx", |sheet| scheda(sheet, "AREA TECNICA", "1", "Manutenzione strade"))
        .with_book("Pesatura.xlsx", |sheet| {
            pesatura(sheet, |sheet, row, column| {
                sheet.write_number(row, column, 70).unwrap();
            })
        });
    let before = files(&folder.office());
    let ran = schedario(&[text(&folder.office())]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(files(&folder.office()), before);
    let written = files(&folder.0.join("ESITO PEG 2024"));
    let names: Vec<&str> = written.keys().map(String::as_str).collect();
    let expected = [
        "Allegato 1 - Pesatura 2024.xlsx",
        "Allegato 2 - Performance 2024.xlsx",
        "Rilievi 2024.xlsx",
        "dati/piano.json",
        "schede aggiornate/.copie-di-schedario",
        "schede aggiornate/Area Tecnica.xlsx",
        "schede aggiornate/Pesatura.xlsx",
    ];
    assert_eq!(names, expected);
    for piece in ["Comune di Roccaverde", "TECNICA", "75,00", "Allegato 2 - Performance 2024.xlsx"] {
        assert!(ran.out.contains(piece), "«{piece}» manca in\n{}", ran.out);
    }
    schedario(&[text(&folder.office())]);
    assert_eq!(files(&folder.0.join("ESITO PEG 2024")), written, "una seconda volta gli stessi byte");
}

#[test]
fn every_bad_file_is_named_with_what_to_do_and_the_rest_is_read() {
    let folder = Folder::new("guasti")
        .with_book("Area Tecnica.xlsx", |sheet| scheda(sheet, "AREA TECNICA", "1", "Manutenzione strade"))
        .with("vuoto.xlsx", b"")
        .with("pagina.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>")
        .with("elenco.xlsx", b"Area;Obiettivo\nTECNICA;Strade\n")
        .with("zeri.xlsx", &[0; 4096])
        .with("tronco.xlsx", b"PK\x03\x04\x14\x00\x00\x00\x08\x00 e poi piu' niente")
        .with("~$Area Tecnica.xlsx", b"segnaposto")
        .with(".nascosto.xlsx", b"niente");
    let ran = schedario(&["controlla", text(&folder.office())]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for file in ["vuoto.xlsx", "pagina.xls", "elenco.xlsx", "zeri.xlsx", "tronco.xlsx"] {
        assert!(ran.out.contains(file), "{file} non è nominato in\n{}", ran.out);
    }
    for silent in ["~$", ".nascosto", "Zip", "EOCD", "Error"] {
        assert!(!ran.out.contains(silent), "«{silent}» in\n{}", ran.out);
    }
    let json = schedario(&["elabora", text(&folder.office()), "--json"]);
    assert!(json.out.contains("Manutenzione strade"), "{}", json.out);
}

#[test]
fn a_point_that_is_no_point_is_an_errore_with_its_cell_and_no_weight() {
    let point = |write: Point| {
        let folder = Folder::new("punti").with_book("Pesatura.xlsx", |sheet| pesatura(sheet, write));
        let ran = schedario(&["elabora", text(&folder.office()), "--json"]);
        (ran.code, serde_json::from_str::<serde_json::Value>(&ran.out).unwrap())
    };
    let cases: [(&str, Point); 4] = [
        ("settanta", |sheet, row, column| {
            sheet.write_string(row, column, "settanta").unwrap();
        }),
        ("130", |sheet, row, column| {
            sheet.write_number(row, column, 130).unwrap();
        }),
        ("-5", |sheet, row, column| {
            sheet.write_number(row, column, -5).unwrap();
        }),
        ("#RIF!", |sheet, row, column| {
            sheet.write_formula(row, column, Formula::new("#REF!").set_result("#REF!")).unwrap();
        }),
    ];
    for (what, write) in cases {
        let (code, piano) = point(write);
        assert_eq!(code, 1, "{what}");
        assert!(piano["obiettivi"][0]["peso_ponderale"].is_null(), "{what}: {}", piano["obiettivi"][0]);
        let on_the_cell = |r: &serde_json::Value| r["gravita"] == "errore" && r["cella"] == "D2";
        let rilievi = piano["rilievi"].as_array().unwrap();
        assert!(rilievi.iter().any(on_the_cell), "{what}: {rilievi:?}");
    }
}

#[test]
fn an_unreadable_regolamento_names_line_and_column_and_withholds_every_figure() {
    let folder = Folder::new("regolamento")
        .with_book("Area Tecnica.xlsx", |sheet| scheda(sheet, "AREA TECNICA", "1", "Manutenzione strade"))
        .with("regolamento.toml", "[indicatori]\ntetto = cento\n".as_bytes());
    let ran = schedario(&["elabora", text(&folder.office()), "--json"]);
    let piano: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ran.code, 1);
    assert!(
        piano["obiettivi"][0]["realizzazione"]["31/12"].is_null(),
        "{}",
        piano["obiettivi"][0]["realizzazione"]
    );
    let about = |r: &&serde_json::Value| r["file"] == "regolamento.toml";
    let message = piano["rilievi"].as_array().unwrap().iter().find(about).unwrap()["messaggio"].to_string();
    assert!(message.contains("riga 2, colonna 9"), "{message}");
}

#[test]
fn what_cannot_be_done_is_said_in_italian_and_exits_2() {
    let folder = Folder::new("comandi");
    let office = folder.office();
    let inside = office.join("ESITO");
    for (arguments, piece) in [
        (vec!["elabra", "x"], "non è un comando"),
        (vec!["controlla", "cartella che non c'è"], "cartella che non c'è"),
        (vec!["controlla"], "Manca"),
        (vec!["spiega", "ZZZ999"], "non è il codice di un rilievo"),
        (vec!["--colore"], "non esiste"),
        (vec!["elabora", text(&office), "-o", text(&inside)], "non viene mai toccata"),
    ] {
        let ran = schedario(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(piece), "{arguments:?}: «{piece}» manca in\n{}", ran.err);
        for english in ["error:", "Usage", "tip:", "argument", "required"] {
            assert!(!ran.err.contains(english), "{arguments:?}: «{english}» in\n{}", ran.err);
        }
    }
    assert!(!inside.exists());
}

#[test]
fn an_empty_folder_says_that_it_is_empty() {
    let folder = Folder::new("niente");
    let ran = schedario(&["controlla", text(&folder.office())]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("non c'è nessuna cartella di lavoro"), "{}", ran.out);
}

#[test]
fn help_and_explanations_are_in_italian() {
    let help = schedario(&["--aiuto"]);
    assert_eq!(help.code, 0);
    for piece in ["Comandi", "elabora", "controlla", "anteprima", "spiega", "Esempi"] {
        assert!(help.out.contains(piece), "«{piece}» manca in\n{}", help.out);
    }
    assert!(!help.out.contains("Usage") && !help.out.contains("Options:"), "{}", help.out);
    let page = schedario(&["spiega", "fas101"]);
    assert!(page.out.contains("Perché") && page.out.contains("Rimedio"), "{}", page.out);
}

#[test]
fn a_figure_is_explained_with_its_formula_and_its_cells() {
    let folder = Folder::new("spiega")
        .with_book("Area Tecnica.xlsx", |sheet| scheda(sheet, "AREA TECNICA", "1", "Manutenzione strade"));
    let ran = schedario(&["spiega", text(&folder.office()), "tecnica/1"]);
    for piece in ["30 / 40", "75,00", "Area Tecnica.xlsx › Foglio1 › ", "C8"] {
        assert!(ran.out.contains(piece), "«{piece}» manca in\n{}{}", ran.out, ran.err);
    }
}

#[test]
fn the_preview_shows_what_was_understood_and_leaves_the_file_alone() {
    let folder = Folder::new("anteprima")
        .with_book("Area Tecnica.xlsx", |sheet| scheda(sheet, "AREA TECNICA", "1", "Manutenzione strade"));
    let before = files(&folder.office());
    let ran = schedario(&["anteprima", text(&folder.office().join("Area Tecnica.xlsx"))]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(files(&folder.office()), before);
    assert!(folder.0.join("ESITO PEG 2024/Anteprima Area Tecnica.xlsx").exists(), "{}", ran.out);
}

#[test]
fn our_own_outputs_are_passed_over_by_what_they_are_and_not_by_their_name() {
    let folder = Folder::new("esiti")
        .with_book("Allegato 1 - Pesatura 2024.xlsx", |sheet| {
            pesatura(sheet, |sheet, row, column| {
                sheet.write_number(row, column, 70).unwrap();
            })
        })
        .with_book("Area Tecnica.xlsx", |sheet| scheda(sheet, "AREA TECNICA", "1", "Manutenzione strade"));
    let before = schedario(&["elabora", text(&folder.office()), "--json"]);
    assert!(before.out.contains("\"strategicita\": 70"), "{}", before.out);
    for (name, bytes) in files(&folder.0.join("ESITO PEG 2024")) {
        if name.ends_with(".xlsx") && !name.contains('/') {
            fs::write(folder.office().join(format!("copia di {name}")), bytes).unwrap();
        }
    }
    let after = schedario(&["elabora", text(&folder.office()), "--json"]);
    assert_eq!(before.out, after.out);
}

/// A scheda that says no year, with two phases in a grid of months and a reading at the end of June.
fn scheda_without_year(sheet: &mut Worksheet) {
    for (row, text) in
        ["Comune di Roccaverde", "AREA TECNICA", "OBIETTIVO 1: Manutenzione strade"].into_iter().enumerate()
    {
        sheet.write_string(row as u32, 0, text).unwrap();
    }
    let months = ["GEN", "FEB", "MAR", "APR", "MAG", "GIU", "LUG", "AGO", "SET", "OTT", "NOV", "DIC"];
    for (column, heading) in ["Fase", "Descrizione"].into_iter().chain(months).chain(["%"]).enumerate() {
        sheet.write_string(4, column as u16, heading).unwrap();
    }
    for (row, phase, first, last) in [(5, "Progetto", 1, 4), (6, "Lavori", 7, 10)] {
        sheet.write_number(row, 0, row - 4).unwrap().write_string(row, 1, phase).unwrap();
        for month in first..=last {
            sheet.write_string(row, month + 1, "X").unwrap();
        }
        sheet.write_number(row, 14, 50).unwrap();
    }
    for (column, heading) in
        ["Indicatore", "Valore atteso", "Valore conseguito al 30/06"].into_iter().enumerate()
    {
        sheet.write_string(8, column as u16, heading).unwrap();
    }
    sheet.write_string(9, 0, "Numero di sopralluoghi").unwrap().write_number(9, 1, 40).unwrap();
}

#[test]
fn months_of_a_form_that_says_no_year_are_of_the_plan_s() {
    let folder = Folder::new("senza-anno")
        .with_book("Area Tecnica.xlsx", scheda_without_year)
        .with_book("Area Sociale.xlsx", |sheet| scheda(sheet, "AREA SOCIALE", "1", "Centri estivi"));
    let ran = schedario(&["elabora", text(&folder.office()), "--json"]);
    let piano: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let all = piano["obiettivi"].as_array().unwrap();
    let tecnica = all.iter().find(|o| o["ambito"] == "TECNICA").unwrap();
    assert_eq!(piano["anno"], 2024);
    assert_eq!(tecnica["fasi"][1]["mesi"], serde_json::json!([7, 8, 9, 10]));
    assert_eq!(tecnica["avanzamento_atteso"]["30/06"], 50, "{}", tecnica["avanzamento_atteso"]);
}
