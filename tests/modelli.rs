//! The blank workbooks, filled in and read back: what an office writes into them is what the plan says, without a
//! rilievo; blank, they say nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

#[path = "modelli/contenuti.rs"]
mod contenuti;
#[path = "modelli/pacco.rs"]
mod pacco;

use contenuti::{Folder, area, fill, trasversale};
use jiff::civil::date;
use rust_decimal::Decimal;
use schedario::job::{self, Study};
use schedario::model::{Conseguito, Durata, Mese, Scadenza, Scheda, ValoreAtteso, Verifica};
use schedario::place::{CellRange, CellRef, Cited, Field, Place};
use schedario::publish::modelli::{self, Famiglia, Modulo};
use schedario::regolamento::Regolamento;
use std::fs;

fn codes(study: &Study) -> Vec<String> {
    study.rilievi.iter().map(|one| format!("{} {:?} {}", one.codice, one.dove, one.messaggio)).collect()
}

fn scheda<'a>(study: &'a Study, chiave: &str) -> &'a Scheda {
    let found = study.cartella.piano.obiettivi.values().find(|one| one.chiave.to_string() == chiave);
    found.unwrap_or_else(|| panic!("{chiave} non c'è")).scheda.as_ref().unwrap()
}

/// Writes what an office would: schede of both families, its regolamento, and the pesatura with the Nucleo's points.
fn office(folder: &Folder) -> Study {
    fs::write(folder.office().join("regolamento.toml"), contenuti::regolamento()).unwrap();
    let empty = job::study(&folder.office()).unwrap();
    let quadro = empty.quadro("");
    let books = [
        ("Area Risorse.xlsx", Famiglia::A, vec![area("AREA RISORSE", 1), area("AREA RISORSE", 2)]),
        ("Area Cultura.xlsx", Famiglia::B, vec![area("AREA CULTURA", 1), area("AREA CULTURA", 2)]),
        ("Trasversali.xlsx", Famiglia::A, vec![trasversale(1)]),
    ];
    for (name, famiglia, moduli) in books {
        fs::write(folder.office().join(name), modelli::schede(&quadro, famiglia, &moduli).unwrap()).unwrap();
    }
    let mut without = job::study(&folder.office()).unwrap();
    give_points(&mut without);
    let pesatura = modelli::pesatura(&without.quadro("")).unwrap();
    fs::write(folder.office().join("Pesatura.xlsx"), pesatura).unwrap();
    job::study(&folder.office()).unwrap()
}

/// The points 60, 70, 80 for every obiettivo, as if typed into the pesatura.
fn give_points(study: &mut Study) {
    let cell = CellRange::single(CellRef::new(0, 0));
    let place = Place { file: "".into(), sheet: "".into(), cells: cell };
    for obiettivo in study.cartella.piano.obiettivi.values_mut() {
        let scheda = obiettivo.scheda.as_mut().unwrap();
        for (id, points) in [("strategicita", 60), ("complessita", 70), ("rapporto", 80)] {
            let value = Decimal::from(points);
            let cited = Cited { value, raw: value.to_string(), place: place.clone() };
            scheda.peso.punteggi.insert(id.to_owned(), Field::Filled(cited));
        }
    }
}

#[test]
fn filled_in_they_are_read_back_without_a_rilievo() {
    let folder = Folder::new("compilati");
    let study = office(&folder);
    assert_eq!(codes(&study), Vec::<String>::new());
    let keys: Vec<String> = study.cartella.piano.obiettivi.keys().map(ToString::to_string).collect();
    assert_eq!(keys, ["TRASVERSALE/1", "CULTURA/1", "CULTURA/2", "RISORSE/1", "RISORSE/2"]);
}

#[test]
fn every_box_of_both_families_is_read_as_it_was_written() {
    let folder = Folder::new("caselle");
    let study = office(&folder);
    assert_eq!(study.cartella.piano.ente.value().unwrap(), "Comune di Borgo Alto");
    assert_eq!(study.cartella.piano.anno, Some(2024));
    for (chiave, nome, famiglia) in
        [("RISORSE/2", "AREA RISORSE", Famiglia::A), ("CULTURA/2", "AREA CULTURA", Famiglia::B)]
    {
        check_form(scheda(&study, chiave), &area(nome, 2), famiglia);
    }
}

