//! How the outputs look on paper, and what the office's text may do in them.

use crate::prova::{Libro, Prova, find, text};
use schedario::place::Field;
use schedario::publish;
use schedario::regolamento::Regolamento;

const ONE: &str = r#"
[[obiettivi]]
chiave = "RISORSE/1"
punti = { strategicita = "70", complessita = "80", rapporto = "80" }
indicatori = [{ atteso = "10", conseguito = { "31/12" = "9" } }]
"#;

/// A plan of one obiettivo with this title on its scheda and in the pesatura.
fn titled(title: &str) -> Prova {
    let mut prova = Prova::scritta(ONE);
    let place = crate::scritto::place(1, 1);
    let field = || Field::Filled(crate::scritto::cited(title.to_owned(), title, place.clone()));
    for obiettivo in prova.piano.obiettivi.values_mut() {
        obiettivo.scheda.as_mut().unwrap().titolo = field();
        obiettivo.scheda.as_mut().unwrap().motivazione = field();
        obiettivo.scheda.as_mut().unwrap().indicatori[0].descrizione = field();
        obiettivo.pesatura.as_mut().unwrap().titolo = field();
    }
    for area in prova.piano.aree.values_mut() {
        area.responsabile = field();
    }
    prova.piano.ente = field();
    prova
}

#[test]
fn text_that_begins_like_a_formula_stays_text() {
    for typed in ["=1+1", "+39 055 88331", "-5 giorni", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")"] {
        let prova = titled(typed);
        for (name, bytes) in publish::all(&prova.quadro()).unwrap() {
            if !name.ends_with(".xlsx") {
                continue;
            }
            let mut libro = Libro::open(bytes);
            for sheet in libro.sheets() {
                let formulas = libro.formulas(&sheet);
                let made = formulas.used_cells().any(|(.., formula)| formula.contains(&typed[1..]));
                assert!(!made, "{name} {sheet}: {typed} è diventato una formula");
            }
        }
        let mut libro = Libro::open(publish::allegato_pesatura(&prova.quadro()).unwrap());
        assert!(find(&libro.values("Pesatura"), typed).is_some(), "{typed}");
    }
}

/// Words so wide that no two of them stand on one line.
fn lines(how_many: usize) -> String {
    vec!["MMMMMMMMMMMMMMMMMMMMMMMM"; how_many].join(" ")
}

/// Points of the rows that a text in this column takes.
fn room(bytes: Vec<u8>, sheet: usize, column: u32, wanted: &str) -> f64 {
    let mut libro = Libro::open(bytes);
    let cells = libro.values(&libro.sheets()[sheet]);
    let row = (0..200).find(|row| text(&cells, *row, column) == wanted).unwrap();
    let next = (row + 1..row + 200).find(|next| (0..=column).any(|at| !text(&cells, *next, at).is_empty()));
    let rows = row..next.unwrap_or(row + 1);
    libro.heights(sheet).iter().filter(|(at, _)| rows.contains(at)).map(|(_, points)| points).sum()
}

#[test]
fn a_title_of_thirty_lines_is_not_cut() {
    let title = lines(30);
    let prova = titled(&title);
    assert!(room(publish::allegato_pesatura(&prova.quadro()).unwrap(), 0, 3, &title) > 30.0 * 11.0);
    assert!(room(publish::allegato_performance(&prova.quadro()).unwrap(), 1, 1, &title) > 30.0 * 11.0);
}

#[test]
fn a_text_taller_than_a_row_can_be_goes_on_over_more_rows() {
    let title = lines(120);
    let prova = titled(&title);
    let bytes = publish::allegato_pesatura(&prova.quadro()).unwrap();
    let heights = Libro::open(bytes.clone()).heights(0);
    assert!(heights.iter().all(|(_, points)| *points <= 409.5));
    assert!(room(bytes, 0, 3, &title) > 120.0 * 11.0);
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_says_so() {
    let prova = titled(&"a b ".repeat(20_000));
    for (name, bytes) in publish::all(&prova.quadro()).unwrap() {
        if !name.ends_with(".xlsx") {
            continue;
        }
        let mut libro = Libro::open(bytes);
        for sheet in libro.sheets() {
            for (.., value) in libro.values(&sheet).used_cells() {
                let value = value.to_string();
                assert!(value.encode_utf16().count() <= 32_767, "{name} {sheet}");
                assert!(value.len() < 30_000 || value.contains("[…]"), "{name} {sheet}");
            }
        }
    }
}

#[test]
fn every_sheet_is_set_up_for_a4_one_page_wide() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    for (name, bytes) in publish::all(&prova.quadro()).unwrap() {
        if !name.ends_with(".xlsx") {
            continue;
        }
        let libro = Libro::open(bytes);
        for (at, sheet) in libro.sheets().iter().enumerate() {
            let xml = libro.part(&format!("xl/worksheets/sheet{}.xml", at + 1));
            assert!(xml.contains("paperSize=\"9\""), "{name} {sheet}: non è A4");
            assert!(xml.contains("fitToHeight=\"0\"") && xml.contains("fitToPage=\"1\""), "{name} {sheet}");
            assert!(xml.contains("pagina &amp;P di &amp;N"), "{name} {sheet}: manca il numero di pagina");
            assert!(xml.contains("COMUNE DI CALENZANO"), "{name} {sheet}: manca l'ente in testa alla pagina");
        }
        let names = libro.part("xl/workbook.xml");
        assert!(names.contains("_xlnm.Print_Titles"), "{name}: l'intestazione non si ripete");
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let run = || publish::all(&Prova::calenzano(Regolamento::modello().unwrap()).quadro()).unwrap();
    for ((name, one), (_, other)) in run().into_iter().zip(run()) {
        assert!(one == other, "{name} cambia da una volta all'altra");
    }
}
