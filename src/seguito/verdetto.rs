//! Which obiettivi go on after the year, and why: every reason with its cell. Where two boxes of a form contradict each
//! other the obiettivo goes on, and that is told.

use super::anni;
use super::breve;
use crate::layout::Lessico;
use crate::model::{Chiave, Cronoprogramma, Durata, Obiettivo, Piano, Scheda, Stato};
use crate::place::{Field, Place};
use crate::read::{detto_rinviato, rinviato};

/// Something that a form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Motivo {
    /// What, in words.
    pub testo: String,
    /// Where.
    pub place: Option<Place>,
}

/// The fate of an obiettivo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdetto {
    /// The obiettivo.
    pub chiave: Chiave,
    /// Its title; empty if no form says it.
    pub titolo: String,
    /// Where it is described.
    pub place: Option<Place>,
    /// Whether it goes on.
    pub prosegue: bool,
    /// Why.
    pub motivi: Vec<Motivo>,
    /// What is to be kept in mind: contradictions, what is still to be planned.
    pub avvisi: Vec<Motivo>,
}

/// The fate of every obiettivo of a plan after this year.
pub fn verdetti(piano: &Piano, anno: i16, lessico: &Lessico) -> Vec<Verdetto> {
    piano.obiettivi.values().map(|obiettivo| verdetto(obiettivo, anno, lessico)).collect()
}

impl Verdetto {
    /// What the office decided, over what the form says: that is kept in mind.
    pub fn decided(&mut self, prosegue: bool) {
        if self.prosegue != prosegue {
            let said = std::mem::take(&mut self.motivi).into_iter();
            let told =
                said.map(|one| Motivo { testo: format!("nella scheda: {}", one.testo), place: one.place });
            self.avvisi.splice(0..0, told);
            self.motivi.push(motivo("così deciso da chi ha preparato il nuovo anno".to_owned(), None));
            self.prosegue = prosegue;
        }
    }
}

fn verdetto(obiettivo: &Obiettivo, anno: i16, lessico: &Lessico) -> Verdetto {
    let title = obiettivo.titolo();
    let mut verdetto = Verdetto {
        chiave: obiettivo.chiave.clone(),
        titolo: title.map(|cited| cited.value.clone()).unwrap_or_default(),
        place: title.map(|cited| cited.place.clone()),
        prosegue: false,
        motivi: Vec::new(),
        avvisi: Vec::new(),
    };
    let withdrawn = match &obiettivo.stato {
        Stato::Attivo => None,
        Stato::Ritirato(cited) => Some(("è stato ritirato", cited)),
        Stato::Neutralizzato(cited) => Some(("è stato neutralizzato", cited)),
    };
    match (withdrawn, &obiettivo.scheda) {
        (Some((words, cited)), _) => {
            verdetto.motivi.push(motivo(format!("{words}: «{}»", breve(&cited.value)), Some(&cited.place)));
        }
        (None, None) => {
            let place = obiettivo.pesatura.as_ref().map(|riga| &riga.place);
            verdetto.motivi.push(motivo("non ha scheda: c'è solo la riga della pesatura".to_owned(), place));
        }
        (None, Some(scheda)) => of_scheda(scheda, anno, lessico, &mut verdetto),
    }
    verdetto
}

fn motivo(testo: String, place: Option<&Place>) -> Motivo {
    Motivo { testo, place: place.cloned() }
}

fn of_scheda(scheda: &Scheda, anno: i16, lessico: &Lessico, verdetto: &mut Verdetto) {
    let signs = signs(scheda, anno, lessico);
    let durata = scheda.tipologia.durata.value();
    let declared = declared(scheda);
    let over = declared.is_some_and(|(last, _)| last <= anno);
    let conclusione = scheda.data_conclusione.cited().filter(|cited| cited.value.year() <= anno);
    let kind = scheda.tipologia.durata.place().or(scheda.tipologia.testo.place());
    match (signs.is_empty(), durata) {
        (false, _) => {
            verdetto.prosegue = true;
            verdetto.motivi = signs;
        }
        (true, Some(Durata::Pluriennale)) if !over => {
            verdetto.prosegue = true;
            verdetto.motivi.push(motivo("è pluriennale".to_owned(), kind));
        }
        _ => {
            verdetto.motivi = endings(scheda, anno);
            verdetto.avvisi = second_thoughts(scheda, anno);
            return;
        }
    }
    if durata == Some(&Durata::Annuale) {
        let text = "contraddizione: la tipologia dice che è annuale".to_owned();
        verdetto.avvisi.push(motivo(text, kind));
    }
    if let Field::Unreadable(cited) = &scheda.tipologia.durata {
        let text = format!("la durata non è chiara: «{}»", breve(&cited.raw));
        verdetto.avvisi.push(motivo(text, Some(&cited.place)));
    }
    if let Some(cited) = conclusione {
        let day = cited.value.strftime("%d/%m/%Y");
        let text = format!("contraddizione: la data di conclusione è il {day}");
        verdetto.avvisi.push(motivo(text, Some(&cited.place)));
    }
    if let Some((last, place)) = declared.filter(|_| over) {
        let text = format!("contraddizione: la tipologia arriva al {last}");
        verdetto.avvisi.push(motivo(text, Some(place)));
    }
    if !scheda.cronoprogrammi.iter().any(|tabella| is_later(tabella, anno)) {
        let text = format!("da programmare: la scheda non ha fasi del {}", anno + 1);
        verdetto.avvisi.push(motivo(text, Some(&scheda.place)));
    }
}

