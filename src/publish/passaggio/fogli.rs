//! The four sheets of the list: who goes on, who ends, what is to be looked at, the files.

use super::{Passato, Tavola, words};
use crate::place::Place;
use crate::publish::book::Book;
use crate::publish::sheet::Cell;
use crate::publish::style::Look;
use crate::seguito::Verdetto;
use anyhow::Result;

/// Those that go on.
pub(super) fn proseguono(book: &mut Book<'_>, passato: &Passato<'_>) -> Result<()> {
    let found = of(passato, true);
    let subtitle =
        format!("{} «Cella» apre la scheda nel nuovo file.", count(found.len(), "prosegue", "proseguono"));
    let columns = [
        ("Area", 24.0),
        ("N.", 7.0),
        ("Obiettivo", 40.0),
        ("File", 28.0),
        ("Cella", 8.0),
        ("Perché prosegue", 42.0),
        ("Da tenere presente", 42.0),
    ];
    let mut tavola = Tavola::new(book, passato, ("Proseguono", &subtitle), &columns)?;
    for verdetto in found {
        let link = tavola.link(4, "", verdetto.place.as_ref());
        let avvisi = words(&verdetto.avvisi);
        let look = if avvisi.is_empty() { Look::Text } else { Look::Waiting };
        let [area, numero, titolo, file] = who(verdetto);
        let row = [
            area,
            numero,
            titolo,
            file,
            link,
            Cell::new(5, words(&verdetto.motivi), Look::Text),
            Cell::new(6, avvisi, look),
        ];
        tavola.row(&row)?;
    }
    tavola.finish(book)
}

/// Those that end.
pub(super) fn conclusi(book: &mut Book<'_>, passato: &Passato<'_>) -> Result<()> {
    let found = of(passato, false);
    let subtitle = format!(
        "{} «Cella» apre la scheda nella cartella dell'anno {}.",
        count(found.len(), "finisce", "finiscono"),
        passato.anno - 1
    );
    let columns = [
        ("Area", 24.0),
        ("N.", 7.0),
        ("Obiettivo", 40.0),
        ("File", 28.0),
        ("Cella", 8.0),
        ("Perché finisce", 42.0),
        ("Da tenere presente", 42.0),
    ];
    let mut tavola = Tavola::new(book, passato, ("Conclusi", &subtitle), &columns)?;
    for verdetto in found {
        let link = tavola.link(4, passato.vecchia, verdetto.place.as_ref());
        let avvisi = words(&verdetto.avvisi);
        let look = if avvisi.is_empty() { Look::Text } else { Look::Waiting };
        let [area, numero, titolo, file] = who(verdetto);
        let row = [
            area,
            numero,
            titolo,
            file,
            link,
            Cell::new(5, words(&verdetto.motivi), Look::Text),
            Cell::new(6, avvisi, look),
        ];
        tavola.row(&row)?;
    }
    tavola.finish(book)
}

/// What somebody must look at.
pub(super) fn da_rivedere(book: &mut Book<'_>, passato: &Passato<'_>) -> Result<()> {
    let subtitle = match passato.da_rivedere.len() {
        0 => "Niente da rivedere.".to_owned(),
        1 => "Una cella da rivedere nei nuovi file; spuntare «Fatto» a mano.".to_owned(),
        n => format!("{n} celle da rivedere nei nuovi file: «Cella» le apre; spuntare «Fatto» a mano."),
    };
    let columns = [
        ("Fatto", 7.0),
        ("File", 28.0),
        ("Foglio", 22.0),
        ("Cella", 8.0),
        ("Obiettivo", 22.0),
        ("Che cosa", 24.0),
        ("Adesso", 34.0),
        ("Perché", 46.0),
    ];
    let mut tavola = Tavola::new(book, passato, ("Da rivedere", &subtitle), &columns)?;
    for one in passato.da_rivedere {
        let link = tavola.link(3, "", one.place.as_ref());
        let of_place = |name: fn(&Place) -> &str| one.place.as_ref().map(name).unwrap_or_default();
        let row = [
            Cell::new(0, "☐", Look::Centre),
            Cell::new(1, of_place(|place| &place.file), Look::Text),
            Cell::new(2, of_place(|place| &place.sheet), Look::Text),
            link,
            Cell::new(4, one.obiettivo.as_str(), Look::Text),
            Cell::new(5, one.che.as_str(), Look::Text),
            Cell::new(6, one.adesso.as_str(), Look::Text),
            Cell::new(7, one.perche.as_str(), Look::Text),
        ];
        tavola.row(&row)?;
    }
    tavola.finish(book)
}

/// What became of each file.
pub(super) fn file(book: &mut Book<'_>, passato: &Passato<'_>) -> Result<()> {
    let columns = [("File dell'anno che finisce", 48.0), ("Nuovo file", 48.0), ("Che cosa ne è stato", 84.0)];
    let subtitle = "La cartella dell'anno che finisce è rimasta com'era.";
    let mut tavola = Tavola::new(book, passato, ("File", subtitle), &columns)?;
    for one in passato.file {
        let look = if one.dopo.is_some() { Look::Text } else { Look::Waiting };
        let row = [
            Cell::new(0, one.prima.as_str(), Look::Text),
            Cell::new(1, one.dopo.as_deref().unwrap_or("(non c'è)"), look),
            Cell::new(2, one.che.as_str(), Look::Text),
        ];
        tavola.row(&row)?;
    }
    tavola.finish(book)
}

fn of<'a>(passato: &Passato<'a>, prosegue: bool) -> Vec<&'a Verdetto> {
    passato.verdetti.iter().filter(|verdetto| verdetto.prosegue == prosegue).collect()
}

fn count(number: usize, singular: &str, plural: &str) -> String {
    match number {
        0 => format!("Nessun obiettivo {singular}."),
        1 => format!("Un obiettivo {singular}."),
        n => format!("{n} obiettivi {plural}."),
    }
}

/// Area, number, title and file.
fn who(verdetto: &Verdetto) -> [Cell; 4] {
    let file = verdetto.place.as_ref().map(|place| &*place.file).unwrap_or_default();
    [
        Cell::new(0, verdetto.chiave.ambito.nome(), Look::Text),
        Cell::new(1, verdetto.chiave.numero.as_str(), Look::Centre),
        Cell::new(2, verdetto.titolo.as_str(), Look::Text),
        Cell::new(3, file, Look::Text),
    ]
}
