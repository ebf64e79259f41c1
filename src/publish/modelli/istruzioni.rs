//! The first sheet of the forms: how they are filled in, and the Aree and names to choose from. It opens with a title by
//! which the reader knows that it holds no obiettivo.

use super::Famiglia;
use crate::model::Area;
use crate::publish::Quadro;
use crate::publish::figure::one_line;
use crate::publish::sheet::{Cell, Sheet, Value};
use crate::publish::style::Look;
use crate::regolamento::MetodoPeso;
use anyhow::Result;
use rust_xlsxwriter::Worksheet;

/// What an Area is called where an obiettivo belongs to all of them.
const TRASVERSALE: &str = "Trasversale a tutte le Aree";

/// Rows left for further Aree.
const SPARE: usize = 8;

/// Where the lists are, as formulas that leave out their empty rows.
pub(super) struct Liste {
    pub(super) aree: String,
    pub(super) responsabili: String,
}

/// Writes the sheet.
pub(super) fn sheet(quadro: &Quadro<'_>, famiglia: Famiglia) -> Result<(Worksheet, Liste)> {
    let mut sheet = opened(about(famiglia), &steps(famiglia))?;
    sheet.skip(12.0);
    let heads = [
        Cell::wide(0, 1, "Aree fra cui si sceglie nei moduli", Look::Header),
        Cell::new(2, "Chi le dirige", Look::Header),
    ];
    sheet.row(&heads)?;
    let first = sheet.next();
    let areas = quadro.piano.aree.values().map(|area| (name_of(area), area.responsabile.value().cloned()));
    let all = areas.chain(std::iter::once((TRASVERSALE.to_owned(), None)));
    let mut count = 0;
    for (area, responsabile) in all {
        list_row(&mut sheet, Value::from(area), responsabile.map_or(Value::Blank, Value::from))?;
        count += 1;
    }
    for _ in 0..SPARE {
        list_row(&mut sheet, Value::Blank, Value::Blank)?;
    }
    let last = first + count + SPARE as u32 - 1;
    let liste = Liste { aree: list("A", first, last), responsabili: list("C", first, last) };
    sheet.line("Un'Area che manca si scrive in una delle righe vuote: comparirà nell'elenco.", Look::Note)?;
    let end = sheet.next() - 1;
    sheet.worksheet.set_print_area(0, 0, end, 2)?;
    Ok((sheet.finish()?, liste))
}

/// The same for the pesatura: what is typed, what follows by itself, by which rule.
pub(super) fn pesatura(quadro: &Quadro<'_>) -> Result<Worksheet> {
    let rules = &quadro.regolamento.pesatura;
    let method = match rules.metodo {
        MetodoPeso::Media => "la media dei punti",
        MetodoPeso::Somma => "la somma dei punti",
        MetodoPeso::MediaPesata => "la media dei punti, ognuno con il peso del suo criterio",
        MetodoPeso::Prodotto => "il prodotto dei punti, ognuno diviso per il suo massimo, per 100",
    };
    let by = match quadro.regolamento.file {
        Some(_) => format!("Così dice il regolamento dell'Ente: {}.", rules.fonte.trim_end_matches('.')),
        None => "Così dice il regolamento MODELLO di schedario, perché quello dell'Ente (regolamento.toml) non c'è ancora: \
                 vale solo come prova."
            .to_owned(),
    };
    let weight = format!("Il peso ponderale si calcola da solo: è {method}. {by}");
    steps_sheet(
        "Si scrivono soltanto i punti; il resto segue.",
        &[
            "Per ogni obiettivo si scrivono i punti di ciascun criterio, da 0 al massimo che sta sotto la testata: un numero fuori misura viene rifiutato. La casella gialla è ancora da compilare.",
            &weight,
            "Il peso relativo è la quota dell'obiettivo fra quelli della sua Area (i trasversali fra loro): compare quando tutti sono pesati.",
            "La colonna a destra, che non si stampa, dice che cosa manca (◄) e che cosa è a posto (✓).",
            "Un obiettivo in più: inserire una riga fra due della sua Area, copiandovi una delle altre, e scriverne numero e titolo.",
            "Il file compilato va nella cartella delle schede, al posto della pesatura precedente se c'è: due insieme si contraddirebbero.",
        ],
    )
}

