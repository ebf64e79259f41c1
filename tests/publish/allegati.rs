//! The figures of the annexes.

use crate::prova::{Libro, Prova, close, column, find, number, regolamento, text};
use rust_decimal::Decimal;
use schedario::model::{Ambito, Scadenza};
use schedario::publish;
use schedario::regolamento::Regolamento;

const WAITING: &str = r#"
[[obiettivi]]
chiave = "RISORSE/1"
punti = { strategicita = "70", complessita = "80", rapporto = "80" }
indicatori = [
  { atteso = "10", conseguito = { "31/12" = "9" } },
  { atteso = "una relazione", conseguito = { "31/12" = "fatta" } },
]
[[obiettivi]]
chiave = "RISORSE/2"
punti = { strategicita = "70", complessita = "settanta", rapporto = "80" }
"#;

#[test]
fn every_weight_of_the_pesatura_is_the_computed_one_and_a_live_formula() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    let mut libro = Libro::open(publish::allegato_pesatura(&prova.quadro()).unwrap());
    let (cells, formulas) = (libro.values("Pesatura"), libro.formulas("Pesatura"));
    let (head, ponderale) = column(&cells, "Peso ponderale");
    let (_, relativo) = column(&cells, "Peso relativo %");
    let mut rows = (head + 1..).filter(|row| number(&cells, *row, 2).is_some());
    for (chiave, esito) in &prova.esiti.obiettivi {
        let row = rows.next().unwrap();
        assert_eq!(text(&cells, row, 2), chiave.numero, "{chiave}");
        assert!(
            close(number(&cells, row, ponderale), esito.peso_ponderale.as_ref().unwrap().value),
            "{chiave}"
        );
        assert!(close(number(&cells, row, relativo), esito.peso_relativo_stampato.unwrap()), "{chiave}");
        assert!(formulas.get_value((row, ponderale)).unwrap().starts_with("AVERAGE("), "{chiave}");
        // half-way between two roundings a binary number could fall on either side: there the figure stands by itself
        let share = esito.peso_relativo.as_ref().unwrap().value * Decimal::ONE_THOUSAND;
        let half_way = share.fract().is_zero() && (share % Decimal::TEN) == Decimal::from(5);
        let live = formulas.get_value((row, relativo)).unwrap().starts_with("ROUND(100*");
        assert!(live != half_way, "{chiave}");
    }
}

#[test]
fn the_printed_shares_of_each_area_sum_to_exactly_100() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    let mut libro = Libro::open(publish::allegato_pesatura(&prova.quadro()).unwrap());
    let (cells, formulas) = (libro.values("Pesatura"), libro.formulas("Pesatura"));
    let (_, relativo) = column(&cells, "Peso relativo %");
    for nome in prova.piano.aree.keys().map(String::as_str).chain(["TRASVERSALI"]) {
        let (row, _) = find(&cells, &format!("Totale {nome}")).unwrap();
        assert_eq!(number(&cells, row, relativo), Some(100.0), "{nome}");
        assert!(formulas.get_value((row, relativo)).unwrap().starts_with("SUM("), "{nome}");
    }
}

#[test]
fn the_criteria_stand_in_the_order_of_the_regolamento_with_its_names() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    let mut libro = Libro::open(publish::allegato_pesatura(&prova.quadro()).unwrap());
    let cells = libro.values("Pesatura");
    // in the office's own table the rapporto comes second
    let heads = ["Strategicità per l'Ente", "Complessità", "Rapporto obiettivo/attività ordinaria"];
    let columns: Vec<u32> = heads.iter().map(|head| column(&cells, head).1).collect();
    assert_eq!(columns, [4, 5, 6]);
    let (row, _) = find(&cells, "Il capitale umano: dall'acquisizione di nuove risorse").unwrap();
    let points: Vec<_> = columns.iter().map(|column| number(&cells, row, *column).unwrap()).collect();
    assert_eq!(points, [80.0, 70.0, 60.0]);
}

