//! How many obiettivi and values changed, by Area and by subject; what must be known first, and what is uncertain.

use super::parole::{capital, foglio, quanti};
use super::{Variazioni, heads};
use crate::confronto::{Conteggio, Materia, Tipo};
use crate::model::Ambito;
use crate::publish::book::{Book, Page};
use crate::publish::figure::UNKNOWN;
use crate::publish::link;
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

const WIDTHS: [f64; 9] = [34.0, 9.5, 9.5, 10.5, 10.5, 12.0, 10.5, 12.0, 12.0];

const HEADS: [&str; 9] = [
    "Area",
    "Prima",
    "Dopo",
    "Aggiunti",
    "Ritirati",
    "Rinumerati",
    "Da altra Area",
    "Modificati",
    "Valori diversi",
];

const NOTE: [&str; 4] = [
    "Ritirati: obiettivi che non ci sono più, o che la seconda cartella dà per ritirati o neutralizzati. Un obiettivo \
     passato ad altra Area è contato in quella in cui è ora.",
    "Un valore scritto in altro modo (30% e 0,3; 31.12.2023 e 31/12/2023; maiuscole, accenti, spazi) non è una differenza. \
     Un valore che non si è potuto leggere non è mai dato per uguale.",
    "Un obiettivo è riconosciuto dall'Area e dal numero se il contenuto concorda, altrimenti dal contenuto: la quota di \
     parole in comune è scritta accanto. Se due sono ugualmente simili non si sceglie, e lo si dice.",
    "Si confrontano titolo, intestazione, riferimento DUP, tipologia, stato attuale, descrizione, data di conclusione, \
     indicatori, fasi e mesi, pesi e punteggi, risultati. Non si confrontano le risorse umane e strumentali, né le note e \
     le firme della pesatura.",
];

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, variazioni: &Variazioni<'_>) -> Result<(Sheet, Page)> {
    let mut sheet = Sheet::new("Riepilogo", &WIDTHS, 0)?;
    book.opening(&mut sheet, &subtitle(variazioni))?;
    notices(&mut sheet, variazioni)?;
    by_area(&mut sheet, variazioni)?;
    sheet.skip(14.0);
    by_subject(&mut sheet, variazioni)?;
    uncertain(&mut sheet, variazioni)?;
    sheet.skip(8.0);
    for note in NOTE {
        sheet.line(note, Look::Note)?;
    }
    Ok((sheet, Page { landscape: false, head: None, frozen: 0, last_column: 8 }))
}

fn subtitle(variazioni: &Variazioni<'_>) -> String {
    let said = |quale: &str, nome: &str, lato: &crate::confronto::Lato| {
        let anno = lato.anno.map_or("anno non indicato".to_owned(), |anno| format!("anno {anno}"));
        format!("{quale}: «{nome}», {anno}, {}.", quanti(lato.obiettivi, "obiettivo", "obiettivi"))
    };
    let confronto = variazioni.confronto;
    format!(
        "{}\n{}",
        said("Prima", variazioni.prima.nome, &confronto.prima),
        said("Dopo", variazioni.dopo.nome, &confronto.dopo)
    )
}

fn notices(sheet: &mut Sheet, variazioni: &Variazioni<'_>) -> Result<()> {
    let confronto = variazioni.confronto;
    let mut notices: Vec<String> =
        confronto.avvertenze.iter().map(|text| format!("ATTENZIONE – {}.", capital(text))).collect();
    if !confronto.dubbi.is_empty() {
        notices.push(format!(
            "DA DECIDERE – {} che potrebbero essere più d'uno: sono nel foglio «Obiettivi».",
            quanti(confronto.dubbi.len(), "gruppo di obiettivi", "gruppi di obiettivi")
        ));
    }
    if !confronto.incertezze.is_empty() {
        notices.push(
            "ATTENZIONE – Una parte delle cartelle non si è potuta leggere: il confronto non è sicuro per le parti \
             elencate più sotto."
                .to_owned(),
        );
    }
    if confronto.is_unchanged() {
        notices.push("Non è cambiato nulla: le due cartelle dicono le stesse cose.".to_owned());
    }
    for notice in notices {
        sheet.line(notice, Look::Notice)?;
        sheet.skip(4.0);
    }
    Ok(())
}

