//! The monitoring: workbooks go out, staff do to them what staff do, and what comes back is collected right or told.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support {
    pub mod tabella;
    pub mod ufficio;
}

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use schedario::answers::Colonna::{self, Esito, Motivazione, Quota, Valore};
use schedario::answers::{Ora, Risposta, Risposte, StatoDomanda, destinatari};
use schedario::grid::{self, Content};
use schedario::job;
use schedario::model::{Conseguito, Scadenza, Verifica};
use schedario::place::CellRef;
use schedario::rilievo::Gravita;
use std::fs;
use std::path::{Path, PathBuf};
use support::ufficio::{Tornato, Ufficio};

const SETTEMBRE: Date = date(2023, 9, 30);
const DICEMBRE: Date = date(2023, 12, 31);

/// One Responsabile, one obiettivo, an indicatore of each kind.
const RISORSE: &str = "
# Area Risorse.xlsx › OB 1
  1 | Comune di Calenzano
  2 | Area Risorse
  3 | Responsabile | Isabella Sereni
  4 | Obiettivi per l'anno 2023
  5 | Obiettivo n. 1: Inventario dei beni
  6 | Indicatore                   | Valore atteso        | Valore conseguito al 30/09 | Valore conseguito al 31/12
  7 | Beni inventariati            | 500                  |                            |
  8 | Riconciliazione approvata    | Sì                   |                            |
  9 | Pratiche evase               | 80%                  |                            |
 10 | Uffici verificati            | \"3/5\"              |                            |
 11 | Approvazione del regolamento | 30/06/2023           |                            |
 12 | Relazione al Consiglio       | Relazione presentata |                            |
 13 | Collaudo                     | 31/12/2023           |                            |
 14 | Motivazione di eventuali ritardi o mancata realizzazione |
";

fn risorse() -> Ufficio {
    Ufficio::new(RISORSE)
}

fn answer(risposte: &Risposte, indicatore: usize) -> &Risposta {
    let found = risposte.buone.iter().find(|one| one.indicatore + 1 == indicatore);
    found.unwrap_or_else(|| panic!("l'indicatore {indicatore} non ha risposta: {:?}", risposte.rilievi))
}

