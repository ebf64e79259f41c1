//! The monitoring as text: which workbooks go out to whom, who has answered, what is missing.

use super::{Style, aggiorna, annulla, rilievi};
use crate::answers::{PerResponsabile, StatoDomanda};
use crate::job::{Preparati, Raccolti};
use crate::rilievo::Gravita;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Cell, CellAlignment, Table};

/// What was prepared.
pub fn preparati(done: &Preparati, style: Style) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header(vec!["Responsabile", "Obiettivi", "Indicatori", "Da riferire ora", "Foglio"]);
    for foglio in &done.fogli {
        table.add_row(vec![
            Cell::new(foglio.destinatario.titolo()),
            number(foglio.destinatario.obiettivi.len()),
            number(foglio.indicatori),
            number(foglio.dovuti),
            Cell::new(&foglio.nome),
        ]);
    }
    let day = done.scadenza.strftime("%d/%m/%Y").to_string();
    let mut lines = vec![style.paint("1", &format!("Fogli di monitoraggio al {day}")), table.to_string()];
    if !done.rilievi.is_empty() {
        lines.push(rilievi(&done.rilievi, style));
    }
    let errors = done.study.rilievi.iter().filter(|rilievo| rilievo.gravita == Gravita::Errore).count();
    if errors > 0 {
        let word = if errors == 1 { "c'è un errore".to_owned() } else { format!("ci sono {errors} errori") };
        lines.push(format!(
            "Nelle schede {word}: conviene correggere (schedario controlla dice che cosa) prima di spedire i fogli, perché una scheda \
             corretta dopo rende superate le risposte."
        ));
    }
    lines.push(format!("Scritti in {}", done.esito.display()));
    lines.join("\n")
}

/// What came back.
pub fn raccolti(done: &Raccolti, style: Style) -> String {
    let risposte = &done.risposte;
    let days: Vec<String> = risposte.scadenze.iter().map(ToString::to_string).collect();
    let title = match days.is_empty() {
        true => "Nessuna risposta riconosciuta".to_owned(),
        false => format!("Risposte al {}", days.join(" e al ")),
    };
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header(vec![
        "Responsabile",
        "Chiesti",
        "Risposte",
        "Da completare",
        "Già sulla scheda",
        "Mancanti",
        "Non ancora dovute",
        "Non usate",
        "Fogli",
    ]);
    for chi in risposte.per_responsabile.iter().filter(|chi| !chi.voci.is_empty()) {
        use StatoDomanda::*;
        table.add_row(vec![
            Cell::new(&chi.titolo),
            number(chi.voci.len()),
            number(count(chi, &[Valida])),
            number(count(chi, &[Incompleta])),
            number(count(chi, &[GiaScritta])),
            number(count(chi, &[Mancante])),
            number(count(chi, &[Facoltativa])),
            number(count(chi, &[NonValida, Superata, Doppia])),
            number(chi.file.len()),
        ]);
    }
    let mut lines = vec![style.paint("1", &title), table.to_string()];
    lines.push(format!("Risposte utilizzabili: {}.", risposte.buone.len()));
    if days.is_empty() {
        lines.push(
            "Per avere il riepilogo e i solleciti anche senza risposte indicare la scadenza, come --scadenza 30/09/2023."
                .to_owned(),
        );
    }
    if !risposte.rilievi.is_empty() {
        lines.push(rilievi(&risposte.rilievi, style));
    }
    lines.extend(done.interrotto.as_ref().map(annulla::interrotto));
    match (&done.aggiornato, done.bozza.riscritti.is_empty()) {
        (Some(_), _) => lines.push(aggiorna::counted(&done.bozza, "Scritto nelle schede:")),
        (None, true) => lines.push("Nelle schede non c'è nulla di nuovo da scrivere.".to_owned()),
        (None, false) => {
            lines.push(aggiorna::table(&done.bozza, style));
            lines.push(aggiorna::counted(&done.bozza, "Da scrivere nelle schede:"));
        }
    }
    let backup = done.aggiornato.as_ref().and_then(|update| update.backup.as_ref());
    lines.extend(backup.map(|path| {
        format!(
            "Com'erano prima, e il registro di ogni cella: {} (per tornare indietro: schedario annulla)",
            path.display()
        )
    }));
    lines.extend((done.uguali > 0).then(|| format!("Già sulle schede: {}.", done.uguali)));
    lines.extend(aggiorna::a_mano(&done.bozza));
    match &done.esito {
        None => lines.push("Prova: non è stato scritto nulla.".to_owned()),
        Some(esito) => {
            lines.push(format!("Scritti in {}:", esito.display()));
            lines.extend(done.scritti.iter().map(|name| format!("   {name}")));
        }
    }
    lines.join("\n")
}

fn count(chi: &PerResponsabile, stati: &[StatoDomanda]) -> usize {
    chi.voci.iter().filter(|voce| stati.contains(&voce.stato)).count()
}

fn number(count: usize) -> Cell {
    Cell::new(count).set_alignment(CellAlignment::Right)
}
