//! What was expected beside what was achieved, as far as one look can tell: reached, not reached, or not comparable.
//!
//! The degree is computed elsewhere ([`crate::compute`]), by the regolamento; here a contradiction is looked for, and
//! what cannot be compared is no contradiction.

use crate::model::{Conseguito, ValoreAtteso};

/// Whether what was achieved is what was expected; `None` where the two are not of a kind.
pub fn raggiunto(atteso: &ValoreAtteso, conseguito: &Conseguito) -> Option<bool> {
    match (atteso, conseguito) {
        (ValoreAtteso::SiNo, Conseguito::SiNo(done)) => Some(*done),
        (ValoreAtteso::SiNo, Conseguito::Data(_) | Conseguito::EntroITermini) => Some(true),
        (ValoreAtteso::Numero(n), Conseguito::Numero(done)) => Some(done >= n),
        (ValoreAtteso::Percentuale(n), Conseguito::Percentuale(done)) => Some(done >= n),
        (ValoreAtteso::Rapporto { parte: a, totale: of }, Conseguito::Rapporto { parte: b, totale: out }) => {
            Some(b.checked_mul(*of)? >= a.checked_mul(*out)?)
        }
        (ValoreAtteso::AlMassimo { limite, escluso, percentuale }, done) => {
            let done = match done {
                Conseguito::Numero(n) if !percentuale => n,
                Conseguito::Percentuale(n) if *percentuale => n,
                _ => return None,
            };
            Some(done < limite || done == limite && !escluso)
        }
        (ValoreAtteso::Scadenza(due), Conseguito::Data(done)) => Some(done <= due),
        (ValoreAtteso::Scadenza(_), Conseguito::EntroITermini) => Some(true),
        // a plain no answers any question
        (_, Conseguito::SiNo(false)) => Some(false),
        _ => None,
    }
}

/// Whether a result says that the thing is done, so that nothing more is to be reported later.
pub fn concluso(atteso: Option<&ValoreAtteso>, conseguito: &Conseguito) -> bool {
    match conseguito {
        Conseguito::Data(_) | Conseguito::SiNo(true) | Conseguito::EntroITermini => true,
        other => atteso.and_then(|atteso| raggiunto(atteso, other)) == Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_result_is_compared_with_what_is_of_its_kind_only() {
        let due = ValoreAtteso::Scadenza(date(2023, 6, 30));
        assert_eq!(raggiunto(&due, &Conseguito::Data(date(2023, 6, 30))), Some(true));
        assert_eq!(raggiunto(&due, &Conseguito::Data(date(2023, 7, 1))), Some(false));
        assert_eq!(raggiunto(&due, &Conseguito::SiNo(true)), None);
        assert_eq!(raggiunto(&due, &Conseguito::SiNo(false)), Some(false));
        let below = ValoreAtteso::AlMassimo { limite: 30.into(), escluso: true, percentuale: false };
        assert_eq!(raggiunto(&below, &Conseguito::Numero(30.into())), Some(false));
        assert_eq!(raggiunto(&below, &Conseguito::Percentuale(10.into())), None);
        let share = ValoreAtteso::Rapporto { parte: 3.into(), totale: 5.into() };
        assert_eq!(
            raggiunto(&share, &Conseguito::Rapporto { parte: 6.into(), totale: 10.into() }),
            Some(true)
        );
        assert_eq!(raggiunto(&ValoreAtteso::Testo, &Conseguito::SiNo(true)), None);
    }
}
