//! The list of rilievi.

use crate::prova::{Libro, Prova, column, number, text};
use schedario::place::{CellRange, CellRef};
use schedario::publish;
use schedario::rilievo::{Dove, Gravita, Rilievo};

const NOTHING: &str = "obiettivi = []";

fn dove(file: &str, foglio: &str, row: u32) -> Dove {
    Dove {
        file: file.into(),
        foglio: Some(foglio.into()),
        celle: Some(CellRange::single(CellRef::new(row, 2))),
    }
}

fn listed(rilievi: Vec<Rilievo>) -> Libro {
    let prova = Prova { rilievi, ..Prova::scritta(NOTHING) };
    Libro::open(publish::elenco_rilievi(&prova.quadro()).unwrap())
}

#[test]
fn the_gravest_come_first_then_file_sheet_and_cell() {
    let rilievo = |gravita, file, row| Rilievo::new("FAS101", gravita, dove(file, "1", row), "non torna");
    let mut libro = listed(vec![
        rilievo(Gravita::Nota, "a.xlsx", 1),
        rilievo(Gravita::Errore, "b.xlsx", 9),
        rilievo(Gravita::Errore, "b.xlsx", 2),
        rilievo(Gravita::Errore, "a.xlsx", 30),
    ]);
    let cells = libro.values("Rilievi");
    let (head, cella) = column(&cells, "Cella");
    let rows: Vec<String> = (head + 1..head + 5)
        .map(|row| format!("{} {} {}", text(&cells, row, 0), text(&cells, row, 4), text(&cells, row, cella)))
        .collect();
    assert_eq!(rows, ["errore a.xlsx C31", "errore b.xlsx C3", "errore b.xlsx C10", "nota a.xlsx C2"]);
}

#[test]
fn each_rilievo_opens_the_file_at_the_cell() {
    let libro = listed(vec![
        Rilievo::new("X", Gravita::Errore, dove("Area Viabilità.xlsx", "l'ob. 1", 11), "a"),
        Rilievo::new("X", Gravita::Errore, dove("scheda #2.xlsx", "2", 0), "b"),
        Rilievo::new("X", Gravita::Errore, dove("sotto/100%.ods", "3", 4), "c"),
    ]);
    let sheet = libro.part("xl/worksheets/sheet1.xml");
    let targets = libro.part("xl/worksheets/_rels/sheet1.xml.rels");
    for (target, location) in [
        ("../schede/Area%20Viabilità.xlsx", "'l''ob. 1'!C12"),
        ("../schede/scheda%20%232.xlsx", "'2'!C1"),
        ("../schede/sotto/100%25.ods", "'3'!C5"),
    ] {
        assert!(
            targets.contains(&format!("Target=\"{target}\" TargetMode=\"External\"")),
            "{target}: {targets}"
        );
        assert!(sheet.contains(&format!("location=\"{location}\"")), "{location}: {sheet}");
    }
}

#[test]
fn the_list_is_a_real_table_that_can_be_filtered() {
    let libro = listed(vec![Rilievo::new("X", Gravita::Nota, dove("a.xlsx", "1", 0), "non torna")]);
    let table = libro.part("xl/tables/table1.xml");
    assert!(table.contains("<autoFilter"));
    for head in ["Gravità", "Codice", "Obiettivo", "File", "Foglio", "Cella", "Che cosa non va"] {
        assert!(table.contains(&format!("name=\"{head}\"")), "{head}");
    }
    assert!(
        !libro
            .part("xl/worksheets/sheet1.xml")
            .split("<mergeCell ")
            .any(|merge| merge.starts_with("ref=\"A8"))
    );
}

#[test]
fn a_folder_without_faults_says_so() {
    let mut libro = listed(Vec::new());
    let cells = libro.values("Rilievi");
    assert!(cells.used_cells().any(|(.., value)| *value == "Nessun rilievo."));
}

#[test]
fn the_counts_by_area_and_file_are_those_of_the_list() {
    let on = |obiettivo: &str| Rilievo::new("X", Gravita::Avviso, dove("a.xlsx", "1", 0), "m").su(obiettivo);
    let mut libro = listed(vec![on("RISORSE/1"), on("RISORSE/2"), on("EDILIZIA/1")]);
    let cells = libro.values("Conteggi");
    let (row, _) = crate::prova::find(&cells, "RISORSE").unwrap();
    assert_eq!(number(&cells, row, column(&cells, "Avvisi").1), Some(2.0));
    let (row, _) = crate::prova::find(&cells, "a.xlsx").unwrap();
    assert_eq!(number(&cells, row, column(&cells, "Totale").1), Some(3.0));
}

#[test]
fn a_sheet_with_one_scheda_says_which_obiettivo_a_rilievo_is_about() {
    let one = "[[obiettivi]]\nchiave = \"RISORSE/1\"";
    let rilievi =
        vec![Rilievo::new("LET031", Gravita::Avviso, dove("prova.xlsx", "Foglio1", 3), "non si legge")];
    let prova = Prova { rilievi, ..Prova::scritta(one) };
    let mut libro = Libro::open(publish::elenco_rilievi(&prova.quadro()).unwrap());
    let cells = libro.values("Rilievi");
    let (head, column) = column(&cells, "Obiettivo");
    assert_eq!(text(&cells, head + 1, column), "RISORSE/1");
}

#[test]
fn more_rilievi_than_excel_has_links_are_all_listed() {
    let many = |at: u32| Rilievo::new("X", Gravita::Nota, dove("a.xlsx", "1", at), "m");
    let mut libro = listed((0..66_000).map(many).collect());
    assert_eq!(libro.part("xl/worksheets/sheet1.xml").matches("<hyperlink ").count(), 65_530);
    let cells = libro.values("Rilievi");
    let (head, cella) = column(&cells, "Cella");
    assert_eq!(text(&cells, head + 66_000, cella), "C66000");
}

#[test]
fn a_message_taller_than_a_row_is_cut_and_says_where_it_is_whole() {
    let message = "M".repeat(60) + " " + &"una cella piena di parole ".repeat(400);
    let mut libro = listed(vec![Rilievo::new("X", Gravita::Nota, dove("a.xlsx", "1", 0), message)]);
    let cells = libro.values("Rilievi");
    let (head, column) = column(&cells, "Che cosa non va");
    assert!(text(&cells, head + 1, column).ends_with("(il testo intero è nei dati aperti)"));
    assert!(libro.heights(0).iter().all(|(_, points)| *points <= 409.5));
}
