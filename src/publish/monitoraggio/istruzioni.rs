//! The first sheet: who is to do what by when, in five lines, and how far they are.

use super::elenco::{self, Span};
use super::riga::{DONE, NOT_YET};
use super::{Invio, called};
use crate::model::{Ambito, Chiave, Stato};
use crate::publish::book::{MODEL, Page};
use crate::publish::figure::{UNKNOWN, one_line};
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use anyhow::Result;
use rust_decimal::Decimal;

const WIDTHS: [f64; 5] = [5.0, 26.0, 62.0, 13.0, 13.0];

/// Writes the sheet.
pub(super) fn sheet(invio: &Invio<'_>, span: Span) -> Result<(Sheet, Page)> {
    let mut sheet = Sheet::new("Istruzioni", &WIDTHS, 0)?;
    sheet.line(invio.quadro.ente().to_uppercase(), Look::Ente)?;
    sheet.line(invio.title(), Look::Title)?;
    sheet.line(addressee(invio), Look::Subtitle)?;
    sheet.skip(8.0);
    let open = span.all - span.done - span.not_yet;
    let stato = span.stato();
    let formula = format!(
        "IF(COUNTIF({stato},\"?*\")-COUNTIF({stato},\"{DONE}\")-COUNTIF({stato},\"{NOT_YET}*\")=0,\"Tutto compilato: il foglio si può \
         restituire.\",\"Da compilare o completare: \"&(COUNTIF({stato},\"?*\")-COUNTIF({stato},\"{DONE}\")-COUNTIF({stato},\"{NOT_YET}*\"))\
         &\" indicatori su \"&COUNTIF({stato},\"?*\")&\".\")"
    );
    let now = match open {
        0 => "Tutto compilato: il foglio si può restituire.".to_owned(),
        _ => format!("Da compilare o completare: {open} indicatori su {}.", span.all),
    };
    sheet.line(Value::LiveText(formula, now), Look::Notice)?;
    sheet.skip(8.0);
    sheet.line("Che cosa fare", Look::Heading)?;
    for (number, step) in (1..).zip(steps(invio)) {
        let number = format!("{number}.");
        sheet.row(&[Cell::new(0, number, Look::Plain), Cell::wide(1, 4, step, Look::Plain)])?;
    }
    let start = Value::Link("Vai alle celle da compilare".to_owned(), span.start());
    sheet.row(&[Cell::wide(1, 2, start, Look::Link)])?;
    sheet.skip(10.0);
    table(invio, &mut sheet, span)?;
    notes(invio, &mut sheet)?;
    elenco::protect(&mut sheet.worksheet);
    Ok((sheet, Page { landscape: false, head: None, frozen: 0, last_column: 4 }))
}

fn addressee(invio: &Invio<'_>) -> String {
    let who = invio.destinatario;
    let aree = match who.aree.as_slice() {
        [] => String::new(),
        [one] => format!(" – Area {one}"),
        several => format!(" – Aree {}", several.join(", ")),
    };
    match &who.nome {
        Some(_) => format!("Per: {}{aree}", who.titolo()),
        None => format!("Per: il Responsabile{aree} (sulle schede il nome non è indicato)"),
    }
}

fn steps(invio: &Invio<'_>) -> Vec<String> {
    let day = invio.day();
    let reason = match invio.is_last {
        true => "Se il grado resta sotto 100 scrivere perché nella colonna «Motivazione»: è obbligatoria."
            .to_owned(),
        false => format!(
            "Se il termine è già passato e il grado è sotto 100, scrivere perché nella colonna «Motivazione». Ciò che scade dopo il {day} si può lasciare vuoto."
        ),
    };
    vec![
        format!("Aprire il foglio «{}» e riempire le celle gialle: ogni riga è un indicatore, con il valore atteso e ciò che è già stato riferito.", elenco::NAME),
        format!("Nella colonna «Valore conseguito» scrivere il risultato al {day}. Ogni cella dice che cosa accetta: una data, un numero, una percentuale, sì o no. Se non è stato fatto, lasciare vuoto e scegliere l'esito «non realizzato»."),
        "Nella colonna «Esito» scegliere dalla lista: realizzato, non realizzato, realizzato in parte (e allora scrivere quanto). Dove il valore atteso è un testo l'esito è indispensabile.".to_owned(),
        reason,
        "Salvare e restituire il file. Il nome si può cambiare; vanno lasciate al loro posto le due strisce grigie ai lati della tabella, da cui si riconosce ogni riga.".to_owned(),
    ]
}

