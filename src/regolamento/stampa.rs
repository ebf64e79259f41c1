//! The section `[stampa]`: figures as printed.

use super::tabella::Tabella;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Printed figures.
#[derive(Debug, Clone)]
pub struct Stampa {
    /// Decimals, 0 to 6; half up.
    pub decimali: u32,
    /// The article or deed.
    pub fonte: String,
}

impl Stampa {
    pub(super) fn read(table: &Tabella<'_, '_, '_>) -> Option<Stampa> {
        let decimali = table.number("decimali", Decimal::ZERO..=Decimal::new(6, 0));
        let fonte = table.text("fonte");
        if decimali.is_some_and(|decimali| !decimali.is_integer()) {
            let messaggio = "«decimali» deve essere un numero intero".to_owned();
            table.wrong("REG005", &table.at_key("decimali"), messaggio, "togliere i decimali");
            return None;
        }
        Some(Stampa { decimali: decimali?.to_u32()?, fonte: fonte? })
    }
}
