//! A situation: a regolamento, a plan, and the figures expected of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use crate::piano::{Dati, chiave};
use crate::scritto::scadenza;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use schedario::compute::compute;
use schedario::compute::esito::{Derived, Esiti, Esito, EsitoArea, EsitoIndicatore, Grado, TempiPagamento};
use schedario::regolamento::Regolamento;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situazione {
    /// A sentence that says what must come out.
    pub nome: String,
    /// Keys of the regolamento that differ from the model's.
    #[serde(default)]
    regolamento: toml::Table,
    piano: Dati,
    atteso: Atteso,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Atteso {
    obiettivi: IndexMap<String, AttesoObiettivo>,
    aree: IndexMap<String, AttesoArea>,
    trasversali: Option<AttesoArea>,
    ente: Option<IndexMap<String, String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct AttesoObiettivo {
    peso: Option<String>,
    relativo: Option<String>,
    stampato: Option<String>,
    realizzazione: IndexMap<String, String>,
    avanzamento: IndexMap<String, String>,
    fascia: Option<String>,
    conta: Option<bool>,
    dichiarata: Option<bool>,
    /// Formulas, by `peso`, `relativo` or the deadline of the degree.
    formule: IndexMap<String, String>,
    /// Cells of the inputs, by the same names.
    celle: IndexMap<String, String>,
    indicatori: Vec<AttesoIndicatore>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct AttesoIndicatore {
    peso: Option<String>,
    realizzazione: IndexMap<String, String>,
    formule: IndexMap<String, String>,
    /// A part of the reason why a deadline is in sospeso.
    perche: IndexMap<String, String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct AttesoArea {
    somma_pesi: Option<String>,
    obiettivi: Option<String>,
    realizzazione: IndexMap<String, String>,
    formule: IndexMap<String, String>,
    tempi: IndexMap<String, String>,
}

/// What was looked at, what was expected of it, what came out.
type Finding = (String, String, String);

impl Situazione {
    pub fn parse(text: &str) -> Result<Situazione, toml::de::Error> {
        toml::from_str(text)
    }

    fn regolamento(&self) -> Regolamento {
        let mut table: toml::Table = toml::from_str(Regolamento::MODELLO).unwrap();
        merge(&mut table, &self.regolamento);
        Regolamento::parse("situazione", &toml::to_string(&table).unwrap()).unwrap()
    }

    fn findings(&self) -> Vec<Finding> {
        let esiti = compute(&self.piano.piano(), &self.regolamento());
        let mut found = Vec::new();
        for (name, expected) in &self.atteso.obiettivi {
            let esito = &esiti.obiettivi[&chiave(name)];
            expected.look(name, esito, &mut found);
        }
        for (name, expected) in &self.atteso.aree {
            expected.look(name, &esiti.aree[name.as_str()], &mut found);
        }
        if let Some(expected) = &self.atteso.trasversali {
            expected.look("TRASVERSALI", &esiti.trasversali, &mut found);
        }
        for (quando, expected) in self.atteso.ente.iter().flatten() {
            found.push((format!("ENTE {quando}"), expected.clone(), ente(&esiti, quando)));
        }
        found
    }

    /// How many things are expected.
    pub fn expectations(&self) -> usize {
        self.findings().len()
    }

    /// What came out otherwise than expected.
    pub fn differences(&self) -> Vec<String> {
        self.findings()
            .into_iter()
            .filter(|(_, expected, found)| !agree(expected, found))
            .map(|(what, expected, found)| format!("{what}: atteso {expected}, calcolato {found}"))
            .collect()
    }
}

fn ente(esiti: &Esiti, quando: &str) -> String {
    match quando.strip_prefix("formula ") {
        Some(quando) => esiti.ente[&scadenza(quando)].formula.clone(),
        None => at(&esiti.ente, quando, |derived| degree(&derived.value)),
    }
}

/// An expected figure that ends in `…` says only how the figure begins.
fn agree(expected: &str, found: &str) -> bool {
    match expected.strip_suffix('…') {
        Some(start) => found.len() > start.len() && found.starts_with(start),
        None => expected == found,
    }
}

impl AttesoObiettivo {
    fn look(&self, name: &str, esito: &Esito, found: &mut Vec<Finding>) {
        let figure =
            |derived: &Option<Derived<Decimal>>| derived.as_ref().map_or("manca".into(), |d| comma(d.value));
        let mut add = |what: &str, expected: &Option<String>, value: String| {
            found.extend(expected.clone().map(|expected| (format!("{name} {what}"), expected, value)));
        };
        add("peso", &self.peso, figure(&esito.peso_ponderale));
        add("relativo", &self.relativo, figure(&esito.peso_relativo));
        add("stampato", &self.stampato, esito.peso_relativo_stampato.map_or("manca".into(), comma));
        add("fascia", &self.fascia, esito.fascia.clone().unwrap_or("manca".into()));
        add("conta", &self.conta.map(|flag| flag.to_string()), esito.conta.to_string());
        add("dichiarata", &self.dichiarata.map(|flag| flag.to_string()), esito.dichiarata.to_string());
        for (quando, expected) in &self.realizzazione {
            let value = at(&esito.realizzazione, quando, |derived| degree(&derived.value));
            add(quando, &Some(expected.clone()), value);
        }
        for (quando, expected) in &self.avanzamento {
            let value = at(&esito.avanzamento_atteso, quando, |derived| comma(derived.value));
            add(&format!("avanzamento {quando}"), &Some(expected.clone()), value);
        }
        for (what, expected) in &self.formule {
            add(&format!("formula {what}"), &Some(expected.clone()), source(esito, what).0);
        }
        for (what, expected) in &self.celle {
            add(&format!("celle {what}"), &Some(expected.clone()), source(esito, what).1);
        }
        assert!(
            self.indicatori.len() <= esito.indicatori.len(),
            "{name}: si aspettano indicatori che non ci sono"
        );
        for (at, (expected, esito)) in self.indicatori.iter().zip(&esito.indicatori).enumerate() {
            expected.look(&format!("{name} indicatore {}", at + 1), esito, found);
        }
    }
}

/// The formula of a figure, and the cells that it comes from.
fn source(esito: &Esito, what: &str) -> (String, String) {
    let (formula, from) = match what {
        "peso" => esito.peso_ponderale.as_ref().map(|derived| (&derived.formula, &derived.from)),
        "relativo" => esito.peso_relativo.as_ref().map(|derived| (&derived.formula, &derived.from)),
        quando => match quando.strip_prefix("avanzamento ") {
            Some(quando) => esito
                .avanzamento_atteso
                .get(&scadenza(quando))
                .map(|derived| (&derived.formula, &derived.from)),
            None => {
                esito.realizzazione.get(&scadenza(quando)).map(|derived| (&derived.formula, &derived.from))
            }
        },
    }
    .expect("la cifra manca");
    let cells: Vec<String> = from.iter().map(|place| place.cells.first.to_string()).collect();
    (formula.clone(), cells.join(" "))
}

impl AttesoIndicatore {
    fn look(&self, name: &str, esito: &EsitoIndicatore, found: &mut Vec<Finding>) {
        if let Some(expected) = &self.peso {
            found.push((format!("{name} peso"), expected.clone(), esito.peso.map_or("manca".into(), comma)));
        }
        for (quando, expected) in &self.realizzazione {
            let value = at(&esito.realizzazione, quando, |(derived, _)| comma(derived.value));
            found.push((format!("{name} {quando}"), expected.clone(), value));
        }
        for (quando, expected) in &self.formule {
            let value = at(&esito.realizzazione, quando, |(derived, _)| derived.formula.clone());
            found.push((format!("{name} formula {quando}"), expected.clone(), value));
        }
        for (quando, expected) in &self.perche {
            let why = at(&esito.sospeso, quando, String::clone);
            let value = if why.contains(expected.as_str()) { expected.clone() } else { why };
            found.push((format!("{name} perché {quando}"), expected.clone(), value));
        }
    }
}

impl AttesoArea {
    fn look(&self, name: &str, esito: &EsitoArea, found: &mut Vec<Finding>) {
        if let Some(expected) = &self.somma_pesi {
            found.push((format!("{name} somma dei pesi"), expected.clone(), comma(esito.somma_pesi)));
        }
        if let Some(expected) = &self.obiettivi {
            found.push((format!("{name} obiettivi"), expected.clone(), esito.obiettivi.to_string()));
        }
        for (quando, expected) in &self.realizzazione {
            let value = at(&esito.realizzazione, quando, |derived| degree(&derived.value));
            found.push((format!("{name} {quando}"), expected.clone(), value));
        }
        for (quando, expected) in &self.formule {
            let value = at(&esito.realizzazione, quando, |derived| derived.formula.clone());
            found.push((format!("{name} formula {quando}"), expected.clone(), value));
        }
        for (what, expected) in &self.tempi {
            found.push((format!("{name} tempi {what}"), expected.clone(), payment(esito, what)));
        }
    }
}

fn payment(esito: &EsitoArea, what: &str) -> String {
    let Some(TempiPagamento { obiettivo, quota, rispettato, altri, complessivo, .. }) =
        &esito.tempi_pagamento
    else {
        return "manca".into();
    };
    match what {
        "obiettivo" => obiettivo.to_string(),
        "quota" => comma(*quota),
        "rispettato" => rispettato.map_or("non si sa", |met| if met { "sì" } else { "no" }).into(),
        "altri" => altri.as_ref().map_or("manca".into(), degree),
        "complessivo" => complessivo.map_or("manca".into(), comma),
        other => panic!("«{other}» non è una voce dei tempi di pagamento"),
    }
}

fn at<T>(
    values: &BTreeMap<schedario::model::Scadenza, T>,
    quando: &str,
    show: impl Fn(&T) -> String,
) -> String {
    values.get(&scadenza(quando)).map_or("manca".into(), show)
}

/// `90`, or `in sospeso fra 50 e 100, coperto 50`; both where the regolamento says how to go on.
fn degree(grado: &Grado) -> String {
    let interval =
        format!("fra {} e {}, coperto {}", comma(grado.minimo), comma(grado.massimo), comma(grado.copertura));
    match grado.valore {
        Some(valore) if grado.minimo == valore && grado.massimo == valore => comma(valore),
        Some(valore) => format!("{} {interval}", comma(valore)),
        None => format!("in sospeso {interval}"),
    }
}

fn comma(figure: Decimal) -> String {
    figure.to_string().replace('.', ",")
}

fn merge(into: &mut toml::Table, from: &toml::Table) {
    for (key, value) in from {
        match (into.get_mut(key), value) {
            (Some(toml::Value::Table(known)), toml::Value::Table(new)) => merge(known, new),
            _ => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}
