//! The payment-time quota (DL 13/2023 art. 4-bis c. 2): a share of the retribuzione di risultato, met or lost whole,
//! beside the mean of the other obiettivi of the same Responsabile.

use super::area::Members;
use super::esito::{Esiti, Esito, Grado, TempiPagamento};
use super::exact::settled;
use super::responsabile::aree_of;
use super::year::Year;
use crate::model::{Ambito, Area, Chiave, Piano};
use crate::regolamento;
use rust_decimal::Decimal;

/// The quota of the Responsabile of an Area; `None` if the regolamento has none.
pub(super) fn quota(area: &Area, piano: &Piano, esiti: &Esiti, year: &Year<'_>) -> Option<TempiPagamento> {
    let rule = year.regolamento.tempi_pagamento.as_ref()?;
    let obiettivo = key(&rule.obiettivo, piano)?;
    let payment = esiti.obiettivi.get(&obiettivo).filter(|esito| esito.conta);
    let rispettato = payment.and_then(|esito| met(esito, rule, year));
    let altri = others(area, &obiettivo, piano, esiti).degree(year.last(), year).map(|derived| derived.value);
    Some(TempiPagamento {
        complessivo: whole(rispettato, altri.as_ref(), rule.quota),
        obiettivo,
        quota: rule.quota,
        rispettato,
        altri,
        fonte: rule.fonte.clone(),
    })
}

/// The obiettivo that the regolamento names, as the plan spells it; as written, if the plan has none such.
fn key(written: &str, piano: &Piano) -> Option<Chiave> {
    let same = |chiave: &&Chiave| chiave.to_string().to_uppercase() == written.to_uppercase();
    if let Some(known) = piano.obiettivi.keys().find(same) {
        return Some(known.clone());
    }
    let (ambito, numero) = written.rsplit_once('/')?;
    let ambito = match ambito.trim().to_uppercase() {
        cross if cross == Ambito::Trasversale.nome() => Ambito::Trasversale,
        area => Ambito::Area(area),
    };
    Some(Chiave { ambito, numero: numero.trim().to_owned() })
}

/// Whether the obiettivo is met: an interval that lies wholly on one side says so as well.
fn met(esito: &Esito, rule: &regolamento::TempiPagamento, year: &Year<'_>) -> Option<bool> {
    let grado = esito.realizzazione.get(&year.last())?.value;
    let reaches = |degree: Decimal| settled(degree) >= rule.soglia;
    match grado.valore {
        Some(valore) => Some(reaches(valore)),
        None if reaches(grado.minimo) => Some(true),
        None if !reaches(grado.massimo) => Some(false),
        None => None,
    }
}

/// The obiettivi of the Responsabile, the one on payment times apart; one listed under two of its Aree counts once.
fn others<'e>(area: &Area, payment: &Chiave, piano: &Piano, esiti: &'e Esiti) -> Members<'e> {
    let aree = aree_of(area, piano);
    let mut members = Members { own: Vec::new(), trasversali: Vec::new() };
    for (chiave, esito) in esiti.obiettivi.iter().filter(|(chiave, esito)| esito.conta && *chiave != payment)
    {
        let first = piano.obiettivi.get(chiave).and_then(|obiettivo| obiettivo.copia_di.as_ref());
        match &chiave.ambito {
            Ambito::Trasversale => members.trasversali.push(esito),
            Ambito::Area(nome) if aree.contains(&nome.as_str()) => {
                let twice =
                    first.is_some_and(|first| aree.contains(&first.ambito.nome()) || first == payment);
                if !twice {
                    members.own.push(esito);
                }
            }
            Ambito::Area(_) => {}
        }
    }
    members
}

/// The quota if met, plus the rest at the mean of the others.
fn whole(rispettato: Option<bool>, altri: Option<&Grado>, quota: Decimal) -> Option<Decimal> {
    let met = if rispettato? { quota } else { Decimal::ZERO };
    let rest =
        (Decimal::ONE_HUNDRED - quota).checked_mul(altri?.valore?)?.checked_div(Decimal::ONE_HUNDRED)?;
    Some(settled(met + rest))
}
