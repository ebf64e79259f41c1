//! Results: what is computed of an obiettivo, of an Area, of the Ente, each figure with the formula, the article and
//! the cells it comes from. Plain data: the arithmetic is in the methods beside this file.

use crate::model::{Chiave, Scadenza};
use crate::place::Place;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A figure that was computed, with how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived<T> {
    /// The figure.
    pub value: T,
    /// The formula with its numbers, in Italian: `(70 + 80 + 80) / 3 = 76,67`.
    pub formula: String,
    /// Where the regolamento says so.
    pub fonte: String,
    /// The cells of every input.
    pub from: Vec<Place>,
}

/// A degree of achievement, percent 0-100, with what is not known yet kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grado {
    /// The degree; `None` while some evidence is missing, unless the regolamento says how to go on without it.
    pub valore: Option<Decimal>,
    /// The degree if everything missing turned out 0.
    pub minimo: Decimal,
    /// The degree if everything missing turned out at the cap.
    pub massimo: Decimal,
    /// The share of weight that has evidence, percent 0-100.
    pub copertura: Decimal,
}

/// What the realizzazione of an indicatore rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidenza {
    /// The Nucleo's own value.
    Nucleo,
    /// The verification box.
    Verifica,
    /// What was achieved against what was expected.
    Conseguito,
}

/// Result of an indicatore.
#[derive(Debug, Clone, Default)]
pub struct EsitoIndicatore {
    /// Degree at each deadline, percent 0-100; a deadline that is missing is in sospeso.
    pub realizzazione: BTreeMap<Scadenza, (Derived<Decimal>, Evidenza)>,
    /// Why a deadline is in sospeso, in Italian; for those that are.
    pub sospeso: BTreeMap<Scadenza, String>,
    /// Weight among the indicatori that count this year, percent 0-100; `None` if it does not enter this year's degree.
    pub peso: Option<Decimal>,
}

/// Result of an obiettivo.
#[derive(Debug, Clone)]
pub struct Esito {
    /// Peso ponderale, points; `None` if a point is missing, unreadable or out of range. Where nobody gave points, the
    /// weight that the office typed, and the formula says so.
    pub peso_ponderale: Option<Derived<Decimal>>,
    /// Peso relativo within its ambito, percent 0-100, exact.
    pub peso_relativo: Option<Derived<Decimal>>,
    /// The peso relativo as printed: decimals of the regolamento, each ambito sums to exactly 100.
    pub peso_relativo_stampato: Option<Decimal>,
    /// One for each indicatore of the scheda, in its order.
    pub indicatori: Vec<EsitoIndicatore>,
    /// Degree at each deadline of the plan. Without a scheda, or with one that has no indicatori, it goes from 0 to the
    /// cap; it is missing only where an errore on the weights of the indicatori withholds it.
    pub realizzazione: BTreeMap<Scadenza, Derived<Grado>>,
    /// Whether the degree is the `Percentuale complessiva` typed on the form, for want of anything else.
    pub dichiarata: bool,
    /// Progress planned at each deadline, percent 0-100; missing where the timetable cannot say.
    pub avanzamento_atteso: BTreeMap<Scadenza, Derived<Decimal>>,
    /// The band of the degree at the last deadline; `None` while the degree is not known, or does not count.
    pub fascia: Option<String>,
    /// Whether the obiettivo enters the degrees of its Area and of the Ente (not if withdrawn or left out by the
    /// regolamento's rule on external causes).
    pub conta: bool,
}

/// Result of an Area, or of the trasversali together.
#[derive(Debug, Clone, Default)]
pub struct EsitoArea {
    /// Sum of the pesi ponderali known, points.
    pub somma_pesi: Decimal,
    /// How many obiettivi are listed under it.
    pub obiettivi: usize,
    /// Degree at each deadline; missing when nothing can be said.
    pub realizzazione: BTreeMap<Scadenza, Derived<Grado>>,
    /// The payment-time quota of its Responsabile, where the regolamento has one.
    pub tempi_pagamento: Option<TempiPagamento>,
}

/// The payment-time quota (DL 13/2023 art. 4-bis c. 2): a share of the retribuzione di risultato, lost whole if the
/// obiettivo is missed. It is no weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TempiPagamento {
    /// The obiettivo on payment times.
    pub obiettivo: Chiave,
    /// The share, percent 0-100 of the retribuzione di risultato.
    pub quota: Decimal,
    /// Whether it was met; `None` while it is not known.
    pub rispettato: Option<bool>,
    /// Weighted mean of the Responsabile's other obiettivi at the last deadline.
    pub altri: Option<Grado>,
    /// Degree for the retribuzione: the quota if met, plus the rest at the mean of the others; `None` while unknown.
    pub complessivo: Option<Decimal>,
    /// Where the regolamento says so.
    pub fonte: String,
}

/// Everything that is computed of a plan.
#[derive(Debug, Clone, Default)]
pub struct Esiti {
    /// By obiettivo, in the plan's order; every obiettivo of the plan has one.
    pub obiettivi: IndexMap<Chiave, Esito>,
    /// By Area, in the plan's order; every Area of the plan has one.
    pub aree: IndexMap<String, EsitoArea>,
    /// The trasversali together.
    pub trasversali: EsitoArea,
    /// The Ente's degree at each deadline; missing when nothing can be said.
    pub ente: BTreeMap<Scadenza, Derived<Grado>>,
}
