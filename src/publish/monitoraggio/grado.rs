//! The live degree of a row, as the regolamento wants it, and what it gives: the same arithmetic twice, once as a
//! formula of the sheet and once here, so that a formula is written only beside a figure that it gives.
//!
//! Everything but the answer itself stands in the formula as a number: rows may be sorted and inserted.

use crate::answers::Tipo;
use crate::model::{Conseguito, ValoreAtteso, Verifica};
use crate::publish::figure::UNKNOWN;
use crate::regolamento::{Indicatori, Ritardo};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What stands where there is an answer and no degree.
pub(super) const SUSPENDED: &str = "in sospeso";

pub(super) const REALIZZATO: &str = "realizzato";
pub(super) const NON_REALIZZATO: &str = "non realizzato";
pub(super) const IN_PARTE: &str = "realizzato in parte";

/// The cells of a row's answer.
pub(super) struct Celle {
    pub(super) valore: String,
    pub(super) esito: String,
    pub(super) quota: String,
}

/// By which rules, and when.
pub(super) struct Regole<'a> {
    pub(super) indicatori: &'a Indicatori,
    pub(super) scadenza: Date,
    pub(super) is_last: bool,
}

impl Regole<'_> {
    /// The formula of the degree: a dash without an answer, words where it is not known.
    pub(super) fn formula(&self, atteso: Option<&ValoreAtteso>, at: &Celle) -> String {
        let Celle { valore, esito, quota } = at;
        let from_value = self.by_value(atteso, at);
        let degree = match self.is_last {
            true => format!(
                "IF({esito}=\"{REALIZZATO}\",100,IF({esito}=\"{NON_REALIZZATO}\",0,IF({esito}=\"{IN_PARTE}\",\
                 IF(ISNUMBER({quota}),ROUND(100*{quota},10),\"{SUSPENDED}\"),{from_value})))"
            ),
            false => from_value,
        };
        format!("IF(AND({valore}=\"\",{esito}=\"\"),\"{UNKNOWN}\",{degree})")
    }

    fn by_value(&self, atteso: Option<&ValoreAtteso>, at: &Celle) -> String {
        let Celle { valore, esito, .. } = at;
        let number = |then: String| format!("IF(ISNUMBER({valore}),{then},\"{SUSPENDED}\")");
        match atteso {
            Some(ValoreAtteso::SiNo) => format!(
                "IF(OR(LOWER({valore})=\"sì\",LOWER({valore})=\"si\"),100,IF(OR(LOWER({valore})=\"no\",AND({valore}=\"\",\
                 {esito}=\"{NON_REALIZZATO}\")),0,\"{SUSPENDED}\"))"
            ),
            Some(ValoreAtteso::Numero(atteso)) if *atteso > Decimal::ZERO => {
                number(self.capped(&format!("100*{valore}/{}", plain(*atteso))))
            }
            Some(ValoreAtteso::Percentuale(atteso)) if *atteso > Decimal::ZERO => {
                number(self.capped(&format!("10000*{valore}/{}", plain(*atteso))))
            }
            Some(ValoreAtteso::AlMassimo { limite, escluso, percentuale }) if *limite >= Decimal::ZERO => {
                let achieved = if *percentuale { format!("ROUND(100*{valore},10)") } else { valore.clone() };
                let (bound, sign) = (plain(*limite), if *escluso { "<" } else { "<=" });
                let over = self.capped(&format!("100*{bound}/{achieved}"));
                number(format!(
                    "IF({achieved}{sign}{bound},100,IF({achieved}={bound},\"{SUSPENDED}\",{over}))"
                ))
            }
            Some(ValoreAtteso::Rapporto { parte, totale })
                if *parte > Decimal::ZERO && *totale > Decimal::ZERO =>
            {
                let (done, all) = ratio(valore);
                let share = self.capped(&format!("100*{done}*{}/({all}*{})", plain(*totale), plain(*parte)));
                format!("IFERROR({share},\"{SUSPENDED}\")")
            }
            Some(ValoreAtteso::Scadenza(due)) => {
                let not_done = match *due <= self.scadenza {
                    true => "0".to_owned(),
                    false => format!("\"{SUSPENDED}\""),
                };
                format!(
                    "IF(ISNUMBER({valore}),{},IF(AND({valore}=\"\",{esito}=\"{NON_REALIZZATO}\"),{not_done},\"{SUSPENDED}\"))",
                    self.by_day(*due, valore)
                )
            }
            _ => format!("\"{SUSPENDED}\""),
        }
    }

    fn capped(&self, formula: &str) -> String {
        format!("MAX(0,MIN({},ROUND({formula},10)))", plain(self.indicatori.tetto))
    }

    fn by_day(&self, due: Date, valore: &str) -> String {
        let day = format!("DATE({},{},{})", due.year(), due.month(), due.day());
        let bands: &[Ritardo] = &self.indicatori.ritardi;
        let late = bands.iter().rev().fold("0".to_owned(), |rest, band| match band.a_giorni {
            Some(last) => format!("IF({valore}-{day}<={last},{},{rest})", plain(band.percentuale)),
            None => plain(band.percentuale),
        });
        format!("IF({valore}<={day},100,{late})")
    }

    /// What the formula gives for an answer that is already there.
    pub(super) fn gives(
        &self,
        atteso: Option<&ValoreAtteso>,
        conseguito: Option<&Conseguito>,
        verifica: Option<&Verifica>,
    ) -> Option<Decimal> {
        match verifica.filter(|_| self.is_last) {
            Some(Verifica::Realizzato) => return Some(Decimal::ONE_HUNDRED),
            Some(Verifica::NonRealizzato) => return Some(Decimal::ZERO),
            Some(Verifica::InParte(share)) => return Some(*share),
            None => {}
        }
        self.gives_by_value(atteso?, conseguito?)
    }

    fn gives_by_value(&self, atteso: &ValoreAtteso, conseguito: &Conseguito) -> Option<Decimal> {
        let hundred = Decimal::ONE_HUNDRED;
        let cap = |degree: Decimal| degree.min(self.indicatori.tetto).max(Decimal::ZERO);
        let over =
            |above: Decimal, below: Decimal| Some(cap(hundred.checked_mul(above)?.checked_div(below)?));
        match (atteso, conseguito) {
            (ValoreAtteso::SiNo, Conseguito::SiNo(done)) => Some(if *done { hundred } else { Decimal::ZERO }),
            (ValoreAtteso::Numero(atteso), Conseguito::Numero(done))
            | (ValoreAtteso::Percentuale(atteso), Conseguito::Percentuale(done)) => {
                over(*done, Some(*atteso).filter(|atteso| *atteso > Decimal::ZERO)?)
            }
            (ValoreAtteso::AlMassimo { limite, escluso, percentuale }, achieved) => {
                let achieved = match (percentuale, achieved) {
                    (false, Conseguito::Numero(n)) | (true, Conseguito::Percentuale(n)) => *n,
                    _ => return None,
                };
                let kept = if *escluso { achieved < *limite } else { achieved <= *limite };
                match kept {
                    true => Some(hundred),
                    false if achieved == *limite || limite.is_sign_negative() => None,
                    false => over(*limite, achieved),
                }
            }
            (ValoreAtteso::Rapporto { parte, totale }, Conseguito::Rapporto { parte: done, totale: all }) => {
                let fits = *parte > Decimal::ZERO && *totale > Decimal::ZERO && *all > Decimal::ZERO;
                over(done.checked_mul(*totale)?, all.checked_mul(*parte).filter(|_| fits)?)
            }
            (ValoreAtteso::Scadenza(due), Conseguito::Data(done)) => self.gives_by_day(*due, *done),
            _ => None,
        }
    }

    fn gives_by_day(&self, due: Date, done: Date) -> Option<Decimal> {
        let days = i64::from(due.until(done).ok()?.get_days());
        if days <= 0 {
            return Some(Decimal::ONE_HUNDRED);
        }
        let band = self.indicatori.ritardi.iter().find(|band| band.a_giorni.is_none_or(|last| days <= last));
        Some(band.map_or(Decimal::ZERO, |band| band.percentuale))
    }
}

