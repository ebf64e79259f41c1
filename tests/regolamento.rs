//! The regolamento: the model and the sample can be read, and every defect of an office's file is told with its line
//! and column, what is wrong and what to do.

#![allow(clippy::unwrap_used, clippy::panic)]

use schedario::regolamento::{Base, MetodoPeso, Nominato, Politica, Regolamento, Trasversali};
use schedario::rilievo::{Gravita, Rilievo};

const SAMPLE: &str = include_str!("../samples/calenzano-2023/consuntivo/regolamento.toml");

/// The defects of a text, as `line:column code what is wrong`.
fn defects(text: &str) -> Vec<String> {
    let found = Regolamento::parse("regolamento.toml", text).err().unwrap_or_default();
    found.iter().map(|d| format!("{}:{} {} {}", d.riga, d.colonna, d.codice, d.messaggio)).collect()
}

/// The model with a part of it written otherwise.
fn model_with(before: &str, after: &str) -> String {
    assert!(Regolamento::MODELLO.contains(before), "il modello non dice «{before}»");
    Regolamento::MODELLO.replacen(before, after, 1)
}

#[test]
fn the_model_can_be_read_and_says_that_it_is_no_law() {
    let model = Regolamento::modello().unwrap();
    assert_eq!(model.file, None);
    assert_eq!(model.pesatura.metodo, MetodoPeso::Media);
    let criteri: Vec<_> =
        model.pesatura.criteri.iter().map(|c| (c.id.as_str(), c.massimo.to_string())).collect();
    let hundred = |id| (id, "100".to_owned());
    assert_eq!(criteri, ["strategicita", "complessita", "rapporto"].map(hundred));
    assert_eq!(model.obiettivi.base, Base::Indicatori);
    assert_eq!(model.aggregazione.trasversali, Trasversali::UnaVolta);
    assert_eq!(model.cause_esterne.politica, Politica::EscludiRinormalizza);
    assert!(model.tempi_pagamento.is_none());
    let bands: Vec<_> = model.fasce.elenco.iter().map(|f| format!("{} {}-{}", f.nome, f.da, f.a)).collect();
    assert_eq!(bands, ["non raggiunto 0-50", "parzialmente raggiunto 50-90", "raggiunto 90-100"]);
    assert!(model.fasce.fonte.contains("non è una norma"));
}

#[test]
fn the_model_names_every_method_and_policy_that_there_is() {
    fn names<T: Nominato>() -> Vec<&'static str> {
        T::TUTTI.iter().map(|choice| choice.nome()).collect()
    }
    let lists = [names::<MetodoPeso>(), names::<Base>(), names::<Trasversali>(), names::<Politica>()];
    for name in lists.concat() {
        assert!(Regolamento::MODELLO.contains(&format!("\"{name}\"")), "il modello non spiega «{name}»");
    }
}

#[test]
fn the_sample_takes_nothing_from_the_model_and_has_the_payment_time_quota() {
    let sample = Regolamento::parse("regolamento.toml", SAMPLE).unwrap();
    assert_eq!(sample.dal_modello, Vec::<String>::new());
    assert_eq!(sample.file.as_deref(), Some("regolamento.toml"));
    assert_eq!(sample.tempi_pagamento.unwrap().obiettivo, "TRASVERSALE/4");
    assert!(sample.pesatura.fonte.contains("nessuna formula"));
}

#[test]
fn a_section_left_out_is_the_models_and_is_named() {
    let own = Regolamento::parse("regolamento.toml", "[stampa]\ndecimali = 3\nfonte = \"SMVP, art. 20\"\n")
        .unwrap();
    assert_eq!(own.stampa.decimali, 3);
    let taken = ["pesatura", "indicatori", "obiettivi", "aggregazione", "cause_esterne", "fasce"];
    assert_eq!(own.dal_modello, taken);
    assert!(own.tempi_pagamento.is_none());
}

#[test]
fn numbers_are_read_exactly() {
    let text = model_with("tetto = 100", "tetto = 110.10");
    let tetto = Regolamento::parse("regolamento.toml", &text).unwrap().indicatori.tetto;
    assert_eq!(tetto.to_string(), "110.1");
}

