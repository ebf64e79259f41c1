//! From returned workbooks to answers: read row by row, compared with the plan, united where they came twice, each with
//! the boxes it belongs in.

use super::casella;
use super::codice::Codice;
use super::contenuto::{self, Lettura};
use super::domanda::within_year;
use super::foglio::{self, Riga};
use super::risposta::{Risposta, Risposte};
use super::stato::{Conti, Posto};
use super::unione::unite;
use super::verifica_codice::{Esame, examine, foreign};
use super::{confronti, grado, motivazione};
use crate::folder::Arrivato;
use crate::layout::Lessico;
use crate::model::{Chiave, Piano, Scadenza};
use crate::regolamento::Regolamento;
use crate::rilievo::{Dove, Gravita, Rilievo};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What answers are held against.
pub struct Richiesta<'a> {
    /// The plan as it is now.
    pub piano: &'a Piano,
    /// The parameters, if figures may be computed.
    pub regolamento: Option<&'a Regolamento>,
    /// The vocabulary.
    pub lessico: &'a Lessico,
    /// The deadline that is being collected; `None` for all.
    pub scadenza: Option<Scadenza>,
}

/// What became of a question that has no good answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sorte {
    /// Something was written that cannot be used.
    Guasta,
    /// The scheda has changed since.
    Superata,
    /// Two answers differ.
    Doppia,
}

/// Collects the answers of returned workbooks.
pub fn raccogli(richiesta: &Richiesta<'_>, arrivati: &[Arrivato]) -> Risposte {
    let mut raccolta =
        Raccolta { richiesta, rilievi: Vec::new(), sorti: BTreeMap::new(), file: BTreeMap::new() };
    let righe = raccolta.rows(arrivati);
    let mut days: BTreeSet<Date> = righe.iter().map(|(riga, _)| riga.codice.scadenza).collect();
    days.extend(
        richiesta
            .scadenza
            .zip(richiesta.piano.anno)
            .and_then(|(at, anno)| Date::new(anno, at.mese, at.giorno).ok()),
    );
    let letture = raccolta.contents(&righe);
    let mut buone = raccolta.answers(letture);
    let days: Vec<Date> = days.into_iter().collect();
    let scadenze: Vec<Scadenza> = days.iter().map(|day| within_year(*day)).collect();
    if let Some(regolamento) = richiesta.regolamento {
        grado::set(richiesta.piano, regolamento, &scadenze, &mut buone);
    }
    raccolta.rilievi.extend(confronti::find(richiesta.piano, &days, &buone));
    let conti = Conti {
        piano: richiesta.piano,
        scadenze: &days,
        buone: &buone,
        sorti: &raccolta.sorti,
        file: &raccolta.file,
    };
    let per_responsabile = conti.make();
    let motivazioni = motivazione::gather(richiesta.piano, &buone);
    let mut rilievi = raccolta.rilievi;
    rilievi.sort_by(|a, b| {
        (a.gravita, &a.dove, a.codice, &a.messaggio).cmp(&(b.gravita, &b.dove, b.codice, &b.messaggio))
    });
    rilievi.dedup();
    Risposte { buone, motivazioni, scadenze, rilievi, per_responsabile }
}

/// A sheet, and what all its rows are wrong about.
type Sheetful = (Arc<str>, Arc<str>, String);

struct Raccolta<'a> {
    richiesta: &'a Richiesta<'a>,
    rilievi: Vec<Rilievo>,
    sorti: BTreeMap<Posto, Sorte>,
    file: BTreeMap<Chiave, BTreeSet<Arc<str>>>,
}

