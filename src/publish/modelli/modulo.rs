//! What a form says when it is written: nothing but its heading when an office is to fill it in. The same writer places
//! any content, so that what is written blank and what is read back filled in are one form.
//!
//! It is deliberately not the model of a scheda: these are the words typed into boxes, not what they mean.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// The contents of a form's boxes; `None` leaves a box empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Modulo {
    /// The municipality, as printed.
    pub ente: Option<String>,
    /// The year for which the obiettivo is assigned.
    pub anno: Option<i16>,
    /// The Area, as printed.
    pub area: Option<String>,
    /// Its Responsabile.
    pub responsabile: Option<String>,
    /// The number within the Area.
    pub numero: Option<String>,
    /// The title.
    pub titolo: Option<String>,
    /// Missione of the DUP.
    pub missione: Option<String>,
    /// Programma of the DUP.
    pub programma: Option<String>,
    /// Obiettivo operativo of the DUP.
    pub obiettivo_operativo: Option<String>,
    /// Of one sector, of several; strategic or not.
    pub tipologia: Option<String>,
    /// `annuale` or `pluriennale`.
    pub durata: Option<String>,
    /// State of things at the start.
    pub stato_attuale: Option<String>,
    /// Description and expected result.
    pub descrizione: Option<String>,
    /// When it is due.
    pub data_conclusione: Option<Date>,
    /// The indicatori.
    pub indicatori: Vec<VoceIndicatore>,
    /// The phases of the year.
    pub fasi: Vec<VoceFase>,
    /// The act that attests the result.
    pub atto: Option<String>,
    /// Why late or not done.
    pub motivazione: Option<String>,
}

/// A row of the table of indicatori.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VoceIndicatore {
    /// What is measured.
    pub descrizione: Option<String>,
    /// What is expected, as typed: `90 %`, `31/12/2023`.
    pub atteso: Option<String>,
    /// Weight, percent 0-100.
    pub peso: Option<Decimal>,
    /// What was achieved, as typed, deadline by deadline.
    pub conseguito: Vec<Option<String>>,
    /// The verification, on the forms that have its column.
    pub verifica: Option<String>,
}

/// A row of the timetable.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VoceFase {
    /// What is done.
    pub descrizione: Option<String>,
    /// The months marked, 1 to 12.
    pub mesi: Vec<u16>,
    /// Weight, percent 0-100.
    pub peso: Option<Decimal>,
}

impl Modulo {
    /// Whether somebody has begun to fill it in, as its own checks see it: by what only an obiettivo has.
    pub(super) fn is_begun(&self) -> bool {
        let indicatore = self.indicatori.first().is_some_and(|voce| voce.descrizione.is_some());
        let fase = self.fasi.first().is_some_and(|voce| voce.descrizione.is_some());
        self.numero.is_some() || self.titolo.is_some() || self.descrizione.is_some() || indicatore || fase
    }
}
