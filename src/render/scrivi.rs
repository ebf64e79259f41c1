//! What became of a typed list of changes.

use super::aggiorna::WIDTH;
use super::{Style, annulla};
use crate::job::{Modo, Scritta, Scrittura, shown};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};

/// What was written, or would be; or why nothing was.
pub fn scrittura(done: &Scrittura, modo: &Modo, style: Style) -> String {
    let mut lines: Vec<String> = done.interrotto.iter().map(annulla::interrotto).collect();
    if !done.errori.is_empty() {
        lines.push("La lista ha righe che non si possono usare:".to_owned());
        lines.extend(done.errori.iter().map(|error| format!("   riga {}: {}", error.line, error.message)));
    }
    if !done.diverse.is_empty() {
        lines.push("Celle che non contengono ciò che la lista si aspetta:".to_owned());
        lines.extend(done.diverse.iter().map(|(line, place, atteso, found)| {
            format!("   riga {line}: {place}: atteso {}, c'è {}", shown(atteso), shown(found))
        }));
    }
    if !done.errori.is_empty() || !done.diverse.is_empty() {
        lines.push("Nulla è stato scritto. Correggere la lista e ripetere.".to_owned());
        return lines.join("\n");
    }
    if modo.prova && !done.scritte.is_empty() {
        lines.push(table(&done.scritte, style));
    }
    lines.push(outcome(done, modo));
    if done.uguali > 0 {
        lines.push(format!("Celle che contenevano già il valore: {}.", done.uguali));
    }
    if done.seguite > 0 {
        lines.push(format!(
            "Formule il cui risultato è stato aggiornato, o sarà ricalcolato all'apertura: {}.",
            done.seguite
        ));
    }
    if !done.a_mano.is_empty() {
        lines.push(format!("Da riportare a mano: {}", done.a_mano.len()));
        lines.extend(
            done.a_mano.iter().map(|(scritta, reason)| {
                format!("   {} = {}: {reason}", scritta.place, shown(&scritta.dopo))
            }),
        );
        lines.extend(done.elenco.iter().map(|path| format!("L'elenco è anche in {}", path.display())));
    }
    lines.join("\n")
}

fn outcome(done: &Scrittura, modo: &Modo) -> String {
    let (cells, written) = match done.scritte.len() {
        0 => return "Nessuna cella da scrivere.".to_owned() + &copies(done, modo),
        1 => ("Una cella".to_owned(), "scritta"),
        n => (format!("{n} celle"), "scritte"),
    };
    match (&done.scritto, &modo.copia_in) {
        _ if modo.prova => format!("{cells} da scrivere. Era una prova: nulla è stato scritto."),
        (_, Some(_)) => format!("{cells} {written}.{}", copies(done, modo)),
        (Some(scritto), None) => {
            let backup = scritto
                .backup
                .as_ref()
                .map(|path| format!("\nCom'erano prima, e il registro: {}", path.display()));
            format!(
                "{cells} {written}.{}\nPer tornare indietro: schedario annulla \"{}\"",
                backup.unwrap_or_default(),
                done.cartella.display()
            )
        }
        (None, None) => "Nulla da scrivere.".to_owned(),
    }
}

/// Where the copies are, if copies were made.
fn copies(done: &Scrittura, modo: &Modo) -> String {
    let Some(target) = modo.copia_in.as_ref().filter(|_| !done.copie.is_empty()) else {
        return String::new();
    };
    let files: Vec<String> = done.copie.iter().map(|name| format!("\n   {name}")).collect();
    format!(" Copie in {}:{}", target.display(), files.concat())
}

fn table(scritte: &[Scritta], style: Style) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !style.terminal {
        table.set_width(WIDTH);
    }
    table.set_header(["File", "Foglio", "Cella", "Adesso", "Diventa"]);
    for scritta in scritte {
        let place = &scritta.place;
        table.add_row([
            place.file.to_string(),
            place.sheet.to_string(),
            place.cells.first.to_string(),
            shown(&scritta.prima),
            shown(&scritta.dopo),
        ]);
    }
    table.to_string()
}
