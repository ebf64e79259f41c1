//! The answers of the Responsabili, as values that belong in the boxes of the schede.
//!
//! An answer goes into a blank box only. Where the form has no box for it, or one box for several indicatori, it is left for
//! the hand, and told; where the office typed something else, that stays (RIS114 says so).

use super::{Intento, Presente, Valore, Voce};
use crate::answers::{Casella, Ora, Risposta, Risposte};
use crate::model::{Chiave, Conseguito, Piano, Verifica};
use crate::place::Place;

/// Why an answer is left for the hand: the cell named is only where to look.
const NO_BOX: &str = "la cella non è quella del valore: il modulo non ha una casella per scriverlo. Aggiungerla (una colonna con la \
    scadenza, o lo spazio per la motivazione) e raccogliere di nuovo";

/// What the answers come to.
#[derive(Debug, Clone, Default)]
pub struct Destinazioni {
    /// Values that have a box, whatever stands there now.
    pub intenti: Vec<Intento>,
    /// Values that have none of their own, with the reason: the end of a sentence that begins with the cell.
    pub senza_casella: Vec<(Intento, String)>,
}

/// Where the good answers belong.
pub fn from_answers(risposte: &Risposte, piano: &Piano) -> Destinazioni {
    let mut done = Destinazioni::default();
    for risposta in &risposte.buone {
        done.answer(risposta, piano);
    }
    for motivazione in &risposte.motivazioni {
        let from = motivazione.da.first().map(|cited| cited.place.to_string()).unwrap_or_default();
        let what = (Voce::Motivazione, Valore::Testo(motivazione.testo.clone()));
        let scheda = piano.obiettivi.get(&motivazione.obiettivo).and_then(|one| one.scheda.as_ref());
        let nearby = scheda.map(|scheda| &scheda.place);
        done.add(&motivazione.obiettivo, &motivazione.casella, what, from, nearby);
    }
    done
}

impl Destinazioni {
    fn answer(&mut self, risposta: &Risposta, piano: &Piano) {
        let at = risposta.indicatore;
        let scheda = piano.obiettivi.get(&risposta.obiettivo).and_then(|obiettivo| obiettivo.scheda.as_ref());
        let indicatore =
            scheda.and_then(|scheda| scheda.indicatori.get(at)).map(|indicatore| &indicatore.place);
        if let Some(cited) = &risposta.conseguito {
            let value = Valore::Conseguito(cited.value.clone(), cited.raw.trim().to_owned());
            let what = (Voce::Conseguito(at, risposta.scadenza), value);
            self.add(
                &risposta.obiettivo,
                &risposta.casella_conseguito,
                what,
                cited.place.to_string(),
                indicatore,
            );
        }
        // the esito is asked for at every deadline and has its box at the last one only: before, the value says it, unless
        // there is none, it is only words, or a share was declared beside it
        let said = risposta.conseguito.as_ref().is_some_and(|cited| cited.value != Conseguito::Testo);
        let share =
            matches!(risposta.verifica.as_ref().map(|cited| &cited.value), Some(Verifica::InParte(_)));
        let redundant = said && !share && risposta.casella_verifica.ora == Ora::Assente;
        if let (Some(cited), false) = (&risposta.verifica, redundant) {
            let what = (Voce::Verifica(at), Valore::Verifica(cited.value.clone()));
            self.add(
                &risposta.obiettivo,
                &risposta.casella_verifica,
                what,
                cited.place.to_string(),
                indicatore,
            );
        }
    }

    fn add(
        &mut self,
        obiettivo: &Chiave,
        casella: &Casella,
        (voce, valore): (Voce, Valore),
        from: String,
        nearby: Option<&Place>,
    ) {
        let Some(place) = casella.posto.as_ref().or(nearby) else { return };
        let presente = match &casella.ora {
            Ora::Assente | Ora::Vuota => Presente::Vuoto,
            Ora::Uguale => Presente::Uguale(valore.testo()),
            Ora::Diversa(raw) => Presente::Diverso(raw.clone()),
        };
        let intento = Intento {
            obiettivo: obiettivo.clone(),
            voce,
            place: place.clone(),
            presente,
            valore,
            formula: format!("risposta in {from}"),
            fonte: "risposta del Responsabile".to_owned(),
        };
        match (&casella.ora, casella.condivisa) {
            (Ora::Assente, _) => {
                self.senza_casella.push((intento, NO_BOX.to_owned()));
            }
            (Ora::Vuota, true) => {
                let why = "la cella è la stessa per più indicatori: una risposta sola non vi si può scrivere"
                    .to_owned();
                self.senza_casella.push((intento, why));
            }
            _ => self.intenti.push(intento),
        }
    }
}
