//! The rules and their documentation: every table drawn in a rule's header is read, joined, computed and checked, and
//! must raise exactly the rilievi drawn beside its rows.

mod support {
    pub mod tabella;
}

use schedario::check::{self, Context, RULES, Rule};
use schedario::compute::compute;
use schedario::layout::Lessico;
use schedario::model::Piano;
use schedario::read::{join, read_workbook};
use schedario::regolamento::Regolamento;
use schedario::rilievo::Rilievo;
use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;
use support::tabella::{Tabella, differences, drawings};

static LESSICO: LazyLock<Lessico> = LazyLock::new(Lessico::embedded);

/// What reading, joining and checking a drawn folder finds.
fn rilievi(tabella: &Tabella) -> Vec<Rilievo> {
    let (piano, mut rilievi) = piano(tabella);
    let regolamento = regolamento(tabella.regolamento.as_deref());
    let esiti = compute(&piano, &regolamento);
    rilievi.append(&mut check::check(&Context { piano: &piano, regolamento: &regolamento, esiti: &esiti }));
    rilievi
}

/// The plan drawn, and what reading and joining it find.
fn piano(tabella: &Tabella) -> (Piano, Vec<Rilievo>) {
    let (mut letti, mut rilievi) = (Vec::new(), Vec::new());
    for libro in &tabella.libri {
        let (letto, mut found) = read_workbook(libro, &LESSICO);
        letti.push(letto);
        rilievi.append(&mut found);
    }
    let (piano, mut joined) = join(letti, &LESSICO);
    rilievi.append(&mut joined);
    (piano, rilievi)
}

/// The regolamento drawn, or the model.
fn regolamento(text: Option<&str>) -> Regolamento {
    match text {
        Some(text) => Regolamento::parse("regolamento.toml", text).unwrap(),
        None => Regolamento::modello().unwrap(),
    }
}