/// The two numbers of `3/5` typed as text in a cell, as formulas.
pub(super) fn ratio(valore: &str) -> (String, String) {
    (
        format!("VALUE(TRIM(LEFT({valore},FIND(\"/\",{valore})-1)))"),
        format!("VALUE(TRIM(MID({valore},FIND(\"/\",{valore})+1,20)))"),
    )
}

/// Whether what stands in the value's cell is of the wrong kind, as a formula; none where anything is right.
pub(super) fn wrong(tipo: Tipo, valore: &str) -> Option<String> {
    let bad = match tipo {
        Tipo::Testo => return None,
        Tipo::SiNo => {
            format!("NOT(OR(LOWER({valore})=\"sì\",LOWER({valore})=\"si\",LOWER({valore})=\"no\"))")
        }
        Tipo::Rapporto => {
            let (done, all) = ratio(valore);
            format!("ISERROR({done}/{all})")
        }
        Tipo::Numero | Tipo::Percentuale | Tipo::Data => format!("NOT(ISNUMBER({valore}))"),
    };
    Some(format!("AND({valore}<>\"\",{bad})"))
}

/// Whether the value says that it was done and the esito that it was not, or the other way round, as a formula.
pub(super) fn contradiction(tipo: Tipo, at: &Celle) -> Option<String> {
    let Celle { valore, esito, .. } = at;
    match tipo {
        Tipo::SiNo => Some(format!(
            "OR(AND(LOWER({valore})=\"no\",{esito}=\"{REALIZZATO}\"),AND(OR(LOWER({valore})=\"sì\",LOWER({valore})=\"si\"),\
             {esito}=\"{NON_REALIZZATO}\"))"
        )),
        Tipo::Data => Some(format!("AND(ISNUMBER({valore}),{esito}=\"{NON_REALIZZATO}\")")),
        _ => None,
    }
}

/// A number as a formula writes it.
pub(super) fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}