fn by_area(sheet: &mut Sheet, variazioni: &Variazioni<'_>) -> Result<()> {
    sheet.row(&heads(&HEADS))?;
    let first = sheet.next();
    let counts = variazioni.confronto.per_area();
    for (ambito, conteggio) in &counts {
        let nome = match ambito {
            Ambito::Trasversale => "TRASVERSALI",
            Ambito::Area(nome) => nome,
        };
        let mut cells = vec![Cell::new(0, nome, Look::Text)];
        cells.extend((1..).zip(figures(conteggio)).map(|(column, count)| counted(column, count)));
        sheet.row(&cells)?;
    }
    if counts.is_empty() {
        return Ok(());
    }
    let last = sheet.next() - 1;
    let mut cells = vec![Cell::new(0, "Totale", Look::TotalText)];
    for at in 0..8_u16 {
        let all = counts.iter().filter_map(|(_, one)| figures(one).get(usize::from(at)).copied());
        let formula = format!("SUM({}:{})", Sheet::at(at + 1, first), Sheet::at(at + 1, last));
        cells.push(Cell::new(at + 1, Value::Live(formula, all.sum::<usize>().into()), Look::TotalCount));
    }
    sheet.row(&cells).map(|_| ())
}

fn figures(one: &Conteggio) -> [usize; 8] {
    [
        one.prima,
        one.dopo,
        one.aggiunti,
        one.ritirati,
        one.rinumerati,
        one.spostati,
        one.modificati,
        one.differenze,
    ]
}

fn counted(column: u16, count: usize) -> Cell {
    Cell::new(column, Value::Number(Decimal::from(count)), Look::Count)
}

/// A column: its head, and the differences that it counts.
type Column = (&'static str, fn(Tipo) -> bool);

fn by_subject(sheet: &mut Sheet, variazioni: &Variazioni<'_>) -> Result<()> {
    let confronto = variazioni.confronto;
    let columns: [Column; 4] = [
        ("Valori diversi", |tipo| tipo != Tipo::NonConfrontabile),
        ("di cui scritti ora", |tipo| tipo == Tipo::Aggiunto),
        ("di cui un anno esatto dopo", |tipo| tipo == Tipo::UnAnnoDopo),
        ("Non si possono confrontare", |tipo| tipo == Tipo::NonConfrontabile),
    ];
    let mut head = vec![Cell::new(0, "Argomento", Look::Header)];
    for (at, (name, _)) in (0_u16..).zip(&columns) {
        head.push(Cell::wide(1 + 2 * at, 2 + 2 * at, *name, Look::Header));
    }
    sheet.row(&head)?;
    for materia in Materia::TUTTE {
        let mut cells = vec![Cell::new(0, capital(materia.nome()), Look::Text)];
        for (at, (_, so)) in (0_u16..).zip(&columns) {
            let count = Value::Number(Decimal::from(confronto.differenze_di(materia, so)));
            cells.push(Cell::wide(1 + 2 * at, 2 + 2 * at, count, Look::Count));
        }
        sheet.row(&cells)?;
    }
    Ok(())
}

fn uncertain(sheet: &mut Sheet, variazioni: &Variazioni<'_>) -> Result<()> {
    let all = &variazioni.confronto.incertezze;
    if all.is_empty() {
        return Ok(());
    }
    sheet.skip(14.0);
    sheet.line("Parti non lette, per le quali il confronto non è sicuro", Look::Heading)?;
    sheet.row(&[
        Cell::new(0, "Foglio", Look::Header),
        Cell::new(1, "Cella", Look::Header),
        Cell::new(2, "Cartella", Look::Header),
        Cell::new(3, "Codice", Look::Header),
        Cell::wide(4, 8, "Che cosa non va", Look::Header),
    ])?;
    // a sheet has room for 65 530 links: so many files are never unread
    for one in all.iter().take(60_000) {
        let via = variazioni.cartella(one.quale).via;
        let words = one.rilievo.dove.celle.map_or("apri".to_owned(), |celle| celle.first.to_string());
        let open = match link::to_dove(via, &one.rilievo.dove) {
            Some(target) => Cell::new(1, Value::Link(words, target), Look::Link),
            None => Cell::new(1, UNKNOWN, Look::Missing),
        };
        sheet.row(&[
            Cell::new(0, foglio(one), Look::Text),
            open,
            Cell::new(2, one.quale.parola(), Look::Centre),
            Cell::new(3, one.rilievo.codice, Look::Centre),
            Cell::wide(4, 8, one.rilievo.messaggio.as_str(), Look::Text),
        ])?;
    }
    Ok(())
}
