//! The Aree in the data contract.

use super::grado::{Cifra, Grado, PerScadenza, figure, per};
use super::text;
use crate::compute::esito::TempiPagamento;
use crate::model::{self, Scadenza};
use crate::publish::Quadro;
use serde::Serialize;

/// An Area.
#[derive(Serialize)]
pub(super) struct Area<'d> {
    area: &'d str,
    denominazione: Option<String>,
    responsabile: Option<String>,
    somma_pesi: Option<Cifra>,
    obiettivi: usize,
    realizzazione: PerScadenza<Option<Grado>>,
    tempi_pagamento: Option<Quota<'d>>,
}

/// The payment-time quota.
#[derive(Serialize)]
struct Quota<'d> {
    obiettivo: String,
    quota: Cifra,
    rispettato: Option<bool>,
    altri: Option<Grado>,
    complessivo: Option<Cifra>,
    fonte: &'d str,
}

/// The row of an Area.
pub(super) fn row<'d>(area: &'d model::Area, quadro: &Quadro<'d>, scadenze: &[Scadenza]) -> Area<'d> {
    let esito = quadro.esiti.aree.get(&area.nome);
    // a sum of weights of which none is known is no sum
    let in_area =
        |chiave: &model::Chiave| matches!(&chiave.ambito, model::Ambito::Area(nome) if *nome == area.nome);
    let mut listed = quadro.esiti.obiettivi.iter().filter(|(chiave, _)| in_area(chiave));
    let weighed = listed.any(|(_, esito)| esito.peso_ponderale.is_some());
    Area {
        area: &area.nome,
        denominazione: text(&area.denominazione),
        responsabile: text(&area.responsabile),
        somma_pesi: figure(esito.filter(|_| weighed).map(|esito| esito.somma_pesi)),
        obiettivi: esito.map_or(0, |esito| esito.obiettivi),
        realizzazione: per(scadenze, |at| {
            esito.and_then(|esito| esito.realizzazione.get(at)).map(|found| Grado::from(&found.value))
        }),
        tempi_pagamento: esito.and_then(|esito| esito.tempi_pagamento.as_ref()).map(quota),
    }
}

fn quota(quota: &TempiPagamento) -> Quota<'_> {
    Quota {
        obiettivo: quota.obiettivo.to_string(),
        quota: quota.quota.into(),
        rispettato: quota.rispettato,
        altri: quota.altri.as_ref().map(Grado::from),
        complessivo: figure(quota.complessivo),
        fonte: &quota.fonte,
    }
}
