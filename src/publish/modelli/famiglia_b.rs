//! The form of the second family: titles of blocks over their contents, the timetable before the resources, and the
//! indicatori at the end with their results and the verification beside them. Pages on their side.

use super::Contesto;
use super::convalide;
use super::foglio::{Dato, Zona};
use super::modulo::Modulo;
use super::scrittura::{Casella, Scrittura, ULTIMA, split};
use super::stile::Stile;
use super::tabelle::{ColonneFasi, ColonneIndicatori};
use crate::publish::style::Look;
use anyhow::Result;
use rust_xlsxwriter::Worksheet;

/// Number, label, text, share, twelve months; then an empty column and the checks.
fn widths() -> Vec<f64> {
    let mut widths = vec![5.5, 18.0, 33.0, 10.5];
    widths.extend([5.4; 12]);
    widths.extend([2.0, 38.0]);
    widths
}

/// Writes the form with what it already says. The rows before which a page ends come with it.
pub(super) fn sheet(name: &str, modulo: &Modulo, contesto: &Contesto<'_>) -> Result<(Worksheet, Vec<u32>)> {
    let mut form = Scrittura::new(name, &widths(), modulo, contesto)?;
    form.testata()?;
    owners(&mut form)?;
    heading(&mut form)?;
    form.dup()?;
    let tipologia = form.casella(Casella {
        etichetta: "Tipologia obiettivo",
        dato: Dato::text(modulo.tipologia.as_ref()),
        stile: Stile::Testo,
        punti: 18.0,
    })?;
    let help = "Si sceglie dall'elenco o si scrive.";
    let words = ["strategico", "di sviluppo", "di miglioramento", "di mantenimento"];
    form.only(tipologia, &convalide::suggeriti(&words, "Tipologia", help)?)?;
    form.conclusione()?;
    description(&mut form)?;
    form.peso()?;
    let plan = form.foglio.next;
    phases(&mut form)?;
    resources(&mut form)?;
    let results = form.foglio.next;
    measures(&mut form)?;
    closing(&mut form)?;
    Ok((form.close()?, vec![plan, results]))
}

/// The Area and who runs it, side by side, each under its label.
fn owners(form: &mut Scrittura<'_>) -> Result<()> {
    let (modulo, riga) = (form.modulo, form.foglio.next);
    let (left, right) = ((0, 2), (3, ULTIMA));
    form.colonne(&[(left, "AREA ORGANIZZATIVA"), (right, "RESPONSABILE")])?;
    let (area, responsabile) = (Zona::riga(riga + 1, left), Zona::riga(riga + 1, right));
    form.foglio.write(area, &Dato::text(modulo.area.as_ref()), Stile::Parola)?;
    form.foglio.write(responsabile, &Dato::text(modulo.responsabile.as_ref()), Stile::Parola)?;
    form.only(area, &form.contesto.scelta_area()?)?;
    form.only(responsabile, &form.contesto.scelta_responsabile()?)?;
    form.required(area, modulo.area.is_none(), "scegliere l'Area");
    form.required_at(riga, responsabile, modulo.responsabile.is_none(), "scrivere il Responsabile");
    form.foglio.tall(riga + 1, 20.0);
    form.foglio.next = riga + 2;
    form.foglio.skip(6.0);
    Ok(())
}

fn heading(form: &mut Scrittura<'_>) -> Result<()> {
    let modulo = form.modulo;
    let numero = form.casella(Casella {
        etichetta: "Obiettivo n.",
        dato: Dato::number_like(modulo.numero.as_ref()),
        stile: Stile::Testo,
        punti: 18.0,
    })?;
    form.avvio.push(numero.fixed());
    form.required(numero, modulo.numero.is_none(), "numerare l'obiettivo nella sua Area");
    let titolo = form.casella(Casella {
        etichetta: "Titolo obiettivo",
        dato: Dato::text(modulo.titolo.as_ref()),
        stile: Stile::Testo,
        punti: 26.0,
    })?;
    form.avvio.push(titolo.fixed());
    form.required(titolo, modulo.titolo.is_none(), "scrivere il titolo");
    Ok(())
}

