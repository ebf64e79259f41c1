//! By a day: on time is 100; late is 0, or what the regolamento gives for so many days.
//!
//! A bare «sì» does not say when. It is on time for sure if it was read before the day was due, then or at an earlier
//! deadline; late for sure after a «no» read when the day had passed. Otherwise the regolamento says how to take it.

use super::{Confronto, day};
use crate::compute::year::Year;
use crate::model::{Conseguito, Scadenza};
use crate::regolamento::SiSenzaData;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A day that is due, looked at from a deadline of the year.
pub(super) struct Reading<'a> {
    pub due: Date,
    pub scadenza: Scadenza,
    /// The day of the reading, when the year is known.
    pub day: Option<Date>,
    /// Yes or no at the deadlines before this one.
    pub before: &'a [(Scadenza, bool)],
}

impl Reading<'_> {
    /// The degree; `None` if what was typed is neither a day nor a yes or no.
    pub fn compare(&self, conseguito: &Conseguito, year: &Year<'_>) -> Option<Confronto> {
        let due = day(self.due);
        Some(match conseguito {
            Conseguito::Data(done) if *done <= self.due => {
                Ok((Decimal::ONE_HUNDRED, format!("{} entro il {due}: 100", day(*done))))
            }
            Conseguito::Data(done) => self.late(*done, year),
            Conseguito::EntroITermini => {
                Ok((Decimal::ONE_HUNDRED, format!("fatto entro i termini ({due}): 100")))
            }
            Conseguito::SiNo(done) => self.bare(*done, year),
            _ => return None,
        })
    }

    fn late(&self, done: Date, year: &Year<'_>) -> Confronto {
        let days = self.due.until(done).map_err(|_| "le date sono troppo lontane".to_owned())?;
        let days = i64::from(days.get_days());
        let ritardi = &year.regolamento.indicatori.ritardi;
        let band = ritardi
            .iter()
            .find(|band| band.da_giorni <= days && band.a_giorni.is_none_or(|last| days <= last));
        let value = band.map_or(Decimal::ZERO, |band| band.percentuale);
        let (done, due) = (day(done), day(self.due));
        let unit = if days == 1 { "giorno" } else { "giorni" };
        Ok((value, format!("{done}, {days} {unit} dopo il {due}: {}", year.brief(value))))
    }

    fn bare(&self, done: bool, year: &Year<'_>) -> Confronto {
        let due = day(self.due);
        let Some(reading) = self.day else {
            return Err("l'anno del piano non è noto: non si sa se il termine è scaduto".to_owned());
        };
        match (done, self.due >= reading) {
            (true, true) => {
                Ok((Decimal::ONE_HUNDRED, format!("sì, rilevato al {} entro il {due}: 100", self.scadenza)))
            }
            (true, false) => self.after_the_day(year),
            (false, _) if self.due <= reading => {
                Ok((Decimal::ZERO, format!("no, e il termine era il {due}: 0")))
            }
            (false, _) => Err(format!("non ancora fatto, ma il termine ({due}) non è scaduto")),
        }
    }

    /// A «sì» read when the day had passed.
    fn after_the_day(&self, year: &Year<'_>) -> Confronto {
        let due = day(self.due);
        let read = |scadenza: Scadenza| year.day(scadenza);
        let on_time = |(at, done): &&(Scadenza, bool)| *done && read(*at).is_some_and(|day| day <= self.due);
        let late = |(at, done): &&(Scadenza, bool)| !*done && read(*at).is_some_and(|day| day >= self.due);
        if let Some((at, _)) = self.before.iter().find(on_time) {
            return Ok((Decimal::ONE_HUNDRED, format!("sì, rilevato già al {at} entro il {due}: 100")));
        }
        let rules = &year.regolamento.indicatori;
        if let Some((at, _)) = self.before.iter().find(late) {
            return match rules.ritardi.is_empty() {
                true => Ok((Decimal::ZERO, format!("al {at} non era fatto e il termine era il {due}: 0"))),
                false => Err(format!("fatto dopo il {due}, ma non si sa di quanti giorni: serve la data")),
            };
        }
        match rules.si_senza_data {
            SiSenzaData::Rispettato => {
                Ok((Decimal::ONE_HUNDRED, format!("sì, senza data, a un valore atteso entro il {due}: 100")))
            }
            SiSenzaData::Sospeso => {
                Err(format!("«sì» non dice se è stato fatto entro il {due}: serve la data o la verifica"))
            }
        }
    }
}
