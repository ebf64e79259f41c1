//! Workbooks of other offices, each with its truth: lists, cards, grids and pesature laid out in many ways. Every value
//! that a workbook states is read right, nothing is invented, and what must be reported is reported at its cell.
//!
//! A folder of `tests/altri_uffici` holds the workbooks and `atteso.json`: the obiettivi in the shape of `dati/piano.json`,
//! with the fields that the workbooks state, and the cells that must have a rilievo.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/altri_uffici");
    let mut found: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.join("atteso.json").exists());
    found.sort();
    found
}

/// A text as it is compared: case, accents, apostrophes and blanks apart.
fn folded(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let plain: String = text.replace(['’', 'ª'], "'").nfkd().filter(|c| c.is_ascii()).collect();
    let kept = |c: char| {
        if c.is_ascii_alphanumeric() || "%<>=,./+()-".contains(c) { c.to_ascii_lowercase() } else { ' ' }
    };
    Some(plain.chars().map(kept).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
}

fn number(value: &Value) -> Option<f64> {
    value.to_string().trim_matches('"').parse().ok()
}

struct Check<'a> {
    name: String,
    /// What was said of values that cannot be read: the data keep the text typed, and this tells it apart.
    errors: &'a [String],
    wrong: &'a mut Vec<String>,
}

impl Check<'_> {
    fn text(&mut self, field: &str, vero: &Value, letto: &Value) {
        if folded(vero) != folded(letto) {
            self.wrong.push(format!("{} {field}: vero {vero}, letto {letto}", self.name));
        }
    }

    fn figure(&mut self, field: &str, vero: &Value, letto: &Value) {
        if number(vero) != number(letto) {
            self.wrong.push(format!("{} {field}: vero {vero}, letto {letto}", self.name));
        }
    }

    /// Compares the fields that the truth states.
    fn stated(&mut self, vero: &Value, letto: &Value, texts: &[&str], figures: &[&str]) {
        for field in texts.iter().filter(|field| vero.get(**field).is_some()) {
            self.text(field, &vero[*field], &letto[*field]);
        }
        for field in figures.iter().filter(|field| vero.get(**field).is_some()) {
            self.figure(field, &vero[*field], &letto[*field]);
        }
    }
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn compare(folder: &str, vero: &Value, letto: &Value, errors: &[String], wrong: &mut Vec<String>) {
    let name = format!("{folder} {}/{}", vero["ambito"], vero["numero"]);
    let mut check = Check { name: name.clone(), errors, wrong };
    let texts = [
        "titolo",
        "titolo_allegato",
        "responsabile",
        "descrizione",
        "motivazione",
        "atto_conclusivo",
        "durata",
        "data_conclusione",
    ];
    check.stated(vero, letto, &texts, &[]);
    if let Some(points) = vero.get("punteggi").and_then(Value::as_object) {
        for (criterio, points) in points {
            check.figure(criterio, points, &letto["punteggi"][criterio]);
        }
    }
    if vero.get("riferimento_dup").is_some() {
        let parts = ["missione", "programma", "obiettivo_operativo"];
        check.stated(&vero["riferimento_dup"], &letto["riferimento_dup"], &parts, &[]);
    }
    for table in ["indicatori", "fasi"].into_iter().filter(|table| vero.get(*table).is_some()) {
        let (veri, letti) = (list(vero, table), list(letto, table));
        check.figure(&format!("quanti {table}"), &veri.len().into(), &letti.len().into());
        for (at, (vero, letto)) in veri.iter().zip(letti).enumerate() {
            check.name = format!("{name} {table}[{at}]");
            match table {
                "indicatori" => indicatore(&mut check, vero, letto),
                _ => fase(&mut check, vero, letto),
            }
        }
        check.name.clone_from(&name);
    }
}

