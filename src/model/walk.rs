//! Every value of a form with its name in plain Italian: for showing what was understood, and for comparing.
//!
//! Names are those of the form (`valore atteso dell'indicatore 2`), never of the code.

use super::{
    Conseguito, Cronoprogramma, Durata, Indicatore, Mese, RigaPesatura, Rilevazione, Scheda, ValoreAtteso,
};
use super::{Verifica, numero_italiano as numero};
use crate::place::{Field, Place};

/// A value that was read, or a box that is empty.
pub struct Voce<'a> {
    /// What the form calls it.
    pub nome: String,
    /// What was understood, when it says more than the text itself; empty for a text, `vuoto` for an empty box.
    pub capito: String,
    /// The text as typed; nothing for an empty box, and for the months of a fase.
    pub scritto: Option<&'a str>,
    /// Its cell.
    pub place: &'a Place,
}

struct Walk<'a> {
    voci: Vec<Voce<'a>>,
}

/// The values of a form, block by block.
pub fn walk(scheda: &Scheda) -> Vec<Voce<'_>> {
    let mut walk = Walk { voci: Vec::new() };
    walk.heading(scheda);
    walk.description(scheda);
    for (at, indicatore) in scheda.indicatori.iter().enumerate() {
        walk.indicatore(at + 1, indicatore);
    }
    for tabella in &scheda.cronoprogrammi {
        walk.cronoprogramma(tabella);
    }
    for riga in &scheda.monitoraggio {
        walk.rilevazione(riga);
    }
    walk.end(scheda);
    walk.voci
}

/// The values of a row of the pesatura.
pub fn walk_row(riga: &RigaPesatura) -> Vec<Voce<'_>> {
    let mut walk = Walk { voci: Vec::new() };
    walk.field("Area", &riga.area, |_| String::new());
    walk.field("numero dell'obiettivo", &riga.numero, |_| String::new());
    walk.field("titolo nella pesatura", &riga.titolo, |_| String::new());
    for (criterio, punti) in &riga.punteggi {
        walk.field(&format!("punti di {criterio}"), punti, |n| numero(*n));
    }
    walk.field("peso ponderale scritto", &riga.peso_ponderale, |n| numero(*n));
    walk.voci
}

impl<'a> Walk<'a> {
    fn field<T>(&mut self, nome: &str, field: &'a Field<T>, capito: impl Fn(&T) -> String) {
        let Some(place) = field.place() else { return };
        let capito = match field {
            Field::Filled(cited) => capito(&cited.value),
            Field::Unreadable(_) => "non leggibile".to_owned(),
            _ => "vuoto".to_owned(),
        };
        self.voci.push(Voce { nome: nome.to_owned(), capito, scritto: field.raw(), place });
    }

    fn text(&mut self, nome: &str, field: &'a Field<String>) {
        self.field(nome, field, |_| String::new());
    }

    fn heading(&mut self, scheda: &'a Scheda) {
        self.text("ente", &scheda.ente);
        for area in &scheda.aree {
            self.text("Area", area);
        }
        self.text("trasversale a tutte le Aree", &scheda.trasversale);
        self.text("Responsabile", &scheda.responsabile);
        self.field("anno", &scheda.anno, i16::to_string);
        self.text("numero dell'obiettivo", &scheda.numero);
        self.text("titolo", &scheda.titolo);
    }

    fn description(&mut self, scheda: &'a Scheda) {
        let dup = &scheda.riferimento_dup;
        self.text("riferimento DUP", &dup.testo);
        self.text("Missione", &dup.missione);
        self.text("Programma", &dup.programma);
        self.text("obiettivo operativo", &dup.obiettivo_operativo);
        self.text("tipologia", &scheda.tipologia.testo);
        self.field("durata", &scheda.tipologia.durata, |durata| match durata {
            Durata::Annuale => "annuale".to_owned(),
            Durata::Pluriennale => "pluriennale".to_owned(),
        });
        self.text("stato attuale", &scheda.stato_attuale);
        self.text("descrizione", &scheda.descrizione);
        self.field("data di conclusione", &scheda.data_conclusione, |date| {
            date.strftime("%d/%m/%Y").to_string()
        });
    }

    fn indicatore(&mut self, numero_riga: usize, indicatore: &'a Indicatore) {
        let of = format!("dell'indicatore {numero_riga}");
        self.text(&format!("descrizione {of}"), &indicatore.descrizione);
        self.text(&format!("misura {of}"), &indicatore.misura);
        self.field(&format!("valore atteso {of}"), &indicatore.valore_atteso, atteso);
        self.field(&format!("peso {of}"), &indicatore.peso, |n| format!("{} %", numero(*n)));
        for (scadenza, field) in &indicatore.conseguito {
            self.field(&format!("valore conseguito al {scadenza} {of}"), field, conseguito);
        }
        self.field(&format!("verifica {of}"), &indicatore.verifica, verifica);
        self.field(&format!("valore del Nucleo {of}"), &indicatore.valore_ndv, |n| {
            format!("{} %", numero(*n))
        });
    }

