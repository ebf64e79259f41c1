//! The vocabulary: which words name which box, column or sign. Read from TOML, the office's own added to ours.
//!
//! What a label means is an enum, so that adding a meaning is a change the compiler follows; how it is spelled
//! is data only.

use super::fold::fold;
use super::labels::Labels;
use indexmap::IndexMap;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A box of the form: a label and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are those printed on the forms, documented in templates/lessico.toml
pub enum Campo {
    Ente,
    Area,
    Trasversale,
    Responsabile,
    Anno,
    Titolo,
    Numero,
    RiferimentoDup,
    Missione,
    Programma,
    ObiettivoOperativo,
    AltroDup,
    Tipologia,
    Durata,
    StatoAttuale,
    Descrizione,
    RisultatoRaggiunto,
    DataConclusione,
    TempoEvasione,
    PesoPonderale,
    PercentualeComplessiva,
    AttoConclusivo,
    Motivazione,
    CauseInterne,
    CauseEsterne,
    Nota,
    Servizio,
    Firma,
}

/// The title of a block that holds a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Sezione {
    Indicatori,
    Fasi,
    Monitoraggio,
    Risorse,
    Altra,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Colonna {
    Numero,
    Area,
    Servizio,
    Responsabile,
    Obiettivo,
    DescrizioneObiettivo,
    Indicatore,
    Misura,
    ValoreAtteso,
    Conseguito,
    Peso,
    PesoFase,
    PesoObiettivo,
    PesoIndicatore,
    PesoRelativo,
    PesoPluriennale,
    PesoProposto,
    PesoAssegnato,
    Verifica,
    ValoreNdv,
    Stato,
    DataEffettiva,
    Percentuale,
    Storico,
    Motivazione,
    Atto,
    Scadenza,
    Descrizione,
    Fase,
    Inizio,
    Fine,
    Missione,
    Programma,
    Risorsa,
    Mesi,
    Altra,
}

/// Labels of one meaning.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Etichette {
    #[serde(default)]
    pub(super) etichette: Vec<String>,
    #[serde(default)]
    pub(super) seguito: bool,
    #[serde(default)]
    blocco: bool,
    #[serde(default)]
    pub(super) tieni_etichetta: Vec<String>,
}

/// Words that are values, by the list's name in the file; each list as written and folded.
#[derive(Debug, Clone, Default)]
pub struct Valori(IndexMap<String, (Vec<String>, BTreeSet<String>)>);

impl Valori {
    /// The words of a list, as written in the file.
    pub fn list(&self, name: &str) -> &[String] {
        self.0.get(name).map(|(written, _)| written.as_slice()).unwrap_or_default()
    }

    /// Whether the text, folded, is one of the words of the list.
    pub fn has(&self, name: &str, text: &str) -> bool {
        let Some((written, known)) = self.0.get(name) else { return false };
        let folded = fold(text);
        match folded.is_empty() {
            true => written.iter().any(|word| word == text.trim()),
            false => known.contains(&folded),
        }
    }

    fn add(&mut self, name: String, words: Vec<String>) {
        let (written, known) = self.0.entry(name).or_default();
        known.extend(words.iter().map(|word| fold(word)));
        written.extend(words);
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    campo: IndexMap<Campo, Etichette>,
    #[serde(default)]
    sezione: IndexMap<Sezione, Etichette>,
    #[serde(default)]
    colonna: IndexMap<Colonna, Etichette>,
    #[serde(default)]
    criterio: IndexMap<String, Etichette>,
    #[serde(default)]
    mesi: IndexMap<String, Vec<String>>,
    #[serde(default)]
    valori: IndexMap<String, Vec<String>>,
}

/// The whole vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Lessico {
    pub(super) campi: Labels<Campo>,
    pub(super) sezioni: Labels<Sezione>,
    pub(super) colonne: Labels<Colonna>,
    pub(super) criteri: Labels<String>,
    pub(super) mesi: Vec<(String, i8)>,
    blocchi: Vec<Campo>,
    /// Words that are values.
    pub valori: Valori,
}

impl Lessico {
    /// The vocabulary that comes with the program.
    pub fn embedded() -> Lessico {
        let mut lessico = Lessico::default();
        // the embedded file is part of the program: a test reads it, so a mistake never reaches an office
        let _ = lessico.add(include_str!("../../templates/lessico.toml"));
        lessico
    }

    /// Adds another file's words to these. The error says line and column, in the file's own terms.
    pub fn add(&mut self, toml: &str) -> Result<(), toml::de::Error> {
        let file: File = toml::from_str(toml)?;
        self.blocchi.extend(file.campo.iter().filter(|(_, labels)| labels.blocco).map(|(campo, _)| *campo));
        self.campi.add(file.campo);
        self.sezioni.add(file.sezione);
        self.colonne.add(file.colonna);
        self.criteri.add(file.criterio);
        for (month, names) in &file.mesi {
            let Ok(month) = month.parse::<i8>() else { continue };
            self.mesi.extend(names.iter().map(|name| (fold(name), month)));
        }
        self.mesi.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
        for (name, words) in file.valori {
            self.valori.add(name, words);
        }
        Ok(())
    }

    /// Whether the box holds text that may go on over the rows that follow.
    pub fn is_block(&self, campo: Campo) -> bool {
        self.blocchi.contains(&campo)
    }

    /// Criteria ids, in the file's order.
    pub fn criteri(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for label in self.criteri.iter() {
            if !ids.contains(&label.meaning.as_str()) {
                ids.push(&label.meaning);
            }
        }
        ids
    }

    /// Titles of the form's other boxes that may stand inside a value, `Missione: 1 Programma: 3`.
    pub fn spellings(&self, campo: Campo) -> impl Iterator<Item = &str> {
        self.campi.iter().filter(move |label| label.meaning == campo).map(|label| label.written.as_str())
    }

    /// Spellings of a criterion.
    pub fn criterio_spellings<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        self.criteri.iter().filter(move |label| label.meaning == id).map(|label| label.written.as_str())
    }
}

impl Lessico {
    /// The month, 1 to 12, that a folded word names.
    pub fn month(&self, folded: &str) -> Option<i8> {
        self.mesi.iter().find(|(name, _)| name == folded).map(|(_, month)| *month)
    }
}
