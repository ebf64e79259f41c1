//! What an office writes into the blank forms, invented; and the folder it keeps them in.

use jiff::civil::date;
use rust_decimal::Decimal;
use schedario::publish::modelli::{Modulo, VoceFase, VoceIndicatore};
use schedario::regolamento::Regolamento;
use std::fs;
use std::path::PathBuf;

/// A folder that lasts as long as a test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("schedario-modelli-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("PEG 2024")).unwrap();
        Folder(path)
    }

    pub fn office(&self) -> PathBuf {
        self.0.join("PEG 2024")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The model with the office's own articles.
pub fn regolamento() -> String {
    Regolamento::MODELLO.replace(
        "modello di schedario: non è una norma; da sostituire con l'articolo del proprio SMVP",
        "SMVP, art. 7",
    )
}

fn some(text: impl Into<String>) -> Option<String> {
    Some(text.into())
}

/// A form with every box filled in.
pub fn area(nome: &str, numero: u32) -> Modulo {
    let subject = nome.to_lowercase();
    let rows = [
        ("Pratiche di archivio digitalizzate", "1750", "900", "1800", "realizzato"),
        ("Sportelli aperti al pubblico", "25/25", "12/25", "24/25", "realizzato in parte: 50 %"),
        ("Relazione alla Giunta", "30/09/2024", "15/09/2024", "15/09/2024", "realizzato"),
        ("Adozione del manuale di gestione", "sì", "no", "sì", "realizzato"),
        ("Giorni medi di risposta agli utenti", "al massimo 30", "29", "28", "realizzato"),
    ];
    let voce = |(what, expected, early, late, check): (&str, &str, &str, &str, &str)| VoceIndicatore {
        descrizione: some(what),
        atteso: some(expected),
        peso: Some(20.into()),
        conseguito: vec![some(early), some(late)],
        verifica: some(check),
    };
    let fase = |what: &str, mesi: &[u16], peso: i64| VoceFase {
        descrizione: some(what),
        mesi: mesi.to_vec(),
        peso: Some(Decimal::from(peso)),
    };
    Modulo {
        ente: some("Comune di Borgo Alto"),
        anno: Some(2024),
        area: some(nome),
        responsabile: some(format!("Responsabile {subject}")),
        numero: some(numero.to_string()),
        titolo: some(format!("Digitalizzazione {numero} dell'{subject}")),
        missione: some("1 - Servizi istituzionali"),
        programma: some("2 - Segreteria generale"),
        obiettivo_operativo: some("Dematerializzazione degli atti"),
        tipologia: some("settoriale"),
        durata: some("annuale"),
        stato_attuale: some("Le pratiche sono in parte su carta."),
        descrizione: some("Si portano in forma digitale le pratiche e si apre lo sportello."),
        data_conclusione: Some(date(2024, 12, 31)),
        indicatori: rows.into_iter().map(voce).collect(),
        fasi: vec![
            fase("Affidamento del servizio", &[1, 2, 3], 30),
            fase("Digitalizzazione delle pratiche", &[4, 5, 6, 7, 8, 9, 10, 11, 12], 70),
        ],
        atto: some("Determinazione n. 10 del 15/12/2024"),
        motivazione: some("Uno sportello è stato chiuso per lavori"),
    }
}

/// The same for all the Aree.
pub fn trasversale(numero: u32) -> Modulo {
    Modulo {
        titolo: some("Codice di comportamento"),
        responsabile: some("Segretario generale"),
        tipologia: some("intersettoriale"),
        ..area("Trasversale a tutte le Aree", numero)
    }
}

/// What the forms say of themselves.
pub mod fill {
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    /// The checks of a form, from the top down.
    pub fn remarks(bytes: &[u8], foglio: &str) -> Vec<String> {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
        let range = book.worksheet_range(foglio).unwrap();
        let texts = range.used_cells().filter_map(|(_, column, data)| match data {
            Data::String(text) if column == 17 && !text.is_empty() => Some(text.clone()),
            _ => None,
        });
        texts.collect()
    }
}
