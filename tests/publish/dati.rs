//! The open data.

use crate::prova::{Prova, regolamento};
use schedario::publish;
use schedario::regolamento::Regolamento;
use serde_json::Value;

fn read(prova: &Prova) -> Value {
    serde_json::from_slice(&publish::piano_json(&prova.quadro()).unwrap()).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn obiettivo<'v>(data: &'v Value, ambito: &str, numero: &str) -> &'v Value {
    let all = data["obiettivi"].as_array().unwrap();
    all.iter().find(|one| one["ambito"] == ambito && one["numero"] == numero).unwrap()
}

#[test]
fn every_key_of_the_contract_is_there_in_its_order() {
    let data = read(&Prova::calenzano(Regolamento::modello().unwrap()));
    assert_eq!(data["schema"], "schedario/piano/1");
    let top = ["schema", "ente", "anno", "regolamento", "realizzazione", "aree", "obiettivi", "rilievi"];
    assert_eq!(keys(&data), top);
    let area = [
        "area",
        "denominazione",
        "responsabile",
        "somma_pesi",
        "obiettivi",
        "realizzazione",
        "tempi_pagamento",
    ];
    assert!(data["aree"].as_array().unwrap().iter().all(|one| keys(one) == area));
    let obiettivo = [
        "ambito",
        "numero",
        "titolo",
        "titolo_allegato",
        "responsabile",
        "anno",
        "origine",
        "riferimento_dup",
        "durata",
        "tipologia",
        "descrizione",
        "data_conclusione",
        "punteggi",
        "peso_ponderale",
        "peso_relativo",
        "indicatori",
        "fasi",
        "avanzamento_atteso",
        "realizzazione",
        "fascia",
        "motivazione",
        "atto_conclusivo",
        "stato",
    ];
    let indicatore = [
        "numero",
        "descrizione",
        "valore_atteso",
        "tipo",
        "peso",
        "conseguito",
        "verifica",
        "in_parte",
        "realizzazione",
        "origine",
    ];
    let fase = ["anno", "numero", "descrizione", "mesi", "peso", "origine"];
    for one in data["obiettivi"].as_array().unwrap() {
        assert_eq!(keys(one), obiettivo);
        assert_eq!(keys(&one["origine"]), ["file", "foglio", "cella"]);
        assert!(one["indicatori"].as_array().unwrap().iter().all(|row| keys(row) == indicatore));
        assert!(one["fasi"].as_array().unwrap().iter().all(|row| keys(row) == fase));
        assert_eq!(keys(&one["realizzazione"]), ["30/09", "31/12"]);
    }
    let rilievo = ["codice", "gravita", "file", "foglio", "cella", "obiettivo", "messaggio"];
    assert!(data["rilievi"].as_array().unwrap().iter().all(|one| keys(one) == rilievo));
}

#[test]
fn figures_are_numbers_with_all_their_digits() {
    let data = read(&Prova::calenzano(Regolamento::modello().unwrap()));
    let one = obiettivo(&data, "RISORSE", "1");
    assert_eq!(one["punteggi"]["strategicita"].to_string(), "70");
    assert_eq!(one["peso_ponderale"].to_string(), "76.66666666666666666667");
    assert_eq!(one["peso_relativo"].to_string(), "18.69918699186991869919");
    assert_eq!(one["titolo_allegato"], "Rilevazioni inventariali");
}

#[test]
fn what_is_not_known_is_null() {
    let data = read(&Prova::scritta(
        r#"
        [[obiettivi]]
        chiave = "RISORSE/1"
        punti = { strategicita = "70", complessita = "", rapporto = "80" }
        indicatori = [{ atteso = "una relazione", conseguito = { "30/09" = "in corso" } }]
        "#,
    ));
    let one = obiettivo(&data, "RISORSE", "1");
    for field in ["titolo", "peso_ponderale", "peso_relativo", "fascia", "durata", "responsabile", "anno"] {
        assert!(one[field].is_null(), "{field}");
    }
    assert!(one["punteggi"]["complessita"].is_null());
    assert!(data["ente"].is_null() && data["aree"][0]["somma_pesi"].is_null());
    let indicatore = &one["indicatori"][0];
    assert_eq!(indicatore["tipo"], "testo");
    assert_eq!(indicatore["conseguito"]["30/09"], "in corso");
    assert!(indicatore["conseguito"]["31/12"].is_null() && indicatore["realizzazione"]["31/12"].is_null());
    let degree = &one["realizzazione"]["31/12"];
    assert!(degree["valore"].is_null());
    assert_eq!((degree["minimo"].to_string(), degree["massimo"].to_string()), ("0".into(), "100".into()));
}

#[test]
fn months_say_their_year_only_where_the_grid_spans_years() {
    let data = read(&Prova::scritta(
        r#"
        [[obiettivi]]
        chiave = "RISORSE/1"
        cronoprogrammi = [
          { anno = 2023, fasi = [{ mesi = ["5", "6"], peso = "100" }] },
          { anno = 2024, fasi = [{ mesi = ["2024-01"], peso = "40" }, { mesi = ["2025-02"], peso = "60" }] },
        ]
        "#,
    ));
    let fasi = &obiettivo(&data, "RISORSE", "1")["fasi"];
    assert_eq!(fasi[0]["mesi"], serde_json::json!([5, 6]));
    assert_eq!(fasi[1]["mesi"], serde_json::json!(["2024-01"]));
    assert_eq!(fasi[2]["mesi"], serde_json::json!(["2025-02"]));
    assert_eq!(fasi[2]["anno"], 2024);
}

#[test]
fn the_regolamento_says_where_it_comes_from() {
    let model = read(&Prova::calenzano(Regolamento::modello().unwrap()));
    assert_eq!(model["regolamento"]["origine"], "modello");
    let mut own = Prova::calenzano(regolamento(&[]));
    let data = read(&own);
    assert_eq!(data["regolamento"]["origine"], "regolamento.toml");
    assert_eq!(data["regolamento"]["metodo"], "media");
    own.esiti = schedario::compute::withheld(&own.piano);
    assert!(read(&own)["regolamento"]["metodo"].is_null());
}

#[test]
fn a_neutralised_obiettivo_says_so() {
    let data = read(&Prova::scritta(
        "[[obiettivi]]\nchiave = \"RISORSE/1\"\nneutralizzato = \"Delibera G.C. 12/2023\"\n[[obiettivi]]\nchiave = \"RISORSE/2\"\nritirato = \"x\"",
    ));
    assert_eq!(obiettivo(&data, "RISORSE", "1")["stato"], "neutralizzato");
    assert_eq!(obiettivo(&data, "RISORSE", "2")["stato"], "ritirato");
}
