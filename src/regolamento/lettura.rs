//! The file as a whole: its sections read one by one, every defect collected, what is left out taken from the model.

use super::difetto::{Difetti, Difetto};
use super::sintassi;
use super::tabella::Tabella;
use super::{
    Aggregazione, CauseEsterne, Fasce, Indicatori, Obiettivi, Pesatura, Regolamento, Stampa, TempiPagamento,
};
use jiff::civil::Date;
use std::cell::RefCell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a file says: a section that is missing, or defective, is `None`.
#[derive(Default)]
struct Sezioni {
    ente: Option<String>,
    dal: Option<Date>,
    pesatura: Option<Pesatura>,
    indicatori: Option<Indicatori>,
    obiettivi: Option<Obiettivi>,
    aggregazione: Option<Aggregazione>,
    cause_esterne: Option<CauseEsterne>,
    tempi_pagamento: Option<TempiPagamento>,
    fasce: Option<Fasce>,
    stampa: Option<Stampa>,
}

/// Reads a file; `modello` is the text that completes it.
pub(super) fn parse(file: &str, text: &str, modello: Option<&str>) -> Result<Regolamento, Vec<Difetto>> {
    let own = read(file, text)?;
    let model = modello.map_or_else(|| Ok(Sezioni::default()), |text| read("modello", text))?;
    let is_model = modello.is_none();
    complete(own, model, (!is_model).then(|| file.to_owned())).ok_or_else(|| {
        let mut difetti = Difetti::new(file, text);
        difetti.add("REG006", &(0..0), "manca una sezione intera", "riprenderla dal modello");
        difetti.into_sorted()
    })
}

fn read(file: &str, text: &str) -> Result<Sezioni, Vec<Difetto>> {
    let difetti = RefCell::new(Difetti::new(file, text));
    let (document, errors) = DeTable::parse_recoverable(text);
    sintassi::report(text, &errors, &mut difetti.borrow_mut());
    // what follows a broken line may be read askew: keys that are there would be reported as missing
    let sezioni = if errors.is_empty() { sections(&document, &difetti) } else { Sezioni::default() };
    let difetti = difetti.into_inner();
    if difetti.is_empty() { Ok(sezioni) } else { Err(difetti.into_sorted()) }
}

fn sections(document: &Spanned<DeTable<'_>>, difetti: &RefCell<Difetti<'_>>) -> Sezioni {
    let root = Tabella::new("testa al file", 0..0, document.get_ref(), difetti);
    let sezioni = Sezioni {
        ente: root.optional_text("ente"),
        dal: date(&root),
        pesatura: section(&root, "pesatura", Pesatura::read, difetti),
        indicatori: section(&root, "indicatori", Indicatori::read, difetti),
        obiettivi: section(&root, "obiettivi", Obiettivi::read, difetti),
        aggregazione: section(&root, "aggregazione", Aggregazione::read, difetti),
        cause_esterne: section(&root, "cause_esterne", CauseEsterne::read, difetti),
        tempi_pagamento: section(&root, "tempi_pagamento", TempiPagamento::read, difetti),
        fasce: section(&root, "fasce", Fasce::read, difetti),
        stampa: section(&root, "stampa", Stampa::read, difetti),
    };
    root.close();
    sezioni
}

fn section<'t, 'd, 'a, T>(
    root: &Tabella<'t, 'd, 'a>,
    key: &'static str,
    read: fn(&Tabella<'t, 'd, 'a>) -> Option<T>,
    difetti: &'d RefCell<Difetti<'a>>,
) -> Option<T> {
    let value = root.get(key)?;
    let Some(table) = value.get_ref().as_table() else {
        let messaggio = format!("«{key}» deve essere una sezione");
        root.wrong("REG005", &value.span(), messaggio, format!("scrivere [{key}] e sotto le sue chiavi"));
        return None;
    };
    let table = Tabella::new(format!("[{key}]"), value.span(), table, difetti);
    let found = read(&table);
    table.close();
    found
}

fn date(root: &Tabella<'_, '_, '_>) -> Option<Date> {
    let value = root.get("dal")?;
    let written = match value.get_ref() {
        DeValue::Datetime(written) => written.date,
        _ => None,
    };
    let day = written.and_then(|day| {
        let year = i16::try_from(day.year).ok()?;
        Date::new(year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
    });
    if day.is_none() {
        let messaggio = "«dal» deve essere una data".to_owned();
        root.wrong("REG005", &value.span(), messaggio, "scriverla senza virgolette: 2023-01-31");
    }
    day
}

/// The regolamento, with the model's sections in place of those left out.
fn complete(own: Sezioni, model: Sezioni, file: Option<String>) -> Option<Regolamento> {
    let mut dal_modello = Vec::new();
    let taken = &mut dal_modello;
    let pesatura = pick("pesatura", own.pesatura, model.pesatura, taken)?;
    let indicatori = pick("indicatori", own.indicatori, model.indicatori, taken)?;
    let obiettivi = pick("obiettivi", own.obiettivi, model.obiettivi, taken)?;
    let aggregazione = pick("aggregazione", own.aggregazione, model.aggregazione, taken)?;
    let cause_esterne = pick("cause_esterne", own.cause_esterne, model.cause_esterne, taken)?;
    let fasce = pick("fasce", own.fasce, model.fasce, taken)?;
    let stampa = pick("stampa", own.stampa, model.stampa, taken)?;
    Some(Regolamento {
        file,
        ente: own.ente,
        dal: own.dal,
        dal_modello,
        pesatura,
        indicatori,
        obiettivi,
        aggregazione,
        cause_esterne,
        tempi_pagamento: own.tempi_pagamento,
        fasce,
        stampa,
    })
}

fn pick<T>(name: &str, own: Option<T>, model: Option<T>, taken: &mut Vec<String>) -> Option<T> {
    if own.is_none() && model.is_some() {
        taken.push(name.to_owned());
    }
    own.or(model)
}
