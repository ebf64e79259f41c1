//! Good answers held against what is around them: what the scheda says already, what is still missing, what the other
//! Area of a shared obiettivo answers. Nothing is changed for it; it is told.

use super::casella::Ora;
use super::domanda::{domande, within_year};
use super::foglio::short;
use super::risposta::Risposta;
use super::stato::lacks;
use crate::layout::fold;
use crate::model::{Conseguito, Piano};
use crate::rilievo::{Gravita, Rilievo};
use jiff::civil::Date;

/// What is to be told of the good answers.
pub(super) fn find(piano: &Piano, days: &[Date], buone: &[Risposta]) -> Vec<Rilievo> {
    let mut confronti = Confronti { piano, buone, rilievi: Vec::new() };
    for risposta in buone {
        confronti.differing(risposta);
    }
    confronti.incomplete(days);
    confronti.shared();
    confronti.rilievi
}

struct Confronti<'a> {
    piano: &'a Piano,
    buone: &'a [Risposta],
    rilievi: Vec<Rilievo>,
}

impl Confronti<'_> {
    /// What the scheda says already, where it is something else.
    fn differing(&mut self, risposta: &Risposta) {
        let boxes = [
            (
                &risposta.casella_conseguito,
                risposta.conseguito.as_ref().map(|cited| (&cited.raw, &cited.place)),
            ),
            (&risposta.casella_verifica, risposta.verifica.as_ref().map(|cited| (&cited.raw, &cited.place))),
        ];
        for (casella, said) in boxes {
            let (Ora::Diversa(known), Some((raw, place)), Some(posto)) = (&casella.ora, said, &casella.posto)
            else {
                continue;
            };
            let text = format!(
                "la risposta è «{}», ma sulla scheda c'è già «{}» ({posto}): quello che c'è non viene toccato",
                short(raw),
                short(known)
            );
            let rilievo = Rilievo::new("RIS114", Gravita::Avviso, place, text);
            self.rilievi.push(rilievo.su(risposta.obiettivo.to_string()));
        }
    }

    /// Answers that still lack something.
    fn incomplete(&mut self, days: &[Date]) {
        let (piano, buone) = (self.piano, self.buone);
        for day in days {
            for domanda in domande(piano, *day) {
                let codice = &domanda.codice;
                let scadenza = within_year(*day);
                let own = buone.iter().find(|one| {
                    (&one.obiettivo, one.indicatore, one.scadenza)
                        == (&codice.chiave, codice.indicatore, scadenza)
                });
                let Some(own) = own else { continue };
                let missing = lacks(piano, &domanda, own);
                if !missing.is_empty() {
                    let rilievo = Rilievo::new(
                        "RIS115",
                        Gravita::Avviso,
                        &own.place,
                        format!("manca ancora qualcosa: {}", missing.join("; ")),
                    );
                    self.rilievi.push(rilievo.su(own.obiettivo.to_string()));
                }
            }
        }
    }

    /// An obiettivo listed under two Aree, about which the two say different things.
    fn shared(&mut self) {
        let buone = self.buone;
        for risposta in buone {
            let copia = self.piano.obiettivi.get(&risposta.obiettivo).and_then(|one| one.copia_di.as_ref());
            let twin = buone.iter().find(|other| {
                Some(&other.obiettivo) == copia
                    && (other.indicatore, other.scadenza) == (risposta.indicatore, risposta.scadenza)
            });
            let Some((own, other)) =
                twin.and_then(|twin| risposta.conseguito.as_ref().zip(twin.conseguito.as_ref()))
            else {
                continue;
            };
            let differ = match (&own.value, &other.value) {
                (Conseguito::Testo, Conseguito::Testo) => fold(&own.raw) != fold(&other.raw),
                (own, other) => own != other,
            };
            if differ {
                let text = format!(
                    "l'obiettivo è condiviso e le due Aree rispondono in modo diverso: qui «{}», in {} «{}»; ognuna resta sulla \
                     propria scheda",
                    short(&own.raw),
                    other.place,
                    short(&other.raw)
                );
                let rilievo = Rilievo::new("RIS116", Gravita::Avviso, &own.place, text);
                self.rilievi.push(rilievo.su(risposta.obiettivo.to_string()));
            }
        }
    }
}
