//! Where each scheda belongs: what its heading says, else its sheet, the workbook's other sheets, the names of its file
//! and folders, each said so.

use super::aree;
use super::join::{Joiner, SENZA_AREA};
use crate::layout::{Lessico, fold, has_content, words};
use crate::model::{Ambito, Area, RigaPesatura, Scheda};
use crate::place::{Cited, Field, Place};
use crate::rilievo::Gravita;
use std::collections::BTreeMap;

impl Joiner<'_> {
    /// The Area of a row of the pesatura that says none: its sheet's name may.
    pub(super) fn area_of_row(&mut self, riga: &RigaPesatura) -> Ambito {
        let sheet = self.area_in(&riga.place.sheet, &riga.place);
        let (gravita, how) = match sheet {
            Some(_) => (Gravita::Avviso, ": è stata presa dal nome del foglio"),
            None => (Gravita::Errore, ""),
        };
        let text = format!("non si capisce di quale Area sia questa riga della pesatura{how}");
        self.report("PES102", gravita, &riga.place, text);
        sheet.unwrap_or(Ambito::Area(SENZA_AREA.into()))
    }

    /// Where each scheda belongs.
    pub(super) fn ambiti(&mut self, schede: &[Scheda]) -> Vec<Ambito> {
        let own: Vec<Option<Ambito>> = schede.iter().map(|scheda| self.own_ambito(scheda)).collect();
        let mut by_file: BTreeMap<&str, Vec<&Ambito>> = BTreeMap::new();
        for (scheda, ambito) in schede.iter().zip(&own) {
            by_file.entry(&scheda.place.file).or_default().extend(ambito);
        }
        let mut found = Vec::new();
        for (scheda, ambito) in schede.iter().zip(&own) {
            let others = by_file.get(&*scheda.place.file).cloned().unwrap_or_default();
            found.push(match ambito {
                Some(ambito) => ambito.clone(),
                None => self.inferred(scheda, &others),
            });
        }
        found
    }

    /// What the scheda's own heading says, when it says one thing.
    fn own_ambito(&self, scheda: &Scheda) -> Option<Ambito> {
        if scheda.trasversale.value().is_some() {
            return Some(Ambito::Trasversale);
        }
        let names: Vec<String> = named(scheda);
        if names.iter().any(|name| is_cross(Some(name), self.lessico)) {
            return Some(Ambito::Trasversale);
        }
        match names.as_slice() {
            [one] => self.area_named(one).map(Ambito::Area),
            _ => None,
        }
    }

    /// A heading that is missing, or names several Aree: the workbook's other sheets say which, or its name does.
    fn inferred(&mut self, scheda: &Scheda, others: &[&Ambito]) -> Ambito {
        let names = named(scheda);
        let candidates: Vec<Ambito> =
            names.iter().filter_map(|name| self.area_named(name)).map(Ambito::Area).collect();
        let fits = |ambito: &Ambito| candidates.is_empty() || candidates.contains(ambito);
        let mut kinds: Vec<&Ambito> = others.iter().copied().filter(|ambito| fits(ambito)).collect();
        kinds.sort();
        kinds.dedup();
        let blank_cell = scheda.aree.first().is_some_and(|field| matches!(field, Field::Blank(_)));
        let sheet = self.area_in(&scheda.place.sheet, &scheda.place).filter(fits);
        let path: Vec<String> = scheda.place.file.rsplit('/').map(str::to_owned).collect();
        let (ambito, how) = match (sheet, kinds.as_slice()) {
            _ if blank_cell => (None, ""),
            (Some(ambito), _) => (Some(ambito), "dal nome del foglio"),
            (None, [one]) => (Some((*one).clone()), "dagli altri fogli della cartella di lavoro"),
            _ => (
                path.iter().find_map(|name| self.area_in(name, &scheda.place).filter(fits)),
                "dal nome del file o della sua cartella",
            ),
        };
        match ambito {
            Some(ambito) if candidates.is_empty() => {
                self.report(
                    "SCH104",
                    Gravita::Avviso,
                    &scheda.place,
                    format!(
                        "la scheda non dice a quale Area appartiene: {} è stata presa {how}",
                        ambito.nome()
                    ),
                );
                ambito
            }
            Some(ambito) => ambito,
            None => {
                if let (Some(first), true) = (candidates.first(), candidates.len() > 1) {
                    let first = first.clone();
                    self.report(
                        "SCH105",
                        Gravita::Avviso,
                        &scheda.place,
                        format!("la scheda nomina più Aree: è stata messa sotto la prima, {}", first.nome()),
                    );
                    return first;
                }
                self.report("SCH103", Gravita::Errore, &scheda.place, "la scheda non dice a quale Area appartiene, e non si può ricavare né dagli altri fogli né dal nome del file");
                Ambito::Area(SENZA_AREA.into())
            }
        }
    }

    /// The Area that a name of a file or of a sheet says: a known one whose words all stand in it, if one only does,
    /// else the unit that it names.
    pub(super) fn area_in(&mut self, name: &str, place: &Place) -> Option<Ambito> {
        let words = words(name);
        if words.iter().any(|word| is_cross(Some(word), self.lessico)) {
            return Some(Ambito::Trasversale);
        }
        let inside = |area: &&Area| {
            let key = aree::key(&area.nome, self.lessico).words;
            !key.is_empty() && key.iter().all(|word| words.contains(word))
        };
        let fitting: Vec<String> =
            self.piano.aree.values().filter(inside).map(|area| area.nome.clone()).collect();
        match fitting.as_slice() {
            [one] => return Some(Ambito::Area(one.clone())),
            [] => {}
            _ => return None,
        }
        let unit = aree::named_in(name, self.lessico)?;
        self.know(&Cited { value: unit.clone(), raw: name.to_owned(), place: place.clone() }, true);
        self.area_named(&unit).map(Ambito::Area)
    }
}

/// Whether the text stands for all the Aree together.
pub(super) fn is_cross(text: Option<&String>, lessico: &Lessico) -> bool {
    let starts =
        |folded: &str| lessico.valori.list("trasversale").iter().any(|word| folded.starts_with(&fold(word)));
    text.is_some_and(|text| starts(&fold(text)))
}

/// The names of Aree in a scheda's heading.
pub(super) fn named(scheda: &Scheda) -> Vec<String> {
    scheda
        .aree
        .iter()
        .filter_map(Field::value)
        .flat_map(|name| aree::split(name))
        .filter(|name| has_content(name))
        .collect()
}
