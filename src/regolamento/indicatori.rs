//! The section `[indicatori]`: the degree of an indicatore.

use super::nome::Nominato;
use super::tabella::Tabella;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The degree of an indicatore.
#[derive(Debug, Clone)]
pub struct Indicatori {
    /// Highest degree, percent, 100 or more.
    pub tetto: Decimal,
    /// Degrees by days of delay: bands one after the other from day 1, the last open above. Empty: late is 0.
    pub ritardi: Vec<Ritardo>,
    /// How a «sì» without its day is taken, where the day was due before it was read.
    pub si_senza_data: SiSenzaData,
    /// The article or deed.
    pub fonte: String,
}

/// A «sì» that answers `entro il 30 aprile` and does not say when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiSenzaData {
    /// As said: done as expected.
    Rispettato,
    /// Not known until somebody says when.
    Sospeso,
}

impl Nominato for SiSenzaData {
    const TUTTI: &'static [SiSenzaData] = &[SiSenzaData::Rispettato, SiSenzaData::Sospeso];

    fn nome(self) -> &'static str {
        match self {
            SiSenzaData::Rispettato => "rispettato",
            SiSenzaData::Sospeso => "sospeso",
        }
    }
}

/// A band of delay.
#[derive(Debug, Clone, Copy)]
pub struct Ritardo {
    /// From this day of delay on, 1 or more.
    pub da_giorni: i64,
    /// To this one included; `None` for every longer delay.
    pub a_giorni: Option<i64>,
    /// Degree, percent 0-100.
    pub percentuale: Decimal,
}

const THOUSAND: Decimal = Decimal::ONE_THOUSAND;

impl Indicatori {
    pub(super) fn read(table: &Tabella<'_, '_, '_>) -> Option<Indicatori> {
        let tetto = table.number("tetto", Decimal::ONE_HUNDRED..=THOUSAND);
        let ritardi = table.optional_list("ritardi").unwrap_or_default();
        let si_senza_data = table.choice("si_senza_data");
        let fonte = table.text("fonte");
        Some(Indicatori {
            ritardi: bands(ritardi),
            tetto: tetto?,
            si_senza_data: si_senza_data?,
            fonte: fonte?,
        })
    }
}

fn bands(tables: Vec<Tabella<'_, '_, '_>>) -> Vec<Ritardo> {
    let total = tables.len();
    let mut found: Vec<Read<'_, '_, '_>> = Vec::new();
    for table in tables {
        match band(&table) {
            Some(ritardo) => found.push((ritardo, table)),
            None => table.close(),
        }
    }
    found.sort_by_key(|(ritardo, _)| ritardo.da_giorni);
    // without the band that could not be read, the gap it leaves would be reported too
    if found.len() == total {
        check(&found);
    }
    let keep = |(ritardo, table): Read<'_, '_, '_>| {
        table.close();
        ritardo
    };
    found.into_iter().map(keep).collect()
}

type Read<'t, 'd, 'a> = (Ritardo, Tabella<'t, 'd, 'a>);

/// Reports bands that overlap, leave gaps, or end.
fn check(found: &[Read<'_, '_, '_>]) {
    let mut next = Some(1);
    for (ritardo, table) in found {
        if let Some(messaggio) = gap(ritardo, next) {
            table.wrong("REG004", table.at(), messaggio, CONTIGUOUS);
        }
        next = ritardo.a_giorni.map(|last| last + 1);
    }
    if let (Some(from), Some((_, table))) = (next, found.last()) {
        let messaggio = format!("nessuna fascia di ritardo dice che cosa vale da {from} giorni in poi");
        table.wrong("REG004", table.at(), messaggio, CONTIGUOUS);
    }
}

const CONTIGUOUS: &str =
    "le fasce di ritardo cominciano dal giorno 1, una dopo l'altra, e l'ultima non ha «a_giorni»";

/// Why a band does not begin where the one before ends; `next` is `None` after an open one.
fn gap(ritardo: &Ritardo, next: Option<i64>) -> Option<String> {
    let from = ritardo.da_giorni;
    match next {
        None => Some(format!("la fascia di ritardo da {from} giorni viene dopo una che non finisce")),
        Some(next) if from > next => Some(format!("fra {next} e {from} giorni di ritardo c'è un buco")),
        Some(next) if from < next => {
            Some(format!("la fascia di ritardo da {from} giorni si sovrappone a un'altra"))
        }
        Some(_) => None,
    }
}

fn band(table: &Tabella<'_, '_, '_>) -> Option<Ritardo> {
    let da_giorni = days(table, "da_giorni", table.number("da_giorni", Decimal::ONE..=THOUSAND));
    let a_giorni = match table.has("a_giorni") {
        true => days(table, "a_giorni", table.optional_number("a_giorni", Decimal::ONE..=THOUSAND)).map(Some),
        false => Some(None),
    };
    let percentuale = table.number("percentuale", Decimal::ZERO..=Decimal::ONE_HUNDRED);
    let ritardo = Ritardo { da_giorni: da_giorni?, a_giorni: a_giorni?, percentuale: percentuale? };
    if ritardo.a_giorni.is_some_and(|last| last < ritardo.da_giorni) {
        let messaggio = "una fascia di ritardo finisce prima di cominciare".to_owned();
        table.wrong("REG004", table.at(), messaggio, CONTIGUOUS);
        return None;
    }
    Some(ritardo)
}

fn days(table: &Tabella<'_, '_, '_>, key: &str, number: Option<Decimal>) -> Option<i64> {
    let number = number?;
    if !number.is_integer() {
        let messaggio = format!("«{key}» deve essere un numero intero di giorni");
        table.wrong("REG005", &table.at_key(key), messaggio, "togliere i decimali");
        return None;
    }
    number.to_i64()
}
