//! The plan of a situation: what a TOML file says of the obiettivi, as the reader would hand it over.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use crate::scritto::{atteso, cited, conseguito, field, number, place, scadenza, verifica};
use indexmap::IndexMap;
use schedario::model::{
    Ambito, Area, Chiave, Cronoprogramma, Fase, Indicatore, Mese, Obiettivo, Piano, RigaPesatura,
    RiquadroPeso, Scheda, Stato,
};
use schedario::place::Field;
use serde::Deserialize;

/// The inputs of a situation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dati {
    /// The year; 0 for a plan that does not say it.
    #[serde(default = "anno")]
    pub anno: i16,
    #[serde(default = "scadenze")]
    pub scadenze: Vec<String>,
    #[serde(default)]
    pub responsabili: IndexMap<String, String>,
    pub obiettivi: Vec<DatiObiettivo>,
}

fn anno() -> i16 {
    2023
}

fn scadenze() -> Vec<String> {
    vec!["30/09".into(), "31/12".into()]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatiObiettivo {
    chiave: String,
    /// Points by criterion, as typed in the pesatura; without them the obiettivo has no row there.
    punti: Option<IndexMap<String, String>>,
    /// A weight typed in the pesatura instead of points.
    peso: Option<String>,
    /// Points, or a weight, in the scheda's own box.
    #[serde(default)]
    riquadro: IndexMap<String, String>,
    riquadro_peso: Option<String>,
    #[serde(default = "yes")]
    scheda: bool,
    /// The deadlines that the form prints; the plan's, if it is not said.
    scadenze: Option<Vec<String>>,
    ritirato: Option<String>,
    neutralizzato: Option<String>,
    copia_di: Option<String>,
    percentuale_complessiva: Option<String>,
    #[serde(default)]
    indicatori: Vec<DatiIndicatore>,
    #[serde(default)]
    cronoprogrammi: Vec<DatiCronoprogramma>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatiIndicatore {
    atteso: Option<String>,
    peso: Option<String>,
    anno: Option<i16>,
    #[serde(default)]
    conseguito: IndexMap<String, String>,
    verifica: Option<String>,
    ndv: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatiCronoprogramma {
    anno: Option<i16>,
    fasi: Vec<DatiFase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatiFase {
    /// Months of the plan's year, `5`, or of another, `2024-03`.
    mesi: Vec<String>,
    peso: Option<String>,
}

/// `RISORSE/2`.
pub fn chiave(typed: &str) -> Chiave {
    let (ambito, numero) = typed.rsplit_once('/').expect("una chiave si scrive RISORSE/2");
    let ambito = match ambito {
        "TRASVERSALE" => Ambito::Trasversale,
        area => Ambito::Area(area.to_owned()),
    };
    Chiave { ambito, numero: numero.to_owned() }
}

impl Dati {
    pub fn piano(&self) -> Piano {
        let mut piano = Piano {
            anno: (self.anno != 0).then_some(self.anno),
            scadenze: self.scadenze.iter().map(|typed| scadenza(typed)).collect(),
            ..Piano::default()
        };
        for (at, dati) in (0..).zip(&self.obiettivi) {
            let obiettivo = dati.obiettivo(self, at);
            if let Ambito::Area(nome) = &obiettivo.chiave.ambito {
                piano.aree.entry(nome.clone()).or_insert_with(|| self.area(nome));
            }
            piano.obiettivi.insert(obiettivo.chiave.clone(), obiettivo);
        }
        piano
    }

    fn area(&self, nome: &str) -> Area {
        let name = |typed: &String| Field::Filled(cited(typed.clone(), typed, place(0, 0)));
        Area {
            nome: nome.to_owned(),
            denominazione: Field::Absent,
            responsabile: self.responsabili.get(nome).map_or(Field::Absent, name),
        }
    }
}

impl DatiObiettivo {
    /// Its cells: the row of the obiettivo in hundreds, then the indicatore, the fase.
    fn obiettivo(&self, dati: &Dati, at: u32) -> Obiettivo {
        let row = (at + 1) * 100;
        let in_table = self.punti.is_some() || self.peso.is_some();
        Obiettivo {
            chiave: chiave(&self.chiave),
            scheda: self.scheda.then(|| self.scheda(dati, row)),
            pesatura: in_table.then(|| self.riga(row)),
            stato: self.stato(row),
            copia_di: self.copia_di.as_deref().map(chiave),
        }
    }

    fn stato(&self, row: u32) -> Stato {
        let deed = |text: &String| cited(text.clone(), text, place(row, 30));
        match (&self.ritirato, &self.neutralizzato) {
            (Some(text), _) => Stato::Ritirato(deed(text)),
            (_, Some(text)) => Stato::Neutralizzato(deed(text)),
            _ => Stato::Attivo,
        }
    }

    fn riga(&self, row: u32) -> RigaPesatura {
        let empty = IndexMap::new();
        RigaPesatura {
            place: place(row, 0),
            progressivo: None,
            area: Field::Absent,
            numero: Field::Absent,
            titolo: Field::Absent,
            punteggi: points(self.punti.as_ref().unwrap_or(&empty), row, 1),
            peso_ponderale: optional(&self.peso, row, 9),
        }
    }

    fn scheda(&self, dati: &Dati, row: u32) -> Scheda {
        let mut scheda = Scheda::new(place(row, 10));
        let printed = self.scadenze.as_ref().unwrap_or(&dati.scadenze);
        scheda.scadenze = printed.iter().map(|typed| scadenza(typed)).collect();
        scheda.peso = RiquadroPeso {
            peso_ponderale: optional(&self.riquadro_peso, row, 11),
            punteggi: points(&self.riquadro, row, 12),
        };
        scheda.percentuale_complessiva = optional(&self.percentuale_complessiva, row, 20);
        scheda.indicatori =
            (1..).zip(&self.indicatori).map(|(at, indicatore)| indicatore.indicatore(row + at)).collect();
        scheda.cronoprogrammi =
            self.cronoprogrammi.iter().map(|table| table.cronoprogramma(dati.anno, row + 50)).collect();
        scheda
    }
}

fn points(
    typed: &IndexMap<String, String>,
    row: u32,
    column: u32,
) -> IndexMap<String, Field<rust_decimal::Decimal>> {
    let read = |(at, (id, typed)): (u32, (&String, &String))| {
        (id.clone(), field(typed, place(row, column + at), number))
    };
    (0..).zip(typed).map(read).collect()
}

fn optional(typed: &Option<String>, row: u32, column: u32) -> Field<rust_decimal::Decimal> {
    typed.as_ref().map_or(Field::Absent, |typed| field(typed, place(row, column), number))
}

impl DatiIndicatore {
    fn indicatore(&self, row: u32) -> Indicatore {
        let mut indicatore = Indicatore::new(place(row, 0));
        indicatore.valore_atteso =
            self.atteso.as_ref().map_or(Field::Absent, |typed| field(typed, place(row, 1), atteso));
        indicatore.peso = optional(&self.peso, row, 2);
        indicatore.anno = self.anno;
        for (at, (quando, typed)) in (3..).zip(&self.conseguito) {
            indicatore.conseguito.insert(scadenza(quando), field(typed, place(row, at), conseguito));
        }
        indicatore.verifica =
            self.verifica.as_ref().map_or(Field::Absent, |typed| field(typed, place(row, 8), verifica));
        indicatore.valore_ndv = optional(&self.ndv, row, 9);
        indicatore
    }
}

impl DatiCronoprogramma {
    fn cronoprogramma(&self, anno: i16, row: u32) -> Cronoprogramma {
        let fase = |(at, fase): (u32, &DatiFase)| Fase {
            place: place(row + at, 0),
            numero: None,
            descrizione: Field::Absent,
            mesi: fase.mesi.iter().map(|typed| mese(typed, self.anno.unwrap_or(anno))).collect(),
            celle_mesi: Some(place(row + at, 1)),
            peso: optional(&fase.peso, row + at, 2),
        };
        Cronoprogramma {
            place: place(row, 0),
            anno: self.anno,
            fasi: (0..).zip(&self.fasi).map(fase).collect(),
            totale: Field::Absent,
            griglia: Vec::new(),
            colori_leggibili: true,
        }
    }
}

fn mese(typed: &str, anno: i16) -> Mese {
    match typed.split_once('-') {
        Some((anno, mese)) => Mese { anno: Some(anno.parse().unwrap()), mese: mese.parse().unwrap() },
        None => Mese { anno: Some(anno), mese: typed.parse().unwrap() },
    }
}