/// The obiettivi, and how far each is.
fn table(invio: &Invio<'_>, sheet: &mut Sheet, span: Span) -> Result<()> {
    sheet.line("A che punto si è", Look::Heading)?;
    let heads = [(0, 1, "Obiettivo"), (2, 2, "Titolo"), (3, 3, "Indicatori"), (4, 4, "Compilati")];
    let heads: Vec<Cell> =
        heads.iter().map(|(from, to, head)| Cell::wide(*from, *to, *head, Look::Header)).collect();
    sheet.row(&heads)?;
    for domanda in invio.obiettivi() {
        let chiave = &domanda.codice.chiave;
        let own = invio.domande.iter().filter(|one| one.codice.chiave == *chiave);
        let righe: Vec<super::riga::Riga<'_>> = own.map(|one| super::riga::Riga::new(invio, one)).collect();
        let done = righe.iter().filter(|riga| riga.is_done()).count();
        let formula =
            format!("COUNTIFS({},\"{}\",{},\"{DONE}\")", span.codici(), pattern(chiave), span.stato());
        let titolo = domanda.obiettivo.titolo().map_or(UNKNOWN.to_owned(), |cited| one_line(&cited.value));
        sheet.row(&[
            Cell::wide(0, 1, called(chiave), Look::Text),
            Cell::new(2, titolo, Look::Text),
            Cell::new(3, Value::Number(Decimal::from(righe.len())), Look::Count),
            Cell::new(4, Value::Live(formula, Decimal::from(done)), Look::Count),
        ])?;
    }
    Ok(())
}

/// The codes of an obiettivo, as a criterion of a count.
fn pattern(chiave: &Chiave) -> String {
    let ambito = match &chiave.ambito {
        Ambito::Trasversale => "T".to_owned(),
        Ambito::Area(nome) => format!("A:{nome}"),
    };
    let plain = |text: &str| {
        let line = one_line(text).replace('%', "%25").replace('|', "%7C");
        line.replace('~', "~~").replace('*', "~*").replace('?', "~?").replace('"', "\"\"")
    };
    format!("*|{}|{}|*", plain(&ambito), plain(&chiave.numero))
}

/// What else is to be known: obiettivi that are not asked about, those shared, the rules of the degree.
fn notes(invio: &Invio<'_>, sheet: &mut Sheet) -> Result<()> {
    sheet.skip(8.0);
    for chiave in &invio.destinatario.obiettivi {
        let Some(obiettivo) = invio.quadro.piano.obiettivi.get(chiave) else { continue };
        let note = match (&obiettivo.stato, &obiettivo.scheda) {
            (Stato::Ritirato(_), _) => Some("è stato ritirato: non si chiede nulla"),
            (Stato::Neutralizzato(_), _) => Some("è stato neutralizzato: non si chiede nulla"),
            (_, None) => Some("non ha una scheda: non si può chiedere nulla"),
            (_, Some(scheda)) if scheda.indicatori.is_empty() => {
                Some("non ha indicatori: non si può chiedere nulla")
            }
            _ => None,
        };
        if let Some(note) = note {
            sheet.line(format!("{}: {note}.", called(chiave)), Look::Note)?;
        }
        let twin = obiettivo.copia_di.as_ref().or_else(|| {
            let twin =
                invio.quadro.piano.obiettivi.values().find(|other| other.copia_di.as_ref() == Some(chiave));
            twin.map(|other| &other.chiave)
        });
        if let Some(twin) = twin {
            let words = format!(
                "{}: è condiviso con {}, che lo riceve nel proprio foglio. Ognuno risponde per la propria scheda: conviene \
                 concordare le risposte.",
                called(chiave),
                called(twin)
            );
            sheet.line(words, Look::Note)?;
        }
    }
    let rules = invio.quadro.regolamento;
    let words = match &rules.file {
        Some(file) => format!(
            "Il grado è calcolato secondo il regolamento «{file}» ({}). È provvisorio: vale quello dopo la verifica.",
            one_line(&rules.indicatori.fonte)
        ),
        None => MODEL
            .split(". ")
            .next()
            .map(|first| format!("{first}. Il grado vale solo come prova."))
            .unwrap_or_default(),
    };
    sheet.line(words, Look::Note)?;
    Ok(())
}
