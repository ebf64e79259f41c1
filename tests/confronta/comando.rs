//! `schedario confronta` as an office types it.

use calamine::{Data, Reader, Xlsx};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that lasts as long as a test.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let path = std::env::temp_dir().join(format!("schedario-confronta-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Place(path)
    }

    fn at(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// A copy of a sample's folder.
    fn with_sample(self, state: &str, name: &str) -> Place {
        fs::create_dir_all(self.0.join(name)).unwrap();
        for entry in fs::read_dir(sample(state)).unwrap() {
            let from = entry.unwrap().path();
            fs::copy(&from, self.0.join(name).join(from.file_name().unwrap())).unwrap();
        }
        self
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sample(state: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/calenzano-2023");
    root.join(state).to_str().unwrap().to_owned()
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_schedario"))
        .arg("confronta")
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    (
        done.status.code().unwrap(),
        String::from_utf8(done.stdout).unwrap(),
        String::from_utf8(done.stderr).unwrap(),
    )
}

fn rows(book: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book.to_vec())).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn the_year_end_against_the_preventivo_shows_results_and_the_obiettivo_that_was_revoked() {
    let place = Place::new("anno");
    let (code, out, err) = run(&[&sample("preventivo"), &sample("consuntivo"), "-o", &place.at("esito")]);
    // a result that Excel turned into a date cannot be compared
    assert_eq!(code, 1, "{out}{err}");
    for piece in
        ["Prima: preventivo (2023, 48 obiettivi)", "Area Vigilanza.ods › OB 2 › K41", "Variazioni.xlsx"]
    {
        assert!(out.contains(piece), "«{piece}» manca in\n{out}");
    }
    let book = fs::read(place.at("esito/Variazioni.xlsx")).unwrap();
    let obiettivi = rows(&book, "Obiettivi");
    assert!(obiettivi.iter().any(|row| row[0] == "ritirato" && row[2] == "AMBIENTE E VIABILITA', n. 4"));
    let differenze = rows(&book, "Differenze");
    let head = differenze.iter().position(|row| row[0] == "Obiettivo").unwrap();
    let found = differenze[head..]
        .iter()
        .find(|row| row[0].starts_with("TRASVERSALE/1") && row[1] == "percentuale complessiva");
    let found = found.unwrap();
    assert_eq!((found[2].as_str(), found[3].as_str(), found[4].as_str()), ("aggiunto", "(vuoto)", "92,5 %"));
    // the sheet's head is a table that can be filtered: no cell of it is merged
    assert!(differenze[head + 1..].iter().all(|row| !row[0].is_empty()));
    let mut again: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book.clone())).unwrap();
    assert_eq!(again.sheet_names(), ["Riepilogo", "Obiettivi", "Differenze"]);
    again.load_tables().unwrap();
    assert_eq!(again.table_names(), [&"TabellaDifferenze".to_owned()]);
    run(&[&sample("preventivo"), &sample("consuntivo"), "-o", &place.at("esito")]);
    assert_eq!(
        fs::read(place.at("esito/Variazioni.xlsx")).unwrap(),
        book,
        "una seconda volta gli stessi byte"
    );
}

#[test]
fn the_text_for_the_deed_opens_well_in_word() {
    let place = Place::new("atto");
    run(&[&sample("preventivo"), &sample("consuntivo"), "-o", &place.at("esito")]);
    let text = fs::read(place.at("esito/Variazioni.txt")).unwrap();
    assert!(text.starts_with(b"\xef\xbb\xbfCOMUNE DI CALENZANO\r\n"));
    let text = String::from_utf8(text).unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    for piece in [
        "Rispetto al piano 2023 (cartella «preventivo», 48 obiettivi)",
        "energetica», è ritirato: «",
        "G.C. n. 178",
    ] {
        assert!(text.contains(piece), "«{piece}» manca in\n{text}");
    }
}