#[test]
fn a_text_that_is_not_toml_is_told_where_and_why() {
    for (text, expected) in [
        ("[indicatori]\ntetto = 12,5\n", vec!["2:11 REG001 dopo il valore c'è una virgola"]),
        (
            "[stampa]\ndecimali = due\nfonte = \"x\n",
            vec![
                "2:12 REG001 «due» non è un numero, né una data, né un testo fra virgolette",
                "3:11 REG001 le virgolette aperte non si chiudono",
            ],
        ),
        (
            "[stampa]\nfonte = “art. 3”\n",
            vec!["2:9 REG001 «“art. 3”» non è un numero, né una data, né un testo fra virgolette"],
        ),
        ("[pesatura\n", vec!["1:10 REG001 manca la parentesi di chiusura"]),
        ("[stampa]\ndecimali\n", vec!["2:9 REG001 una chiave va scritta con il segno = e il suo valore"]),
        ("città = 3\n", vec!["1:5 REG001 il nome della chiave ha un segno che non può esserci"]),
        (
            "[stampa]\ndecimali = 2\ndecimali = 3\n",
            vec!["3:1 REG001 la stessa chiave, o la stessa sezione, è scritta due volte"],
        ),
    ] {
        assert_eq!(defects(text), expected, "{text}");
    }
}

#[test]
fn the_fonte_is_required_everywhere() {
    assert_eq!(defects("[stampa]\ndecimali = 2\n"), ["1:1 REG002 in [stampa] manca «fonte»"]);
    assert_eq!(
        defects("\n[stampa]\ndecimali = 2\nfonte = \" \"\n"),
        ["4:9 REG002 in [stampa] «fonte» è vuota"]
    );
    let no_fonte = Regolamento::MODELLO.replace("\nfonte = ", "\n# fonte = ");
    let found = defects(&no_fonte);
    assert_eq!(found.len(), 10, "{found:?}");
    assert!(found.iter().all(|defect| defect.contains("REG002")), "{found:?}");
}

#[test]
fn a_word_that_is_not_known_finds_the_one_that_was_meant() {
    assert_eq!(
        defects("[obiettivi]\nbase = \"indicatore\"\nmancanti = \"boh\"\nfonte = \"x\"\nmancanza = 1\n"),
        [
            "2:8 REG003 in [obiettivi] «base» vale «indicatore», che non è fra i valori noti",
            "3:12 REG003 in [obiettivi] «mancanti» vale «boh», che non è fra i valori noti",
            "5:1 REG003 in [obiettivi] la chiave «mancanza» non è nota",
        ]
    );
    let found = Regolamento::parse("regolamento.toml", "[pesatuta]\nmetodo = \"media\"\n").unwrap_err();
    let remedies: Vec<&str> = found.iter().map(|difetto| difetto.rimedio.as_str()).collect();
    assert_eq!(
        remedies,
        [
            "forse intendevi «pesatura»; sono ammessi: ente, dal, pesatura, indicatori, obiettivi, aggregazione, \
          cause_esterne, tempi_pagamento, fasce, stampa"
        ]
    );
}

#[test]
fn bands_may_not_overlap_nor_leave_gaps_and_must_cover_0_to_100() {
    let bands = |list: &str| defects(&format!("[fasce]\nfonte = \"x\"\nelenco = [\n{list}]\n"));
    assert_eq!(
        bands(
            "{ da = 0, a = 50, nome = \"basso\" },\n{ da = 55.5, a = 95, nome = \"medio\" },\n{ da = 90, a = 99, nome = \"alto\" },\n"
        ),
        [
            "5:1 REG004 fra 50 e 55,5, dove comincia «medio», c'è un buco",
            "6:1 REG004 la fascia «alto» comincia da 90, dentro quella prima, che arriva a 95",
            "6:1 REG004 le fasce arrivano a 99 invece che a 100",
        ]
    );
    assert_eq!(
        bands("{ da = 10, a = 100, nome = \"tutto\" },\n"),
        ["4:1 REG004 fra 0 e 10, dove comincia «tutto», c'è un buco"]
    );
    assert_eq!(
        bands("{ da = 50, a = 100, nome = \"alto\" },\n{ da = 0, a = 50, nome = \"basso\" },\n"),
        Vec::<String>::new()
    );
    assert_eq!(
        bands("{ da = 0, a = 0, nome = \"nulla\" },\n{ da = 0, a = 101, nome = \"tutto\" },\n"),
        [
            "4:1 REG004 la fascia «nulla» finisce prima di cominciare",
            "5:15 REG005 in [fasce] › elenco «a» vale 101",
        ]
    );
}

