//! The form of the first family: labels on the left, activities with their months and their share, a monitoring table
//! at the end. One page and a half, upright.

use super::Contesto;
use super::convalide;
use super::foglio::{Dato, Zona};
use super::modulo::Modulo;
use super::scrittura::{Casella, Scrittura, ULTIMA, split};
use super::stile::Stile;
use super::tabelle::{ColonneFasi, ColonneIndicatori};
use anyhow::Result;
use rust_xlsxwriter::Worksheet;

/// Number, label, text, twelve months, share; then an empty column and the checks.
fn widths() -> Vec<f64> {
    let mut widths = vec![5.5, 16.0, 24.0];
    widths.extend([4.4; 12]);
    widths.extend([8.0, 2.0, 38.0]);
    widths
}

/// Writes the form with what it already says. The rows before which a page ends come with it.
pub(super) fn sheet(name: &str, modulo: &Modulo, contesto: &Contesto<'_>) -> Result<(Worksheet, Vec<u32>)> {
    let mut form = Scrittura::new(name, &widths(), modulo, contesto)?;
    form.testata()?;
    heading(&mut form)?;
    form.dup()?;
    let zona = text(&mut form, "Tipologia obiettivo", modulo.tipologia.as_ref(), 18.0)?;
    let help = "Si sceglie dall'elenco o si scrive, per esempio: settoriale con Ufficio Patrimonio.";
    form.only(zona, &convalide::suggeriti(&["settoriale", "intersettoriale"], "Tipologia", help)?)?;
    text(&mut form, "Stato attuale", modulo.stato_attuale.as_ref(), 72.0)?;
    let zona =
        text(&mut form, "Descrizione obiettivo e risultato atteso", modulo.descrizione.as_ref(), 170.0)?;
    form.avvio.push(zona.fixed());
    form.required(zona, modulo.descrizione.is_none(), "descrivere l'obiettivo e il risultato atteso");
    form.conclusione()?;
    let (indicatori, first) = measures(&mut form)?;
    form.fascia("RISORSE UMANE IMPIEGATE NELLA REALIZZAZIONE DELL'OBIETTIVO")?;
    let people = [(0, 1), (2, 2), (3, 8), (9, ULTIMA)];
    form.colonne(&[
        (people[0], "Categoria"),
        (people[1], "Di ruolo"),
        (people[2], "A termine"),
        (people[3], "Risorse esterne"),
    ])?;
    form.righe_libere(3, &people)?;
    let page = form.foglio.next;
    phases(&mut form)?;
    form.peso()?;
    monitoring(&mut form, &indicatori, first)?;
    form.foglio.skip(8.0);
    text(&mut form, "Riferimento atto conclusivo", modulo.atto.as_ref(), 34.0)?;
    let label = "Motivazione di eventuali ritardi o mancata realizzazione";
    text(&mut form, label, modulo.motivazione.as_ref(), 90.0)?;
    Ok((form.close()?, vec![page]))
}

/// A label and a box for running text.
fn text(form: &mut Scrittura<'_>, etichetta: &str, value: Option<&String>, punti: f64) -> Result<Zona> {
    let stile = if punti > 30.0 { Stile::Pagina } else { Stile::Testo };
    form.casella(Casella { etichetta, dato: Dato::text(value), stile, punti })
}

fn heading(form: &mut Scrittura<'_>) -> Result<()> {
    let modulo = form.modulo;
    let area = text(form, "Area", modulo.area.as_ref(), 18.0)?;
    form.only(area, &form.contesto.scelta_area()?)?;
    form.required(area, modulo.area.is_none(), "scegliere l'Area");
    let responsabile = text(form, "Responsabile", modulo.responsabile.as_ref(), 18.0)?;
    form.only(responsabile, &form.contesto.scelta_responsabile()?)?;
    form.required(responsabile, modulo.responsabile.is_none(), "scrivere il Responsabile");
    let numero = form.casella(Casella {
        etichetta: "Obiettivo n.",
        dato: Dato::number_like(modulo.numero.as_ref()),
        stile: Stile::Testo,
        punti: 18.0,
    })?;
    form.avvio.push(numero.fixed());
    form.required(numero, modulo.numero.is_none(), "numerare l'obiettivo nella sua Area");
    let titolo = text(form, "Titolo obiettivo", modulo.titolo.as_ref(), 28.0)?;
    form.avvio.push(titolo.fixed());
    form.required(titolo, modulo.titolo.is_none(), "scrivere il titolo");
    Ok(())
}

fn measures(form: &mut Scrittura<'_>) -> Result<(ColonneIndicatori, u32)> {
    form.fascia("INDICATORI DI RISULTATO")?;
    let columns = ColonneIndicatori {
        descrizione: (1, 7),
        atteso: (8, 13),
        peso: (14, ULTIMA),
        conseguito: Vec::new(),
        verifica: None,
    };
    form.colonne(&[
        ((0, 0), "N."),
        (columns.descrizione, "Indicatore di risultato"),
        (columns.atteso, "Valore atteso"),
        (columns.peso, "Peso %"),
    ])?;
    let (first, _) = form.indicatori(&columns)?;
    Ok((columns, first))
}

fn phases(form: &mut Scrittura<'_>) -> Result<()> {
    form.fascia("ATTIVITÀ E TEMPI DI REALIZZAZIONE")?;
    let columns = ColonneFasi { descrizione: (1, 2), gennaio: 3, peso: ULTIMA };
    let heads = [((0, 0), "Fase"), (columns.descrizione, "Descrizione"), ((ULTIMA, ULTIMA), "%")];
    form.mesi(columns.gennaio)?;
    form.colonne(&heads)?;
    form.fasi(&columns)
}

fn monitoring(form: &mut Scrittura<'_>, source: &ColonneIndicatori, first: u32) -> Result<()> {
    form.fascia("MONITORAGGIO")?;
    let results = split((7, ULTIMA), form.contesto.scadenze.len());
    let columns = ColonneIndicatori {
        descrizione: (1, 2),
        atteso: (3, 6),
        peso: (0, 0),
        conseguito: results,
        verifica: None,
    };
    let titles: Vec<String> = (0..columns.conseguito.len()).map(|at| form.conseguito(at)).collect();
    let mut heads = vec![
        ((0, 0), "N."),
        (columns.descrizione, "Indicatore di risultato"),
        (columns.atteso, "Valore atteso"),
    ];
    heads.extend(columns.conseguito.iter().copied().zip(titles.iter().map(String::as_str)));
    form.colonne(&heads)?;
    form.monitoraggio(source, first, &columns)?;
    Ok(())
}
