//! One plan from many workbooks: each scheda and each row of the pesatura under its key, Area and number.
//!
//! The join is by key, never by title. Where a heading is missing the Area is inferred from the other sheets of
//! the workbook, or from the file's name, and said so.

use super::Letto;
use super::ambito::{is_cross, named};
use super::stato::stato;
use super::{aree, completa, numero};
use crate::layout::{Lessico, fold, one_line};
use crate::model::{Ambito, Area, Chiave, Obiettivo, Piano, RigaPesatura, Scheda};
use crate::place::{Cited, Field};
use crate::rilievo::{Gravita, Rilievo};
use std::collections::BTreeMap;

/// Joins what the workbooks say.
pub fn join(mut letti: Vec<Letto>, lessico: &Lessico) -> (Piano, Vec<Rilievo>) {
    let mut joiner = Joiner { lessico, piano: Piano::default(), unnumbered: Vec::new(), rilievi: Vec::new() };
    joiner.set_years_apart(&mut letti);
    let (mut schede, mut righe) = (Vec::new(), Vec::new());
    for letto in letti {
        schede.extend(letto.schede);
        righe.extend(letto.righe);
        joiner.piano.pesature.extend(letto.pesature);
    }
    // results alone complete the obiettivi that the others describe
    schede.sort_by_key(completa::is_results_only);
    joiner.know_areas(&righe, &schede);
    for riga in righe {
        joiner.add_row(riga);
    }
    let ambiti = joiner.ambiti(&schede);
    let lost =
        |(scheda, ambito): &(Scheda, Ambito)| ambito.nome() == SENZA_AREA && scheda.numero.value().is_none();
    let (nameless, placed): (Vec<_>, Vec<_>) = schede.into_iter().zip(ambiti).partition(lost);
    for (scheda, ambito) in placed.into_iter() {
        joiner.add_scheda(scheda, ambito);
    }
    for (scheda, ambito) in nameless {
        if !joiner.is_only_titled(&scheda) {
            joiner.add_scheda(scheda, ambito);
        }
    }
    joiner.settle_unnumbered();
    joiner.finish();
    (joiner.piano, joiner.rilievi)
}

/// The plan while it is being joined.
pub(super) struct Joiner<'a> {
    pub(super) lessico: &'a Lessico,
    pub(super) piano: Piano,
    /// Rows of the pesatura without a number: they wait for the schede.
    pub(super) unnumbered: Vec<(Ambito, RigaPesatura)>,
    pub(super) rilievi: Vec<Rilievo>,
}

/// The Area of obiettivi whose Area nobody could tell.
pub(super) const SENZA_AREA: &str = "AREA NON INDICATA";