    fn cronoprogramma(&mut self, tabella: &'a Cronoprogramma) {
        for (at, fase) in tabella.fasi.iter().enumerate() {
            let of = format!("della fase {}", fase.numero.clone().unwrap_or_else(|| (at + 1).to_string()));
            self.text(&format!("descrizione {of}"), &fase.descrizione);
            self.field(&format!("peso {of}"), &fase.peso, |n| format!("{} %", numero(*n)));
            if let Some(place) = &fase.celle_mesi {
                let (nome, capito) = (format!("mesi {of}"), mesi(&fase.mesi));
                self.voci.push(Voce { nome, capito, scritto: None, place });
            }
        }
        self.field("totale delle fasi", &tabella.totale, |n| format!("{} %", numero(*n)));
    }

    fn rilevazione(&mut self, riga: &'a Rilevazione) {
        let about = match riga.indicatori.as_slice() {
            [] => "monitoraggio, indicatore non riconosciuto".to_owned(),
            [one] => format!("monitoraggio dell'indicatore {}", one + 1),
            _ => "monitoraggio di più indicatori".to_owned(),
        };
        self.text(&format!("{about}: nome"), &riga.descrizione);
        self.field(&format!("{about}: valore atteso"), &riga.valore_atteso, atteso);
        if riga.indicatori.is_empty() {
            for (scadenza, field) in &riga.conseguito {
                self.field(&format!("{about}: valore conseguito al {scadenza}"), field, conseguito);
            }
        }
    }

    fn end(&mut self, scheda: &'a Scheda) {
        self.field("peso ponderale", &scheda.peso.peso_ponderale, |n| numero(*n));
        for (criterio, punti) in &scheda.peso.punteggi {
            self.field(&format!("punti di {criterio}"), punti, |n| numero(*n));
        }
        let overall = &scheda.percentuale_complessiva;
        self.field("percentuale complessiva", overall, |n| format!("{} %", numero(*n)));
        self.text("atto conclusivo", &scheda.atto_conclusivo);
        self.text("motivazione", &scheda.motivazione);
        self.text("cause interne", &scheda.cause_interne);
        self.text("cause esterne", &scheda.cause_esterne);
    }
}

/// An expected value in words: `almeno 10`.
pub(crate) fn atteso(value: &ValoreAtteso) -> String {
    match value {
        ValoreAtteso::SiNo => "sì/no".to_owned(),
        ValoreAtteso::Numero(n) => format!("almeno {}", numero(*n)),
        ValoreAtteso::AlMassimo { limite, escluso, percentuale } => {
            let word = if *escluso { "meno di" } else { "al massimo" };
            format!("{word} {}{}", numero(*limite), if *percentuale { " %" } else { "" })
        }
        ValoreAtteso::Percentuale(n) => format!("almeno {} %", numero(*n)),
        ValoreAtteso::Rapporto { parte, totale } => {
            format!("almeno {} su {}", numero(*parte), numero(*totale))
        }
        ValoreAtteso::Scadenza(date) => format!("entro il {}", date.strftime("%d/%m/%Y")),
        ValoreAtteso::Testo => "testo: serve una verifica".to_owned(),
    }
}

/// What was achieved, in words.
pub fn conseguito(value: &Conseguito) -> String {
    match value {
        Conseguito::SiNo(true) => "sì".to_owned(),
        Conseguito::SiNo(false) => "no".to_owned(),
        Conseguito::Numero(n) => numero(*n),
        Conseguito::Percentuale(n) => format!("{} %", numero(*n)),
        Conseguito::Rapporto { parte, totale } => format!("{} su {}", numero(*parte), numero(*totale)),
        Conseguito::Data(date) => format!("il {}", date.strftime("%d/%m/%Y")),
        Conseguito::EntroITermini => "entro i termini".to_owned(),
        Conseguito::Testo => "testo: serve una verifica".to_owned(),
    }
}

/// What a verification says, in words.
pub fn verifica(value: &Verifica) -> String {
    match value {
        Verifica::Realizzato => "realizzato".to_owned(),
        Verifica::NonRealizzato => "non realizzato".to_owned(),
        Verifica::InParte(n) => format!("realizzato in parte: {} %", numero(*n)),
    }
}

fn mesi(mesi: &[Mese]) -> String {
    match mesi.is_empty() {
        true => "nessun mese".to_owned(),
        false => mesi.iter().map(|mese| month(*mese)).collect::<Vec<_>>().join(", "),
    }
}

fn month(mese: Mese) -> String {
    match mese.anno {
        Some(anno) => format!("{:02}/{anno}", mese.mese),
        None => format!("mese {}", mese.mese),
    }
}
