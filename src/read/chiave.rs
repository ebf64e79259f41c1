//! The key of each obiettivo where its number is missing, or shared with another code; never a guess without a word.

use super::join::Joiner;
use super::stato::rinviato;
use super::{completa, numero};
use crate::layout::fold;
use crate::model::{Ambito, Chiave, Obiettivo, Scheda, Stato};
use crate::place::Field;
use crate::rilievo::{Gravita, Rilievo};

impl Joiner<'_> {
    /// A row without a number is the one scheda of its Area that has its title; where the Area has no schede, the rows
    /// are counted.
    pub(super) fn settle_unnumbered(&mut self) {
        for (ambito, riga) in std::mem::take(&mut self.unnumbered) {
            let title = riga.titolo.value().map(|title| fold(title)).unwrap_or_default();
            let found = self.titled(&ambito, &title, |known| known.pesatura.is_none());
            if let Some(known) = found.and_then(|chiave| self.piano.obiettivi.get_mut(&chiave)) {
                let text = format!(
                    "la riga non ha numero: è stata unita a {} perché ha lo stesso titolo",
                    known.chiave
                );
                let rilievo = Rilievo::new("PES105", Gravita::Nota, &riga.place, text);
                known.pesatura = Some(riga);
                self.rilievi.push(rilievo);
                continue;
            }
            let described = self
                .piano
                .obiettivi
                .values()
                .any(|known| known.chiave.ambito == ambito && known.scheda.is_some());
            let numero = self.free_number(&ambito);
            let (gravita, text) = match described {
                true => (
                    Gravita::Errore,
                    format!(
                        "la riga non ha il numero dell'obiettivo e nessuna scheda dell'Area ha il suo titolo: è stata contata come {numero}, da sola"
                    ),
                ),
                false => (
                    Gravita::Avviso,
                    format!(
                        "la riga non ha il numero dell'obiettivo: è stata contata come la {numero}ª dell'Area"
                    ),
                ),
            };
            self.report("PES103", gravita, &riga.place, text);
            let chiave = Chiave { ambito, numero };
            let obiettivo = Obiettivo { pesatura: Some(riga), ..Obiettivo::new(chiave.clone()) };
            self.piano.obiettivi.insert(chiave, obiettivo);
        }
    }

    /// A scheda without a number, in an Area where one obiettivo already has its title, completes it if nothing it says
    /// contradicts it: an office that numbers nothing has no other key.
    pub(super) fn completes_by_title(&mut self, scheda: &Scheda, ambito: &Ambito) -> bool {
        let title = scheda.titolo.value().map(|title| fold(title)).unwrap_or_default();
        let elsewhere = |known: &Obiettivo| {
            known.scheda.as_ref().is_some_and(|known| {
                (&known.place.file, &known.place.sheet) != (&scheda.place.file, &scheda.place.sheet)
            })
        };
        let Some(chiave) = self.titled(ambito, &title, elsewhere) else { return false };
        let known = self.piano.obiettivi.get_mut(&chiave).and_then(|known| known.scheda.as_mut());
        let Some(Ok(said)) = known.map(|known| completa::complete(known, scheda)) else { return false };
        let text = format!(
            "questa riga non ha numero: è stata unita a {chiave}, che ha la stessa Area e lo stesso titolo; {said}"
        );
        self.rilievi.push(Rilievo::new("SCH109", Gravita::Nota, &scheda.place, text).su(chiave.to_string()));
        true
    }

    /// Whether all that a scheda says of whose it is, is a title that another has: reported, and left out. A title is
    /// evidence, not a key.
    pub(super) fn is_only_titled(&mut self, scheda: &Scheda) -> bool {
        let title = scheda.titolo.value().map(|title| fold(title)).unwrap_or_default();
        let same = |known: &&Obiettivo| known.titolo().is_some_and(|known| fold(&known.value) == title);
        let mut found = self.piano.obiettivi.values().filter(same).map(|known| known.chiave.clone());
        let Some(chiave) = found.next().filter(|_| !title.is_empty()) else { return false };
        let text = format!(
            "questa riga dice solo il titolo, che è quello di {chiave}: senza Area e numero i suoi valori non sono stati usati"
        );
        self.report("SCH112", Gravita::Errore, &scheda.place, text);
        true
    }

    /// An obiettivo postponed by a deed counts like the others: somebody must say whether it should.
    pub(super) fn postponed(&mut self, scheda: &Scheda, chiave: &Chiave, stato: &Stato) {
        if let (Stato::Attivo, Some(cited)) = (stato, rinviato(scheda, self.lessico)) {
            let text = format!(
                "«{}» dice che l'obiettivo è rinviato: conta come gli altri, finché un atto non lo ritira o lo neutralizza",
                cited.value
            );
            let rilievo = Rilievo::new("SCH111", Gravita::Avviso, &cited.place, text);
            self.rilievi.push(rilievo.su(chiave.to_string()));
        }
    }

    /// The one obiettivo of an ambito with this title, among those that fit.
    fn titled(&self, ambito: &Ambito, title: &str, fits: impl Fn(&Obiettivo) -> bool) -> Option<Chiave> {
        let same = |known: &&Obiettivo| {
            known.chiave.ambito == *ambito
                && fits(known)
                && known.titolo().is_some_and(|known| fold(&known.value) == title)
        };
        let mut found = self.piano.obiettivi.values().filter(same);
        let first = found.next()?;
        (found.next().is_none() && !title.is_empty()).then(|| first.chiave.clone())
    }

    /// The first number that no obiettivo of the ambito has.
    fn free_number(&self, ambito: &Ambito) -> String {
        let taken = |numero: &String| {
            self.piano.obiettivi.contains_key(&Chiave { ambito: ambito.clone(), numero: numero.clone() })
        };
        (1..).map(|n: u32| n.to_string()).find(|numero| !taken(numero)).unwrap_or_default()
    }

    /// The key of a number as printed: with its letters, where the same number stands beside other letters.
    pub(super) fn own_key(&self, chiave: Chiave, printed: &Field<String>) -> Chiave {
        let Some(known) = self.piano.obiettivi.get(&chiave) else { return chiave };
        let own = printed.value().map(|numero| numero::letters(numero)).unwrap_or_default();
        let riga = known.pesatura.as_ref().and_then(|riga| riga.numero.value());
        let theirs = riga.or(known.scheda.as_ref().and_then(|scheda| scheda.numero.value()));
        let theirs = theirs.map(|numero| numero::letters(numero)).unwrap_or_default();
        if own.is_empty() || theirs.is_empty() || own == theirs {
            return chiave;
        }
        let numero = printed.value().map_or(chiave.numero, |numero| numero.trim().to_owned());
        Chiave { numero, ..chiave }
    }

    /// A scheda without a number takes the sheet's, else the first that is free in its Area.
    pub(super) fn inferred_number(&mut self, scheda: &Scheda, ambito: &Ambito) -> String {
        let digits: Vec<&str> = scheda
            .place
            .sheet
            .split(|c: char| !c.is_ascii_digit())
            .filter(|d| (1..=2).contains(&d.len()))
            .collect();
        if let [one] = digits.as_slice() {
            let numero = one.trim_start_matches('0').to_owned();
            self.report(
                "SCH107",
                Gravita::Avviso,
                &scheda.place,
                format!("la scheda non ha numero: il {numero} è stato preso dal nome del foglio"),
            );
            return numero;
        }
        let title = scheda.titolo.value().map(|title| fold(title)).unwrap_or_default();
        if let Some(chiave) = self.titled(ambito, &title, |known| known.scheda.is_none()) {
            let text = format!(
                "la scheda non ha numero: il {} è stato preso dalla pesatura, dal titolo uguale",
                chiave.numero
            );
            self.report("SCH107", Gravita::Nota, &scheda.place, text);
            return chiave.numero;
        }
        let numero = self.free_number(ambito);
        let (gravita, more) = match self.piano.pesature.is_empty() {
            true => (Gravita::Avviso, ""),
            false => (Gravita::Errore, ", e non si può unire alla pesatura"),
        };
        let text = format!("la scheda non ha numero: è stata contata come {numero} della sua Area{more}");
        self.report("SCH107", gravita, &scheda.place, text);
        numero
    }
}