fn value(risposte: &Risposte, indicatore: usize) -> Conseguito {
    answer(risposte, indicatore).conseguito.as_ref().unwrap().value.clone()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// What was found wrong: code, cell, and whether it is an errore.
fn found(risposte: &Risposte) -> Vec<(&str, String)> {
    let cell =
        |dove: &schedario::rilievo::Dove| dove.celle.map(|celle| celle.first.to_string()).unwrap_or_default();
    risposte.rilievi.iter().map(|rilievo| (rilievo.codice, cell(&rilievo.dove))).collect()
}

fn gravita(risposte: &Risposte) -> Vec<Gravita> {
    risposte.rilievi.iter().map(|rilievo| rilievo.gravita).collect()
}

fn state(risposte: &Risposte, indicatore: usize) -> StatoDomanda {
    let voci = risposte.per_responsabile.iter().flat_map(|chi| &chi.voci);
    voci.into_iter().find(|voce| voce.indicatore + 1 == indicatore).unwrap().stato
}

/// Every kind of answer, filled in as asked.
fn compilato(ufficio: &Ufficio, scadenza: Date) -> Tornato {
    ufficio
        .spedito(scadenza)
        .scrive("RISORSE/1", 1, Valore, "412")
        .scrive("RISORSE/1", 2, Valore, "sì")
        .scrive("RISORSE/1", 3, Valore, "45%")
        .scrive("RISORSE/1", 4, Valore, "2/5")
        .scrive("RISORSE/1", 5, Valore, "28/06/2023")
        .scrive("RISORSE/1", 6, Valore, "Relazione n. 12")
        .scrive("RISORSE/1", 6, Esito, "realizzato in parte")
        .scrive("RISORSE/1", 6, Quota, "60%")
}

fn check_compilato(risposte: &Risposte) {
    assert_eq!(value(risposte, 1), Conseguito::Numero(number("412")));
    assert_eq!(value(risposte, 2), Conseguito::SiNo(true));
    assert_eq!(value(risposte, 3), Conseguito::Percentuale(number("45")));
    assert_eq!(value(risposte, 4), Conseguito::Rapporto { parte: 2.into(), totale: 5.into() });
    assert_eq!(value(risposte, 5), Conseguito::Data(date(2023, 6, 28)));
    assert_eq!(value(risposte, 6), Conseguito::Testo);
    assert_eq!(answer(risposte, 6).verifica.as_ref().unwrap().value, Verifica::InParte(number("60")));
    assert_eq!(risposte.buone.len(), 6);
}

#[test]
fn answers_of_every_kind_are_typed_and_their_degree_is_the_regolamento_s() {
    let ufficio = risorse();
    let risposte = ufficio.raccogli(&[&compilato(&ufficio, SETTEMBRE)]);
    check_compilato(&risposte);
    let grado = |at| answer(&risposte, at).grado;
    assert_eq!(grado(1), Some(number("82.4")));
    assert_eq!(grado(2), Some(number("100")));
    assert_eq!(grado(3), Some(number("56.25")));
    assert_eq!(grado(4).map(|grado| grado.round_dp(4)), Some(number("66.6667")));
    assert_eq!(grado(5), Some(number("100")));
    assert_eq!(grado(6), None, "la verifica vale dall'ultima scadenza");
    assert_eq!(state(&risposte, 7), StatoDomanda::Facoltativa);
    assert_eq!(found(&risposte), [], "{:?}", risposte.rilievi);
    let dicembre = ufficio.raccogli(&[&compilato(&ufficio, DICEMBRE)]);
    assert_eq!(answer(&dicembre, 6).grado, Some(number("60")));
    assert_eq!(state(&dicembre, 7), StatoDomanda::Mancante);
}

#[test]
fn rows_sorted_inserted_moved_and_everything_renamed_change_nothing() {
    let ufficio = risorse();
    let tornato = compilato(&ufficio, SETTEMBRE);
    let (sheet, first) = tornato.riga("RISORSE/1", 1);
    let reversed = tornato.clone().sposta(sheet, |at| match at.row >= first {
        true => CellRef::new(first + 40 - at.row, at.column),
        false => at,
    });
    check_compilato(&ufficio.raccogli(&[&reversed]));
    let inserted = tornato.clone().sposta(sheet, |at| CellRef::new(at.row * 3 + 5, at.column * 2));
    check_compilato(&ufficio.raccogli(&[&inserted]));
    let mut renamed = tornato.clone().chiamato("cartella/nuovo (2).ods");
    renamed.book.sheets[sheet].name = "Foglio1".into();
    renamed.book.sheets.retain(|sheet| &*sheet.name == "Foglio1");
    renamed.e_nostro = false;
    let risposte = ufficio.raccogli(&[&renamed]);
    check_compilato(&risposte);
    assert_eq!(&*answer(&risposte, 1).place.file, "cartella/nuovo (2).ods");
}

#[test]
fn columns_are_known_by_their_signs_or_by_their_headings() {
    let ufficio = risorse();
    let tornato = compilato(&ufficio, SETTEMBRE);
    check_compilato(&ufficio.raccogli(&[&tornato.clone().toglie(|cell| cell.text.starts_with('{'))]));
    let heads = ["Valore conseguito al 30/09/2023", "Esito", "Motivazione", "In parte: quanto"];
    check_compilato(
        &ufficio.raccogli(&[&tornato.clone().toglie(|cell| heads.contains(&cell.text.as_str()))]),
    );
    let neither = tornato.toglie(|cell| cell.text.starts_with('{') || heads.contains(&cell.text.as_str()));
    let risposte = ufficio.raccogli(&[&neither]);
    assert_eq!(risposte.buone.len(), 0);
    assert!(found(&risposte).contains(&("RIS103", String::new())), "{:?}", risposte.rilievi);
}

#[test]
fn one_of_the_two_codes_of_a_row_is_enough() {
    let ufficio = risorse();
    let tornato = compilato(&ufficio, SETTEMBRE);
    let left = tornato.clone().toglie(|cell| cell.range.first.column == 0 && cell.text.contains('|'));
    check_compilato(&ufficio.raccogli(&[&left]));
    let (sheet, row) = tornato.riga("RISORSE/1", 1);
    let last = tornato.book.sheets[sheet].cells.range(CellRef::new(row, 0)..CellRef::new(row + 1, 0)).last();
    let last = last.unwrap().0.column;
    check_compilato(&ufficio.raccogli(&[&tornato.toglie(|cell| cell.range.first.column == last)]));
}

/// What one careless act brings about: the rilievo at its cell, that answer alone not used.
fn one_lost(change: impl Fn(Tornato) -> Tornato, indicatore: usize, codice: &str, colonna: Colonna) {
    let ufficio = risorse();
    let tornato = change(compilato(&ufficio, SETTEMBRE));
    let risposte = ufficio.raccogli(&[&tornato]);
    let cell = tornato.cella("RISORSE/1", indicatore, colonna).1;
    assert!(
        found(&risposte).contains(&(codice, cell.to_string())),
        "{codice} {cell}: {:?}",
        risposte.rilievi
    );
    assert!(!risposte.buone.iter().any(|one| one.indicatore + 1 == indicatore), "{codice}");
    assert_eq!(risposte.buone.len(), 5, "le altre restano buone");
    assert_eq!(state(&risposte, indicatore), StatoDomanda::NonValida, "{codice}");
}

#[test]
fn what_is_pasted_where_something_else_is_due_is_told_and_not_used() {
    let pasted = |indicatore, typed: &'static str| {
        one_lost(|one| one.scrive("RISORSE/1", indicatore, Valore, typed), indicatore, "RIS111", Valore);
    };
    pasted(5, "a breve");
    pasted(5, "15/10/2023");
    pasted(5, "01/01/1999");
    pasted(5, "12");
    pasted(1, "28/09/2023");
    pasted(1, "quattrocento");
    pasted(1, "45%");
    pasted(2, "412");
    pasted(2, "approvata con delibera");
    pasted(3, "45");
    pasted(3, "4500%");
    pasted(4, "7");
    pasted(4, "3/5/2023");
}

