//! The boxes of an obiettivo, on its scheda and in the pesatura, each with what becomes of it in the next year's form.

use super::verdetto::is_later;
use crate::layout::Campo;
use crate::model::{Cronoprogramma, Fase, Indicatore, Obiettivo, Scheda, ValoreAtteso};
use crate::place::{Field, Place};
use crate::read::Etichetta;
use jiff::civil::Date;

/// What becomes of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Destino {
    /// It stays.
    Resta,
    /// It is of the year's heading: it moves on with it.
    Anno,
    /// It is emptied.
    Vuota,
    /// Its ticks are taken off.
    Verifica,
    /// Its date moves on by a year; the date as it is.
    Avanti(Date),
    /// The marks of its months are taken off.
    Mesi {
        /// Only those of the year that ends: the grid goes on after it.
        solo: bool,
        /// How many months up to that year are marked.
        segnati: usize,
    },
}

/// A box.
pub(super) struct Casella<'a> {
    /// The obiettivo.
    pub obiettivo: String,
    /// Where.
    pub place: &'a Place,
    /// What is typed there.
    pub raw: Option<&'a str>,
    /// What the form calls it.
    pub nome: String,
    /// What becomes of it.
    pub destino: Destino,
    /// The label that may share the cell.
    pub etichetta: Option<Etichetta>,
}

struct Elenco<'a> {
    obiettivo: String,
    anno: i16,
    caselle: Vec<Casella<'a>>,
}

/// The boxes of an obiettivo.
pub(super) fn caselle(obiettivo: &Obiettivo, anno: i16) -> Vec<Casella<'_>> {
    let mut elenco = Elenco { obiettivo: obiettivo.chiave.to_string(), anno, caselle: Vec::new() };
    if let Some(scheda) = &obiettivo.scheda {
        elenco.heading(scheda);
        elenco.indicatori(scheda);
        elenco.cronoprogrammi(scheda);
        elenco.results(scheda);
    }
    if let Some(riga) = &obiettivo.pesatura {
        elenco.put("Area", &riga.area, Destino::Resta);
        elenco.put("numero dell'obiettivo", &riga.numero, Destino::Resta);
        elenco.put("titolo nella pesatura", &riga.titolo, Destino::Resta);
        for (criterio, punti) in &riga.punteggi {
            elenco.put(&format!("punti di {criterio}"), punti, Destino::Vuota);
        }
        elenco.put("peso ponderale scritto", &riga.peso_ponderale, Destino::Vuota);
    }
    elenco.caselle
}

impl<'a> Elenco<'a> {
    fn put<T>(&mut self, nome: &str, field: &'a Field<T>, destino: Destino) {
        self.labelled(nome, field, destino, None);
    }

    fn labelled<T>(
        &mut self,
        nome: &str,
        field: &'a Field<T>,
        destino: Destino,
        etichetta: Option<Etichetta>,
    ) {
        let Some(place) = field.place() else { return };
        let (obiettivo, nome, raw) = (self.obiettivo.clone(), nome.to_owned(), field.raw());
        self.caselle.push(Casella { obiettivo, place, raw, nome, destino, etichetta });
    }

    fn heading(&mut self, scheda: &'a Scheda) {
        let dup = &scheda.riferimento_dup;
        self.put("ente", &scheda.ente, Destino::Resta);
        for area in &scheda.aree {
            self.put("Area", area, Destino::Resta);
        }
        self.put("anno", &scheda.anno, Destino::Anno);
        for (nome, field) in [
            ("trasversale a tutte le Aree", &scheda.trasversale),
            ("Responsabile", &scheda.responsabile),
            ("numero dell'obiettivo", &scheda.numero),
            ("titolo", &scheda.titolo),
            ("riferimento DUP", &dup.testo),
            ("Missione", &dup.missione),
            ("Programma", &dup.programma),
            ("obiettivo operativo", &dup.obiettivo_operativo),
            ("tipologia", &scheda.tipologia.testo),
            ("stato attuale", &scheda.stato_attuale),
            ("descrizione", &scheda.descrizione),
        ] {
            self.put(nome, field, Destino::Resta);
        }
        let due = scheda.data_conclusione.value().copied();
        let destino = self.moved(due);
        self.put("data di conclusione", &scheda.data_conclusione, destino);
    }

    /// What becomes of a date: those of the year move on.
    fn moved(&self, date: Option<Date>) -> Destino {
        match date.filter(|date| date.year() == self.anno) {
            Some(date) => Destino::Avanti(date),
            None => Destino::Resta,
        }
    }

    fn expected(&self, field: &Field<ValoreAtteso>) -> Destino {
        self.moved(match field.value() {
            Some(ValoreAtteso::Scadenza(date)) => Some(*date),
            _ => None,
        })
    }

