//! One plan from many workbooks: each scheda and each row of the pesatura under its key, Area and number.
//!
//! The join is by key, never by title. Where a heading is missing the Area is inferred from the other sheets of
//! the workbook, or from the file's name, and said so.

use super::Letto;
use super::{aree, completa, numero};
use crate::layout::{Lessico, fold, has_content, one_line, words};
use crate::model::{Ambito, Area, Chiave, Obiettivo, Piano, RigaPesatura, Scheda, Stato};
use crate::place::{Cited, Field};
use crate::rilievo::{Gravita, Rilievo};
use std::collections::BTreeMap;

/// Joins what the workbooks say.
pub fn join(letti: Vec<Letto>, lessico: &Lessico) -> (Piano, Vec<Rilievo>) {
    let mut joiner = Joiner { lessico, piano: Piano::default(), unnumbered: Vec::new(), rilievi: Vec::new() };
    let (mut schede, mut righe) = (Vec::new(), Vec::new());
    for letto in letti {
        schede.extend(letto.schede);
        righe.extend(letto.righe);
        joiner.piano.pesature.extend(letto.pesature);
    }
    joiner.know_areas(&righe, &schede);
    for riga in righe {
        joiner.add_row(riga);
    }
    let ambiti = joiner.ambiti(&schede);
    for (scheda, ambito) in schede.into_iter().zip(ambiti) {
        joiner.add_scheda(scheda, ambito);
    }
    joiner.settle_unnumbered();
    joiner.finish();
    (joiner.piano, joiner.rilievi)
}

struct Joiner<'a> {
    lessico: &'a Lessico,
    piano: Piano,
    /// Rows of the pesatura without a number: they wait for the schede.
    unnumbered: Vec<(Ambito, RigaPesatura)>,
    rilievi: Vec<Rilievo>,
}

/// The Area of obiettivi whose Area nobody could tell.
const SENZA_AREA: &str = "AREA NON INDICATA";

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

    fn know(&mut self, name: &Cited<String>, from_scheda: bool) {
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
    fn area_named(&self, name: &str) -> Option<String> {
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
            (false, None) => {
                self.report(
                    "PES102",
                    Gravita::Errore,
                    &riga.place,
                    "non si capisce di quale Area sia questa riga della pesatura",
                );
                Ambito::Area(SENZA_AREA.into())
            }
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
                let obiettivo = Obiettivo {
                    chiave: chiave.clone(),
                    scheda: None,
                    pesatura: Some(riga),
                    stato: Stato::Attivo,
                    copia_di: None,
                };
                self.piano.obiettivi.insert(chiave, obiettivo);
            }
        }
    }

    /// A row without a number is the one scheda of its Area that has its title; where the Area has no schede, the rows
    /// are counted.
    fn settle_unnumbered(&mut self) {
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
            let obiettivo = Obiettivo {
                chiave: chiave.clone(),
                scheda: None,
                pesatura: Some(riga),
                stato: Stato::Attivo,
                copia_di: None,
            };
            self.piano.obiettivi.insert(chiave, obiettivo);
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
    fn own_key(&self, chiave: Chiave, printed: &Field<String>) -> Chiave {
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

    /// Where each scheda belongs.
    fn ambiti(&mut self, schede: &[Scheda]) -> Vec<Ambito> {
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
        let sheet = self.area_in(&scheda.place.sheet, scheda).filter(fits);
        let path: Vec<String> = scheda.place.file.rsplit('/').map(str::to_owned).collect();
        let (ambito, how) = match (sheet, kinds.as_slice()) {
            _ if blank_cell => (None, ""),
            (Some(ambito), _) => (Some(ambito), "dal nome del foglio"),
            (None, [one]) => (Some((*one).clone()), "dagli altri fogli della cartella di lavoro"),
            _ => (
                path.iter().find_map(|name| self.area_in(name, scheda).filter(fits)),
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
    fn area_in(&mut self, name: &str, scheda: &Scheda) -> Option<Ambito> {
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
        self.know(&Cited { value: unit.clone(), raw: name.to_owned(), place: scheda.place.clone() }, true);
        self.area_named(&unit).map(Ambito::Area)
    }

    fn add_scheda(&mut self, scheda: Scheda, ambito: Ambito) {
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
                let obiettivo = Obiettivo {
                    chiave: chiave.clone(),
                    scheda: Some(scheda),
                    pesatura: None,
                    stato,
                    copia_di: None,
                };
                self.piano.obiettivi.insert(chiave, obiettivo);
            }
        }
    }

    /// A scheda without a number takes the sheet's, else the first that is free in its Area.
    fn inferred_number(&mut self, scheda: &Scheda, ambito: &Ambito) -> String {
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

    fn finish(&mut self) {
        let piano = &mut self.piano;
        let schede = || piano.obiettivi.values().filter_map(|obiettivo| obiettivo.scheda.as_ref());
        piano.ente = schede().map(|scheda| scheda.ente.clone()).fold(Field::Absent, Field::or);
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        let said = schede().filter_map(|scheda| scheda.anno.value().copied());
        for year in said.chain(piano.pesature.iter().filter_map(|pesatura| pesatura.anno)) {
            *years.entry(year).or_default() += 1;
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

    fn report(
        &mut self,
        codice: &'static str,
        gravita: Gravita,
        place: &crate::place::Place,
        text: impl Into<String>,
    ) {
        self.rilievi.push(Rilievo::new(codice, gravita, place, text));
    }
}

/// Whether the text stands for all the Aree together.
fn is_cross(text: Option<&String>, lessico: &Lessico) -> bool {
    let starts =
        |folded: &str| lessico.valori.list("trasversale").iter().any(|word| folded.starts_with(&fold(word)));
    text.is_some_and(|text| starts(&fold(text)))
}

/// The names of Aree in a scheda's heading.
fn named(scheda: &Scheda) -> Vec<String> {
    scheda
        .aree
        .iter()
        .filter_map(Field::value)
        .flat_map(|name| aree::split(name))
        .filter(|name| has_content(name))
        .collect()
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

/// Withdrawn or neutralised, when a text of the scheda says so of the obiettivo and cites a deed.
fn stato(scheda: &Scheda, lessico: &Lessico) -> Stato {
    let results = scheda
        .monitoraggio
        .iter()
        .flat_map(|row| row.conseguito.values())
        .filter_map(|field| Some((field.raw()?, field.place()?)));
    let boxes = [&scheda.motivazione, &scheda.cause_esterne, &scheda.atto_conclusivo]
        .into_iter()
        .filter_map(|field| Some((field.raw()?, field.place()?)));
    let texts: Vec<_> = boxes.chain(results).collect();
    let says = |text: &str, list: &str| {
        let words = words(text);
        let word = |word: &String| lessico.valori.has(list, word);
        words
            .iter()
            .position(|w| w.starts_with("obiettiv"))
            .is_some_and(|at| words.iter().skip(at).take(4).any(word))
    };
    let deed = |text: &str| {
        let lower = text.to_lowercase();
        lessico.valori.list("atto").iter().any(|word| lower.contains(word.as_str()))
            && text.chars().any(|c| c.is_ascii_digit())
    };
    for (text, place) in texts {
        let cited = || Cited { value: one_line(text), raw: text.to_owned(), place: place.clone() };
        match deed(text) {
            true if says(text, "ritirato") => return Stato::Ritirato(cited()),
            true if says(text, "neutralizzato") => return Stato::Neutralizzato(cited()),
            _ => {}
        }
    }
    Stato::Attivo
}
