//! The section `[tempi_pagamento]`: the payment-time quota of the retribuzione di risultato.

use super::tabella::Tabella;
use rust_decimal::Decimal;

/// The payment-time quota.
#[derive(Debug, Clone)]
pub struct TempiPagamento {
    /// The obiettivo, as `TRASVERSALE/4`.
    pub obiettivo: String,
    /// Share of the retribuzione di risultato, percent 0-100, at least 30.
    pub quota: Decimal,
    /// The degree from which it is met, percent 0-100.
    pub soglia: Decimal,
    /// The article or deed.
    pub fonte: String,
}

/// The least share that the law allows (DL 13/2023, art. 4-bis, c. 2), percent.
const QUOTA_MINIMA: Decimal = Decimal::from_parts(30, 0, 0, false, 0);

impl TempiPagamento {
    pub(super) fn read(table: &Tabella<'_, '_, '_>) -> Option<TempiPagamento> {
        let obiettivo = table.text("obiettivo").filter(|written| is_key(table, written));
        let quota = table.number("quota", QUOTA_MINIMA..=Decimal::ONE_HUNDRED);
        let soglia = table.number("soglia", Decimal::new(1, 2)..=Decimal::ONE_HUNDRED);
        let fonte = table.text("fonte");
        Some(TempiPagamento { obiettivo: obiettivo?, quota: quota?, soglia: soglia?, fonte: fonte? })
    }
}

fn is_key(table: &Tabella<'_, '_, '_>, written: &str) -> bool {
    let parts = written
        .rsplit_once('/')
        .filter(|(ambito, numero)| !(ambito.trim().is_empty() || numero.trim().is_empty()));
    if parts.is_none() {
        let messaggio = format!("«{written}» non indica un obiettivo");
        let rimedio = "scrivere \"TRASVERSALE/4\", oppure l'Area e il numero: \"RISORSE/2\"";
        table.wrong("REG005", &table.at_key("obiettivo"), messaggio, rimedio);
    }
    parts.is_some()
}
