//! Who has answered what: for each Responsabile every question, what became of it, what is still to be done.

use super::destinatario::destinatari;
use super::domanda::{Domanda, domande, is_last, within_year};
use super::motivazione;
use super::raccolta::Sorte;
use super::risposta::{PerResponsabile, Risposta, StatoDomanda, VoceResponsabile};
use super::tipo::Tipo;
use crate::model::{Chiave, Piano, Scadenza};
use crate::place::Field;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a question is: obiettivo, position of the indicatore, deadline.
pub(super) type Posto = (Chiave, usize, Scadenza);

/// What is known when the accounts are made.
pub(super) struct Conti<'a> {
    pub piano: &'a Piano,
    pub scadenze: &'a [Date],
    pub buone: &'a [Risposta],
    pub sorti: &'a BTreeMap<Posto, Sorte>,
    pub file: &'a BTreeMap<Chiave, BTreeSet<Arc<str>>>,
}

impl Conti<'_> {
    /// One account for each Responsabile.
    pub fn make(&self) -> Vec<PerResponsabile> {
        let questions: Vec<Vec<Domanda<'_>>> =
            self.scadenze.iter().map(|scadenza| domande(self.piano, *scadenza)).collect();
        let mut accounts = Vec::new();
        for who in destinatari(self.piano) {
            let mut voci = Vec::new();
            for chiave in &who.obiettivi {
                let own = questions.iter().flatten().filter(|one| one.codice.chiave == *chiave);
                voci.extend(own.map(|domanda| self.voce(domanda)));
            }
            let file: BTreeSet<Arc<str>> =
                who.obiettivi.iter().filter_map(|chiave| self.file.get(chiave)).flatten().cloned().collect();
            let file = file.into_iter().collect();
            accounts.push(PerResponsabile { titolo: who.titolo(), aree: who.aree, file, voci });
        }
        accounts
    }

    fn voce(&self, domanda: &Domanda<'_>) -> VoceResponsabile {
        let codice = &domanda.codice;
        let scadenza = within_year(codice.scadenza);
        let posto = (codice.chiave.clone(), codice.indicatore, scadenza);
        let at = self
            .buone
            .iter()
            .position(|one| (&one.obiettivo, one.indicatore, one.scadenza) == (&posto.0, posto.1, posto.2));
        let (stato, manca) = match at.and_then(|at| self.buone.get(at)) {
            Some(risposta) => self.answered(domanda, risposta),
            None => self.unanswered(domanda, self.sorti.get(&posto).copied(), scadenza),
        };
        VoceResponsabile { obiettivo: posto.0, indicatore: posto.1, scadenza, stato, manca, risposta: at }
    }

    fn answered(&self, domanda: &Domanda<'_>, risposta: &Risposta) -> (StatoDomanda, String) {
        let missing = lacks(self.piano, domanda, risposta);
        match missing.is_empty() {
            true => (StatoDomanda::Valida, String::new()),
            false => (StatoDomanda::Incompleta, missing.join("; ")),
        }
    }

    fn unanswered(
        &self,
        domanda: &Domanda<'_>,
        sorte: Option<Sorte>,
        scadenza: Scadenza,
    ) -> (StatoDomanda, String) {
        let known = is_written(self.piano, domanda, scadenza);
        match (sorte, domanda.non_ancora) {
            (Some(Sorte::Doppia), _) => {
                (StatoDomanda::Doppia, "dire quale delle due risposte vale, e togliere l'altra".to_owned())
            }
            (Some(Sorte::Guasta), _) => {
                let serve = Tipo::of(&domanda.indicatore.valore_atteso).serve();
                (
                    StatoDomanda::NonValida,
                    format!("riscrivere la risposta, che non si può usare così com'è: serve {serve}"),
                )
            }
            (Some(Sorte::Superata), _) if !known => {
                (StatoDomanda::Superata, "la scheda è cambiata: rispondere sul foglio nuovo".to_owned())
            }
            _ if known => (StatoDomanda::GiaScritta, String::new()),
            (_, Some(due)) => {
                (StatoDomanda::Facoltativa, format!("il termine è il {}", due.strftime("%d/%m/%Y")))
            }
            _ => (
                StatoDomanda::Mancante,
                format!("serve {}", Tipo::of(&domanda.indicatore.valore_atteso).serve()),
            ),
        }
    }
}

/// What an answer still lacks, in words.
pub(super) fn lacks(piano: &Piano, domanda: &Domanda<'_>, risposta: &Risposta) -> Vec<&'static str> {
    let last = is_last(piano, risposta.scadenza);
    let due = super::domanda::due(domanda.indicatore);
    let mut missing = Vec::new();
    let words = Tipo::of(&domanda.indicatore.valore_atteso) == Tipo::Testo;
    if last && words && risposta.verifica.is_none() && risposta.grado.is_none() {
        missing.push("scegliere l'esito: un testo da solo non si può valutare");
    }
    if risposta.conseguito.is_none() && risposta.verifica.is_none() {
        missing.push("scrivere il valore conseguito");
    }
    let explained = risposta.motivazione.is_some() || domanda.scheda.motivazione.raw().is_some();
    if !explained && motivazione::is_required(risposta.grado, last, due, domanda.codice.scadenza) {
        missing.push("scrivere la motivazione");
    }
    missing
}

/// Whether the scheda answers already.
fn is_written(piano: &Piano, domanda: &Domanda<'_>, scadenza: Scadenza) -> bool {
    let conseguito = domanda.indicatore.conseguito.get(&scadenza).is_some_and(filled);
    conseguito || (is_last(piano, scadenza) && filled(&domanda.indicatore.verifica))
}

fn filled<T>(field: &Field<T>) -> bool {
    matches!(field, Field::Filled(_))
}
