//! Next year's workbooks: the plan they make is exactly the obiettivi that go on, with nothing of the year that ends; the
//! originals have not moved, and of the new files only what was meant.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

#[path = "nuovo_anno/nascosti.rs"]
mod nascosti;
#[path = "nuovo_anno/uffici.rs"]
mod uffici;

use schedario::grid::{self, Content, Workbook};
use schedario::job::{self, Decisioni, NuovoAnno};
use schedario::model::{Obiettivo, Piano, Scheda};
use schedario::package::differing;
use schedario::place::Field;
use schedario::seguito::Verdetto;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder that lasts as long as a test, with the sample office's workbooks in it.
pub(crate) struct Office(pub(crate) PathBuf);

impl Office {
    pub(crate) fn new(test: &str, from: &Path) -> Office {
        let path = std::env::temp_dir().join(format!("schedario-nuovo-anno-{}-{test}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        copy(from, &path.join("PEG 2023"));
        Office(path)
    }

    fn sample(test: &str, state: &str) -> Office {
        Office::new(test, &root().join("samples/calenzano-2023").join(state))
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.0.join("PEG 2023")
    }

    pub(crate) fn next(&self) -> NuovoAnno {
        job::nuovo_anno(&self.folder(), None, &Decisioni::default()).unwrap()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => assert!(fs::copy(&path, &target).is_ok()),
        }
    }
}

pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        match path.is_dir() {
            true => found
                .extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes))),
            false => drop(found.insert(name, fs::read(&path).unwrap())),
        }
    }
    found
}

fn open(bytes: &[u8]) -> Workbook {
    grid::open(&"prova".into(), bytes.to_vec()).0.unwrap()
}

fn fate<'a>(done: &'a NuovoAnno, name: &str) -> &'a Verdetto {
    done.verdetti.iter().find(|verdetto| verdetto.chiave.to_string() == name).unwrap()
}

fn keys(piano: &Piano) -> BTreeSet<String> {
    piano.obiettivi.keys().map(ToString::to_string).collect()
}

fn is_empty<T>(field: &Field<T>) -> bool {
    field.raw().is_none()
}

/// What an obiettivo still says of results, points and weights.
fn left(obiettivo: &Obiettivo) -> Vec<String> {
    let mut left = Vec::new();
    let mut must = |what: &str, empty: bool| {
        if !empty {
            left.push(format!("{}: {what}", obiettivo.chiave));
        }
    };
    if let Some(riga) = &obiettivo.pesatura {
        must("punti in pesatura", riga.punteggi.values().all(is_empty));
        must("peso in pesatura", is_empty(&riga.peso_ponderale));
    }
    let Some(scheda) = &obiettivo.scheda else { return left };
    must(
        "risultati del monitoraggio",
        scheda.monitoraggio.iter().all(|riga| riga.conseguito.values().all(is_empty)),
    );
    for indicatore in &scheda.indicatori {
        must("risultati", indicatore.conseguito.values().all(is_empty));
        must("verifica", is_empty(&indicatore.verifica));
        must("valore del Nucleo", is_empty(&indicatore.valore_ndv));
    }
    must("percentuale", is_empty(&scheda.percentuale_complessiva));
    must("peso ponderale", is_empty(&scheda.peso.peso_ponderale));
    must("punti", scheda.peso.punteggi.values().all(is_empty));
    must("motivazione", is_empty(&scheda.motivazione) && is_empty(&scheda.cause_esterne));
    must("atto", is_empty(&scheda.atto_conclusivo));
    left
}

/// The timetables of a year, as months and weights.
fn timetables(scheda: &Scheda, anno: i16) -> Vec<Vec<String>> {
    let own = scheda.cronoprogrammi.iter().filter(|tabella| tabella.anno == Some(anno));
    let row = |fase: &schedario::model::Fase| {
        let months: Vec<String> =
            fase.mesi.iter().map(|mese| format!("{:?}/{}", mese.anno, mese.mese)).collect();
        format!("{:?} {:?} {:?}", fase.descrizione.raw(), months, fase.peso.value())
    };
    own.map(|tabella| tabella.fasi.iter().map(row).collect()).collect()
}

