//! How a comparison ends on the terminal: what must be known first, a table of the Aree, what is uncertain, what was
//! written where.

use super::{Style, rilievi};
use crate::confronto::{Confronto, Conteggio, Esito, Lato};
use crate::job::Confrontato;
use crate::model::Ambito;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Cell, CellAlignment, Table};

/// The summary of a comparison.
pub fn confronta(done: &Confrontato, style: Style) -> String {
    let confronto = &done.confronto;
    let ente = confronto.dopo.ente.as_deref().or(confronto.prima.ente.as_deref());
    let mut lines = vec![style.paint("1", ente.unwrap_or("Ente non indicato"))];
    lines.push(lato("Prima", &done.nomi.0, &confronto.prima));
    lines.push(lato("Dopo", &done.nomi.1, &confronto.dopo));
    lines.extend(confronto.avvertenze.iter().map(|text| format!("Attenzione: {text}.")));
    if confronto.is_unchanged() {
        lines.push("Non è cambiato nulla: le due cartelle dicono le stesse cose.".to_owned());
    } else {
        lines.push(table(confronto));
    }
    lines.extend(also(confronto));
    lines.extend(uncertain(confronto));
    lines.push(format!("Scritti in {}:", done.esito.display()));
    lines.extend(done.scritti.iter().map(|name| format!("   {name}")));
    lines.join("\n")
}

fn lato(quale: &str, nome: &str, lato: &Lato) -> String {
    let anno = lato.anno.map_or("anno non indicato".to_owned(), |anno| anno.to_string());
    let noun = if lato.obiettivi == 1 { "obiettivo" } else { "obiettivi" };
    format!("{quale}: {nome} ({anno}, {} {noun})", lato.obiettivi)
}

fn table(confronto: &Confronto) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header([
        "Area",
        "Prima",
        "Dopo",
        "Aggiunti",
        "Ritirati",
        "Rinumerati",
        "Da altra Area",
        "Modificati",
        "Valori diversi",
    ]);
    let counts = confronto.per_area();
    let mut total = [0; 8];
    for (ambito, conteggio) in &counts {
        let nome = match ambito {
            Ambito::Trasversale => "Trasversali",
            Ambito::Area(nome) => nome,
        };
        let own = figures(conteggio);
        for (sum, count) in total.iter_mut().zip(own) {
            *sum += count;
        }
        table.add_row(row(nome, own));
    }
    table.add_row(row("TUTTI", total));
    table.to_string()
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

fn row(nome: &str, counts: [usize; 8]) -> Vec<Cell> {
    let number = |count: usize| Cell::new(count.to_string()).set_alignment(CellAlignment::Right);
    std::iter::once(Cell::new(nome)).chain(counts.map(number)).collect()
}

/// What the table does not say.
fn also(confronto: &Confronto) -> Vec<String> {
    let mut lines = Vec::new();
    if !confronto.dubbi.is_empty() {
        let names = |side: &[crate::confronto::Riferimento]| {
            side.iter().map(|one| one.chiave.to_string()).collect::<Vec<_>>().join(", ")
        };
        lines.push("Da decidere, perché ugualmente simili:".to_owned());
        lines.extend(
            confronto
                .dubbi
                .iter()
                .map(|one| format!("   prima {} – dopo {}", names(&one.prima), names(&one.dopo))),
        );
    }
    match confronto.non_confrontabili() {
        0 => {}
        1 => lines.push("Un valore non si è potuto confrontare: è nel foglio «Differenze».".to_owned()),
        n => lines.push(format!("{n} valori non si sono potuti confrontare: sono nel foglio «Differenze».")),
    }
    if let Some(copied) = &confronto.somiglianze {
        let share = copied.quota().map(|quota| format!(" ({quota})")).unwrap_or_default();
        lines.push(format!(
            "Copiati dall'anno precedente con date nuove: {} obiettivi su {}{share}.",
            copied.quanti(Esito::Copiato),
            copied.totale
        ));
    }
    lines
}

fn uncertain(confronto: &Confronto) -> Vec<String> {
    const SHOWN: usize = 10;
    let all = &confronto.incertezze;
    if all.is_empty() {
        return Vec::new();
    }
    let mut lines =
        vec!["Il confronto non è sicuro per queste parti, che non si sono potute leggere:".to_owned()];
    lines.extend(all.iter().take(SHOWN).map(|one| {
        let place = rilievi::dove(&one.rilievo.dove);
        format!("   {} {}  {place}: {}", one.quale.parola(), one.rilievo.codice, one.rilievo.messaggio)
    }));
    if all.len() > SHOWN {
        lines.push(format!("   … e altre {}", all.len() - SHOWN));
    }
    lines
}
