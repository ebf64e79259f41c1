//! The band of a degree.

use super::exact::settled;
use crate::regolamento::Fasce;
use rust_decimal::Decimal;

/// The name of the band: the last one that begins at the degree or below.
pub(super) fn name(grado: Decimal, fasce: &Fasce) -> Option<String> {
    let begun = |da: Decimal| settled(grado) >= da;
    fasce.elenco.iter().rev().find(|fascia| begun(fascia.da)).map(|fascia| fascia.nome.clone())
}