/// Everything that says that it goes on after the year.
fn signs(scheda: &Scheda, anno: i16, lessico: &Lessico) -> Vec<Motivo> {
    let mut signs = Vec::new();
    if let Some(cited) = scheda.data_conclusione.cited().filter(|cited| cited.value.year() > anno) {
        signs
            .push(motivo(format!("si conclude il {}", cited.value.strftime("%d/%m/%Y")), Some(&cited.place)));
    }
    if let Some((last, place)) = declared(scheda).filter(|(last, _)| *last > anno) {
        signs.push(motivo(format!("la tipologia arriva al {last}"), Some(place)));
    }
    let mut later: Vec<(i16, &Place)> = Vec::new();
    for tabella in scheda.cronoprogrammi.iter().filter(|tabella| is_later(tabella, anno)) {
        later.extend(years(tabella).filter(|year| *year > anno).max().map(|year| (year, &tabella.place)));
    }
    if let Some((year, place)) = later.first() {
        signs.push(motivo(format!("ha fasi del {year}"), Some(place)));
    }
    let ahead = scheda.indicatori.iter().find(|indicatore| indicatore.anno.is_some_and(|own| own > anno));
    if let Some((own, place)) = ahead.and_then(|one| Some((one.anno?, &one.place))) {
        signs.push(motivo(format!("ha indicatori del {own}"), Some(place)));
    }
    let postponed = rinviato(scheda, lessico);
    if let Some(cited) = &postponed {
        signs.push(motivo(format!("è stato rinviato: «{}»", breve(&cited.value)), Some(&cited.place)));
    }
    let said = detto_rinviato(scheda, lessico).filter(|_| postponed.is_none());
    // without a deed, only a text that says until when
    if let Some(cited) = said.filter(|cited| anni::ultimo(&cited.raw).is_some_and(|year| year > anno)) {
        let text = format!("si dice rinviato, senza citare un atto: «{}»", breve(&cited.value));
        signs.push(motivo(text, Some(&cited.place)));
    }
    signs
}

/// The last year that its kind names: `biennale 2022-2023`.
fn declared(scheda: &Scheda) -> Option<(i16, &Place)> {
    let boxes = &scheda.tipologia;
    let said = [boxes.testo.raw().zip(boxes.testo.place()), boxes.durata.raw().zip(boxes.durata.place())];
    let years = said.into_iter().flatten().filter_map(|(text, place)| Some((anni::ultimo(text)?, place)));
    years.reduce(|first, other| if other.0 > first.0 { other } else { first })
}

fn years(tabella: &Cronoprogramma) -> impl Iterator<Item = i16> {
    let months = tabella.fasi.iter().flat_map(|fase| &fase.mesi).filter_map(|mese| mese.anno);
    tabella.anno.into_iter().chain(months)
}

/// Whether a timetable plans something after the year.
pub(super) fn is_later(tabella: &Cronoprogramma, anno: i16) -> bool {
    !tabella.fasi.is_empty() && years(tabella).any(|year| year > anno)
}

fn endings(scheda: &Scheda, anno: i16) -> Vec<Motivo> {
    let mut endings = Vec::new();
    let durata = &scheda.tipologia.durata;
    if durata.value() == Some(&Durata::Annuale) {
        endings.push(motivo("è annuale".to_owned(), durata.place()));
    } else if let Some((last, place)) = declared(scheda) {
        endings.push(motivo(format!("la tipologia arriva al {last}"), Some(place)));
    }
    if let Some(cited) = scheda.data_conclusione.cited() {
        endings
            .push(motivo(format!("si conclude il {}", cited.value.strftime("%d/%m/%Y")), Some(&cited.place)));
    }
    if endings.is_empty() {
        endings.push(motivo(format!("nella scheda niente va oltre il {anno}"), Some(&scheda.place)));
    }
    endings
}

/// Texts of an obiettivo that ends, which speak of a later year.
fn second_thoughts(scheda: &Scheda, anno: i16) -> Vec<Motivo> {
    let results = scheda.monitoraggio.iter().flat_map(|riga| riga.conseguito.values());
    let results =
        results.chain(scheda.indicatori.iter().flat_map(|indicatore| indicatore.conseguito.values()));
    let texts = [&scheda.motivazione, &scheda.cause_interne, &scheda.cause_esterne];
    let texts = texts.into_iter().filter_map(|field| Some((field.raw()?, field.place()?)));
    let all = texts.chain(results.filter_map(|field| Some((field.raw()?, field.place()?))));
    let later = |(text, _): &(&str, &Place)| anni::ultimo(text).is_some_and(|year| year > anno);
    let mut found: Vec<Motivo> = Vec::new();
    for (text, place) in all.filter(later) {
        let text = format!("controllare se prosegue: «{}»", breve(text));
        if found.iter().all(|known| known.place.as_ref() != Some(place)) {
            found.push(motivo(text, Some(place)));
        }
    }
    found
}
