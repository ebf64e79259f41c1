//! What was written in the cells of a row, typed by what was asked. What the sheet does not accept when typed is not
//! accepted when pasted either: it is a rilievo, and the cell counts as not answered.

mod esito;

use super::codice::Codice;
use super::foglio::{Cella, Colonna, Riga, short};
use super::tipo::{Tipo, first_day, percent_limit};
use crate::grid::Content;
use crate::layout::Lessico;
use crate::model::{Conseguito, Indicatore, ValoreAtteso, Verifica};
use crate::place::{Cited, Place};
use crate::read::{Reading, conseguito};
use crate::rilievo::{Gravita, Rilievo};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What a row says.
#[derive(Debug, Clone)]
pub(super) struct Lettura {
    pub codice: Codice,
    pub place: Place,
    pub conseguito: Option<Cited<Conseguito>>,
    pub verifica: Option<Cited<Verifica>>,
    pub motivazione: Option<Cited<String>>,
    /// Whether something was written that could not be used.
    pub guasta: bool,
}

impl Lettura {
    /// Whether nothing usable was written.
    pub fn is_blank(&self) -> bool {
        self.conseguito.is_none() && self.verifica.is_none() && self.motivazione.is_none()
    }
}

/// Reads the cells of a row about an indicatore.
pub(super) fn read(
    riga: &Riga,
    indicatore: &Indicatore,
    lessico: &Lessico,
    rilievi: &mut Vec<Rilievo>,
) -> Lettura {
    let before = rilievi.len();
    let mut reader = Reader { riga, indicatore, lessico, rilievi, scadenza: riga.codice.scadenza };
    let (conseguito, verifica, motivazione) = (reader.value(), reader.esito(), reader.reason());
    let (conseguito, verifica) = reader.consistent(conseguito, verifica);
    let guasta = reader.rilievi.iter().skip(before).any(|rilievo| rilievo.gravita == Gravita::Errore);
    let conseguito = conseguito.or_else(|| reader.not_done(verifica.as_ref(), guasta));
    Lettura {
        codice: riga.codice.clone(),
        place: riga.place.clone(),
        conseguito,
        verifica,
        motivazione,
        guasta,
    }
}

struct Reader<'a> {
    riga: &'a Riga,
    indicatore: &'a Indicatore,
    lessico: &'a Lessico,
    rilievi: &'a mut Vec<Rilievo>,
    scadenza: Date,
}

impl Reader<'_> {
    fn say(&mut self, code: &'static str, gravita: Gravita, place: &Place, text: String) {
        let rilievo = Rilievo::new(code, gravita, place, text).su(self.riga.codice.chiave.to_string());
        self.rilievi.push(rilievo);
    }

    /// The cell under a column, if it holds something typed by hand.
    fn cell(&mut self, colonna: Colonna) -> Option<Cella> {
        let cella = self.riga.celle.get(&colonna)?.clone();
        if cella.cell.formula {
            let text = format!(
                "al posto della risposta c'è una formula (che dà «{}»): scrivere il valore, o incollarlo come «solo valori»",
                short(&cella.cell.text)
            );
            self.say("RIS110", Gravita::Errore, &cella.place, text);
            return None;
        }
        Some(cella)
    }

    fn value(&mut self) -> Option<Cited<Conseguito>> {
        let cella = self.cell(Colonna::Valore)?;
        let tipo = Tipo::of(&self.indicatore.valore_atteso);
        let year = Some(self.scadenza.year());
        let raw = cella.cell.text.trim().to_owned();
        let wrong = match conseguito(&cella.cell.content, &raw, year, self.lessico) {
            Reading::Blank => return None,
            Reading::Unanswered => "è la domanda, non la risposta".to_owned(),
            Reading::Unreadable(why) => why.to_owned(),
            Reading::Value(value) => match self.fits(tipo, &value) {
                Ok(()) => return Some(Cited { value, raw, place: cella.place }),
                Err(why) => why,
            },
        };
        let text = format!("«{}» non si può usare: {wrong}; serve {}", short(&raw), tipo.serve());
        self.say("RIS111", Gravita::Errore, &cella.place, text);
        None
    }

    /// Whether a value answers what was asked; why not.
    fn fits(&self, tipo: Tipo, value: &Conseguito) -> Result<(), String> {
        let atteso = self.indicatore.valore_atteso.value();
        match (tipo, value) {
            (Tipo::Testo, _) => Ok(()),
            (Tipo::SiNo, Conseguito::SiNo(_) | Conseguito::EntroITermini) => Ok(()),
            (Tipo::Numero, Conseguito::Numero(_)) => Ok(()),
            (Tipo::Numero, Conseguito::Rapporto { totale, .. })
                if atteso == Some(&ValoreAtteso::Numero(*totale)) =>
            {
                Ok(())
            }
            (Tipo::Percentuale | Tipo::Rapporto, Conseguito::Percentuale(percent)) => {
                within(*percent, percent_limit(atteso))
            }
            (Tipo::Percentuale | Tipo::Rapporto, Conseguito::Rapporto { .. }) => Ok(()),
            (Tipo::Percentuale, Conseguito::Numero(_)) => {
                Err("manca il segno %, e può voler dire due cose".to_owned())
            }
            (Tipo::Data, Conseguito::Data(day)) => self.possible(*day),
            (Tipo::Data, Conseguito::SiNo(_) | Conseguito::EntroITermini) => Ok(()),
            (Tipo::Rapporto, Conseguito::Data(_)) => Err("è diventato una data".to_owned()),
            (_, Conseguito::Testo) => Err("è un testo".to_owned()),
            (_, Conseguito::Data(_)) => Err("è una data".to_owned()),
            (_, Conseguito::Percentuale(_)) => Err("è una percentuale".to_owned()),
            (_, Conseguito::Numero(_)) => Err("è un numero".to_owned()),
            (_, Conseguito::SiNo(_) | Conseguito::EntroITermini) => {
                Err("dice solo se è stato fatto".to_owned())
            }
            (_, Conseguito::Rapporto { .. }) => Err("è un rapporto".to_owned()),
        }
    }

    fn possible(&self, day: Date) -> Result<(), String> {
        let printed = |day: Date| day.strftime("%d/%m/%Y").to_string();
        match () {
            () if day > self.scadenza => {
                Err(format!("il {} viene dopo la scadenza a cui si riferisce", printed(day)))
            }
            () if day < first_day(self.scadenza) => Err(format!("il {} è troppo lontano", printed(day))),
            () => Ok(()),
        }
    }

    fn reason(&mut self) -> Option<Cited<String>> {
        let cella = self.cell(Colonna::Motivazione)?;
        let raw = cella.cell.text.trim().to_owned();
        if matches!(cella.cell.content, Content::Error(_)) {
            let text = "la motivazione contiene un errore di Excel: riscriverla".to_owned();
            self.say("RIS111", Gravita::Errore, &cella.place, text);
            return None;
        }
        crate::layout::has_content(&raw).then(|| Cited { value: raw.clone(), raw, place: cella.place })
    }
}

fn within(percent: Decimal, limit: Decimal) -> Result<(), String> {
    match (Decimal::ZERO..=limit).contains(&percent) {
        true => Ok(()),
        false => Err(format!(
            "{}% è fuori misura (forse è stato incollato un numero senza il segno %)",
            crate::model::numero_italiano(percent)
        )),
    }
}
