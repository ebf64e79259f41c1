//! The sheet «Come si calcola»: every parameter of the regolamento with its meaning in words and the article or deed
//! it comes from, so that an annex explains itself. Formulas of the other sheets point at its cells.

use super::Quadro;
use super::book::{Book, Page};
use super::parole;
use super::sheet::{Cell, Sheet, Value};
use super::style::Look;
use crate::regolamento::{Nominato, Regolamento, Trasversali};
use anyhow::Result;
use rust_decimal::Decimal;

const NAME: &str = "Come si calcola";

/// Where the parameters stand that formulas use.
#[derive(Debug, Clone, Default)]
pub(super) struct Parametri {
    /// The highest points of each criterion, in the regolamento's order.
    pub(super) massimi: Vec<String>,
    /// The weight of each criterion; empty where the method has none.
    pub(super) pesi: Vec<String>,
    /// The highest degree of an indicatore.
    pub(super) tetto: String,
    /// The fixed share of the trasversali, where there is one.
    pub(super) quota: String,
}

/// Writes the sheet; the addresses are for the formulas of the sheets that come before it.
pub(super) fn write(
    book: &Book<'_>,
    quadro: &Quadro<'_>,
    legenda: &[&str],
) -> Result<(Sheet, Page, Parametri)> {
    let regolamento = quadro.regolamento;
    let mut sheet = Sheet::new(NAME, &[34.0, 22.0, 62.0, 46.0], regolamento.stampa.decimali)?;
    book.opening(&mut sheet, "Come si calcola: i parametri, che cosa significano, da quale atto vengono")?;
    if quadro.is_withheld() {
        // these would be the model's parameters, and nothing was computed with them
        let page = Page { landscape: true, head: None, frozen: 0, last_column: 3 };
        return Ok((sheet, page, Parametri::default()));
    }
    let head = sheet.row(&[
        Cell::new(0, "Parametro", Look::Header),
        Cell::new(1, "Valore", Look::Header),
        Cell::new(2, "Che cosa significa", Look::Header),
        Cell::new(3, "Fonte", Look::Header),
    ])?;
    let mut table = Table { sheet: &mut sheet, regolamento };
    let mut parametri = Parametri::default();
    pesatura(&mut table, &mut parametri)?;
    gradi(&mut table, &mut parametri)?;
    esiti(&mut table)?;
    sheet.skip(10.0);
    sheet.line("Come leggere i prospetti", Look::Heading)?;
    for line in legenda {
        sheet.line(*line, Look::Plain)?;
    }
    let page = Page { landscape: true, head: Some((head.first, head.last)), frozen: 0, last_column: 3 };
    Ok((sheet, page, parametri))
}

/// The table of the parameters.
struct Table<'t> {
    sheet: &'t mut Sheet,
    regolamento: &'t Regolamento,
}

impl Table<'_> {
    /// The heading of a section; it says so where the section is the model's.
    fn section(&mut self, key: &str, title: &str) -> Result<()> {
        let model = self.regolamento.dal_modello.iter().any(|name| name == key);
        let mark =
            if model && self.regolamento.file.is_some() { " – presa dal regolamento modello" } else { "" };
        self.sheet.line(format!("{title}{mark}"), Look::Band)?;
        Ok(())
    }

    /// A parameter; gives the address of its value.
    fn line(&mut self, what: &str, value: impl Into<Value>, meaning: &str, fonte: &str) -> Result<String> {
        let value = value.into();
        let look = if matches!(value, Value::Number(_)) { Look::Count } else { Look::Centre };
        let rows = self.sheet.row(&[
            Cell::new(0, what, Look::Text),
            Cell::new(1, value, look),
            Cell::new(2, meaning, Look::Text),
            Cell::new(3, fonte, Look::Text),
        ])?;
        Ok(self.sheet.beyond(1, rows.first))
    }
}

fn pesatura(table: &mut Table<'_>, parametri: &mut Parametri) -> Result<()> {
    let pesatura = &table.regolamento.pesatura;
    table.section("pesatura", "Pesatura degli obiettivi")?;
    let meaning = parole::metodo_peso(pesatura.metodo);
    table.line("Peso ponderale: metodo", pesatura.metodo.nome(), meaning, &pesatura.fonte)?;
    for criterio in &pesatura.criteri {
        let what = format!("Criterio «{}»", criterio.nome);
        let meaning = "punteggio più alto che si può assegnare";
        parametri.massimi.push(table.line(
            &what,
            Value::Number(criterio.massimo),
            meaning,
            &criterio.fonte,
        )?);
    }
    for criterio in &pesatura.criteri {
        if let Some(peso) = criterio.peso {
            let what = format!("Peso del criterio «{}»", criterio.nome);
            let meaning = "quanto conta fra i criteri";
            parametri.pesi.push(table.line(&what, Value::Number(peso), meaning, &criterio.fonte)?);
        }
    }
    table.line("Peso relativo", "100 × P / ΣP", parole::PESO_RELATIVO, &pesatura.fonte)?;
    Ok(())
}