fn check_form(scheda: &Scheda, modulo: &Modulo, famiglia: Famiglia) {
    assert_eq!(scheda.titolo.value(), modulo.titolo.as_ref());
    assert_eq!(scheda.responsabile.value(), modulo.responsabile.as_ref());
    assert_eq!(scheda.numero.value(), modulo.numero.as_ref());
    assert_eq!(scheda.descrizione.value(), modulo.descrizione.as_ref());
    assert_eq!(scheda.riferimento_dup.missione.value(), modulo.missione.as_ref());
    assert_eq!(scheda.riferimento_dup.programma.value(), modulo.programma.as_ref());
    assert_eq!(scheda.riferimento_dup.obiettivo_operativo.value(), modulo.obiettivo_operativo.as_ref());
    assert_eq!(scheda.tipologia.durata.value(), Some(&Durata::Annuale));
    assert_eq!(scheda.data_conclusione.value(), modulo.data_conclusione.as_ref());
    assert_eq!(scheda.atto_conclusivo.value(), modulo.atto.as_ref());
    assert_eq!(scheda.motivazione.value(), modulo.motivazione.as_ref());
    if famiglia == Famiglia::A {
        assert_eq!(scheda.stato_attuale.value(), modulo.stato_attuale.as_ref());
    }
    check_indicatori(scheda, modulo, famiglia);
    check_fasi(scheda, modulo);
}

fn check_indicatori(scheda: &Scheda, modulo: &Modulo, famiglia: Famiglia) {
    let expected = [
        ValoreAtteso::Numero(1750.into()),
        ValoreAtteso::Rapporto { parte: 25.into(), totale: 25.into() },
        ValoreAtteso::Scadenza(date(2024, 9, 30)),
        ValoreAtteso::SiNo,
        ValoreAtteso::AlMassimo { limite: 30.into(), escluso: false, percentuale: false },
    ];
    let achieved = [
        Conseguito::Numero(1800.into()),
        Conseguito::Rapporto { parte: 24.into(), totale: 25.into() },
        Conseguito::Data(date(2024, 9, 15)),
        Conseguito::SiNo(true),
        Conseguito::Numero(28.into()),
    ];
    assert_eq!(scheda.indicatori.len(), 5);
    for (at, indicatore) in scheda.indicatori.iter().enumerate() {
        let voce = &modulo.indicatori[at];
        assert_eq!(indicatore.descrizione.value(), voce.descrizione.as_ref());
        assert_eq!(indicatore.valore_atteso.value(), Some(&expected[at]));
        assert_eq!(indicatore.peso.value(), Some(&Decimal::from(20)));
        assert_eq!(indicatore.conseguito[&Scadenza::FINE_ANNO].value(), Some(&achieved[at]), "{at}");
        assert!(indicatore.conseguito.contains_key(&Scadenza { mese: 9, giorno: 30 }));
    }
    if famiglia == Famiglia::B {
        assert_eq!(scheda.indicatori[1].verifica.value(), Some(&Verifica::InParte(50.into())));
        assert_eq!(scheda.indicatori[0].verifica.value(), Some(&Verifica::Realizzato));
    }
}

fn check_fasi(scheda: &Scheda, modulo: &Modulo) {
    let [timetable] = scheda.cronoprogrammi.as_slice() else { panic!("un cronoprogramma") };
    assert_eq!(timetable.fasi.len(), modulo.fasi.len());
    for (at, (fase, voce)) in timetable.fasi.iter().zip(&modulo.fasi).enumerate() {
        assert_eq!(fase.descrizione.value(), voce.descrizione.as_ref());
        assert_eq!(fase.peso.value(), voce.peso.as_ref());
        assert_eq!(fase.numero.as_deref(), Some((at + 1).to_string().as_str()));
        let mesi: Vec<Mese> =
            voce.mesi.iter().map(|mese| Mese { anno: Some(2024), mese: *mese as i8 }).collect();
        assert_eq!(fase.mesi, mesi);
    }
}