#[test]
fn the_plan_of_the_next_year_is_the_obiettivi_that_go_on_and_nothing_else() {
    for state in ["consuntivo", "preventivo"] {
        let office = Office::sample(&format!("legge-{state}"), state);
        let before = job::study(&office.folder()).unwrap().cartella.piano;
        let done = office.next();
        let after = job::study(&office.0.join("PEG 2024")).unwrap().cartella.piano;
        assert_eq!(after.anno, Some(2024));
        let going: BTreeSet<String> =
            done.verdetti.iter().filter(|one| one.prosegue).map(|one| one.chiave.to_string()).collect();
        assert!(going.len() > 10, "{}", going.len());
        assert_eq!(keys(&after), going);
        for (chiave, new) in &after.obiettivi {
            let old = &before.obiettivi[chiave];
            let title = |one: &Obiettivo| one.titolo().map(|cited| cited.value.clone());
            assert_eq!(title(new), title(old), "{chiave}");
            assert_eq!(left(new), Vec::<String>::new());
            let (old, new) = (old.scheda.as_ref().unwrap(), new.scheda.as_ref().unwrap());
            assert_eq!(new.anno.value().copied(), old.anno.value().map(|anno| anno + 1), "{chiave}");
            assert_eq!(timetables(new, 2024).len().max(1), new.cronoprogrammi.len().max(1), "{chiave}");
            let second = timetables(old, 2024);
            if !second.is_empty() {
                assert_eq!(timetables(new, 2024), second, "{chiave}");
            }
        }
    }
}

#[test]
fn phases_of_the_second_year_stay_and_those_of_the_first_are_emptied() {
    let office = Office::sample("biennio", "consuntivo");
    office.next();
    let after = job::study(&office.0.join("PEG 2024")).unwrap().cartella.piano;
    let two_years = ["SERVIZI AI CITTADINI E ALLE IMPRESE/5", "SERVIZI ALLA PERSONA/6"];
    for name in two_years {
        let found = after.obiettivi.values().find(|one| one.chiave.to_string() == name).unwrap();
        let scheda = found.scheda.as_ref().unwrap();
        assert_eq!(timetables(scheda, 2023), Vec::<Vec<String>>::new(), "{name}");
        let second = timetables(scheda, 2024);
        assert!(second.iter().flatten().count() > 0, "{name}");
    }
}

#[test]
fn the_originals_are_not_touched_and_two_runs_give_the_same_bytes() {
    let office = Office::sample("originali", "consuntivo");
    fs::write(
        office.folder().join("regolamento.toml"),
        fs::read(root().join("templates/regolamento.toml")).unwrap(),
    )
    .unwrap();
    let before = files(&office.folder());
    let first = office.next();
    assert_eq!(first.nuova, office.0.join("PEG 2024"));
    assert_eq!(first.copiati, ["regolamento.toml"]);
    let made = files(&first.nuova);
    assert_eq!(made["regolamento.toml"], before["regolamento.toml"]);
    fs::remove_dir_all(&first.nuova).unwrap();
    office.next();
    assert_eq!(files(&first.nuova), made);
    assert_eq!(files(&office.folder()), before);
}