fn steps_sheet(about: &str, steps: &[&str]) -> Result<Worksheet> {
    let mut sheet = opened(about, steps)?;
    let end = sheet.next() - 1;
    sheet.worksheet.set_print_area(0, 0, end, 2)?;
    sheet.finish()
}

/// A sheet with its title and its numbered steps.
fn opened(about: &str, steps: &[&str]) -> Result<Sheet> {
    let mut sheet = Sheet::new("Istruzioni", &[4.0, 56.0, 40.0], 2)?;
    sheet.line("Istruzioni per la compilazione", Look::Title)?;
    sheet.line(about, Look::Subtitle)?;
    sheet.skip(8.0);
    for (at, step) in steps.iter().enumerate() {
        let number = Cell::new(0, format!("{}.", at + 1), Look::Key);
        sheet.row(&[number, Cell::wide(1, 2, *step, Look::Text)])?;
    }
    Ok(sheet)
}

fn list_row(sheet: &mut Sheet, area: Value, responsabile: Value) -> Result<()> {
    sheet.row(&[Cell::wide(0, 1, area, Look::Text), Cell::new(2, responsabile, Look::Text)])?;
    Ok(())
}

/// The filled part of a column of this sheet.
fn list(column: &str, first: u32, last: u32) -> String {
    let (first, last) = (first + 1, last + 1);
    // as many names as there are Aree: a place left empty must not hide those after it
    format!("OFFSET(Istruzioni!${column}${first},0,0,MAX(1,COUNTA(Istruzioni!$A${first}:$A${last})),1)")
}

/// The Area as the office prints it.
pub(super) fn name_of(area: &Area) -> String {
    area.denominazione.value().map_or_else(|| area.nome.clone(), |name| one_line(name))
}

fn about(famiglia: Famiglia) -> &'static str {
    match famiglia {
        Famiglia::A => {
            "Modulo A: attività e tempi di realizzazione, monitoraggio in fondo. L'altro modulo dice le stesse cose: si sceglie quello che si preferisce."
        }
        Famiglia::B => {
            "Modulo B: cronoprogramma, risultati e verifica accanto a ogni indicatore. L'altro modulo dice le stesse cose: si sceglie quello che si preferisce."
        }
    }
}

fn steps(famiglia: Famiglia) -> Vec<&'static str> {
    let results = match famiglia {
        Famiglia::A => {
            "A cose fatte si compila il monitoraggio: gli indicatori vi compaiono da soli, si scrive il valore conseguito a ogni scadenza."
        }
        Famiglia::B => {
            "A cose fatte si scrive, accanto a ogni indicatore, il valore conseguito a ogni scadenza; la verifica si sceglie dall'elenco."
        }
    };
    vec![
        "Copiare questo file, uno per Area, e chiamarlo con il nome dell'Area.",
        "Ogni foglio «OB» è una scheda: una per obiettivo. Se non bastano, copiare un foglio ancora in bianco (clic destro sulla linguetta, «Sposta o copia», «Crea una copia»). I fogli che avanzano si lasciano in bianco o si eliminano.",
        "Si scrive nelle caselle con la cornice scura. La colonna a destra, che non si stampa, dice intanto che cosa manca (◄) e che cosa è a posto (✓): le caselle da compilare diventano gialle.",
        "Se l'obiettivo è di tutte le Aree, come Area si sceglie «Trasversale a tutte le Aree».",
        "Indicatori: il valore atteso si scrive com'è, per esempio 1750, almeno 90 %, al massimo 30, 25/25, 31/12/2023 oppure sì. I pesi sono numeri senza il segno di percento e sommano a 100; se nessun indicatore ha peso contano tutti uguali.",
        "Fasi: una X in ogni mese in cui ci si lavora (la casella si colora da sola) e il peso, anche qui senza il segno di percento: tutti insieme 100. Il numero della fase compare da solo.",
        "Per un indicatore o una fase in più si inserisce una riga fra due della tabella, non dopo l'ultima: così il totale la comprende. Per questo i fogli non sono protetti.",
        "Per un obiettivo pluriennale si sceglie la durata «pluriennale» e si scrivono le fasi di quest'anno. Quelle dell'anno dopo vanno in una seconda tabella uguale, copiata più sotto, con l'anno nel titolo.",
        "I punti e il peso ponderale si lasciano vuoti: li dà il Nucleo di Valutazione, nella sua tabella.",
        results,
        "Il file compilato va nella cartella delle schede, accanto agli altri: schedario lo legge da lì.",
    ]
}
