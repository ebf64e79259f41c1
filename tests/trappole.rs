//! The traps of the sample office: each inconsistency of the printed document that a machine can see is found, in the
//! cell where it is; what only looks wrong stays silent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // a test may fail

use schedario::job::{Study, study};
use schedario::rilievo::Gravita;
use std::path::Path;
use std::sync::LazyLock;

static PREVENTIVO: LazyLock<Study> = LazyLock::new(|| office("preventivo"));
static CONSUNTIVO: LazyLock<Study> = LazyLock::new(|| office("consuntivo"));

fn office(state: &str) -> Study {
    study(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/calenzano-2023").join(state)).unwrap()
}

/// What is found, as `code obiettivo cell`.
fn found(study: &Study) -> Vec<String> {
    let line = |rilievo: &schedario::rilievo::Rilievo| {
        let cell = rilievo.dove.celle.map(|cells| cells.first.to_string()).unwrap_or_default();
        format!("{} {} {cell}", rilievo.codice, rilievo.obiettivo.as_deref().unwrap_or("-"))
    };
    study.rilievi.iter().map(line).collect()
}

fn assert_found(study: &Study, expected: &[&str]) {
    let found = found(study);
    let missing: Vec<&&str> =
        expected.iter().filter(|line| !found.iter().any(|known| known == **line)).collect();
    assert!(missing.is_empty(), "non trovati: {missing:#?}");
}

fn assert_silent(study: &Study, codes: &[&str], obiettivo: &str) {
    let on = |rilievo: &&schedario::rilievo::Rilievo| {
        rilievo.obiettivo.as_deref() == Some(obiettivo) && codes.contains(&rilievo.codice)
    };
    let wrong: Vec<String> =
        study.rilievi.iter().filter(on).map(|one| format!("{} {}", one.codice, one.messaggio)).collect();
    assert!(wrong.is_empty(), "falsi allarmi su {obiettivo}: {wrong:#?}");
}

#[test]
fn the_phases_that_do_not_add_up_or_say_no_weight_are_found() {
    assert_found(
        &PREVENTIVO,
        &[
            "FAS101 SERVIZI ALLA PERSONA/2 P32",
            "FAS201 GESTIONE PATRIMONIO/1 P30",
            "FAS201 AFFARI GENERALI E ISTITUZIONALI/2 P24",
            "FAS202 TRASVERSALE/3 A34",
            "FAS202 PERSONALE/1 Q28",
            "FAS202 PERSONALE/2 Q31",
            "FAS202 PERSONALE/3 P25",
            "FAS202 VIGILANZA/1 A34",
            "FAS202 VIGILANZA/2 O35",
            "FAS202 VIGILANZA/3 O31",
            "FAS202 VIGILANZA/4 O33",
            "FAS102 AFFARI GENERALI E ISTITUZIONALI/4 P30",
            "FAS203 AFFARI GENERALI E ISTITUZIONALI/4 B27",
            "FAS110 VIGILANZA/1 A29",
            "FAS208 RISORSE/6 B24",
        ],
    );
}

#[test]
fn sums_that_are_right_stay_silent() {
    let sums = ["FAS101", "FAS201", "FAS202", "IND104", "IND105"];
    for obiettivo in [
        "RISORSE/4",
        "RISORSE/5",
        "RISORSE/6",
        "GESTIONE PATRIMONIO/4",
        "AMBIENTE E VIABILITA'/5",
        "SERVIZI AI CITTADINI E ALLE IMPRESE/1",
        "SERVIZI AI CITTADINI E ALLE IMPRESE/3",
        "SERVIZI AI CITTADINI E ALLE IMPRESE/5",
        "SERVIZI ALLA PERSONA/3",
        "EDILIZIA/1",
        "PIANIFICAZIONE URBANISTICA/1",
    ] {
        assert_silent(&PREVENTIVO, &sums, obiettivo);
        assert_silent(&CONSUNTIVO, &sums, obiettivo);
    }
}

#[test]
fn months_that_are_missing_or_go_too_far_are_found() {
    assert_found(
        &PREVENTIVO,
        &[
            "FAS204 TRASVERSALE/1 E24",
            "FAS204 EDILIZIA/1 D19",
            "FAS205 VIGILANZA/1 C28",
            "FAS206 RISORSE/5 D24",
            "FAS207 AMBIENTE E VIABILITA'/5 D31",
        ],
    );
    for obiettivo in ["TRASVERSALE/3", "GESTIONE PATRIMONIO/1", "PIANIFICAZIONE URBANISTICA/1"] {
        assert_silent(&PREVENTIVO, &["FAS204", "FAS205"], obiettivo);
    }
}

#[test]
fn what_is_expected_is_looked_at_from_every_side() {
    assert_found(
        &PREVENTIVO,
        &[
            "IND103 RISORSE/4 L12",
            "IND109 VIGILANZA/3 A15",
            "IND109 TRASVERSALE/1 D66",
            "IND107 PERSONALE/1 L12",
            "IND107 PERSONALE/3 L12",
            "IND107 GESTIONE PATRIMONIO/4 L13",
            "IND107 EDILIZIA/1 C42",
            "IND107 AFFARI GENERALI E ISTITUZIONALI/1 K12",
            "IND107 AFFARI GENERALI E ISTITUZIONALI/3 K13",
            "IND108 SERVIZI AI CITTADINI E ALLE IMPRESE/5 C14",
            "IND108 SERVIZI AI CITTADINI E ALLE IMPRESE/6 C10",
            "IND108 SERVIZI ALLA PERSONA/1 A37",
            "IND108 SERVIZI ALLA PERSONA/5 C24",
            "MON201 SERVIZI AI CITTADINI E ALLE IMPRESE/4 C31",
            "MON201 AFFARI GENERALI E ISTITUZIONALI/4 D37",
            "MON201 AFFARI GENERALI E ISTITUZIONALI/4 D38",
            "MON201 TRASVERSALE/4 D40",
            "MON201 PERSONALE/1 E36",
            "MON201 PERSONALE/2 E37",
            "MON201 SERVIZI ALLA PERSONA/4 C48",
        ],
    );
    // 1.750 and 1750, n. 40 and 40, two spellings of one deadline
    for obiettivo in ["RISORSE/5", "SERVIZI AI CITTADINI E ALLE IMPRESE/2", "PERSONALE/3", "VIGILANZA/4"] {
        assert_silent(&PREVENTIVO, &["MON201"], obiettivo);
    }
}

#[test]
fn monitoring_that_leaves_something_out_is_found() {
    assert_found(
        &PREVENTIVO,
        &[
            "MON202 TRASVERSALE/4 C14",
            "MON202 RISORSE/1 C8",
            "MON202 VIGILANZA/4 A15",
            "MON203 RISORSE/3 A32",
            "MON205 PERSONALE/1 B34",
            "MON205 AMBIENTE E VIABILITA'/3 A41",
            "SCH205 AFFARI GENERALI E ISTITUZIONALI/2 A7",
            "SCH205 SERVIZI ALLA PERSONA/5 A6",
        ],
    );
}

#[test]
fn years_titles_and_copies_are_looked_at() {
    assert_found(
        &PREVENTIVO,
        &[
            "SCH201 GESTIONE PATRIMONIO/4 A4",
            "SCH202 RISORSE/1 C11",
            "SCH203 SERVIZI AI CITTADINI E ALLE IMPRESE/8 C12",
            "SCH206 GESTIONE PATRIMONIO/3 A6",
            "PES207 RISORSE/1 D19",
            "PES207 AMBIENTE E VIABILITA'/4 D36",
            "PES208 VIGILANZA/1 D29",
            "ENT101 SERVIZI ALLA PERSONA/6 A6",
            "ENT104 - J6",
        ],
    );
    let titles = found(&PREVENTIVO).iter().filter(|line| line.starts_with("PES20")).count();
    assert_eq!(titles, 3, "gli altri 45 titoli hanno almeno una parola in comune con la loro scheda");
}

#[test]
fn at_the_end_of_the_year_who_has_not_reported_and_what_contradicts_itself_is_found() {
    assert_found(
        &CONSUNTIVO,
        &[
            "PES205 GESTIONE PATRIMONIO/1 L35",
            "MON208 PIANIFICAZIONE URBANISTICA/1 N47",
            "MON204 PERSONALE/3 L32",
            "MON204 AMBIENTE E VIABILITA'/3 K43",
            "MON204 TRASVERSALE/1 M68",
            "MON204 SERVIZI ALLA PERSONA/5 A6",
            "ENT103 SERVIZI ALLA PERSONA/6 G60",
            "LET034 VIGILANZA/2 K41",
        ],
    );
    // the weights typed on these schede are those of the pesatura; the obiettivo was withdrawn
    for number in 1..=8 {
        let obiettivo = format!("SERVIZI AI CITTADINI E ALLE IMPRESE/{number}");
        assert_silent(&CONSUNTIVO, &["PES205", "PES206"], &obiettivo);
    }
    assert_silent(&CONSUNTIVO, &["MON204", "MON205", "MON209"], "AMBIENTE E VIABILITA'/4");
}

#[test]
fn before_the_year_ends_nobody_is_late() {
    let late = ["MON204", "MON209", "MON210", "ENT109"];
    assert_eq!(PREVENTIVO.rilievi.iter().filter(|rilievo| late.contains(&rilievo.codice)).count(), 0);
}

#[test]
fn an_errore_is_only_what_makes_a_figure_wrong() {
    let grave = |study: &Study| -> Vec<String> {
        let errori = study.rilievi.iter().filter(|rilievo| rilievo.gravita == Gravita::Errore);
        errori.map(|rilievo| rilievo.codice.to_owned()).collect()
    };
    assert_eq!(grave(&PREVENTIVO), ["FAS101"]);
    let mut later = grave(&CONSUNTIVO);
    later.sort();
    assert_eq!(later, ["FAS101", "LET034"]);
}
