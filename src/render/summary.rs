//! How the main job ends on the terminal: a table of the Aree, how many rilievi, what was written where.

use super::{Style, rilievi, two_decimals};
use crate::compute::esito::{EsitoArea, Grado};
use crate::job::{AGGIORNATE, Elaborato, Study, Veduto};
use crate::model::{Ambito, Scadenza};
use crate::rilievo::{Gravita, Rilievo};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Cell, CellAlignment, Table};

/// The summary of the main job.
pub fn summary(done: &Elaborato, style: Style) -> String {
    let study = &done.study;
    let piano = &study.cartella.piano;
    let ente = piano.ente.value().cloned().unwrap_or_else(|| "Ente non indicato".to_owned());
    let anno = piano.anno.map_or("anno non indicato".to_owned(), |anno| anno.to_string());
    let files = study.cartella.files.len();
    let mut lines = vec![format!("{}", style.paint("1", &format!("{ente} – {anno}")))];
    lines.push(counted(files, study.cartella.unread, piano.obiettivi.len()));
    lines.push(source(study));
    lines.push(table(study));
    lines.push(findings(study));
    lines.push(format!("Scritti in {}:", done.esito.display()));
    let copies = format!("{AGGIORNATE}/");
    lines.extend(
        done.scritti.iter().filter(|name| !name.starts_with(&copies)).map(|name| format!("   {name}")),
    );
    let values = match done.valori {
        0 => "a cui non c'è nulla da aggiungere".to_owned(),
        1 => "con un valore in più (per scriverlo negli originali: schedario aggiorna)".to_owned(),
        n => format!("con {n} valori in più (per scriverli negli originali: schedario aggiorna)"),
    };
    lines.push(format!("   {AGGIORNATE}: copie delle cartelle di lavoro, {values}"));
    lines.join("\n")
}

/// How many files and obiettivi there are; a file that was not read is never counted as read.
fn counted(files: usize, unread: usize, obiettivi: usize) -> String {
    let of = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let read = of(files - unread.min(files), "cartella di lavoro letta", "cartelle di lavoro lette");
    let left = match unread {
        0 => String::new(),
        n => format!(" ({n} da parte: il perché è nei rilievi)"),
    };
    format!("{read}{left}, {}.", of(obiettivi, "obiettivo", "obiettivi"))
}

fn source(study: &Study) -> String {
    match &study.regolamento.file {
        Some(file) => format!("Regolamento: {file}."),
        None => "Regolamento: nella cartella non c'è un regolamento.toml; i conti seguono il modello di schedario.".to_owned(),
    }
}

fn table(study: &Study) -> String {
    let piano = &study.cartella.piano;
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    let mut headings = vec!["Area".to_owned(), "Obiettivi".to_owned(), "Somma pesi".to_owned()];
    headings.extend(piano.scadenze.iter().map(|scadenza| format!("al {scadenza} %")));
    headings.extend(["Errori".to_owned(), "Avvisi".to_owned()]);
    table.set_header(headings);
    for (nome, esito) in &study.esiti.aree {
        table.add_row(row(study, nome, Some(nome), esito));
    }
    if study.esiti.trasversali.obiettivi > 0 {
        table.add_row(row(study, "Trasversali", None, &study.esiti.trasversali));
    }
    let mut ente = vec![Cell::new("ENTE"), number(piano.obiettivi.len().to_string()), Cell::new("")];
    ente.extend(piano.scadenze.iter().map(|s| number(degree(study.esiti.ente.get(s).map(|d| d.value)))));
    table.add_row(ente);
    table.to_string()
}

fn row(study: &Study, title: &str, area: Option<&str>, esito: &EsitoArea) -> Vec<Cell> {
    // no weight is known: a sum of nothing is not zero
    let weights = match esito.somma_pesi.is_zero() {
        true => "—".to_owned(),
        false => two_decimals(esito.somma_pesi),
    };
    let mut cells = vec![Cell::new(title), number(esito.obiettivi.to_string()), number(weights)];
    let of = |scadenza: &Scadenza| esito.realizzazione.get(scadenza).map(|derived| derived.value);
    cells.extend(study.cartella.piano.scadenze.iter().map(|scadenza| number(degree(of(scadenza)))));
    for gravita in [Gravita::Errore, Gravita::Avviso] {
        cells.push(number(findings_of(study, area, gravita).to_string()));
    }
    cells
}

fn number(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

/// A degree, or the interval it lies in while something is missing.
fn degree(grado: Option<Grado>) -> String {
    match grado {
        None => "—".to_owned(),
        Some(Grado { valore: Some(valore), .. }) => two_decimals(valore),
        Some(grado) => format!("{} – {}", two_decimals(grado.minimo), two_decimals(grado.massimo)),
    }
}

/// Rilievi on the obiettivi of an Area, or of the trasversali.
fn findings_of(study: &Study, area: Option<&str>, gravita: Gravita) -> usize {
    let belongs = |key: &String| {
        study.cartella.piano.obiettivi.keys().any(|chiave| {
            let same = match (&chiave.ambito, area) {
                (Ambito::Area(nome), Some(area)) => nome == area,
                (Ambito::Trasversale, None) => true,
                _ => false,
            };
            same && chiave.to_string() == *key
        })
    };
    let of = study.rilievi.iter().filter(|rilievo| rilievo.gravita == gravita);
    of.filter(|rilievo| rilievo.obiettivo.as_ref().is_some_and(belongs)).count()
}

fn findings(study: &Study) -> String {
    let counted = rilievi::count(&study.rilievi);
    let mut errors: Vec<&Rilievo> =
        study.rilievi.iter().filter(|rilievo| rilievo.gravita == Gravita::Errore).collect();
    // A file that was not read comes first: other errors may only be its consequence.
    errors.sort_by_key(|rilievo| rilievo.dove.foglio.is_some());
    let first = errors.first().map_or("CODICE", |rilievo| rilievo.codice);
    let errors: Vec<String> = errors
        .into_iter()
        .take(10)
        .map(|rilievo| {
            format!("   {}  {}: {}", rilievo.codice, rilievi::dove(&rilievo.dove), rilievo.messaggio)
        })
        .collect();
    let all = study.rilievi.iter().filter(|rilievo| rilievo.gravita == Gravita::Errore).count();
    let more =
        if all > errors.len() { format!("\n   … e altri {}", all - errors.len()) } else { String::new() };
    match errors.is_empty() {
        true => format!("Rilievi: {counted}."),
        false => format!(
            "Rilievi: {counted}. Errori da correggere:\n{}{more}\nChe cosa fare: «Rilievi», o schedario spiega {}",
            errors.join("\n"),
            first
        ),
    }
}

/// What the preview found.
pub fn anteprima(done: &Veduto) -> String {
    format!(
        "Riconosciute {} schede e {} righe di pesatura; rilievi: {}.\nScritta {}",
        done.schede,
        done.righe,
        rilievi::count(&done.rilievi),
        done.path.display()
    )
}