#[test]
fn numbers_and_days_pasted_as_text_are_what_they_say() {
    let ufficio = risorse();
    let mut tornato = compilato(&ufficio, SETTEMBRE);
    for (indicatore, text) in [(1, "412"), (3, "45 %"), (5, "28 giugno 2023")] {
        let (sheet, at) = tornato.cella("RISORSE/1", indicatore, Valore);
        tornato.mette(sheet, at, text);
        tornato.book.sheets[sheet].cells.get_mut(&at).unwrap().content = Content::Text(text.to_owned());
    }
    check_compilato(&ufficio.raccogli(&[&tornato]));
}

#[test]
fn a_formula_in_place_of_an_answer_is_told_and_not_used() {
    let formula = |mut one: Tornato| {
        let (sheet, at) = one.cella("RISORSE/1", 1, Valore);
        one.book.sheets[sheet].cells.get_mut(&at).unwrap().formula = true;
        one
    };
    one_lost(formula, 1, "RIS110", Valore);
}

#[test]
fn an_esito_by_halves_or_against_its_value_is_told_and_not_used() {
    let quota = |one: Tornato| one.toglie(|cell| cell.text == "60%").scrive("RISORSE/1", 6, Valore, "n.d.");
    one_lost(quota, 6, "RIS112", Esito);
    let both = |one: Tornato| one.scrive("RISORSE/1", 2, Esito, "non realizzato");
    one_lost(both, 2, "RIS117", Esito);
    let late = |one: Tornato| one.scrive("RISORSE/1", 5, Esito, "non realizzato");
    one_lost(late, 5, "RIS117", Esito);
}

#[test]
fn not_done_says_no_where_a_day_or_a_yes_was_asked_for() {
    let ufficio = risorse();
    let tornato = ufficio.spedito(SETTEMBRE).scrive("RISORSE/1", 5, Esito, "non realizzato").scrive(
        "RISORSE/1",
        5,
        Motivazione,
        "Manca il parere",
    );
    let risposte = ufficio.raccogli(&[&tornato]);
    assert_eq!(value(&risposte, 5), Conseguito::SiNo(false));
    assert_eq!(answer(&risposte, 5).grado, Some(Decimal::ZERO));
    assert_eq!(state(&risposte, 5), StatoDomanda::Valida);
    let motivazione = &risposte.motivazioni[0];
    assert_eq!((motivazione.testo.as_str(), &motivazione.casella.ora), ("Manca il parere", &Ora::Vuota));
}

