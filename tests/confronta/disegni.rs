//! Two drawn plans beside one another, and what must be said of them.

use crate::tabella::Tabella;
use schedario::confronto::{Confronto, Esito, Prova, Quota, Scritto, Sorte, Tipo, Variazione, confronta};
use schedario::layout::Lessico;
use schedario::model::Piano;
use schedario::read::{join, read_workbook};
use std::sync::LazyLock;

static LESSICO: LazyLock<Lessico> = LazyLock::new(Lessico::embedded);

fn piano(drawing: &str) -> Piano {
    let tabella = Tabella::new(drawing);
    let letti = tabella.libri.iter().map(|libro| read_workbook(libro, &LESSICO).0).collect();
    join(letti, &LESSICO).0
}

fn compared(prima: &str, dopo: &str) -> Confronto {
    confronta(&piano(prima), &piano(dopo))
}

/// What became of each obiettivo that did not just stay: `CULTURA/1 > CULTURA/2 rinumerato`.
fn fates(confronto: &Confronto) -> Vec<String> {
    let key = |side: &Option<schedario::confronto::Riferimento>| {
        side.as_ref().map_or("-".to_owned(), |one| one.chiave.to_string())
    };
    let fate = |one: &Variazione| {
        let mut words = match one.sorte {
            Sorte::Rimasto => Vec::new(),
            other => vec![format!("{other:?}").to_lowercase()],
        };
        words.extend(one.rinumerato.then(|| "rinumerato".to_owned()));
        words.extend(one.spostato.then(|| "spostato".to_owned()));
        (!words.is_empty()).then(|| format!("{} > {} {}", key(&one.prima), key(&one.dopo), words.join(" ")))
    };
    confronto.variazioni.iter().filter_map(fate).collect()
}

fn shown(scritto: &Scritto) -> String {
    match scritto {
        Scritto::Testo(text) => text.replace('\n', "⏎"),
        Scritto::Illeggibile(text) => format!("?{text}"),
        Scritto::Presente => "presente".to_owned(),
        Scritto::Vuoto => "vuoto".to_owned(),
        Scritto::Assente => "assente".to_owned(),
    }
}

/// Every difference: `valore atteso dell'indicatore 1: 4 > 5 (C8 > C8) cambiato`.
fn values(confronto: &Confronto) -> Vec<String> {
    let cell = |valore: &schedario::confronto::Valore| {
        valore.place.as_ref().map_or("-".to_owned(), |place| place.cells.first.to_string())
    };
    let all = confronto.variazioni.iter().flat_map(|one| &one.differenze);
    all.map(|one| {
        let (prima, dopo) = (&one.prima, &one.dopo);
        format!(
            "{}: {} > {} ({} > {}) {}",
            one.voce,
            shown(&prima.scritto),
            shown(&dopo.scritto),
            cell(prima),
            cell(dopo),
            one.tipo.parola()
        )
    })
    .collect()
}

const MUSEO: &str = "
# Area Cultura.xlsx › OB 1
  1 | Comune di Roccaverde                         | <               | <    | <   | <   | <
  2 | AREA CULTURA                                 | <               | <    | <   | <   | <
  3 | Obiettivi assegnati per l'anno 2024          | <               | <    | <   | <   | <
  4 | OBIETTIVO 1: Catalogo del museo civico       | <               | <    | <   | <   | <
  5 | Descrizione | Schedatura e fotografia dei reperti conservati nei depositi comunali
  6 | Data di conclusione | 31/12/2024
  8 | Indicatore           | Valore atteso        | Peso %
  9 | Reperti schedati     | 400                  | 60%
 10 | Mostra aperta        | entro il 30/09/2024  | 40%
 12 | Fase | Descrizione          | GEN | FEB | MAR | %
 13 | 1    | Schedatura           | x   | x   |     | 70%
 14 | 2    | Allestimento         |     |     | x   | 30%
";

const BIBLIOTECA: &str = "
# Area Cultura.xlsx › OB 2
  1 | Comune di Roccaverde                         | <               | <    | <   | <   | <
  2 | AREA CULTURA                                 | <               | <    | <   | <   | <
  3 | Obiettivi assegnati per l'anno 2024          | <               | <    | <   | <   | <
  4 | OBIETTIVO 2: Orario serale della biblioteca  | <               | <    | <   | <   | <
  5 | Descrizione | Apertura serale due giorni la settimana con volontari formati
  8 | Indicatore           | Valore atteso
  9 | Serate di apertura   | 80
";