impl Joiner<'_> {
    /// Lists the Aree: those of the pesatura first, in its order, then those only schede name.
    fn know_areas(&mut self, righe: &[RigaPesatura], schede: &[Scheda]) {
        for riga in righe.iter().filter(|riga| !is_cross(riga.area.value(), self.lessico)) {
            if let Field::Filled(cited) = &riga.area {
                self.know(cited, false);
            }
        }
        for scheda in schede.iter().filter(|scheda| scheda.trasversale.value().is_none()) {
            for cited in scheda
                .aree
                .iter()
                .filter_map(Field::cited)
                .filter(|cited| !is_cross(Some(&cited.value), self.lessico))
            {
                for name in aree::split(&cited.value) {
                    self.know(
                        &Cited { value: name, raw: cited.raw.clone(), place: cited.place.clone() },
                        true,
                    );
                }
            }
        }
    }

    pub(super) fn know(&mut self, name: &Cited<String>, from_scheda: bool) {
        let known = self.area_named(&name.value);
        match known.and_then(|nome| self.piano.aree.get_mut(&nome)) {
            Some(area)
                if from_scheda
                    && area.denominazione.place().is_none_or(|place| place.file != name.place.file) =>
            {
                // the schede print the full name; the first of them gives it
                let said_by_scheda = !fold(area.denominazione.value().map_or("", |s| s)).starts_with("area");
                if said_by_scheda {
                    area.denominazione = Field::Filled(name.clone());
                }
            }
            Some(_) => {}
            None if aree::key(&name.value, self.lessico) == aree::Key::default() => {}
            None => {
                let short = aree::short(&name.value, self.lessico);
                // two units of one name and another rank keep their whole names
                let nome = match self.piano.aree.contains_key(&short) {
                    true => one_line(&name.value).to_uppercase(),
                    false => short,
                };
                let area = Area {
                    nome: nome.clone(),
                    denominazione: Field::Filled(name.clone()),
                    responsabile: Field::Absent,
                };
                self.piano.aree.insert(nome, area);
            }
        }
    }

    /// The known Area with this name: the same words, or, if only one fits, all its words within the name.
    pub(super) fn area_named(&self, name: &str) -> Option<String> {
        // most names are written alike: only the others are taken apart
        let written = fold(name);
        let alike = self
            .piano
            .aree
            .values()
            .find(|area| area.denominazione.value().is_some_and(|full| fold(full) == written));
        if let Some(area) = alike {
            return Some(area.nome.clone());
        }
        let exact = self.piano.aree.values().find(|area| {
            aree::same(&area.nome, name, self.lessico)
                || area.denominazione.value().is_some_and(|full| aree::same(full, name, self.lessico))
        });
        exact.map(|area| area.nome.clone())
    }

    fn add_row(&mut self, riga: RigaPesatura) {
        let ambito = match (is_cross(riga.area.value(), self.lessico), riga.area.value()) {
            (true, _) => Ambito::Trasversale,
            (false, Some(name)) => {
                self.area_named(name).map_or(Ambito::Area(SENZA_AREA.into()), Ambito::Area)
            }
            (false, None) => self.area_of_row(&riga),
        };
        let Some(numero) = riga.numero.value().map(|numero| numero::bare(numero)) else {
            self.unnumbered.push((ambito, riga));
            return;
        };
        let chiave = self.own_key(Chiave { ambito, numero }, &riga.numero);
        match self.piano.obiettivi.get_mut(&chiave) {
            Some(known) => {
                let first = known.pesatura.as_mut();
                let rilievo = first.map(|first| doubled(&chiave, first, &riga));
                self.rilievi.extend(rilievo);
            }
            None => {
                let obiettivo = Obiettivo { pesatura: Some(riga), ..Obiettivo::new(chiave.clone()) };
                self.piano.obiettivi.insert(chiave, obiettivo);
            }
        }
    }

    fn add_scheda(&mut self, scheda: Scheda, ambito: Ambito) {
        if scheda.numero.value().is_none() && self.completes_by_title(&scheda, &ambito) {
            return;
        }
        let numero = match scheda.numero.value() {
            Some(numero) => numero::bare(numero),
            None => self.inferred_number(&scheda, &ambito),
        };
        let chiave = self.own_key(Chiave { ambito, numero }, &scheda.numero);
        if let Ambito::Area(nome) = &chiave.ambito {
            let several = named(&scheda).len() > 1;
            if let Some(area) =
                self.piano.aree.get_mut(nome).filter(|area| area.responsabile.value().is_none() && !several)
            {
                area.responsabile = scheda.responsabile.clone();
            }
        }
        let stato = stato(&scheda, self.lessico);
        self.postponed(&scheda, &chiave, &stato);
        let known = self.piano.obiettivi.get_mut(&chiave);
        let completed = known.and_then(|known| completa::complete(known.scheda.as_mut()?, &scheda).ok());
        if let Some(said) = completed {
            let text = format!("anche questo foglio parla dell'obiettivo {chiave}: {said}");
            self.rilievi
                .push(Rilievo::new("SCH109", Gravita::Nota, &scheda.place, text).su(chiave.to_string()));
            return;
        }
        match self.piano.obiettivi.get_mut(&chiave) {
            Some(known) if known.scheda.is_some() => {
                let first = known.scheda.as_ref().map(|first| first.place.to_string()).unwrap_or_default();
                let text = format!(
                    "l'obiettivo {chiave} c'è già in {first}: questa seconda scheda non è stata usata"
                );
                self.rilievi.push(
                    Rilievo::new("SCH106", Gravita::Errore, &scheda.place, text).su(chiave.to_string()),
                );
            }
            Some(known) => {
                known.scheda = Some(scheda);
                known.stato = stato;
            }
            None => {
                let obiettivo = Obiettivo { scheda: Some(scheda), stato, ..Obiettivo::new(chiave.clone()) };
                self.piano.obiettivi.insert(chiave, obiettivo);
            }
        }
    }

    fn finish(&mut self) {
        let piano = &mut self.piano;
        let schede = || piano.obiettivi.values().filter_map(|obiettivo| obiettivo.scheda.as_ref());
        piano.ente = schede().map(|scheda| scheda.ente.clone()).fold(Field::Absent, Field::or);
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        let said = schede().filter_map(|scheda| scheda.anno.value().copied());
        for year in said.chain(piano.pesature.iter().filter_map(|pesatura| pesatura.anno)) {
            *years.entry(year).or_default() += 1;
        }
        if years.is_empty() {
            let timetables = schede().flat_map(|scheda| &scheda.cronoprogrammi);
            for year in timetables.filter_map(|cronoprogramma| cronoprogramma.anno) {
                *years.entry(year).or_default() += 1;
            }
        }
        let anno = years.iter().max_by_key(|(_, count)| **count).map(|(year, _)| *year);
        let mut scadenze: Vec<_> = schede().flat_map(|scheda| scheda.scadenze.clone()).collect();
        let boxes =
            schede().flat_map(|scheda| &scheda.indicatori).any(|indicatore| !indicatore.verifica.is_absent());
        if boxes && scadenze.is_empty() {
            scadenze.push(crate::model::Scadenza::FINE_ANNO);
        }
        scadenze.sort();
        scadenze.dedup();
        piano.anno = anno;
        piano.scadenze = scadenze;
        if piano.obiettivi.keys().any(|chiave| chiave.ambito.nome() == SENZA_AREA) {
            let area =
                Area { nome: SENZA_AREA.into(), denominazione: Field::Absent, responsabile: Field::Absent };
            piano.aree.insert(SENZA_AREA.into(), area);
        }
        self.mark_copies();
    }

    /// The same title under two Aree, on schede whose headings name both: one obiettivo, listed twice.
    fn mark_copies(&mut self) {
        let shared: Vec<(Chiave, String)> = self
            .piano
            .obiettivi
            .values()
            .filter_map(|obiettivo| {
                let scheda = obiettivo.scheda.as_ref().filter(|scheda| named(scheda).len() > 1)?;
                Some((obiettivo.chiave.clone(), fold(scheda.titolo.value()?)))
            })
            .collect();
        for (at, (chiave, title)) in shared.iter().enumerate() {
            let before =
                shared.iter().take(at).find(|(other, same)| same == title && other.ambito != chiave.ambito);
            if let (Some((first, _)), Some(obiettivo)) = (before, self.piano.obiettivi.get_mut(chiave)) {
                obiettivo.copia_di = Some(first.clone());
            }
        }
    }

    pub(super) fn report(
        &mut self,
        codice: &'static str,
        gravita: Gravita,
        place: &crate::place::Place,
        text: impl Into<String>,
    ) {
        self.rilievi.push(Rilievo::new(codice, gravita, place, text));
    }
}

/// Two rows for one obiettivo: with other points, neither can be trusted.
fn doubled(chiave: &Chiave, first: &mut RigaPesatura, second: &RigaPesatura) -> Rilievo {
    let same = first
        .punteggi
        .iter()
        .all(|(id, points)| second.punteggi.get(id).map(Field::value) == Some(points.value()));
    let text = match same {
        true => format!("la pesatura di {chiave} è ripetuta: la prima sta in {}", first.place),
        false => format!(
            "la pesatura di {chiave} è diversa da quella in {}: nessuna delle due è stata usata",
            first.place
        ),
    };
    if !same {
        for field in first.punteggi.values_mut() {
            if let Field::Filled(cited) = field {
                *field = Field::Unreadable(cited.with(()));
            }
        }
    }
    let gravita = if same { Gravita::Nota } else { Gravita::Errore };
    Rilievo::new("PES104", gravita, &second.place, text).su(chiave.to_string())
}