#[test]
fn a_result_that_falls_short_wants_its_reason_when_it_can_no_longer_be_made_good() {
    let ufficio = risorse();
    let settembre = ufficio.raccogli(&[&ufficio.spedito(SETTEMBRE).scrive("RISORSE/1", 1, Valore, "412")]);
    assert_eq!(state(&settembre, 1), StatoDomanda::Valida, "a settembre 412 su 500 è un buon passo");
    let dicembre = ufficio.spedito(DICEMBRE).scrive("RISORSE/1", 1, Valore, "412");
    let risposte = ufficio.raccogli(&[&dicembre]);
    assert_eq!(state(&risposte, 1), StatoDomanda::Incompleta);
    assert_eq!(found(&risposte)[0].0, "RIS115");
    let explained = dicembre.scrive("RISORSE/1", 1, Motivazione, "Due addetti trasferiti a giugno");
    assert_eq!(state(&ufficio.raccogli(&[&explained]), 1), StatoDomanda::Valida);
}

#[test]
fn a_damaged_code_and_a_row_without_one_are_told() {
    let ufficio = risorse();
    let mut tornato = compilato(&ufficio, SETTEMBRE);
    let (sheet, row) = tornato.riga("RISORSE/1", 1);
    for cell in tornato.book.sheets[sheet].cells.values_mut().filter(|cell| cell.range.first.row == row) {
        let damaged = cell.text.replace("2023", "2024");
        if cell.text.contains('|') {
            cell.content = Content::Text(damaged.clone());
            cell.text = damaged;
        }
    }
    let column = tornato.colonna(sheet, Valore);
    tornato.mette(sheet, CellRef::new(row + 30, column), "12");
    let risposte = ufficio.raccogli(&[&tornato]);
    let lost = CellRef::new(row + 30, column).to_string();
    assert_eq!(found(&risposte), [("RIS101", CellRef::new(row, 0).to_string()), ("RIS105", lost)]);
    assert_eq!(risposte.buone.len(), 5);
    assert_eq!(state(&risposte, 1), StatoDomanda::Mancante);
}

#[test]
fn columns_sorted_without_the_others_are_told() {
    let ufficio = risorse();
    let mut tornato = compilato(&ufficio, SETTEMBRE);
    let (sheet, one) = tornato.riga("RISORSE/1", 1);
    let (_, two) = tornato.riga("RISORSE/1", 2);
    let (a, b) = (CellRef::new(one, 0), CellRef::new(two, 0));
    let cells = &mut tornato.book.sheets[sheet].cells;
    let (first, second) = (cells[&a].clone(), cells[&b].clone());
    cells.insert(a, schedario::grid::Cell { range: first.range, ..second.clone() });
    cells.insert(b, schedario::grid::Cell { range: second.range, ..first });
    let risposte = ufficio.raccogli(&[&tornato]);
    assert_eq!(found(&risposte).iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["RIS104", "RIS104"]);
    assert_eq!(risposte.buone.len(), 4);
}

#[test]
fn the_same_answers_sent_twice_are_one_and_different_ones_are_none() {
    let ufficio = risorse();
    let first = compilato(&ufficio, SETTEMBRE).chiamato("a.xlsx");
    let again = first.clone().chiamato("b.xlsx");
    check_compilato(&ufficio.raccogli(&[&first, &again]));
    let corrected = again.scrive("RISORSE/1", 1, Valore, "421");
    let risposte = ufficio.raccogli(&[&first, &corrected]);
    let cell = first.cella("RISORSE/1", 1, Valore).1.to_string();
    assert_eq!(found(&risposte), [("RIS113", cell.clone()), ("RIS113", cell)]);
    assert!(
        risposte.rilievi[0].messaggio.contains("«412»") && risposte.rilievi[0].messaggio.contains("«421»")
    );
    assert_eq!((risposte.buone.len(), state(&risposte, 1)), (5, StatoDomanda::Doppia));
    let rest = ufficio.spedito(SETTEMBRE).chiamato("c.xlsx").scrive("RISORSE/1", 1, Motivazione, "In corso");
    let united = ufficio.raccogli(&[&first, &rest]);
    check_compilato(&united);
    assert_eq!(answer(&united, 1).motivazione.as_ref().unwrap().value, "In corso");
}