#[test]
fn two_folders_that_say_the_same_are_said_to() {
    let place = Place::new("uguali").with_sample("preventivo", "secondo invio");
    let (code, out, err) = run(&[&sample("preventivo"), &place.at("secondo invio")]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("Non è cambiato nulla"), "{out}");
    let text = fs::read_to_string(place.at("ESITO secondo invio/Variazioni.txt")).unwrap();
    assert!(text.contains("non presenta variazioni") && !text.contains("MODIFICATI"), "{text}");
}

#[test]
fn the_differences_are_to_be_had_as_json() {
    let place = Place::new("json");
    let (_, out, _) = run(&[&sample("preventivo"), &sample("consuntivo"), "-o", &place.at("e"), "--json"]);
    let data: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(data["schema"], "schedario/variazioni/1");
    assert_eq!((&data["anni"], &data["invariato"]), (&"stesso".into(), &false.into()));
    assert!(data["somiglianze"].is_null());
    let of = |ambito: &str, numero: &str| {
        let all = data["obiettivi"].as_array().unwrap();
        all.iter().find(|one| one["dopo"]["ambito"] == ambito && one["dopo"]["numero"] == numero).unwrap()
    };
    let values = of("GESTIONE PATRIMONIO", "1")["differenze"].as_array().unwrap();
    let weight = values.iter().find(|one| one["voce"] == "punti di strategicita sulla scheda").unwrap();
    assert_eq!((&weight["argomento"], &weight["tipo"]), (&"pesi".into(), &"aggiunto".into()));
    assert_eq!((&weight["prima"]["stato"], &weight["dopo"]["testo"]), (&"vuoto".into(), &"70".into()));
    assert_eq!(weight["dopo"]["origine"]["cella"], "L34");
    assert_eq!(data["non_letti"][0]["cella"], "K41");
}

#[test]
fn an_obiettivo_is_not_withdrawn_because_its_file_cannot_be_opened() {
    let place = Place::new("illeggibile").with_sample("preventivo", "dopo");
    fs::write(place.at("dopo/Area Risorse.xlsx"), b"niente").unwrap();
    fs::remove_file(place.at("dopo/Pesatura obiettivi 2023.xlsx")).unwrap();
    let (code, out, err) = run(&[&sample("preventivo"), &place.at("dopo")]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(out.contains("non è sicuro") && out.contains("Area Risorse.xlsx"), "{out}");
    let text = fs::read_to_string(place.at("ESITO dopo/Variazioni.txt")).unwrap();
    assert!(text.contains("non è fra quelli letti: da verificare"), "{text}");
    assert!(!text.contains("non è più nel piano"), "{text}");
}

#[test]
fn what_cannot_be_compared_is_said_and_exits_2() {
    let place = Place::new("impossibile").with_sample("preventivo", "anno");
    fs::create_dir_all(place.at("vuota")).unwrap();
    fs::create_dir_all(place.at("guasta")).unwrap();
    fs::write(place.at("guasta/Area Cultura.xlsx"), b"niente").unwrap();
    let (anno, inside) = (place.at("anno"), place.at("anno/esito"));
    fs::create_dir_all(place.at("anno/vecchio")).unwrap();
    for (arguments, piece) in [
        (vec![anno.as_str(), "cartella che non c'è"], "cartella che non c'è"),
        (vec![&anno, &place.at("vuota")], "non è stato riconosciuto nessun obiettivo"),
        (vec![&place.at("guasta"), &anno], "Area Cultura.xlsx"),
        (vec![&anno, &place.at("anno/vecchio")], "una dentro l'altra"),
        (vec![&anno, &sample("preventivo"), "-o", &inside], "non viene mai toccata"),
        (vec![&anno], "DOPO"),
    ] {
        let (code, out, err) = run(&arguments);
        assert_eq!(code, 2, "{arguments:?}: {out}{err}");
        assert!(err.contains(piece), "{arguments:?}: «{piece}» manca in\n{err}");
    }
    assert!(!Path::new(&inside).exists());
}