#[test]
fn saved_by_a_program_that_computes_nothing_they_are_read_all_the_same() {
    let folder = Folder::new("senza-risultati");
    let before = office(&folder);
    for name in ["Area Risorse.xlsx", "Area Cultura.xlsx", "Trasversali.xlsx", "Pesatura.xlsx"] {
        let path = folder.office().join(name);
        let bytes = pacco::without_results(&fs::read(&path).unwrap());
        fs::write(&path, bytes).unwrap();
    }
    let study = job::study(&folder.office()).unwrap();
    let others: Vec<String> = codes(&study).into_iter().filter(|code| !code.starts_with("LET007")).collect();
    assert_eq!(others, Vec::<String>::new(), "only that the formulas have no saved result");
    for chiave in ["RISORSE/2", "CULTURA/2"] {
        let conseguito = |study| -> Vec<_> {
            scheda(study, chiave).indicatori.iter().map(|one| one.conseguito.clone()).collect()
        };
        assert_eq!(conseguito(&study), conseguito(&before));
    }
}

#[test]
fn the_pesatura_gives_the_weights_of_the_regolamento() {
    let folder = Folder::new("pesi");
    let study = office(&folder);
    for esito in study.esiti.obiettivi.values() {
        assert_eq!(esito.peso_ponderale.as_ref().unwrap().value, Decimal::from(70));
        assert!(esito.realizzazione[&Scadenza::FINE_ANNO].value.valore.is_some());
    }
    let row = study.cartella.piano.obiettivi.values().last().unwrap().pesatura.as_ref().unwrap();
    assert_eq!(row.peso_ponderale.value(), Some(&Decimal::from(70)), "the cached result of the formula");
}

#[test]
fn blank_they_say_nothing_but_that_they_are_blank() {
    let folder = Folder::new("bianchi");
    let quadro = job::study(&folder.office()).unwrap();
    for (name, bytes) in modelli::all(&quadro.quadro("")).unwrap() {
        if name.contains("modulo") || name.ends_with(".toml") {
            fs::write(folder.office().join(name), bytes).unwrap();
        }
    }
    let study = job::study(&folder.office()).unwrap();
    assert!(study.cartella.piano.obiettivi.is_empty());
    let of_reading: Vec<&str> =
        study.rilievi.iter().map(|one| one.codice).filter(|codice| !codice.starts_with("ENT")).collect();
    assert_eq!(of_reading, ["LET045", "LET045"], "one for each workbook: {:?}", codes(&study));
}

#[test]
fn some_forms_filled_in_and_the_others_left_blank_are_one_nota() {
    let folder = Folder::new("a-meta");
    let study = office(&folder);
    let mut moduli = vec![area("AREA SPORT", 1)];
    moduli.resize(8, Modulo { anno: Some(2024), area: Some("AREA SPORT".to_owned()), ..Modulo::default() });
    for famiglia in [Famiglia::A, Famiglia::B] {
        let bytes = modelli::schede(&study.quadro(""), famiglia, &moduli).unwrap();
        fs::write(folder.office().join("Area Sport.xlsx"), bytes).unwrap();
        let study = job::study(&folder.office()).unwrap();
        let found: Vec<&str> = study.rilievi.iter().map(|one| one.codice).collect();
        // its row in the pesatura is not there yet
        assert_eq!(found, ["PES202", "LET045"], "{:?}", codes(&study));
    }
}