fn indicatore(check: &mut Check<'_>, vero: &Value, letto: &Value) {
    check.stated(
        vero,
        letto,
        &["numero", "descrizione", "valore_atteso", "tipo", "verifica"],
        &["peso", "in_parte"],
    );
    let empty = serde_json::Map::new();
    let stated = vero["conseguito"].as_object().unwrap_or(&empty);
    for (deadline, value) in stated {
        let typed = letto["conseguito"][deadline].as_str().unwrap_or_default();
        if value.is_null() && check.errors.iter().any(|error| !typed.is_empty() && error.contains(typed)) {
            continue;
        }
        check.text(&format!("conseguito {deadline}"), value, &letto["conseguito"][deadline]);
    }
    for (deadline, value) in letto["conseguito"].as_object().unwrap_or(&empty) {
        if !stated.contains_key(deadline) {
            check.text(&format!("conseguito {deadline} inventato"), &Value::Null, value);
        }
    }
}

fn fase(check: &mut Check<'_>, vero: &Value, letto: &Value) {
    check.stated(vero, letto, &["numero", "descrizione"], &["peso"]);
    let months = vero.get("mesi").or_else(|| vero.get("mesi_anno"));
    let of_year = |month: &Value| match month.as_str() {
        Some(text) if vero.get("mesi").is_some() => {
            text.rsplit('-').next().and_then(|m| m.parse::<i64>().ok()).into()
        }
        _ => month.clone(),
    };
    let letti: Vec<Value> = list(letto, "mesi").iter().map(of_year).collect();
    let veri = months.and_then(Value::as_array).cloned().unwrap_or_default();
    if veri != letti {
        check.wrong.push(format!("{} mesi: veri {veri:?}, letti {letti:?}", check.name));
    }
}

/// Whether the cells that must be reported are.
fn reported(folder: &str, vero: &Value, piano: &Value, wrong: &mut Vec<String>) {
    for expected in list(vero, "rilievi_attesi") {
        let same = |field: &str, r: &Value| {
            expected[field].as_str().is_none_or(|text| text.is_empty() || r[field] == text)
        };
        let found = list(piano, "rilievi").iter().any(|r| {
            r["gravita"] != "nota" && ["file", "foglio", "cella"].into_iter().all(|field| same(field, r))
        });
        if !found {
            wrong.push(format!(
                "{folder}: manca un rilievo in {} {}: {}",
                expected["foglio"], expected["cella"], expected["motivo"]
            ));
        }
    }
}

fn check(folder: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let vero: Value = serde_json::from_str(&fs::read_to_string(folder.join("atteso.json")).unwrap()).unwrap();
    let piano: Value = serde_json::from_str(&schedario::job::study(folder).unwrap().json().unwrap()).unwrap();
    if vero.get("anno").is_some_and(|anno| *anno != piano["anno"]) {
        wrong.push(format!("{name}: anno {}, letto {}", vero["anno"], piano["anno"]));
    }
    let error = |r: &&Value| r["gravita"] == "errore";
    let said = |r: &Value| r["messaggio"].as_str().unwrap_or_default().to_owned();
    let errors: Vec<String> = list(&piano, "rilievi").iter().filter(error).map(said).collect();
    let mut letti: Vec<&Value> = list(&piano, "obiettivi").iter().collect();
    for obiettivo in list(&vero, "obiettivi") {
        let title = |o: &Value| folded(&o["titolo"]).or_else(|| folded(&o["titolo_allegato"]));
        let same = |o: &&Value| title(o) == folded(&obiettivo["titolo"]);
        match letti.iter().position(same) {
            Some(at) => compare(&name, obiettivo, letti.remove(at), &errors, &mut wrong),
            None => wrong.push(format!("{name}: manca {}", obiettivo["titolo"])),
        }
    }
    if vero["altri_obiettivi_ammessi"].is_null() {
        wrong.extend(
            letti
                .iter()
                .map(|o| format!("{name}: obiettivo in più {}/{} {}", o["ambito"], o["numero"], o["titolo"])),
        );
    }
    reported(&name, &vero, &piano, &mut wrong);
    wrong
}

#[test]
fn other_offices_workbooks_are_read_as_they_state() {
    let wrong: Vec<String> = folders().iter().flat_map(|folder| check(folder)).collect();
    assert!(wrong.is_empty(), "{}\n{} differenze", wrong.join("\n"), wrong.len());
    assert!(folders().len() > 80, "mancano le cartelle degli altri uffici");
}