#[test]
fn every_degree_of_the_annex_is_the_computed_one() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    let mut libro = Libro::open(publish::allegato_performance(&prova.quadro()).unwrap());
    let (cells, formulas) = (libro.values("Obiettivi"), libro.formulas("Obiettivi"));
    let mut seen = 0;
    for scadenza in &prova.piano.scadenze {
        let (head, degree) = column(&cells, &format!("Realizzazione al {scadenza} %"));
        let (_, minimo) = column(&cells, &format!("minimo al {scadenza}"));
        let mut rows = (head + 1..).filter(|row| number(&cells, *row, 0).is_some());
        for (chiave, esito) in &prova.esiti.obiettivi {
            let (row, grado) = (rows.next().unwrap(), esito.realizzazione[scadenza].value);
            match grado.valore {
                Some(valore) => assert!(close(number(&cells, row, degree), valore), "{chiave} {scadenza}"),
                None => assert!(text(&cells, row, degree).starts_with("da "), "{chiave} {scadenza}"),
            }
            assert!(close(number(&cells, row, minimo), grado.minimo), "{chiave} {scadenza}");
            assert!(close(number(&cells, row, minimo + 1), grado.massimo), "{chiave} {scadenza}");
            seen += usize::from(!formulas.get_value((row, minimo)).unwrap().is_empty());
        }
    }
    assert!(seen > 80, "solo {seen} gradi sono formule sugli indicatori");
}

#[test]
fn the_totals_of_aree_and_ente_are_live_formulas() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    let mut libro = Libro::open(publish::allegato_performance(&prova.quadro()).unwrap());
    let (cells, formulas) = (libro.values("Obiettivi"), libro.formulas("Obiettivi"));
    let (_, massimo) = column(&cells, "massimo al 31/12");
    let (row, _) = find(&cells, "Totale RISORSE (6 obiettivi)").unwrap();
    let esito = &prova.esiti.aree["RISORSE"].realizzazione[&Scadenza::FINE_ANNO];
    assert!(close(number(&cells, row, massimo), esito.value.massimo));
    assert!(formulas.get_value((row, massimo)).unwrap().starts_with("SUMPRODUCT("));
    let (row, _) = find(&cells, "GRADO DI REALIZZAZIONE DELL'ENTE – COMUNE DI CALENZANO").unwrap();
    let ente = &prova.esiti.ente[&Scadenza::FINE_ANNO];
    assert!(close(number(&cells, row, massimo), ente.value.massimo));
    assert!(formulas.get_value((row, massimo)).unwrap().starts_with("SUMPRODUCT("));
}

#[test]
fn whatever_the_regolamento_says_the_totals_are_live() {
    let variants: [&[(&str, &str)]; 3] = [
        &[("metodo = \"media\"\n", "metodo = \"somma\"\n"), ("\"una_volta\"\n", "\"per_area\"\n")],
        &[
            ("metodo = \"media\"\n", "metodo = \"prodotto\"\n"),
            ("trasversali = \"una_volta\"\n", "trasversali = \"quota_fissa\"\nquota_trasversali = 20\n"),
            ("mancanti = \"sospeso\"\n", "mancanti = \"escludi\"\n"),
        ],
        &[
            ("\nente = \"media_ponderata\"\n", "\nente = \"media_aree\"\n"),
            ("base = \"indicatori\"\n", "base = \"minimo\"\n"),
            ("mancanti = \"sospeso\"\n", "mancanti = \"zero\"\n"),
        ],
    ];
    for changes in variants {
        let prova = Prova::calenzano(regolamento(changes));
        let mut libro = Libro::open(publish::allegato_performance(&prova.quadro()).unwrap());
        let (cells, formulas) = (libro.values("Obiettivi"), libro.formulas("Obiettivi"));
        let (_, minimo) = column(&cells, "minimo al 31/12");
        let totals = cells.rows().enumerate().filter(|(_, row)| {
            let name = row[0].to_string();
            name.starts_with("Totale ") || name.starts_with("GRADO ")
        });
        let rows: Vec<u32> = totals.map(|(row, _)| row as u32 + cells.start().unwrap().0).collect();
        assert_eq!(rows.len(), prova.piano.aree.len() + 2);
        for row in rows {
            for column in [minimo, minimo + 1] {
                assert!(
                    !formulas.get_value((row, column)).unwrap().is_empty(),
                    "{changes:?}, riga {}",
                    row + 1
                );
            }
        }
    }
}

#[test]
fn what_waits_for_evidence_is_an_interval() {
    let prova = Prova::scritta(WAITING);
    let mut libro = Libro::open(publish::allegato_performance(&prova.quadro()).unwrap());
    let cells = libro.values("Obiettivi");
    let (head, degree) = column(&cells, "Realizzazione al 31/12 %");
    let row = (head + 1..).find(|row| number(&cells, *row, 0) == Some(1.0)).unwrap();
    assert_eq!(text(&cells, row, degree), "da 45,00\na 95,00");
    let cells = libro.values("Riepilogo");
    let (row, _) = find(&cells, "RISORSE").unwrap();
    // the weight of the second obiettivo is not known: all that can be said is between its bounds and the first's
    assert_eq!(text(&cells, row, column(&cells, "Grado al 31/12 %").1), "da 0,00 a 100,00");
}

