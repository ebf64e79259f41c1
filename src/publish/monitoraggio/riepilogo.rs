//! `Riepilogo risposte`: who has answered, what is missing obiettivo by obiettivo, what is wrong and where.

use super::voci;
use crate::answers::{PerResponsabile, Risposte, StatoDomanda, VoceResponsabile};
use crate::publish::Quadro;
use crate::publish::book::{Book, Page};
use crate::publish::figure::UNKNOWN;
use crate::publish::link;
use crate::publish::rilievi;
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

const STATI: [(&str, &[StatoDomanda]); 6] = [
    ("Risposte valide", &[StatoDomanda::Valida]),
    ("Già sulla scheda", &[StatoDomanda::GiaScritta]),
    ("Mancanti", &[StatoDomanda::Mancante]),
    ("Da completare", &[StatoDomanda::Incompleta]),
    ("Non usate", &[StatoDomanda::NonValida, StatoDomanda::Superata, StatoDomanda::Doppia]),
    ("Non ancora dovute", &[StatoDomanda::Facoltativa]),
];

/// Makes the workbook.
pub(super) fn bytes(quadro: &Quadro<'_>, risposte: &Risposte) -> Result<Vec<u8>> {
    let mut book = Book::new(quadro, &format!("Riepilogo delle risposte {}", quadro.anno()))?;
    let (sheet, page) = people(&book, risposte)?;
    book.add(sheet, &page)?;
    let (sheet, page) = questions(&book, quadro, risposte)?;
    book.add(sheet, &page)?;
    for (sheet, page) in rilievi::sheets(&book, quadro)? {
        book.add(sheet, &page)?;
    }
    book.bytes()
}

/// One row for each Responsabile.
fn people(book: &Book<'_>, risposte: &Risposte) -> Result<(Sheet, Page)> {
    let mut sheet =
        Sheet::new("Riepilogo", &[30.0, 34.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0, 34.0], 0)?;
    book.opening(&mut sheet, &subtitle(risposte))?;
    let mut heads = vec!["Responsabile", "Aree", "Indicatori chiesti"];
    heads.extend(STATI.iter().map(|(head, _)| *head));
    heads.push("Che cosa manca");
    let heads: Vec<Cell> =
        (0..).zip(heads).map(|(column, head)| Cell::new(column, head, Look::Header)).collect();
    let head = sheet.row(&heads)?.first;
    let first = sheet.next();
    let asked: Vec<&PerResponsabile> =
        risposte.per_responsabile.iter().filter(|chi| !chi.voci.is_empty()).collect();
    for chi in &asked {
        let mut cells = vec![
            Cell::new(0, chi.titolo.as_str(), Look::Text),
            Cell::new(
                1,
                if chi.aree.is_empty() { UNKNOWN.to_owned() } else { chi.aree.join(", ") },
                Look::Text,
            ),
            count(2, chi.voci.len()),
        ];
        for (column, (_, stati)) in (3..).zip(STATI) {
            cells.push(count(column, chi.voci.iter().filter(|voce| stati.contains(&voce.stato)).count()));
        }
        let (words, look) = verdict(chi);
        cells.push(Cell::new(9, words, look));
        sheet.row(&cells)?;
    }
    total(&mut sheet, first, &asked)?;
    Ok((sheet, Page { landscape: true, head: Some((head, head)), frozen: 1, last_column: 9 }))
}

fn subtitle(risposte: &Risposte) -> String {
    let days: Vec<String> = risposte.scadenze.iter().map(ToString::to_string).collect();
    match days.is_empty() {
        true => "Nessuna risposta riconosciuta".to_owned(),
        false => format!("Risposte al {}", days.join(" e al ")),
    }
}

fn count(column: u16, count: usize) -> Cell {
    Cell::new(column, Value::Number(Decimal::from(count)), Look::Count)
}

/// How things stand with a Responsabile, in words.
fn verdict(chi: &PerResponsabile) -> (String, Look) {
    let open = chi.voci.iter().filter(|voce| voce.stato.is_open()).count();
    let received = chi.file.len();
    match (received, open) {
        (_, 0) => ("completo".to_owned(), Look::Nota),
        (0, _) => ("nessun foglio restituito".to_owned(), Look::Errore),
        (_, 1) => ("1 indicatore da completare".to_owned(), Look::Avviso),
        (_, n) => (format!("{n} indicatori da completare"), Look::Avviso),
    }
}