#[test]
fn answers_of_another_municipality_year_or_deadline_are_told_once_a_sheet() {
    let ufficio = risorse();
    let foreign = |from: &str, to: &str, day: Date| {
        let other = Ufficio::new(&RISORSE.replace(from, to));
        let tornato = other.spedito(day).scrive("RISORSE/1", 1, Valore, "412");
        let risposte = ufficio.raccogli(&[&tornato]);
        assert_eq!(risposte.buone.len(), 0);
        let [only] = risposte.rilievi.as_slice() else { panic!("{:?}", risposte.rilievi) };
        assert_eq!(only.codice, "RIS106");
        only.messaggio.clone()
    };
    assert!(foreign("Calenzano", "Vallelunga", SETTEMBRE).contains("di un altro ente"));
    assert!(foreign("2023", "2022", date(2022, 9, 30)).contains("sono risposte del 2022"));
    assert!(foreign("30/09", "30/06", date(2023, 6, 30)).contains("al 30/06"));
    let december = Scadenza { mese: 12, giorno: 31 };
    let risposte = ufficio.raccogli_al(&[&compilato(&ufficio, SETTEMBRE)], Some(december));
    assert_eq!((found(&risposte)[0].0, risposte.buone.len()), ("RIS106", 0));
}

#[test]
fn answers_to_a_scheda_that_has_changed_since_are_not_used() {
    let tornato = compilato(&risorse(), SETTEMBRE);
    let ufficio = Ufficio::new(&RISORSE.replace("| 500 ", "| 700 "));
    let risposte = ufficio.raccogli(&[&tornato]);
    assert_eq!(found(&risposte)[0].0, "RIS108");
    assert_eq!((risposte.buone.len(), state(&risposte, 1)), (5, StatoDomanda::Superata));
    let spaces = Ufficio::new(&RISORSE.replace("Beni inventariati ", "BENI  inventariati"));
    check_compilato(&spaces.raccogli(&[&tornato]));
}

#[test]
fn an_indicatore_that_has_moved_within_its_scheda_keeps_its_answer() {
    let tornato = compilato(&risorse(), SETTEMBRE);
    let ufficio = Ufficio::new(
        &RISORSE
            .replace("\n  7 |", "\n  7 | Verbali | 3 | | \n  8 |")
            .replace("\n  8 | Ric", "\n  9 | Ric")
            .replace("\n  9 | Pra", "\n 10 | Pra")
            .replace("\n 10 | Uff", "\n 11 | Uff")
            .replace("\n 11 | App", "\n 12 | App")
            .replace("\n 12 | Rel", "\n 13 | Rel")
            .replace("\n 13 | Col", "\n 14 | Col")
            .replace("\n 14 | Mot", "\n 15 | Mot"),
    );
    let risposte = ufficio.raccogli(&[&tornato]);
    assert_eq!(value(&risposte, 2), Conseguito::Numero(number("412")));
    assert_eq!(state(&risposte, 1), StatoDomanda::Mancante);
    assert!(found(&risposte).iter().all(|(code, _)| *code == "RIS109"), "{:?}", risposte.rilievi);
}