#[test]
fn what_is_unknown_is_a_dash_and_never_a_zero() {
    let prova = Prova::scritta(WAITING);
    let mut libro = Libro::open(publish::allegato_pesatura(&prova.quadro()).unwrap());
    let cells = libro.values("Pesatura");
    let (head, ponderale) = column(&cells, "Peso ponderale");
    let row = (head + 1..).find(|row| number(&cells, *row, 2) == Some(2.0)).unwrap();
    assert_eq!(text(&cells, row, column(&cells, "Complessità").1), "settanta");
    assert_eq!(text(&cells, row, ponderale), "—");
    assert_eq!(text(&cells, row, ponderale + 1), "—");
    assert!(find(&cells, "Totale RISORSE – un obiettivo è senza peso").is_some());
}

#[test]
fn every_formula_has_its_figure_beside_it() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    for (name, bytes) in publish::all(&prova.quadro()).unwrap() {
        if !name.ends_with(".xlsx") {
            continue;
        }
        let mut libro = Libro::open(bytes);
        for sheet in libro.sheets() {
            let (cells, formulas) = (libro.values(&sheet), libro.formulas(&sheet));
            let (first_row, first_column) = formulas.start().unwrap_or_default();
            for (row, column, formula) in formulas.used_cells().filter(|(.., formula)| !formula.is_empty()) {
                let at = (row as u32 + first_row, column as u32 + first_column);
                let value = cells.get_value(at);
                let known = value.is_some_and(|value| {
                    number(&cells, at.0, at.1).is_some() || !value.to_string().is_empty()
                });
                assert!(known && !formula.contains('#'), "{name} {sheet} {at:?}: {formula}");
            }
        }
    }
}

#[test]
fn each_sheet_says_that_the_regolamento_is_the_models() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    let own = Prova::calenzano(regolamento(&[]));
    for ((name, bytes), (_, own)) in
        publish::all(&prova.quadro()).unwrap().into_iter().zip(publish::all(&own.quadro()).unwrap())
    {
        if !name.ends_with(".xlsx") {
            continue;
        }
        let (mut libro, mut own) = (Libro::open(bytes), Libro::open(own));
        for sheet in libro.sheets() {
            let said = |cells: calamine::Range<calamine::Data>| {
                cells.used_cells().any(|(.., value)| value.to_string().contains("REGOLAMENTO MODELLO"))
            };
            assert!(said(libro.values(&sheet)), "{name} {sheet}");
            assert!(!said(own.values(&sheet)), "{name} {sheet}");
        }
    }
}

#[test]
fn without_a_readable_regolamento_no_figure_is_shown_and_no_parameter_of_another() {
    let mut prova = Prova::calenzano(regolamento(&[]));
    prova.esiti = schedario::compute::withheld(&prova.piano);
    let mut libro = Libro::open(publish::allegato_pesatura(&prova.quadro()).unwrap());
    for sheet in libro.sheets() {
        let cells = libro.values(&sheet);
        let said = cells
            .used_cells()
            .any(|(.., value)| value.to_string().contains("Nessuna cifra è stata calcolata"));
        assert!(said, "{sheet}: {:?}", cells.used_cells().take(6).collect::<Vec<_>>());
    }
    assert!(find(&libro.values("Come si calcola"), "media").is_none());
    let cells = libro.values("Pesatura");
    let (row, _) = find(&cells, "Totale RISORSE – 6 obiettivi sono senza peso").unwrap();
    assert_eq!(text(&cells, row, column(&cells, "Peso ponderale").1), "—");
}

#[test]
fn the_signatures_are_names_and_no_stamp_of_another_paper() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    let mut libro = Libro::open(publish::allegato_pesatura(&prova.quadro()).unwrap());
    let cells = libro.values("Pesatura");
    assert!(find(&cells, "Paola Miranda – Presidente").is_some());
    assert!(!cells.used_cells().any(|(.., value)| value.to_string().contains("UTC")));
}

#[test]
fn an_obiettivo_of_two_areas_counts_once_for_the_ente() {
    let prova = Prova::calenzano(Regolamento::modello().unwrap());
    let copies: Vec<_> = prova.piano.obiettivi.values().filter(|one| one.copia_di.is_some()).collect();
    let mut libro = Libro::open(publish::allegato_performance(&prova.quadro()).unwrap());
    let cells = libro.values("Obiettivi");
    let (_, ente) = column(&cells, "peso che conta per l'Ente");
    let said = cells.used_cells().filter(|(_, at, value)| *at as u32 == ente && *value == "già contato");
    assert!(!copies.is_empty() && copies.iter().all(|one| one.chiave.ambito != Ambito::Trasversale));
    assert_eq!(said.count(), copies.len());
}