/// The description under its title, as wide as the page.
fn description(form: &mut Scrittura<'_>) -> Result<()> {
    form.fascia("DESCRIZIONE OBIETTIVO E RISULTATO ATTESO")?;
    let zona = Zona::riga(form.foglio.next, (0, ULTIMA));
    form.foglio.write(zona, &Dato::text(form.modulo.descrizione.as_ref()), Stile::Pagina)?;
    form.foglio.tall(zona.righe.0, 140.0);
    form.foglio.next += 1;
    form.avvio.push(zona.fixed());
    form.required(zona, form.modulo.descrizione.is_none(), "descrivere l'obiettivo e il risultato atteso");
    Ok(())
}

/// The timetable: its share stands before the months, and its headings on two rows.
fn phases(form: &mut Scrittura<'_>) -> Result<()> {
    form.fascia("CRONOPROGRAMMA ATTIVITÀ ANNUALI")?;
    let columns = ColonneFasi { descrizione: (1, 2), gennaio: 4, peso: 3 };
    let head = Stile::Come(Look::Header);
    let riga = form.foglio.next;
    form.foglio.print(Zona::riga(riga, (0, 2)), "Attività componenti", head)?;
    form.foglio.print(Zona { righe: (riga, riga + 1), colonne: (3, 3) }, "Incidenza %", head)?;
    form.foglio.print(Zona::riga(riga, (4, ULTIMA)), "MESI", head)?;
    form.foglio.next += 1;
    let heads = [((0, 0), "n."), (columns.descrizione, "Descrizione")];
    form.mesi(columns.gennaio)?;
    form.colonne(&heads)?;
    form.fasi(&columns)
}

fn resources(form: &mut Scrittura<'_>) -> Result<()> {
    form.fascia("RISORSE UMANE IMPIEGATE NELLA REALIZZAZIONE DELL'OBIETTIVO")?;
    let people = [(0, 2), (3, 5), (6, 9), (10, ULTIMA)];
    let [kind, staff, term, outside] = people;
    form.colonne(&[
        (kind, "Tipologia"),
        (staff, "Di ruolo"),
        (term, "A tempo determinato"),
        (outside, "Risorse esterne"),
    ])?;
    form.righe_libere(3, &people)?;
    form.fascia("RISORSE STRUMENTALI")?;
    let things = [(0, 0), (1, 2), (3, ULTIMA)];
    let [number, thing, words] = things;
    form.colonne(&[(number, "N."), (thing, "Tipo di risorsa"), (words, "Descrizione")])?;
    form.righe_libere(2, &things)
}

fn measures(form: &mut Scrittura<'_>) -> Result<()> {
    form.fascia("INDICATORI DI RISULTATO")?;
    let results = split((6, 12), form.contesto.scadenze.len());
    let columns = ColonneIndicatori {
        descrizione: (1, 2),
        atteso: (3, 4),
        peso: (5, 5),
        conseguito: results,
        verifica: Some((13, ULTIMA)),
    };
    let titles: Vec<String> = (0..columns.conseguito.len()).map(|at| form.conseguito(at)).collect();
    let mut heads = vec![
        ((0, 0), "N."),
        (columns.descrizione, "Indicatore"),
        (columns.atteso, "Valore atteso"),
        (columns.peso, "Peso %"),
    ];
    heads.extend(columns.conseguito.iter().copied().zip(titles.iter().map(String::as_str)));
    heads.push(((13, ULTIMA), "Verifica"));
    form.colonne(&heads)?;
    form.indicatori(&columns).map(|_| ())
}

/// What is written when the obiettivo is over.
fn closing(form: &mut Scrittura<'_>) -> Result<()> {
    let modulo = form.modulo;
    form.foglio.skip(8.0);
    let boxes = [
        ("Estremi di atti e documenti attestanti la realizzazione", modulo.atto.as_ref(), 40.0),
        ("Motivazione del mancato raggiungimento", modulo.motivazione.as_ref(), 48.0),
        ("Cause interne", None, 34.0),
        ("Cause esterne", None, 34.0),
    ];
    for (etichetta, text, punti) in boxes {
        form.casella(Casella { etichetta, dato: Dato::text(text), stile: Stile::Testo, punti })?;
    }
    Ok(())
}