#[test]
fn an_obiettivo_that_is_gone_has_no_box_for_its_answers() {
    let tornato = compilato(&risorse(), SETTEMBRE);
    let gone = Ufficio::new(&RISORSE.replace("n. 1: Inventario", "n. 2: Inventario"));
    let risposte = gone.raccogli(&[&tornato]);
    assert_eq!(risposte.buone.len(), 0);
    assert!(found(&risposte).iter().all(|(code, _)| *code == "RIS107"));
    let text = "mancata realizzazione | L'obiettivo è stato revocato con delibera G.C. n. 45 del 10/07/2023";
    let withdrawn = Ufficio::new(&RISORSE.replace("mancata realizzazione |", text));
    let stato = &withdrawn.piano.obiettivi[0].stato;
    assert!(matches!(stato, schedario::model::Stato::Ritirato(_)), "{stato:?}");
    let risposte = withdrawn.raccogli(&[&tornato]);
    assert_eq!(risposte.buone.len(), 0);
    assert!(risposte.rilievi[0].messaggio.contains("è stato ritirato"), "{:?}", risposte.rilievi);
}

#[test]
fn a_workbook_without_any_row_of_ours_is_told_whoever_made_it() {
    let ufficio = risorse();
    let relazione = compilato(&ufficio, SETTEMBRE).toglie(|cell| cell.text.contains("schedario"));
    let risposte = ufficio.raccogli(&[&relazione]);
    assert_eq!(found(&risposte), [("RIS102", String::new())]);
    let nothing_left = relazione.toglie(|cell| cell.range.first.row < 5);
    let unmarked = Tornato { e_nostro: false, ..nothing_left.clone() };
    assert_eq!(gravita(&ufficio.raccogli(&[&unmarked])), [Gravita::Errore]);
    assert_eq!(gravita(&ufficio.raccogli(&[&nothing_left])), [Gravita::Avviso]);
    let summary = schedario::publish::monitoraggio::riepilogo(&ufficio.quadro(), &risposte).unwrap();
    let summary = Tornato::new("Riepilogo risposte.xlsx", summary);
    assert_eq!(gravita(&ufficio.raccogli(&[&summary])), [Gravita::Avviso]);
}

#[test]
fn each_answer_knows_its_box_and_what_stands_there() {
    let ufficio = Ufficio::new(
        &RISORSE
            .replace("| 500                  |                            |", "| 500 | 412 |")
            .replace("| Sì                   |                            |", "| Sì | no |"),
    );
    let tornato = compilato(&ufficio, SETTEMBRE);
    let risposte = ufficio.raccogli(&[&tornato]);
    let casella = |at| &answer(&risposte, at).casella_conseguito;
    assert_eq!(casella(1).ora, Ora::Uguale);
    assert_eq!(casella(2).ora, Ora::Diversa("no".to_owned()));
    assert_eq!(casella(3).ora, Ora::Vuota);
    assert_eq!(casella(3).posto.as_ref().unwrap().to_string(), "Area Risorse.xlsx › OB 1 › C9");
    assert_eq!(answer(&risposte, 6).casella_verifica.ora, Ora::Assente, "la verifica è di fine anno");
    assert_eq!(found(&risposte).iter().filter(|(code, _)| *code == "RIS114").count(), 1);
}

#[test]
fn what_the_scheda_says_already_is_filled_in_with_the_computed_degree_beside_it() {
    let full = [
        ("500 ", "412"),
        ("Sì ", "no"),
        ("80% ", "45%"),
        ("\"3/5\" ", "\"2/5\""),
        ("30/06/2023 ", "15/07/2023"),
    ];
    let mut drawing = String::new();
    for line in RISORSE.lines() {
        let filled = full.iter().find(|(atteso, _)| line.contains(&format!("| {atteso}")));
        match filled {
            Some((_, result)) => {
                let cells: Vec<&str> = line.split('|').collect();
                drawing += &format!("{}|{}|{}|{result}|{result}\n", cells[0], cells[1], cells[2]);
            }
            None => drawing += &format!("{line}\n"),
        }
    }
    let ufficio = Ufficio::new(&drawing);
    for (scadenza, at) in [(SETTEMBRE, Scadenza { mese: 9, giorno: 30 }), (DICEMBRE, Scadenza::FINE_ANNO)] {
        let tornato = ufficio.spedito(scadenza);
        let esito = &ufficio.esiti.obiettivi[0];
        for (position, _) in full.iter().enumerate() {
            let (sheet, row) = tornato.riga("RISORSE/1", position + 1);
            let sheet = &tornato.book.sheets[sheet];
            let head = sheet.cells.values().find(|cell| cell.text == "Grado %").unwrap();
            let cell = sheet.at(row, head.range.first.column).unwrap();
            let computed = esito.indicatori[position].realizzazione[&at].0.value.round_dp(10);
            let Content::Number { value, .. } = &cell.content else { panic!("{:?}", cell.content) };
            assert!(cell.formula, "indicatore {}", position + 1);
            assert_eq!(value.round_dp(10), computed, "indicatore {} al {at}", position + 1);
        }
        let risposte = ufficio.raccogli(&[&tornato]);
        assert_eq!(risposte.buone.len(), full.len());
        assert!(risposte.buone.iter().all(|one| one.casella_conseguito.ora == Ora::Uguale));
    }
}