fn total(sheet: &mut Sheet, first: u32, asked: &[&PerResponsabile]) -> Result<()> {
    let last = sheet.next().saturating_sub(1);
    if asked.is_empty() {
        return sheet.line("Nessuna domanda: le schede non hanno indicatori.", Look::Plain).map(|_| ());
    }
    let sum = |column: u16, figure: usize| {
        let formula = format!("SUM({}:{})", Sheet::at(column, first), Sheet::at(column, last));
        Cell::new(column, Value::Live(formula, Decimal::from(figure)), Look::TotalCount)
    };
    let voci = || asked.iter().flat_map(|chi| &chi.voci);
    let mut cells = vec![Cell::wide(0, 1, "Totale", Look::TotalText), sum(2, voci().count())];
    for (column, (_, stati)) in (3..).zip(STATI) {
        cells.push(sum(column, voci().filter(|voce| stati.contains(&voce.stato)).count()));
    }
    let complete = asked.iter().filter(|chi| chi.voci.iter().all(|voce| !voce.stato.is_open())).count();
    cells.push(Cell::new(9, format!("{complete} completi su {}", asked.len()), Look::TotalText));
    sheet.row(&cells).map(|_| ())
}

/// One row for each question, by Responsabile and obiettivo.
fn questions(book: &Book<'_>, quadro: &Quadro<'_>, risposte: &Risposte) -> Result<(Sheet, Page)> {
    let widths = [26.0, 30.0, 38.0, 20.0, 9.0, 22.0, 15.0, 9.0, 15.0, 34.0, 12.0];
    let mut sheet = Sheet::new("Obiettivi", &widths, quadro.regolamento.stampa.decimali)?;
    book.opening(&mut sheet, &format!("{}, indicatore per indicatore", subtitle(risposte)))?;
    let heads = [
        "Responsabile",
        "Obiettivo",
        "Indicatore",
        "Valore atteso",
        "Scadenza",
        "Risposta",
        "Esito",
        "Grado %",
        "Stato",
        "Che cosa manca",
        "Apri",
    ];
    let heads: Vec<Cell> =
        (0..).zip(heads).map(|(column, head)| Cell::new(column, head, Look::Header)).collect();
    let head = sheet.row(&heads)?.first;
    for chi in &risposte.per_responsabile {
        for voce in &chi.voci {
            sheet.table_row(&question(quadro, risposte, chi, voce))?;
        }
    }
    let last = sheet.next().saturating_sub(1);
    if last > head {
        sheet.worksheet.autofilter(head, 0, last, 10)?;
    }
    Ok((sheet, Page { landscape: true, head: Some((head, head)), frozen: 2, last_column: 10 }))
}

fn question(
    quadro: &Quadro<'_>,
    risposte: &Risposte,
    chi: &PerResponsabile,
    voce: &VoceResponsabile,
) -> Vec<Cell> {
    let piano = quadro.piano;
    let (indicatore, atteso) = voci::indicatore(piano, voce);
    let answer = voce.risposta.and_then(|at| risposte.buone.get(at));
    let degree = answer.and_then(|answer| answer.grado);
    let (degree, degree_look) = match degree {
        Some(degree) => (Value::Number(degree), Look::Figure),
        None => (Value::from(UNKNOWN), Look::Missing),
    };
    let open = match answer {
        Some(answer) => {
            let target = link::to_place(quadro.cartella, &answer.place);
            Cell::new(10, Value::Link("la riga".to_owned(), target), Look::Link)
        }
        None => Cell::new(10, UNKNOWN, Look::Missing),
    };
    let look = match voce.stato {
        StatoDomanda::Valida | StatoDomanda::GiaScritta => Look::Centre,
        StatoDomanda::Facoltativa => Look::Nota,
        StatoDomanda::Mancante | StatoDomanda::Incompleta => Look::Avviso,
        _ => Look::Errore,
    };
    vec![
        Cell::new(0, chi.titolo.as_str(), Look::Text),
        Cell::new(
            1,
            format!("{}\n{}", super::called(&voce.obiettivo), voci::titolo(piano, voce)),
            Look::Text,
        ),
        Cell::new(2, indicatore, Look::Text),
        Cell::new(3, atteso, Look::Text),
        Cell::new(4, voce.scadenza.to_string(), Look::Centre),
        Cell::new(5, answer.map_or(UNKNOWN.to_owned(), voci::risposta), Look::Text),
        Cell::new(6, answer.map_or(UNKNOWN.to_owned(), voci::esito), Look::Centre),
        Cell::new(7, degree, degree_look),
        Cell::new(8, voce.stato.word(), look),
        Cell::new(9, if voce.manca.is_empty() { UNKNOWN } else { &voce.manca }, Look::Text),
        open,
    ]
}