fn gradi(table: &mut Table<'_>, parametri: &mut Parametri) -> Result<()> {
    let Regolamento { indicatori, obiettivi, aggregazione, cause_esterne, .. } = table.regolamento;
    table.section("indicatori", "Realizzazione di un indicatore")?;
    table.line("Prove, nell'ordine", "Nucleo, verifica, valore", parole::PROVE, &indicatori.fonte)?;
    let meaning = "grado più alto di un indicatore, in percento";
    parametri.tetto = table.line("Tetto", Value::Number(indicatori.tetto), meaning, &indicatori.fonte)?;
    if indicatori.ritardi.is_empty() {
        table.line(
            "Scadenza superata",
            Value::Number(Decimal::ZERO),
            "chi arriva tardi ha 0",
            &indicatori.fonte,
        )?;
    }
    for ritardo in &indicatori.ritardi {
        let value = Value::Number(ritardo.percentuale);
        table.line(&parole::ritardo(ritardo), value, "grado, in percento", &indicatori.fonte)?;
    }
    table.section("obiettivi", "Grado di realizzazione di un obiettivo")?;
    let meaning = parole::base(obiettivi.base);
    table.line("Su che cosa si basa", obiettivi.base.nome(), meaning, &obiettivi.fonte)?;
    let meaning = parole::mancanti(obiettivi.mancanti);
    table.line("Risultati mancanti", obiettivi.mancanti.nome(), meaning, &obiettivi.fonte)?;
    table.section("aggregazione", "Grado delle Aree e dell'Ente")?;
    table.line("Area", "media ponderata", parole::AREA, &aggregazione.fonte)?;
    let meaning = parole::metodo_ente(aggregazione.ente);
    table.line("Ente", aggregazione.ente.nome(), meaning, &aggregazione.fonte)?;
    let meaning = parole::trasversali(aggregazione.trasversali);
    table.line("Obiettivi trasversali", aggregazione.trasversali.nome(), meaning, &aggregazione.fonte)?;
    if let Trasversali::QuotaFissa(quota) = aggregazione.trasversali {
        let meaning = "parte del grado di ogni Area che viene dai trasversali, in percento";
        parametri.quota =
            table.line("Quota dei trasversali", Value::Number(quota), meaning, &aggregazione.fonte)?;
    }
    table.section("cause_esterne", "Obiettivi ritirati o fermi per cause esterne")?;
    let meaning = parole::politica(cause_esterne.politica);
    table.line("Come contano", cause_esterne.politica.nome(), meaning, &cause_esterne.fonte)?;
    Ok(())
}

fn esiti(table: &mut Table<'_>) -> Result<()> {
    let Regolamento { tempi_pagamento, fasce, stampa, .. } = table.regolamento;
    table.section("tempi_pagamento", "Tempi di pagamento")?;
    match tempi_pagamento {
        None => {
            table.line(
                "Quota",
                "non prevista",
                "il regolamento non indica l'obiettivo sui tempi di pagamento",
                "—",
            )?;
        }
        Some(tempi) => {
            table.line(
                "Obiettivo",
                tempi.obiettivo.as_str(),
                "l'obiettivo sui tempi di pagamento",
                &tempi.fonte,
            )?;
            table.line("Quota", Value::Number(tempi.quota), parole::QUOTA, &tempi.fonte)?;
            let meaning = "grado da cui l'obiettivo è rispettato, in percento";
            table.line("Soglia", Value::Number(tempi.soglia), meaning, &tempi.fonte)?;
        }
    }
    table.section("fasce", "Fasce")?;
    let last = fasce.elenco.len().saturating_sub(1);
    for (at, fascia) in fasce.elenco.iter().enumerate() {
        let meaning = parole::fascia(fascia, at == last);
        table.line(&format!("Fascia «{}»", fascia.nome), fascia.nome.as_str(), &meaning, &fasce.fonte)?;
    }
    table.section("stampa", "Cifre stampate")?;
    let decimali = Value::Number(Decimal::from(stampa.decimali));
    table.line("Decimali", decimali, parole::ARROTONDAMENTO, &stampa.fonte)?;
    Ok(())
}