#[test]
fn every_table_drawn_in_a_rule_raises_what_is_drawn_beside_it() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for (at, drawing) in drawings(rule.source).iter().enumerate() {
            let tabella = Tabella::new(drawing);
            let own = |codice: &str| codice == rule.codice;
            for difference in differences(&tabella.attesi, &rilievi(&tabella), own) {
                wrong.push(format!("{} tabella {}: {difference}", rule.codice, at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_table_drawn_for_a_code_of_the_reader_raises_it() {
    let mut wrong = Vec::new();
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.codice).collect();
    for codice in check::codici().filter(|codice| !rules.contains(codice)) {
        for drawing in drawings(&check::doc(codice).unwrap().esempio) {
            let tabella = Tabella::new(&drawing);
            let own = |found: &str| found == codice;
            assert!(tabella.attesi.iter().any(|atteso| own(&atteso.codice)), "{codice} non è disegnato");
            let found = differences(&tabella.attesi, &rilievi(&tabella), own);
            wrong.extend(found.iter().map(|difference| format!("{codice}: {difference}")));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_table_that_raises_it_and_one_on_which_it_is_silent() {
    for rule in RULES {
        let raised = drawings(rule.source).iter().map(|drawing| raises(rule, drawing)).collect::<Vec<_>>();
        assert!(raised.contains(&true), "{} non ha una tabella in cui scatta", rule.codice);
        assert!(raised.contains(&false), "{} non ha una tabella in cui tace", rule.codice);
    }
}

fn raises(rule: &Rule, drawing: &str) -> bool {
    Tabella::new(drawing).attesi.iter().any(|atteso| atteso.codice == rule.codice)
}

#[test]
fn the_list_of_rules_is_the_folder_sorted_by_code() {
    let listed: Vec<String> = RULES.iter().map(|rule| file_name(rule)).collect();
    let mut files: Vec<String> = fs::read_dir("src/check")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.chars().take(6).filter(char::is_ascii_digit).count() == 3)
        .collect();
    files.sort();
    assert_eq!(listed, files);
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.codice).collect();
    assert_eq!(codes.len(), RULES.len(), "due regole hanno lo stesso codice");
}

/// `FAS101` and `fasi-somma` make `fas101_fasi_somma.rs`.
fn file_name(rule: &Rule) -> String {
    format!("{}_{}.rs", rule.codice.to_lowercase(), rule.nome.replace('-', "_"))
}

#[test]
fn every_code_that_is_emitted_is_documented_and_no_other() {
    let mut emitted = BTreeSet::new();
    codes_in("src", &mut emitted);
    let documented: BTreeSet<String> = check::codici().map(str::to_owned).collect();
    let missing: Vec<&String> = emitted.difference(&documented).collect();
    let stale: Vec<&String> = documented.difference(&emitted).collect();
    assert!(missing.is_empty(), "senza documentazione: {missing:?}");
    assert!(stale.is_empty(), "documentati ma mai emessi: {stale:?}");
}

/// The codes written between quotation marks in the sources under a folder.
fn codes_in(folder: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes_in(path.to_str().unwrap(), found);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            found.extend(text.split('"').filter(|quoted| is_code(quoted)).map(str::to_owned));
        }
    }
}

fn is_code(text: &str) -> bool {
    let (letters, digits) = text.split_at_checked(3).unwrap_or_default();
    (letters.len(), digits.len()) == (3, 3)
        && letters.chars().all(|c| c.is_ascii_uppercase())
        && digits.chars().all(|c| c.is_ascii_digit())
}

#[test]
fn every_documentation_says_what_why_and_what_to_do() {
    for codice in check::codici() {
        let doc = check::doc(codice).unwrap();
        assert_eq!(doc.codice, codice);
        for (part, text) in [
            ("nome", &doc.nome),
            ("titolo", &doc.titolo),
            ("che cosa", &doc.che_cosa),
            ("perché", &doc.perche),
            ("rimedio", &doc.rimedio),
            ("esempio", &doc.esempio),
        ] {
            assert!(!text.trim().is_empty(), "{codice}: manca «{part}»");
        }
    }
}

#[test]
fn the_header_of_a_rule_agrees_with_the_rule() {
    for rule in RULES {
        let heading = format!("//! {} {} — ", rule.codice, rule.nome);
        assert!(rule.source.starts_with(&heading), "{} non comincia con {heading}", rule.codice);
        assert_eq!(check::doc(rule.codice).unwrap().nome, rule.nome);
    }
}

#[test]
fn a_rilievo_of_the_reader_knows_the_obiettivo_whose_cells_it_points_at() {
    let tabella = Tabella::new(
        "# Cultura.xlsx › Schede
          1 | Area Cultura
          2 | Obiettivo n. 1: Museo
          3 | Data di conclusione | entro l'estate
          4 | Area Cultura
          5 | Obiettivo n. 2: Biblioteca
          6 | Data di conclusione | a fine lavori
         # Pesatura.xlsx › Pesatura
          1 | Area    | N. | Titolo obiettivo | Strategicità | Complessità | Rapporto
          2 | CULTURA | 1  | Museo            | settanta     | 70          | 60
          3 | CULTURA | 2  | Biblioteca       | 80           | 70          | tanti
         # Pesatura.xlsx › Appunti
          1 | da chiedere al Nucleo",
    );
    let (piano, mut rilievi) = piano(&tabella);
    check::attribute(&piano, &mut rilievi);
    let found: Vec<(&str, Option<&str>)> =
        rilievi.iter().map(|rilievo| (rilievo.codice, rilievo.obiettivo.as_deref())).collect();
    assert_eq!(
        found,
        [
            ("SCH102", Some("CULTURA/1")),
            ("SCH102", Some("CULTURA/2")),
            ("PES101", Some("CULTURA/1")),
            ("PES101", Some("CULTURA/2")),
            ("LET021", None),
        ]
    );
}
