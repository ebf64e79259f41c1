//! The checks that a form makes of itself while it is filled in: a formula, and the words it gives for the contents
//! that are there now. They begin with `◄` while something is to be done and with `✓` when it is done: by these signs
//! the reader knows them for no data.

use super::foglio::{BEGUN, Richiamo, Zona};
use super::modulo::{Modulo, VoceFase, VoceIndicatore};
use crate::publish::figure::short;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A box that must not stay empty once the form is begun.
pub(super) fn required(at: &str, is_missing: bool, words: &str) -> Richiamo {
    let formula = format!("IF(AND({BEGUN},{at}=\"\"),\"◄ {words}\",\"\")");
    Richiamo { formula, testo: when(is_missing, words) }
}

/// The day of conclusion: there, and within the year of an obiettivo that is annuale.
pub(super) fn conclusione(date: &str, durata: &str, anno: &str, modulo: &Modulo) -> Richiamo {
    let (empty, late) = ("scrivere la data di conclusione", "un obiettivo annuale si conclude nell'anno");
    let formula = format!(
        "IF({date}=\"\",IF({BEGUN},\"◄ {empty}\",\"\"),IF(NOT(ISNUMBER({date})),\"◄ scrivere una data, come 31/12/2023\",\
         IF(AND({durata}=\"annuale\",{anno}<>\"\",YEAR({date})<>{anno}),\"◄ {late}\",\"\")))"
    );
    let annual = modulo.durata.as_deref() == Some("annuale");
    let other = |date: Date| annual && modulo.anno.is_some_and(|anno| anno != date.year());
    let testo = match modulo.data_conclusione {
        None => when(modulo.is_begun(), empty),
        Some(date) => when(other(date), late),
    };
    Richiamo { formula, testo }
}

/// A row of the indicatori: what is measured and what is expected go together, and a weight is for all or for none.
pub(super) fn indicatore(
    [descrizione, atteso, peso]: [&str; 3],
    pesi: &str,
    voce: Option<&VoceIndicatore>,
    some_weighed: bool,
) -> Richiamo {
    let (what, value) = ("scrivere che cosa si misura", "scrivere il valore atteso");
    let weight = "scrivere il peso, come per gli altri";
    let formula = format!(
        "IF(AND({descrizione}=\"\",{atteso}<>\"\"),\"◄ {what}\",IF(AND({descrizione}<>\"\",{atteso}=\"\"),\"◄ {value}\",\
         IF(AND({descrizione}<>\"\",{peso}=\"\",COUNT({pesi})>0),\"◄ {weight}\",\"\")))"
    );
    let testo =
        voce.map_or_else(String::new, |voce| match (voce.descrizione.is_some(), voce.atteso.is_some()) {
            (false, true) => when(true, what),
            (true, false) => when(true, value),
            (described, _) => when(described && voce.peso.is_none() && some_weighed, weight),
        });
    Richiamo { formula, testo }
}

/// A phase: what is done, when, and how much it weighs.
pub(super) fn fase(descrizione: &str, mesi: &str, peso: &str, voce: Option<&VoceFase>) -> Richiamo {
    let (what, when_, share) =
        ("descrivere la fase", "segnare i mesi con una X", "scrivere il peso della fase");
    let formula = format!(
        "IF({descrizione}=\"\",IF(COUNTA({mesi})+COUNTA({peso})>0,\"◄ {what}\",\"\"),IF(COUNTA({mesi})=0,\"◄ {when_}\",\
         IF({peso}=\"\",\"◄ {share}\",\"\")))"
    );
    let testo = voce.map_or_else(String::new, |voce| {
        match (voce.descrizione.is_some(), voce.mesi.is_empty(), voce.peso.is_none()) {
            (false, true, true) | (true, false, false) => String::new(),
            (false, ..) => when(true, what),
            (true, true, _) => when(true, when_),
            (true, false, true) => when(true, share),
        }
    });
    Richiamo { formula, testo }
}

/// A column of weights that must make a hundred; `none` is what it means when nobody has written any.
pub(super) fn somma(pesi: Zona, voci: Zona, known: &[Option<Decimal>], none: &str) -> Richiamo {
    let (pesi, voci) = (pesi.range(), voci.range());
    let sum = format!("ROUND(SUM({pesi}),6)");
    let formula = format!(
        "IF(COUNT({pesi})=0,IF(COUNTA({voci})=0,\"\",\"{none}\"),IF({sum}=100,\"✓ somma 100\",\
         IF({sum}<100,\"◄ somma \"&{sum}&\": manca \"&ROUND(100-{sum},6),\"◄ somma \"&{sum}&\": \"&ROUND({sum}-100,6)&\" di troppo\")))"
    );
    let total = known.iter().flatten().try_fold(Decimal::ZERO, |sum, peso| sum.checked_add(*peso));
    let testo = match (known.iter().any(Option::is_some), total) {
        (false, _) if known.is_empty() => String::new(),
        (false, _) => none.to_owned(),
        (true, Some(sum)) if sum == Decimal::ONE_HUNDRED => "✓ somma 100".to_owned(),
        (true, Some(sum)) if sum < Decimal::ONE_HUNDRED => {
            format!("◄ somma {}: manca {}", short(sum), short(Decimal::ONE_HUNDRED - sum))
        }
        (true, Some(sum)) => {
            format!("◄ somma {}: {} di troppo", short(sum), short(sum - Decimal::ONE_HUNDRED))
        }
        (true, None) => String::new(),
    };
    Richiamo { formula, testo }
}

fn when(holds: bool, words: &str) -> String {
    if holds { format!("◄ {words}") } else { String::new() }
}