const TEATRO: &str = "
# Area Cultura.xlsx › OB 3
  1 | Comune di Roccaverde                         | <               | <    | <   | <   | <
  2 | AREA CULTURA                                 | <               | <    | <   | <   | <
  3 | Obiettivi assegnati per l'anno 2024          | <               | <    | <   | <   | <
  4 | OBIETTIVO 3: Stagione teatrale per le scuole | <               | <    | <   | <   | <
  5 | Descrizione | Spettacoli mattutini concordati con gli istituti comprensivi
  8 | Indicatore           | Valore atteso
  9 | Classi partecipanti  | 30
";

fn numbered(drawing: &str, from: &str, to: &str) -> String {
    drawing
        .replace(&format!("OBIETTIVO {from}:"), &format!("OBIETTIVO {to}:"))
        .replace(&format!("› OB {from}\n"), &format!("› OB {to} nuovo\n"))
}

fn all() -> String {
    [MUSEO, BIBLIOTECA, TEATRO].concat()
}

#[test]
fn a_plan_beside_itself_is_unchanged() {
    let confronto = compared(&all(), &all());
    assert_eq!(confronto.prima.obiettivi, 3, "{:?}", confronto.prima);
    assert!(confronto.is_unchanged() && values(&confronto).is_empty(), "{:?}", values(&confronto));
}

#[test]
fn a_value_that_changes_has_both_values_and_both_cells() {
    let dopo = MUSEO
        .replace("  9 | Reperti schedati     | 400                  | 60%\n", "")
        .replace(" 10 | Mostra", "  9 | Mostra")
        .replace("12 | Fase", "10 | Reperti schedati     | 450                  | 60%\n 12 | Fase")
        .replace("Catalogo del museo civico ", "Catalogo on line del museo civico ")
        .replace("31/12/2024", "30/11/2024")
        .replace("| x   | x   |     | 70%", "|     | x   | x   | 70%");
    let confronto = compared(MUSEO, &dopo);
    assert_eq!(
        values(&confronto),
        [
            "titolo: Catalogo del museo civico > Catalogo on line del museo civico (A4 > A4) cambiato",
            "data di conclusione: 31/12/2024 > 30/11/2024 (B6 > B6) cambiato",
            "numero dell'indicatore 2: 1 > 2 (A9 > A10) cambiato",
            "valore atteso dell'indicatore 2: 400 > 450 (B9 > B10) cambiato",
            "numero dell'indicatore 1: 2 > 1 (A10 > A9) cambiato",
            "mesi della fase 1: gen, feb 2024 > feb, mar 2024 (C13 > C13) cambiato",
        ]
    );
    let renumbered = &confronto.variazioni[0].differenze[2];
    assert_eq!(
        renumbered.nota.as_deref(),
        Some("riconosciuto dalla somiglianza: 75 % delle parole in comune")
    );
}

#[test]
fn the_same_value_typed_otherwise_is_no_difference() {
    let dopo = MUSEO
        .replace("31/12/2024", "\"31.12.2024\"")
        .replace("entro il 30/09/2024", "30 settembre 2024")
        .replace("| 400  ", "| \"400\"  ")
        .replace("| 60%", "| 0,6")
        .replace("| 40%", "| 0,4")
        .replace("Reperti schedati", "REPERTI  schedati")
        .replace("x   | x   |     | 70%", "X   | [giallo] |     | \"70 %\"")
        .replace("AREA CULTURA  ", "Area Cultura  ");
    let confronto = compared(MUSEO, &dopo);
    assert_eq!(values(&confronto), Vec::<String>::new());
}

#[test]
fn empty_and_filled_differ_and_a_box_that_is_not_there_holds_nothing() {
    let empty = MUSEO.replace("| 31/12/2024", "| ....");
    let none = MUSEO.replace("  6 | Data di conclusione | 31/12/2024\n", "");
    assert_eq!(
        values(&compared(&empty, MUSEO)),
        ["data di conclusione: vuoto > 31/12/2024 (B6 > B6) aggiunto"]
    );
    assert_eq!(values(&compared(MUSEO, &none)), ["data di conclusione: 31/12/2024 > assente (B6 > -) tolto"]);
    assert_eq!(values(&compared(&empty, &none)), Vec::<String>::new());
}