impl Raccolta<'_> {
    /// The rows that are about indicatori of the plan, with the position of each.
    fn rows(&mut self, arrivati: &[Arrivato]) -> Vec<(Riga, usize)> {
        let mut good = Vec::new();
        // what concerns every row of a sheet is said once, with how many they are
        let mut others: IndexMap<Sheetful, (Rilievo, usize)> = IndexMap::new();
        for arrivato in arrivati {
            let letto = foglio::read(&arrivato.book);
            if !letto.is_ours {
                self.unknown(arrivato);
            }
            self.rilievi.extend(letto.rilievi);
            for riga in letto.righe {
                if let Some((code, gravita, text)) = foreign(&riga, self.richiesta) {
                    let key = (riga.place.file.clone(), riga.place.sheet.clone(), text.clone());
                    let first = || (Rilievo::new(code, gravita, &riga.place, text), 0);
                    others.entry(key).or_insert_with(first).1 += 1;
                    continue;
                }
                good.extend(self.row(riga));
            }
        }
        self.rilievi.extend(others.into_values().map(|(mut rilievo, count)| {
            let rows = if count == 1 { "una riga".to_owned() } else { format!("{count} righe") };
            rilievo.messaggio = format!("{} ({rows} di questo foglio, non usate)", rilievo.messaggio);
            rilievo
        }));
        good
    }

    /// A workbook in which nothing tells that it was sent out to be filled in.
    fn unknown(&mut self, arrivato: &Arrivato) {
        let (gravita, text) = match arrivato.e_nostro {
            true => (
                Gravita::Avviso,
                "è un file scritto da schedario, ma non vi si riconosce nessuna riga da compilare: se era un foglio di monitoraggio \
                 le sue tabelle sono state cancellate; non è stato usato",
            ),
            false => (
                Gravita::Errore,
                "non è un foglio di monitoraggio preparato da schedario, o ne è stata copiata solo una parte, senza i codici grigi \
                 ai due lati della tabella: non è stato usato",
            ),
        };
        self.rilievi.push(Rilievo::new("RIS102", gravita, Dove::file(&arrivato.book.file), text));
    }

    fn row(&mut self, riga: Riga) -> Option<(Riga, usize)> {
        let chiave = riga.codice.chiave.clone();
        let file = self.file.entry(chiave).or_default();
        file.insert(riga.place.file.clone());
        match examine(&riga, self.richiesta, &mut self.rilievi) {
            Esame::Buono(at) => Some((riga, at)),
            Esame::Superato => {
                if !riga.celle.is_empty() {
                    self.mark(&riga.codice, riga.codice.indicatore, Sorte::Superata);
                }
                None
            }
            Esame::Estraneo => None,
        }
    }

    fn mark(&mut self, codice: &Codice, at: usize, sorte: Sorte) {
        let posto = (codice.chiave.clone(), at, within_year(codice.scadenza));
        let known = self.sorti.entry(posto).or_insert(sorte);
        *known = sorte.max(*known);
    }

    /// The rows typed, by question.
    fn contents(&mut self, righe: &[(Riga, usize)]) -> IndexMap<Posto, Vec<Lettura>> {
        let mut found: IndexMap<Posto, Vec<Lettura>> = IndexMap::new();
        for (riga, at) in righe {
            let Some(indicatore) = casella::indicatore(self.richiesta.piano, &riga.codice.chiave, *at) else {
                continue;
            };
            let lettura = contenuto::read(riga, indicatore, self.richiesta.lessico, &mut self.rilievi);
            if lettura.guasta {
                self.mark(&riga.codice, *at, Sorte::Guasta);
            }
            if !lettura.is_blank() {
                let posto = (riga.codice.chiave.clone(), *at, within_year(riga.codice.scadenza));
                found.entry(posto).or_default().push(lettura);
            }
        }
        found
    }

    /// The good answers, in the plan's order.
    fn answers(&mut self, letture: IndexMap<Posto, Vec<Lettura>>) -> Vec<Risposta> {
        let piano = self.richiesta.piano;
        let scadenze: BTreeSet<Scadenza> = letture.keys().map(|(.., scadenza)| *scadenza).collect();
        let uses: BTreeMap<Scadenza, _> =
            scadenze.into_iter().map(|scadenza| (scadenza, casella::uses(piano, scadenza))).collect();
        let mut buone = Vec::new();
        for ((chiave, at, scadenza), rows) in letture {
            let first = rows.first().map(|row| row.codice.clone());
            let broken = rows.iter().any(|row| row.guasta);
            match unite(rows, &mut self.rilievi) {
                // a motivazione beside a value that cannot be used explains nothing yet
                Some(one) if broken && one.conseguito.is_none() && one.verifica.is_none() => {}
                Some(one) => {
                    buone.push(Risposta::new(piano, (chiave, at, scadenza), one, &uses));
                }
                None => first.iter().for_each(|codice| self.mark(codice, at, Sorte::Doppia)),
            }
        }
        let order = |risposta: &Risposta| {
            (piano.obiettivi.get_index_of(&risposta.obiettivo), risposta.indicatore, risposta.scadenza)
        };
        buone.sort_by_key(order);
        buone
    }
}
