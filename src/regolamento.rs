//! The regolamento: the parameters of the municipality's own system of measurement and evaluation, each with the
//! article or deed it comes from. The law is data, the arithmetic is elsewhere ([`crate::compute`]): this room knows
//! a closed list of named methods and no formula.

use rust_decimal::Decimal;

/// All parameters of a year.
#[derive(Debug, Clone)]
pub struct Regolamento {
    /// Name of the file it was read from; `None` for the model that comes with the program.
    pub file: Option<String>,
    /// How the peso ponderale of an obiettivo comes from its criteria.
    pub pesatura: Pesatura,
    /// The degree of an indicatore.
    pub indicatori: Indicatori,
    /// The degree of an obiettivo.
    pub obiettivi: Obiettivi,
    /// The degrees of the Aree and of the Ente.
    pub aggregazione: Aggregazione,
    /// What becomes of obiettivi stopped by external causes.
    pub cause_esterne: CauseEsterne,
    /// The payment-time quota; `None` where the regolamento has none.
    pub tempi_pagamento: Option<TempiPagamento>,
    /// Bands of the degree, half-open from below, without gaps: the last one includes its upper bound.
    pub fasce: Fasce,
    /// Decimals of printed figures.
    pub stampa: Stampa,
}

/// The pesatura.
#[derive(Debug, Clone)]
pub struct Pesatura {
    /// The criteria, in the regolamento's order.
    pub criteri: Vec<Criterio>,
    /// How the points become the weight.
    pub metodo: MetodoPeso,
    /// The article or deed of the method.
    pub fonte: String,
}

/// A criterion of the pesatura.
#[derive(Debug, Clone)]
pub struct Criterio {
    /// As in the vocabulary: `strategicita`.
    pub id: String,
    /// As printed: `Strategicità per l'Ente`.
    pub nome: String,
    /// Highest points.
    pub massimo: Decimal,
    /// Its weight among the criteria, for `media_pesata` only.
    pub peso: Option<Decimal>,
    /// The article or deed.
    pub fonte: String,
}

/// Methods of the peso ponderale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetodoPeso {
    /// Mean of the points.
    Media,
    /// Sum of the points.
    Somma,
    /// Mean of the points weighted by the criteria's own weights.
    MediaPesata,
    /// Product of the points, each as a share of its maximum, times 100.
    Prodotto,
}

/// The degree of an indicatore.
#[derive(Debug, Clone)]
pub struct Indicatori {
    /// Highest degree, percent.
    pub tetto: Decimal,
    /// Degrees by days of delay: half-open bands, the last open above. Empty: late is 0.
    pub ritardi: Vec<Ritardo>,
    /// The article or deed.
    pub fonte: String,
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

/// The degree of an obiettivo.
#[derive(Debug, Clone)]
pub struct Obiettivi {
    /// What the degree rests on.
    pub base: Base,
    /// What becomes of evidence that is missing.
    pub mancanti: Mancanti,
    /// The article or deed.
    pub fonte: String,
}

/// What the degree of an obiettivo rests on (`fonte` in the design's words).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Mean of the indicatori weighted by their weights.
    Indicatori,
    /// Mean of the phases' progress weighted by their weights.
    Fasi,
    /// The lowest of the indicatori.
    Minimo,
    /// Mean of the indicatori, all equal.
    Media,
}

/// What becomes of missing evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mancanti {
    /// The degree waits: an interval.
    Sospeso,
    /// It counts 0.
    Zero,
    /// It is left out and the other weights are made to sum to 100.
    Escludi,
}

/// The degrees of Aree and Ente.
#[derive(Debug, Clone)]
pub struct Aggregazione {
    /// How the Ente's degree comes about.
    pub ente: MetodoEnte,
    /// How the trasversali count.
    pub trasversali: Trasversali,
    /// The article or deed.
    pub fonte: String,
}

/// Methods of the Ente's degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetodoEnte {
    /// Mean over the distinct obiettivi, weighted by their pesi ponderali.
    MediaPonderata,
    /// Mean of the Aree, all equal.
    MediaAree,
}

/// How the trasversali count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trasversali {
    /// Once, in the Ente's degree only.
    UnaVolta,
    /// In every Area, with their own weight; once in the Ente's degree.
    PerArea,
    /// In every Area as a fixed share, percent 0-100; once in the Ente's degree.
    QuotaFissa(Decimal),
}

/// External causes.
#[derive(Debug, Clone)]
pub struct CauseEsterne {
    /// What becomes of an obiettivo neutralised or withdrawn.
    pub politica: Politica,
    /// The article or deed.
    pub fonte: String,
}

/// Policies for an obiettivo neutralised or withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Politica {
    /// It is left out; the others' weights are made to sum to 100.
    EscludiRinormalizza,
    /// It counts 100.
    Conta100,
    /// It counts what it had reached at the last deadline typed.
    PercentualeAllaData,
    /// It counts as it stands; a note says so.
    Nota,
}

/// The payment-time quota.
#[derive(Debug, Clone)]
pub struct TempiPagamento {
    /// The obiettivo, as `TRASVERSALE/4`.
    pub obiettivo: String,
    /// Share of the retribuzione di risultato, percent 0-100, at least 30.
    pub quota: Decimal,
    /// The degree from which it is met, percent 0-100.
    pub soglia: Decimal,
    /// The article or deed.
    pub fonte: String,
}

/// The bands.
#[derive(Debug, Clone)]
pub struct Fasce {
    /// From the lowest.
    pub elenco: Vec<Fascia>,
    /// The article or deed.
    pub fonte: String,
}

/// A band of the degree.
#[derive(Debug, Clone)]
pub struct Fascia {
    /// From here, included, percent 0-100.
    pub da: Decimal,
    /// To here, excluded, except in the last band.
    pub a: Decimal,
    /// Its name: `raggiunto`.
    pub nome: String,
}

/// Printed figures.
#[derive(Debug, Clone)]
pub struct Stampa {
    /// Decimals, 0 to 6; half up.
    pub decimali: u32,
    /// The article or deed.
    pub fonte: String,
}

impl Regolamento {
    /// The model regolamento that comes with the program.
    pub fn modello() -> Regolamento {
        todo!()
    }
}