#[test]
fn what_cannot_be_read_is_never_equal() {
    let broken = MUSEO.replace("| 31/12/2024", "| #RIF!");
    let confronto = compared(&broken, &broken);
    assert_eq!(values(&confronto), ["data di conclusione: ?#RIF! > ?#RIF! (B6 > B6) non confrontabile"]);
    assert!(confronto.is_unchanged() && confronto.non_confrontabili() == 1);
    let found = values(&compared(MUSEO, &broken));
    assert_eq!(found, ["data di conclusione: 31/12/2024 > ?#RIF! (B6 > B6) cambiato"]);
}

#[test]
fn a_note_beside_a_value_that_changes_is_told() {
    let with =
        |note: &str| MUSEO.replace("| 70%", &format!("| \"70 (con {note})\"")).replace("| 30%", "| 30");
    let confronto = compared(&with("volontari"), &with("fotografi"));
    let [differenza] = confronto.variazioni[0].differenze.as_slice() else {
        panic!("{:#?}", confronto.variazioni)
    };
    assert_eq!(differenza.voce, "peso della fase 1");
    assert_eq!(
        differenza.nota.as_deref(),
        Some("il valore è lo stesso (70 %): cambia ciò che gli è scritto accanto")
    );
}

#[test]
fn obiettivi_that_swap_their_numbers_are_renumbered_and_nothing_else() {
    let dopo =
        [&numbered(MUSEO, "1", "2"), &numbered(BIBLIOTECA, "2", "1"), TEATRO].map(String::from).concat();
    let confronto = compared(&all(), &dopo);
    assert_eq!(fates(&confronto), ["CULTURA/1 > CULTURA/2 rinumerato", "CULTURA/2 > CULTURA/1 rinumerato"]);
    let found = values(&confronto);
    assert!(
        found.iter().all(|line| line.starts_with("numero dell'obiettivo: ")) && found.len() == 2,
        "{found:?}"
    );
    assert_eq!(confronto.variazioni[0].prova, Some(Prova::Contenuto(Quota::TUTTE)));
}

#[test]
fn one_withdrawn_and_those_after_it_shift_by_one() {
    let dopo = [numbered(BIBLIOTECA, "2", "1"), numbered(TEATRO, "3", "2")].concat();
    let confronto = compared(&all(), &dopo);
    assert_eq!(
        fates(&confronto),
        ["CULTURA/2 > CULTURA/1 rinumerato", "CULTURA/3 > CULTURA/2 rinumerato", "CULTURA/1 > - assente"]
    );
}

#[test]
fn another_obiettivo_under_the_same_number_is_one_gone_and_one_new() {
    let confronto = compared(&[MUSEO, BIBLIOTECA].concat(), &[MUSEO, &numbered(TEATRO, "3", "2")].concat());
    assert_eq!(fates(&confronto), ["- > CULTURA/2 aggiunto", "CULTURA/2 > - assente"]);
    assert!(confronto.variazioni.iter().all(|one| one.stesso_numero.is_some() == one.prova.is_none()));
}

#[test]
fn an_obiettivo_that_goes_to_another_area_and_is_reworded_is_recognised_by_its_words() {
    let moved = numbered(TEATRO, "3", "1")
        .replace("Area Cultura.xlsx", "Area Scuola.xlsx")
        .replace("AREA CULTURA", "AREA SCUOLA ")
        .replace("Stagione teatrale per le scuole", "Stagione di teatro per le scuole");
    let confronto = compared(&all(), &[MUSEO, BIBLIOTECA, &moved].concat());
    assert_eq!(fates(&confronto), ["CULTURA/3 > SCUOLA/1 rinumerato spostato"]);
    let one = confronto.variazioni.iter().find(|one| one.spostato).unwrap();
    let Some(Prova::Contenuto(share)) = one.prova else { panic!("{one:?}") };
    assert!(share < Quota::TUTTE && share > Quota(600), "{share}");
}

#[test]
fn an_area_that_only_changes_its_name_moves_nothing() {
    let dopo =
        all().replace("AREA CULTURA", "AREA MUSEI E BIBLIOTECHE").replace("Area Cultura", "Area Musei");
    let confronto = compared(&all(), &dopo);
    assert_eq!(fates(&confronto), Vec::<String>::new());
    let renamed = [("CULTURA".to_owned(), "MUSEI E BIBLIOTECHE".to_owned())];
    assert_eq!(confronto.aree_rinominate, renamed);
}

#[test]
fn two_candidates_equally_like_are_told_and_none_is_chosen() {
    let dopo = [MUSEO, &numbered(TEATRO, "3", "4"), &numbered(TEATRO, "3", "5")].concat();
    let confronto = compared(&[MUSEO, TEATRO].concat(), &dopo);
    assert_eq!(fates(&confronto), Vec::<String>::new());
    let [dubbio] = confronto.dubbi.as_slice() else { panic!("{:?}", confronto.dubbi) };
    assert_eq!((dubbio.prima.len(), dubbio.dopo.len(), dubbio.quota), (1, 2, Quota::TUTTE));
    assert!(!confronto.is_unchanged());
}