#[test]
fn bands_of_delay_follow_one_another_from_day_1_and_the_last_is_open() {
    let bands =
        |list: &str| defects(&model_with("tetto = 100", &format!("tetto = 100\nritardi = [\n{list}]")));
    let line = Regolamento::MODELLO.lines().position(|line| line == "tetto = 100").unwrap() + 3;
    assert_eq!(
        bands(
            "{ da_giorni = 5, a_giorni = 30, percentuale = 80 },\n{ da_giorni = 20, a_giorni = 40, percentuale = 10 },\n"
        ),
        [
            format!("{line}:1 REG004 fra 1 e 5 giorni di ritardo c'è un buco"),
            format!("{}:1 REG004 la fascia di ritardo da 20 giorni si sovrappone a un'altra", line + 1),
            format!("{}:1 REG004 nessuna fascia di ritardo dice che cosa vale da 41 giorni in poi", line + 1),
        ]
    );
    assert_eq!(
        bands("{ da_giorni = 1, percentuale = 80 },\n{ da_giorni = 31.5, percentuale = 10 },\n"),
        [format!("{}:15 REG005 «da_giorni» deve essere un numero intero di giorni", line + 1)]
    );
}

#[test]
fn values_out_of_range_are_told_one_by_one() {
    assert_eq!(
        defects(
            "[pesatura]\nmetodo = \"media_pesata\"\nfonte = \"x\"\n\
             [[pesatura.criteri]]\nid = \"a\"\nnome = \"A\"\nmassimo = -5\nfonte = \"x\"\n\
             [[pesatura.criteri]]\nid = \"a\"\nnome = \"A\"\nmassimo = \"cento\"\npeso = 0\nfonte = \"x\"\n\
             [tempi_pagamento]\nobiettivo = \"pagamenti\"\nquota = 20\nsoglia = 101\nfonte = \"x\"\n\
             [stampa]\ndecimali = 7\nfonte = 3\n"
        ),
        [
            "4:1 REG005 con metodo = \"media_pesata\" ogni criterio deve avere il suo «peso»",
            "7:11 REG005 in [pesatura] › criteri «massimo» vale -5",
            "12:11 REG005 in [pesatura] › criteri «massimo» deve essere un numero",
            "13:8 REG005 in [pesatura] › criteri «peso» vale 0",
            "16:13 REG005 «pagamenti» non indica un obiettivo",
            "17:9 REG005 in [tempi_pagamento] «quota» vale 20",
            "18:10 REG005 in [tempi_pagamento] «soglia» vale 101",
            "21:12 REG005 in [stampa] «decimali» vale 7",
            "22:9 REG005 in [stampa] «fonte» deve essere un testo",
        ]
    );
}

#[test]
fn a_key_that_the_method_would_not_use_is_told() {
    let weight = model_with("massimo = 100", "massimo = 100\npeso = 50");
    let found = defects(&weight);
    assert!(
        matches!(found.as_slice(), [one] if one.ends_with("ma metodo = \"media\" non ne tiene conto")),
        "{found:?}"
    );
    let share =
        model_with("trasversali = \"una_volta\"", "trasversali = \"una_volta\"\nquota_trasversali = 20");
    let found = defects(&share);
    assert!(matches!(found.as_slice(), [one] if one.contains("«quota_trasversali» non serve")), "{found:?}");
}

#[test]
fn a_key_that_is_missing_is_told_with_its_section() {
    let text = model_with("trasversali = \"una_volta\"", "trasversali = \"quota_fissa\"");
    let found = defects(&text);
    assert!(
        matches!(found.as_slice(), [one] if one.ends_with("REG006 in [aggregazione] manca la chiave «quota_trasversali»")),
        "{found:?}"
    );
    let twice = "[[pesatura.criteri]]\nid = \"a\"\nnome = \"A\"\nmassimo = 1\nfonte = \"x\"\n".repeat(2);
    let text = format!("[pesatura]\nmetodo = \"media\"\nfonte = \"x\"\n{twice}");
    assert_eq!(defects(&text), ["10:6 REG005 il criterio «a» è scritto due volte"]);
}

#[test]
fn a_defect_becomes_a_rilievo_on_the_file() {
    let found =
        Regolamento::parse("regole/regolamento.toml", "[stampa]\ndecimali = 9\nfonte = \"x\"\n").unwrap_err();
    let rilievi: Vec<Rilievo> = found.iter().map(Rilievo::from).collect();
    let [rilievo] = rilievi.as_slice() else { panic!("{rilievi:?}") };
    assert_eq!(
        (rilievo.codice, rilievo.gravita, &*rilievo.dove.file),
        ("REG005", Gravita::Errore, "regole/regolamento.toml")
    );
    assert_eq!(rilievo.messaggio, "riga 2, colonna 12: in [stampa] «decimali» vale 9; deve stare fra 0 e 6");
}