#[test]
fn a_form_half_filled_in_says_what_is_missing() {
    let folder = Folder::new("controlli");
    let quadro = job::study(&folder.office()).unwrap();
    let mut modulo = area("AREA RISORSE", 1);
    modulo.responsabile = None;
    modulo.fasi[1].peso = Some(50.into());
    modulo.fasi[0].mesi = Vec::new();
    modulo.indicatori[2].atteso = None;
    modulo.data_conclusione = Some(date(2025, 1, 31));
    let blank = Modulo::default();
    let bytes =
        modelli::schede(&quadro.quadro(""), Famiglia::A, &[modulo, area("AREA RISORSE", 2), blank]).unwrap();
    let said = |foglio: &str| fill::remarks(&bytes, foglio);
    let expected = [
        "◄ da sistemare: 5 punti",
        "◄ scrivere il Responsabile",
        "◄ un obiettivo annuale si conclude nell'anno",
        "◄ scrivere il valore atteso",
        "✓ somma 100",
        "◄ segnare i mesi con una X",
        "◄ somma 80: manca 20",
    ];
    assert_eq!(said("OB 1"), expected);
    assert_eq!(said("OB 2"), ["✓ scheda completa", "✓ somma 100", "✓ somma 100"]);
    assert_eq!(said("OB 3"), ["◄ modulo in bianco"]);
}

#[test]
fn every_box_that_can_be_mistyped_has_a_rule_with_an_italian_message() {
    let folder = Folder::new("regole");
    let study = office(&folder);
    let quadro = study.quadro("");
    for famiglia in [Famiglia::A, Famiglia::B] {
        let bytes = modelli::schede(&quadro, famiglia, &[Modulo::default()]).unwrap();
        let xml = pacco::part(&bytes, "xl/worksheets/sheet2.xml");
        for title in ["Anno", "Area", "Responsabile", "Durata", "Data di conclusione", "Mesi della fase"] {
            assert!(xml.contains(&format!("errorTitle=\"{title}\"")), "{famiglia:?} {title}");
        }
        assert!(
            xml.contains("errorTitle=\"Peso della fase\"")
                && xml.contains("errorTitle=\"Peso dell'indicatore\"")
        );
        assert!(xml.contains("promptTitle=\"Valore atteso\""));
        assert!(!xml.contains("sheetProtection"), "rows must be added, and results written back");
    }
    let xml = pacco::part(&modelli::pesatura(&quadro).unwrap(), "xl/worksheets/sheet1.xml");
    assert_eq!(xml.matches("errorTitle=\"Complessità\"").count(), 5, "one for each obiettivo");
    assert!(xml.contains("I punti vanno da 0 a 100"));
}

#[test]
fn the_model_regolamento_never_takes_the_place_of_the_office_s_own() {
    let folder = Folder::new("regolamento");
    let names = |study: &Study| -> Vec<String> {
        modelli::all(&study.quadro("")).unwrap().into_iter().map(|(name, _)| name).collect()
    };
    assert!(names(&job::study(&folder.office()).unwrap()).contains(&"regolamento.toml".to_owned()));
    fs::write(folder.office().join("regolamento.toml"), contenuti::regolamento()).unwrap();
    let own = names(&job::study(&folder.office()).unwrap());
    assert!(own.contains(&"regolamento.modello.toml".to_owned()));
    assert!(!own.contains(&"regolamento.toml".to_owned()));
}

#[test]
fn what_is_already_filled_in_is_never_overwritten() {
    let folder = Folder::new("sovrascrivere");
    let done = job::modelli(&folder.office(), None).unwrap();
    assert_eq!(done.cartella, folder.0.join("MODELLI PEG 2024"));
    job::modelli(&folder.office(), None).expect("the same files again are no harm");
    let book = done.cartella.join(&done.scritti[0]);
    fs::write(&book, b"compilato").unwrap();
    let error = job::modelli(&folder.office(), None).err().unwrap().to_string();
    assert!(error.contains("c'è già ed è diverso dal modello"), "{error}");
    assert_eq!(fs::read(&book).unwrap(), b"compilato");
    assert!(job::modelli(&folder.office(), Some(&folder.office().join("modelli"))).is_err());
}

#[test]
fn two_runs_give_the_same_bytes() {
    let folder = Folder::new("uguali");
    let study = office(&folder);
    let once = modelli::all(&study.quadro("")).unwrap();
    assert_eq!(once, modelli::all(&study.quadro("")).unwrap());
    let text = String::from_utf8(once[3].1.clone()).unwrap();
    assert_eq!(text, Regolamento::MODELLO);
}