#[test]
fn two_runs_write_the_same_bytes() {
    let (one, two) = (risorse().fogli(SETTEMBRE), risorse().fogli(SETTEMBRE));
    assert_eq!(one[0].bytes, two[0].bytes);
    assert_eq!(one[0].nome, "Monitoraggio 2023-09-30 - Isabella Sereni.xlsx");
}

#[test]
fn everybody_is_asked_once_about_all_their_aree_and_trasversali_go_to_whom_they_name() {
    let ufficio = Ufficio::new(
        "# Area Edilizia.xlsx › OB 1
          1 | Area Edilizia
          2 | Responsabile | Maurizio Bresci
          3 | Obiettivo n. 1: Oneri
          4 | Indicatore | Valore atteso
          5 | Delibera   | Sì
         # Area Urbanistica.xlsx › OB 1
          1 | Area Urbanistica
          2 | Responsabile | Geom. BRESCI MAURIZIO
          3 | Obiettivo n. 1: Variante
          4 | Indicatore | Valore atteso
          5 | Adozione   | Sì
         # Area Persona.xlsx › OB 1
          1 | Area Persona
          2 | Responsabile | Isabella Sereni
          3 | Obiettivo n. 1: Museo
          4 | Indicatore | Valore atteso
          5 | Catalogo   | Sì
         # Area Vigilanza.xlsx › OB 1
          1 | Area Vigilanza
          2 | Obiettivo n. 1: Scuole
          3 | Indicatore | Valore atteso
          4 | Servizi    | 10
         # Trasversali.xlsx › OB 1
          1 | Obiettivo trasversale a tutte le Aree
          2 | Responsabile | Segretario Generale
          3 | Obiettivo n. 1: Trasparenza
          4 | Indicatore | Valore atteso
          5 | Indice     | Sì
         # Trasversali.xlsx › OB 2
          1 | Obiettivo trasversale a tutte le Aree
          2 | Responsabile | Dott.ssa Isabella Sereni
          3 | Obiettivo n. 2: Tempi di pagamento
          4 | Indicatore | Valore atteso
          5 | Giorni     | Sì",
    );
    let who: Vec<(String, Vec<String>)> = destinatari(&ufficio.piano)
        .iter()
        .map(|who| (who.titolo(), who.obiettivi.iter().map(ToString::to_string).collect()))
        .collect();
    let who: Vec<(&str, Vec<&str>)> =
        who.iter().map(|(name, keys)| (name.as_str(), keys.iter().map(String::as_str).collect())).collect();
    assert_eq!(
        who,
        [
            ("Segretario Generale", vec!["TRASVERSALE/1"]),
            ("Maurizio Bresci", vec!["EDILIZIA/1", "URBANISTICA/1"]),
            ("Isabella Sereni", vec!["TRASVERSALE/2", "PERSONA/1"]),
            ("Area VIGILANZA", vec!["VIGILANZA/1"]),
        ]
    );
}

#[test]
fn an_area_belongs_to_who_is_named_on_most_of_its_schede_not_to_two_names_on_the_first() {
    let scheda = |number: usize, name: &str| {
        format!(
            "# Area Persona.xlsx › OB {number}\n 1 | Area Persona\n 2 | Responsabile | {name}\n 3 | Obiettivo n. {number}: Museo {number}\n 4 | Indicatore | Valore atteso\n 5 | Catalogo | Sì\n"
        )
    };
    let drawing =
        format!("{}{}", scheda(1, "Isabella Sereni e Maurizio Bresci"), scheda(2, "Isabella Sereni"));
    let names: Vec<String> =
        destinatari(&Ufficio::new(&drawing).piano).iter().map(|who| who.titolo()).collect();
    assert_eq!(names, ["Isabella Sereni"]);
}

