//! The esito of a row: done, not done, done in part and how much; and whether it agrees with the value beside it.

use super::Reader;
use crate::answers::foglio::{Cella, Colonna, short};
use crate::answers::tipo::Tipo;
use crate::grid::Content;
use crate::model::{Conseguito, Verifica};
use crate::place::Cited;
use crate::read::{Reading, verifica};
use crate::rilievo::Gravita;
use rust_decimal::Decimal;

/// The value and the esito of a row.
type Two = (Option<Cited<Conseguito>>, Option<Cited<Verifica>>);

impl Reader<'_> {
    /// The esito, if it can be used.
    pub(super) fn esito(&mut self) -> Option<Cited<Verifica>> {
        let quota = self.cell(Colonna::Quota);
        let Some(cella) = self.cell(Colonna::Esito) else {
            if let Some(quota) = quota {
                let text =
                    format!("c'è una percentuale («{}») ma l'esito non è indicato", quota.cell.text.trim());
                self.say("RIS112", Gravita::Errore, &quota.place, text);
            }
            return None;
        };
        let raw = cella.cell.text.trim().to_owned();
        let alone = verifica(&cella.cell.content, &raw, self.lessico);
        match (alone, quota) {
            (Reading::Blank | Reading::Unanswered, None) => None,
            (Reading::Value(value), None) => Some(Cited { value, raw, place: cella.place }),
            (Reading::Value(Verifica::InParte(value)), Some(_)) => {
                Some(Cited { value: Verifica::InParte(value), raw, place: cella.place })
            }
            (Reading::Value(_) | Reading::Blank | Reading::Unanswered, Some(quota)) => {
                let text = format!(
                    "l'esito è «{}» e accanto c'è una percentuale («{}»): una delle due cose è di troppo",
                    short(&raw),
                    quota.cell.text.trim()
                );
                self.say("RIS112", Gravita::Errore, &quota.place, text);
                None
            }
            (Reading::Unreadable(why), None) => {
                self.say(
                    "RIS112",
                    Gravita::Errore,
                    &cella.place,
                    format!("l'esito «{}» non si può usare: {why}", short(&raw)),
                );
                None
            }
            (Reading::Unreadable(_), Some(quota)) => self.in_part(&cella, &quota),
        }
    }

    /// `realizzato in parte`, with its percentage in the cell beside it.
    fn in_part(&mut self, cella: &Cella, quota: &Cella) -> Option<Cited<Verifica>> {
        let words = cella.cell.text.trim();
        let share = match &quota.cell.content {
            Content::Number { value, percent: Some(true) } => value.checked_mul(Decimal::ONE_HUNDRED),
            Content::Text(text) if text.contains('%') => {
                match verifica(&quota.cell.content, text, self.lessico) {
                    Reading::Value(Verifica::InParte(share)) => Some(share),
                    _ => None,
                }
            }
            _ => None,
        };
        let share = share.filter(|share| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(share));
        let composed = share.map(|share| format!("{words}: {}%", crate::model::numero_italiano(share)));
        let read = composed.as_ref().map(|text| verifica(&Content::Text(text.clone()), text, self.lessico));
        match (read, composed) {
            (Some(Reading::Value(value)), Some(raw)) => {
                Some(Cited { value, raw, place: cella.place.clone() })
            }
            _ => {
                let text = format!(
                    "«{}» con «{}» non dice quanto è stato realizzato: scrivere una percentuale fra 0% e 100%, con il segno %",
                    short(words),
                    quota.cell.text.trim()
                );
                self.say("RIS112", Gravita::Errore, &quota.place, text);
                None
            }
        }
    }

    /// The two together; neither, if one says that it was done and the other that it was not.
    pub(super) fn consistent(
        &mut self,
        conseguito: Option<Cited<Conseguito>>,
        verifica: Option<Cited<Verifica>>,
    ) -> Two {
        let (Some(value), Some(esito)) = (&conseguito, &verifica) else { return (conseguito, verifica) };
        let against = match (&value.value, &esito.value) {
            (Conseguito::SiNo(done), Verifica::Realizzato) => !done,
            (Conseguito::SiNo(done), Verifica::NonRealizzato) => *done,
            (Conseguito::Data(_) | Conseguito::EntroITermini, Verifica::NonRealizzato) => true,
            _ => false,
        };
        if !against {
            return (conseguito, verifica);
        }
        let text = format!(
            "il valore «{}» e l'esito «{}» si contraddicono: nessuno dei due è stato usato",
            short(&value.raw),
            short(&esito.raw)
        );
        let place = esito.place.clone();
        self.say("RIS117", Gravita::Errore, &place, text);
        (None, None)
    }

    /// `non realizzato` says «no» where a day or a yes was asked for and nothing else was written.
    pub(super) fn not_done(
        &self,
        esito: Option<&Cited<Verifica>>,
        guasta: bool,
    ) -> Option<Cited<Conseguito>> {
        let tipo = Tipo::of(&self.indicatore.valore_atteso);
        let esito = esito.filter(|esito| esito.value == Verifica::NonRealizzato)?;
        let says = matches!(tipo, Tipo::SiNo | Tipo::Data) && !guasta;
        says.then(|| Cited {
            value: Conseguito::SiNo(false),
            raw: "no".to_owned(),
            place: esito.place.clone(),
        })
    }
}
