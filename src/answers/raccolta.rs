//! From returned workbooks to answers: read row by row, compared with the plan, united where they came twice, each with
//! the boxes it belongs in.

use super::casella::{self, Casella, Ora};
use super::codice::Codice;
use super::contenuto::{self, Lettura};
use super::domanda::{is_last, within_year};
use super::foglio::{self, Riga, short};
use super::risposta::{Motivazione, Risposta, Risposte};
use super::stato::{Conti, Posto, lacks};
use super::unione::unite;
use super::verifica_codice::{Esame, examine, foreign};
use super::{domande, grado};
use crate::folder::Arrivato;
use crate::layout::{Lessico, fold};
use crate::model::{Chiave, Conseguito, Piano, Scadenza};
use crate::place::{Field, Place};
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
    raccolta.incomplete(&days, &buone);
    raccolta.shared(&buone);
    let conti = Conti {
        piano: richiesta.piano,
        scadenze: &days,
        buone: &buone,
        sorti: &raccolta.sorti,
        file: &raccolta.file,
    };
    let per_responsabile = conti.make();
    let motivazioni = motivazioni(richiesta.piano, &buone);
    let mut rilievi = raccolta.rilievi;
    rilievi.sort_by(|a, b| {
        (a.gravita, &a.dove, a.codice, &a.messaggio).cmp(&(b.gravita, &b.dove, b.codice, &b.messaggio))
    });
    rilievi.dedup();
    Risposte { buone, motivazioni, scadenze, rilievi, per_responsabile }
}

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
        let mut others: IndexMap<(Arc<str>, Arc<str>, String), (Rilievo, usize)> = IndexMap::new();
        for arrivato in arrivati {
            let letto = foglio::read(&arrivato.book);
            self.rilievi.extend(letto.rilievi);
            if letto.righe.is_empty() && !(arrivato.e_nostro && !letto.is_ours) {
                self.unknown(&arrivato.book.file, letto.is_ours);
            }
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

    /// A workbook of which no row could be told.
    fn unknown(&mut self, file: &Arc<str>, is_ours: bool) {
        let text = match is_ours {
            true => {
                "di questo file non si riconosce nessuna riga: i codici grigi ai due lati della tabella sono stati cancellati \
                     o guastati; le sue risposte non sono state usate"
            }
            false => {
                "non è un foglio di monitoraggio preparato da schedario, o ne è stata copiata solo una parte, senza i codici \
                      grigi ai due lati della tabella: non è stato usato"
            }
        };
        self.rilievi.push(Rilievo::new("RIS102", Gravita::Errore, Dove::file(file), text));
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
                    let answer = risposta(piano, (chiave, at, scadenza), one, &uses);
                    self.differing(&answer);
                    buone.push(answer);
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
    fn incomplete(&mut self, days: &[Date], buone: &[Risposta]) {
        let piano = self.richiesta.piano;
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
    fn shared(&mut self, buone: &[Risposta]) {
        for risposta in buone {
            let copia =
                self.richiesta.piano.obiettivi.get(&risposta.obiettivo).and_then(|one| one.copia_di.as_ref());
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

/// An answer with its boxes.
fn risposta(
    piano: &Piano,
    (chiave, at, scadenza): Posto,
    lettura: Lettura,
    uses: &BTreeMap<Scadenza, BTreeMap<&Place, usize>>,
) -> Risposta {
    let uses = uses.get(&scadenza);
    let shared = |mut casella: Casella| {
        casella.condivisa =
            casella.posto.as_ref().and_then(|place| uses?.get(place)).is_some_and(|count| *count > 1);
        casella
    };
    let indicatore = casella::indicatore(piano, &chiave, at);
    let conseguito = lettura.conseguito.as_ref().zip(indicatore).map(|(cited, indicatore)| {
        let field = indicatore.conseguito.get(&scadenza).unwrap_or(&Field::Absent);
        let same = |known: &Conseguito| *known == cited.value && *known != Conseguito::Testo;
        Casella::of(field, &cited.raw, same)
    });
    let verifica = lettura.verifica.as_ref().zip(indicatore).filter(|_| is_last(piano, scadenza));
    let verifica = verifica.map(|(cited, indicatore)| {
        Casella::of(&indicatore.verifica, &cited.raw, |known| *known == cited.value)
    });
    Risposta {
        obiettivo: chiave,
        indicatore: at,
        scadenza,
        conseguito: lettura.conseguito,
        verifica: lettura.verifica,
        motivazione: lettura.motivazione,
        grado: None,
        place: lettura.place,
        casella_conseguito: conseguito.map_or_else(Casella::absent, shared),
        casella_verifica: verifica.map_or_else(Casella::absent, shared),
    }
}

/// The motivazioni by obiettivo and deadline. Several are named after their indicatori; one alone is taken as it is.
fn motivazioni(piano: &Piano, buone: &[Risposta]) -> Vec<Motivazione> {
    let mut found: IndexMap<(&Chiave, Scadenza), Vec<&Risposta>> = IndexMap::new();
    for risposta in buone.iter().filter(|risposta| risposta.motivazione.is_some()) {
        found.entry((&risposta.obiettivo, risposta.scadenza)).or_default().push(risposta);
    }
    let make = |((chiave, scadenza), rows): ((&Chiave, Scadenza), Vec<&Risposta>)| {
        let mut texts: Vec<(usize, String)> = Vec::new();
        for row in &rows {
            let text = row.motivazione.as_ref().map(|cited| cited.value.clone()).unwrap_or_default();
            if !texts.iter().any(|(_, known)| fold(known) == fold(&text)) {
                texts.push((row.indicatore + 1, text));
            }
        }
        let testo = match texts.as_slice() {
            [(_, one)] => one.clone(),
            _ => texts
                .iter()
                .map(|(at, text)| format!("Indicatore {at}: {text}"))
                .collect::<Vec<_>>()
                .join("\n"),
        };
        let scheda = piano.obiettivi.get(chiave).and_then(|one| one.scheda.as_ref());
        let casella = scheda
            .map(|scheda| Casella::of(&scheda.motivazione, &testo, |known| fold(known) == fold(&testo)));
        Motivazione {
            obiettivo: chiave.clone(),
            scadenza,
            da: rows.iter().filter_map(|row| row.motivazione.clone()).collect(),
            testo,
            casella: casella.unwrap_or_else(Casella::absent),
        }
    };
    found.into_iter().map(make).collect()
}
