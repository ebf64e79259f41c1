//! A scheda: the form that describes one obiettivo, block by block.

use super::{Cronoprogramma, Indicatore, Rilevazione, RiquadroPeso, Scadenza};
use crate::place::{Field, Place};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// One form. A block that the form does not have is [`Field::Absent`]; an empty one is [`Field::Blank`].
#[derive(Debug, Clone)]
pub struct Scheda {
    /// The cell of the title: where the form is, for links and messages.
    pub place: Place,
    /// The municipality.
    pub ente: Field<String>,
    /// The Area as printed on this form; several when it names several.
    pub aree: Vec<Field<String>>,
    /// Whether the heading says that it is of all the Aree.
    pub trasversale: Field<String>,
    /// The Responsabile as printed.
    pub responsabile: Field<String>,
    /// The year for which it is assigned; the first of a range such as `2023-25`.
    pub anno: Field<i16>,
    /// The number as printed, `2`, `1/ED`, `6 bis`.
    pub numero: Field<String>,
    /// The title.
    pub titolo: Field<String>,
    /// The reference to the Documento Unico di Programmazione.
    pub riferimento_dup: RiferimentoDup,
    /// Annual or not, of one sector or several.
    pub tipologia: Tipologia,
    /// State of things when the obiettivo was assigned.
    pub stato_attuale: Field<String>,
    /// Description and expected result.
    pub descrizione: Field<String>,
    /// When it is due.
    pub data_conclusione: Field<Date>,
    /// The indicatori, in the form's order, with what was achieved on each.
    pub indicatori: Vec<Indicatore>,
    /// The timetables, one a year.
    pub cronoprogrammi: Vec<Cronoprogramma>,
    /// The box of the peso ponderale.
    pub peso: RiquadroPeso,
    /// The rows of the monitoring table, as printed.
    pub monitoraggio: Vec<Rilevazione>,
    /// Deadlines printed by this form, `30/09`, `31/12`.
    pub scadenze: Vec<Scadenza>,
    /// `Percentuale complessiva di realizzazione`, percent 0-100.
    pub percentuale_complessiva: Field<Decimal>,
    /// The act that attests the result.
    pub atto_conclusivo: Field<String>,
    /// Why late or not done.
    pub motivazione: Field<String>,
    /// Causes that depended on the office.
    pub cause_interne: Field<String>,
    /// Causes that did not.
    pub cause_esterne: Field<String>,
}

impl Scheda {
    /// An empty form at a place.
    pub fn new(place: Place) -> Scheda {
        Scheda {
            place,
            ente: Field::Absent,
            aree: Vec::new(),
            trasversale: Field::Absent,
            responsabile: Field::Absent,
            anno: Field::Absent,
            numero: Field::Absent,
            titolo: Field::Absent,
            riferimento_dup: RiferimentoDup::default(),
            tipologia: Tipologia::default(),
            stato_attuale: Field::Absent,
            descrizione: Field::Absent,
            data_conclusione: Field::Absent,
            indicatori: Vec::new(),
            cronoprogrammi: Vec::new(),
            peso: RiquadroPeso::default(),
            monitoraggio: Vec::new(),
            scadenze: Vec::new(),
            percentuale_complessiva: Field::Absent,
            atto_conclusivo: Field::Absent,
            motivazione: Field::Absent,
            cause_interne: Field::Absent,
            cause_esterne: Field::Absent,
        }
    }
}

/// Reference to the DUP, part by part.
#[derive(Debug, Clone, Default)]
pub struct RiferimentoDup {
    /// The whole box, as typed.
    pub testo: Field<String>,
    /// Missione, number and name as typed.
    pub missione: Field<String>,
    /// Programma.
    pub programma: Field<String>,
    /// Obiettivo operativo.
    pub obiettivo_operativo: Field<String>,
}

/// Kind of obiettivo.
#[derive(Debug, Clone, Default)]
pub struct Tipologia {
    /// The whole box, as typed.
    pub testo: Field<String>,
    /// Annual or over several years, when the form says one of the two only.
    pub durata: Field<Durata>,
}

/// How long an obiettivo lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durata {
    /// Within the year.
    Annuale,
    /// Over several years.
    Pluriennale,
}