#[test]
fn only_the_sheets_change_and_no_fill_nor_merged_cell() {
    let office = Office::sample("parti", "consuntivo");
    let done = office.next();
    for file in &done.file {
        let Some(dopo) = &file.dopo else { continue };
        let (old, new) =
            (fs::read(office.folder().join(&file.prima)).unwrap(), fs::read(done.nuova.join(dopo)).unwrap());
        for part in differing(&old, &new).unwrap() {
            let meant = part.starts_with("xl/worksheets/sheet")
                || ["xl/workbook.xml", "xl/styles.xml", "content.xml", "settings.xml"]
                    .contains(&part.as_str());
            assert!(meant, "{dopo}: {part}");
        }
        let (old, new) = (open(&old), open(&new));
        for (old, new) in old.sheets.iter().zip(&new.sheets) {
            assert_eq!((&old.name, &old.merges), (&new.name, &new.merges));
            let fills = |sheet: &grid::Sheet| -> Vec<_> {
                sheet.cells.iter().filter_map(|(at, cell)| Some((*at, cell.fill?))).collect()
            };
            assert_eq!(fills(old), fills(new), "{dopo} {}", old.name);
            let formulas = |sheet: &grid::Sheet| sheet.cells.values().filter(|cell| cell.formula).count();
            assert_eq!(formulas(old), formulas(new), "{dopo} {}", old.name);
        }
    }
}

#[test]
fn each_fate_has_its_reason() {
    let office = Office::sample("motivi", "consuntivo");
    let done = office.next();
    for (name, prosegue, words) in [
        ("VIGILANZA/1", true, "si dice rinviato"),
        ("AMBIENTE E VIABILITA'/4", false, "è stato ritirato: «Obiettivo revocato"),
        ("RISORSE/1", true, "si conclude il 31/03/2024"),
        ("SERVIZI ALLA PERSONA/6", true, "ha fasi del 2024"),
        ("PERSONALE/1", true, "la tipologia arriva al 2025"),
        ("RISORSE/2", false, "è annuale"),
        ("VIGILANZA/3", false, "la tipologia arriva al 2023"),
    ] {
        let verdetto = fate(&done, name);
        assert_eq!(verdetto.prosegue, prosegue, "{name}");
        let told =
            verdetto.motivi.iter().any(|motivo| motivo.testo.contains(words) && motivo.place.is_some());
        assert!(told, "{name}: {:?}", verdetto.motivi);
    }
    let contradicted = &fate(&done, "RISORSE/1").avvisi;
    assert!(contradicted.iter().any(|motivo| motivo.testo.contains("annuale")), "{contradicted:?}");
}

#[test]
fn sheets_of_those_that_end_are_hidden_and_their_rows_of_the_pesatura_emptied() {
    let office = Office::sample("fogli", "consuntivo");
    let done = office.next();
    let book = open(&fs::read(done.nuova.join("Area Ambiente e Viabilità.xlsx")).unwrap());
    let hidden: Vec<(&str, bool)> = book.sheets.iter().map(|sheet| (&*sheet.name, sheet.hidden)).collect();
    let visible = hidden.iter().filter(|(_, hidden)| !hidden).count();
    assert_eq!(visible, 2, "{hidden:?}");
    let book = open(&fs::read(done.nuova.join("Pesatura obiettivi 2024.xlsx")).unwrap());
    let shown = |cell: (u32, u32)| {
        book.sheets[0].at(cell.0, cell.1).map(|cell| cell.text.clone()).unwrap_or_default()
    };
    assert_eq!(shown((2, 2)), "Pesatura degli Obiettivi 2024");
    assert_eq!(shown((18, 3)), "Rilevazioni inventariali");
    assert_eq!(
        (shown((18, 4)), shown((19, 3)), shown((19, 2))),
        (String::new(), String::new(), String::new())
    );
    assert_eq!(shown((24, 1)), "GESTIONE PATRIMONIO");
    assert!(done.file.iter().any(|file| file.prima == "Area Edilizia.xls" && file.dopo.is_none()));
}