#[test]
fn indicatori_and_fasi_that_come_and_go_are_told_whole() {
    let dopo = MUSEO
        .replace(" 10 | Mostra aperta        | entro il 30/09/2024  | 40%\n", "")
        .replace(" 14 | 2 ", " 14 | 2 | Stampa del catalogo | | x | | 10%\n 15 | 3 ")
        .replace("70%", "60%");
    let found = values(&compared(MUSEO, &dopo));
    assert_eq!(
        found,
        [
            "indicatore 2: Mostra aperta⏎valore atteso: entro il 30/09/2024⏎peso: 40% > assente (A10 > -) tolto",
            "peso della fase 1: 70% > 60% (F13 > F13) cambiato",
            "posto della fase 3: fase 2 > fase 3 (B14 > B15) cambiato",
            "fase 2: assente > Stampa del catalogo⏎mesi: feb 2024⏎peso: 10% (- > B14) aggiunto",
        ]
    );
}

#[test]
fn a_plan_copied_with_new_dates_is_told_with_its_share() {
    let next = |drawing: &str| drawing.replace("2024", "2025");
    let changed =
        BIBLIOTECA.replace("due giorni la settimana con volontari formati", "per studenti universitari");
    let dopo = [next(MUSEO), next(&changed), next(TEATRO).replace("Classi", "Ragazzi")].concat();
    let confronto = compared(&all(), &dopo);
    let somiglianze = confronto.somiglianze.as_ref().unwrap();
    let esiti: Vec<Esito> = somiglianze.copie.iter().map(|copia| copia.esito).collect();
    assert_eq!(esiti[0], Esito::Copiato);
    assert!(!esiti[1..].contains(&Esito::Copiato), "{esiti:?}");
    assert_eq!(somiglianze.quota(), Some(Quota(333)));
    let museo = &confronto.variazioni[0].differenze;
    assert!(museo.iter().all(|one| one.tipo == Tipo::UnAnnoDopo), "{museo:#?}");
    // year, date of conclusion, an expected date, the months of two phases
    assert_eq!(museo.len(), 5, "{museo:#?}");
}

#[test]
fn dates_left_behind_by_a_copied_plan_are_counted() {
    let dopo = MUSEO.replace("2024", "2025").replace("31/12/2025", "31/12/2024");
    let confronto = compared(MUSEO, &dopo);
    let copia = &confronto.somiglianze.as_ref().unwrap().copie[0];
    assert_eq!((copia.esito, copia.date_ferme), (Esito::Copiato, 1));
}

#[test]
fn within_one_year_a_date_moved_by_a_year_is_a_change_like_any_other() {
    let confronto = compared(MUSEO, &MUSEO.replace("31/12/2024", "31/12/2025"));
    assert!(confronto.somiglianze.is_none());
    assert_eq!(values(&confronto), ["data di conclusione: 31/12/2024 > 31/12/2025 (B6 > B6) cambiato"]);
}

#[test]
fn another_ente_or_years_far_apart_or_exchanged_are_told() {
    let told = |dopo: &str| compared(MUSEO, dopo).avvertenze.join("|");
    assert!(told(&MUSEO.replace("Roccaverde", "Montechiaro")).contains("enti diversi"));
    assert!(told(&MUSEO.replace("2024", "2027")).contains("non sono di anni consecutivi (2024 e 2027)"));
    assert!(told(&MUSEO.replace("2024", "2023")).contains("forse sono scambiate"));
    assert_eq!(told(&MUSEO.replace("2024", "2025")), "");
}

#[test]
fn months_in_colours_that_an_xls_does_not_give_are_not_taken_for_none() {
    let coloured = MUSEO.replace("| x   | x   |     | 70%", "| [giallo] | [giallo] |     | 70%");
    let xls = coloured.replace("Area Cultura.xlsx", "Area Cultura.xls");
    let found = values(&compared(&coloured, &xls));
    let months: Vec<&String> = found.iter().filter(|line| line.starts_with("mesi della fase 1")).collect();
    assert_eq!(months.len(), 1, "{found:?}");
    assert!(
        months[0].contains("gen, feb 2024 > ?colori") && months[0].ends_with("non confrontabile"),
        "{months:?}"
    );
}