/// A folder that lasts as long as a test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("schedario-mon-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/calenzano-2023/preventivo")
}

#[test]
fn the_sample_office_prepares_its_workbooks_and_knows_that_nobody_has_answered() {
    let folder = Folder::new("campione");
    let (out, back, esito) = (folder.0.join("fogli"), folder.0.join("risposte"), folder.0.join("ESITO"));
    let done = job::prepara(&sample(), "30/09/2023", Some(&out)).unwrap();
    assert_eq!(done.fogli.len(), 10, "undici Aree e trasversali, dieci persone");
    fs::create_dir_all(&back).unwrap();
    let asked = job::Raccolta { cartella: &sample(), risposte: &back, scadenza: Some("30/09/2023") };
    let found = job::raccogli(&asked, Some(&esito), false).unwrap();
    assert!(found.risposte.buone.is_empty());
    assert_eq!(found.scritti.iter().filter(|name| name.starts_with("Solleciti/")).count(), 10);
    let reminder = esito.join("Solleciti/Sollecito - Marcello Bugiani.txt");
    let text = fs::read_to_string(&reminder).unwrap();
    assert!(
        text.contains("RISORSE n. 4") && text.contains("Numero atti") && text.contains("15 indicatori"),
        "{text}"
    );
    // what has been prepared is passed over by the main job, wherever it stands
    let study = job::study(&out).unwrap();
    assert!(study.cartella.files.is_empty() && study.cartella.piano.obiettivi.is_empty());
}

#[test]
fn a_trial_writes_nothing_and_filled_in_workbooks_are_never_written_over() {
    let folder = Folder::new("prova");
    let (out, esito) = (folder.0.join("fogli"), folder.0.join("ESITO"));
    job::prepara(&sample(), "31/12/2023", Some(&out)).unwrap();
    job::prepara(&sample(), "31/12/2023", Some(&out)).unwrap();
    let asked = job::Raccolta { cartella: &sample(), risposte: &out, scadenza: None };
    job::raccogli(&asked, Some(&esito), true).unwrap();
    assert!(!esito.exists());
    let filled = out.join("Monitoraggio 2023-12-31 - Marcello Bugiani.xlsx");
    fs::write(&filled, b"compilato").unwrap();
    let refused = job::prepara(&sample(), "31/12/2023", Some(&out)).err().unwrap().to_string();
    assert!(refused.contains("forse è già stato compilato"), "{refused}");
    assert_eq!(fs::read(&filled).unwrap(), b"compilato");
}

#[test]
fn a_deadline_of_another_year_or_that_is_none_is_refused() {
    let folder = Folder::new("data");
    for (typed, why) in [
        ("30/09/2022", "le schede sono del 2023"),
        ("31/02/2023", "non è una data"),
        ("settembre", "non è una data"),
    ] {
        let error = job::prepara(&sample(), typed, Some(&folder.0.join("x"))).err().unwrap().to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn workbooks_saved_by_another_program_in_any_format_are_read_the_same() {
    let ufficio = risorse();
    for file in ["tornato.ods", "tornato.xls", "tornato.xlsx"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/monitoraggio").join(file);
        let bytes = fs::read(path).unwrap();
        check_compilato(&ufficio.raccogli(&[&Tornato::new(file, bytes.clone())]));
        let (book, _) = grid::open(&file.into(), bytes);
        assert!(book.is_none_or(|book| book.is_returned()), "{file} non è preso per una scheda");
    }
}

#[test]
#[ignore = "writes the workbook from which tests/cases/monitoraggio was made"]
fn write_the_workbook_that_other_programs_save() {
    let bytes = risorse().fogli(SETTEMBRE).remove(0).bytes;
    fs::write(std::env::temp_dir().join("schedario-da-compilare.xlsx"), bytes).unwrap();
}