#[test]
fn dates_of_the_year_move_on_in_the_type_they_have_and_are_listed() {
    let office = Office::sample("date", "consuntivo");
    let done = office.next();
    let cell = |file: &str, sheet: &str, row: u32, column: u32| {
        let book = open(&fs::read(done.nuova.join(file)).unwrap());
        let sheet = book.sheets.iter().find(|one| &*one.name == sheet).unwrap().clone();
        sheet.at(row, column).unwrap().content.clone()
    };
    let services = "Area Servizi ai Cittadini e alle Imprese.xlsx";
    assert!(
        matches!(cell(services, "OB 8 PDND", 11, 2), Content::Date { date, .. } if date.to_string() == "2024-12-31")
    );
    assert_eq!(
        cell("Area Personale.xlsx", "OBIETTIVO 1", 11, 11),
        Content::Text("Entro il mese di Aprile 2024".to_owned())
    );
    let listed = done.da_rivedere.iter().filter(|one| one.perche.contains("portata avanti di un anno"));
    assert!(listed.clone().count() > 10);
    assert!(listed.into_iter().all(|one| one.place.is_some()));
}

#[test]
fn a_form_with_a_place_for_each_year_keeps_both_headings() {
    let office = Office::sample("intestazioni", "consuntivo");
    let done = office.next();
    let services = "Area Servizi ai Cittadini e alle Imprese.xlsx";
    let texts = |folder: &Path| -> Vec<String> {
        let book = open(&fs::read(folder.join(services)).unwrap());
        let sheet = book.sheets.iter().find(|sheet| &*sheet.name == "OB 5 FACILITAZIONE").unwrap().clone();
        let cells = sheet.filled().map(|cell| cell.text.clone());
        cells.filter(|text| text.contains("ANNO 2023") || text.contains("ANNO 2024")).collect()
    };
    let before = texts(&office.folder());
    assert!(before.len() > 3, "{before:?}");
    assert_eq!(texts(&done.nuova), before);
    let listed =
        done.da_rivedere.iter().filter(|one| one.perche.contains("accanto a quella dell'anno nuovo"));
    assert!(listed.count() > 3);
}

#[test]
fn a_folder_that_holds_something_is_refused_and_nothing_is_written() {
    let office = Office::sample("rifiuti", "preventivo");
    let full = office.0.join("PEG 2024");
    fs::create_dir_all(&full).unwrap();
    fs::write(full.join("appunti.txt"), "da non perdere").unwrap();
    let run = |nuova: Option<&Path>| job::nuovo_anno(&office.folder(), nuova, &Decisioni::default());
    assert!(run(None).err().unwrap().to_string().contains("non è vuota"));
    assert_eq!(files(&full).len(), 1);
    let inside = office.folder().join("nuova");
    assert!(run(Some(&inside)).is_err());
    assert!(!inside.exists());
    assert!(run(Some(&office.0)).is_err());
    let unknown = Decisioni { prosegue: vec!["RISORSE/99".to_owned()], finisce: Vec::new() };
    let elsewhere = office.0.join("altrove");
    assert!(job::nuovo_anno(&office.folder(), Some(&elsewhere), &unknown).is_err());
    assert!(!elsewhere.exists());
}

#[test]
fn what_the_office_decides_goes_before_what_the_forms_say() {
    let office = Office::sample("decisioni", "consuntivo");
    let decisioni =
        Decisioni { prosegue: vec!["risorse/2".to_owned()], finisce: vec!["RISORSE/1".to_owned()] };
    let done = job::nuovo_anno(&office.folder(), None, &decisioni).unwrap();
    let after = job::study(&done.nuova).unwrap().cartella.piano;
    let found = keys(&after);
    assert!(found.contains("RISORSE/2") && !found.contains("RISORSE/1"), "{found:?}");
    assert!(fate(&done, "RISORSE/1").avvisi.iter().any(|one| one.testo.contains("31/03/2024")));
}

#[test]
fn the_list_is_one_of_our_own_outputs() {
    let office = Office::sample("elenco", "preventivo");
    let done = office.next();
    let list = fs::read(done.nuova.join("Passaggio al 2024.xlsx")).unwrap();
    let (book, rilievi) = grid::open(&"Passaggio al 2024.xlsx".into(), list);
    assert!(book.is_none() && rilievi.is_empty());
}