    fn indicatori(&mut self, scheda: &'a Scheda) {
        for (at, indicatore) in scheda.indicatori.iter().enumerate() {
            let of = format!("dell'indicatore {}", at + 1);
            let Indicatore { descrizione, misura, valore_atteso, peso, .. } = indicatore;
            self.put(&format!("descrizione {of}"), descrizione, Destino::Resta);
            self.put(&format!("misura {of}"), misura, Destino::Resta);
            let destino = self.expected(valore_atteso);
            self.put(&format!("valore atteso {of}"), valore_atteso, destino);
            self.put(&format!("peso {of}"), peso, Destino::Resta);
            for (scadenza, field) in &indicatore.conseguito {
                self.put(&format!("valore conseguito al {scadenza} {of}"), field, Destino::Vuota);
            }
            self.put(&format!("verifica {of}"), &indicatore.verifica, Destino::Verifica);
            self.put(&format!("valore del Nucleo {of}"), &indicatore.valore_ndv, Destino::Vuota);
        }
        for riga in &scheda.monitoraggio {
            self.put("monitoraggio: nome", &riga.descrizione, Destino::Resta);
            let destino = self.expected(&riga.valore_atteso);
            self.put("monitoraggio: valore atteso", &riga.valore_atteso, destino);
            for (scadenza, field) in &riga.conseguito {
                self.put(&format!("monitoraggio: valore conseguito al {scadenza}"), field, Destino::Vuota);
            }
        }
    }

    /// A timetable of the next year stays, and those before it are emptied whole; where there is none, the phases stay
    /// and their months and weights are emptied.
    fn cronoprogrammi(&mut self, scheda: &'a Scheda) {
        let goes_on = scheda.cronoprogrammi.iter().any(|tabella| is_later(tabella, self.anno));
        for tabella in &scheda.cronoprogrammi {
            let next = tabella.anno.is_some_and(|own| own > self.anno);
            for (at, fase) in tabella.fasi.iter().enumerate() {
                self.fase(fase, at, (next, goes_on));
            }
            let total =
                tabella.totale.value().is_none_or(|total| *total == rust_decimal::Decimal::ONE_HUNDRED);
            let stays = next || total || self.some_go_on(tabella);
            self.put(
                "totale delle fasi",
                &tabella.totale,
                if stays { Destino::Resta } else { Destino::Vuota },
            );
        }
    }

    fn goes_on(&self, fase: &Fase) -> bool {
        fase.mesi.iter().any(|mese| mese.anno.is_some_and(|own| own > self.anno))
    }

    fn some_go_on(&self, tabella: &Cronoprogramma) -> bool {
        tabella.fasi.iter().any(|fase| self.goes_on(fase))
    }

    fn fase(&mut self, fase: &'a Fase, at: usize, (next, goes_on): (bool, bool)) {
        let of = format!("della fase {}", fase.numero.clone().unwrap_or_else(|| (at + 1).to_string()));
        let later = next || self.goes_on(fase);
        let emptied = |empty: bool| if empty { Destino::Vuota } else { Destino::Resta };
        self.put(&format!("descrizione {of}"), &fase.descrizione, emptied(goes_on && !later));
        self.put(&format!("peso {of}"), &fase.peso, emptied(!later));
        let Some(place) = fase.celle_mesi.as_ref().filter(|_| !next) else { return };
        let (obiettivo, nome) = (self.obiettivo.clone(), format!("mesi {of}"));
        let past = fase.mesi.iter().filter(|mese| mese.anno.is_none_or(|own| own <= self.anno));
        let destino = Destino::Mesi { solo: later, segnati: past.count() };
        self.caselle.push(Casella { obiettivo, place, raw: None, nome, destino, etichetta: None });
    }

    fn results(&mut self, scheda: &'a Scheda) {
        let label = |campo: Campo| Some(Etichetta::Campo(campo));
        let peso = &scheda.peso.peso_ponderale;
        self.labelled("peso ponderale", peso, Destino::Vuota, label(Campo::PesoPonderale));
        for (criterio, punti) in &scheda.peso.punteggi {
            let etichetta = Some(Etichetta::Criterio(criterio.clone()));
            self.labelled(&format!("punti di {criterio}"), punti, Destino::Vuota, etichetta);
        }
        let overall = &scheda.percentuale_complessiva;
        self.labelled(
            "percentuale complessiva",
            overall,
            Destino::Vuota,
            label(Campo::PercentualeComplessiva),
        );
        for (nome, field) in [
            ("atto conclusivo", &scheda.atto_conclusivo),
            ("motivazione", &scheda.motivazione),
            ("cause interne", &scheda.cause_interne),
            ("cause esterne", &scheda.cause_esterne),
        ] {
            self.put(nome, field, Destino::Vuota);
        }
    }
}
