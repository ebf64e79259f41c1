//! How much of a plan copies the one of the year before: obiettivi with the same words once years and dates are taken
//! out. A fact about the texts, for somebody to judge: an obiettivo that goes on is rightly the same.

use super::parole::{Bag, Quota};
use super::soglie::Soglie;
use super::testo::{Text, Years};
use super::{Confronto, Riferimento, Tipo, Variazione};
use crate::model::{Chiave, Obiettivo, Piano, Scheda, ValoreAtteso};
use crate::place::Field;

/// How alike an obiettivo is to the one it was the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Esito {
    /// The same words, once years and dates are taken out.
    Copiato,
    /// Nearly all the words.
    InGranParte,
    /// It goes on in other words.
    Riscritto,
    /// There is only a title to compare.
    SoloTitolo,
    /// It was not in the plan of the year before.
    Nuovo,
}

impl Esito {
    /// The words printed.
    pub fn parole(self) -> &'static str {
        match self {
            Esito::Copiato => "copiato con date nuove",
            Esito::InGranParte => "in gran parte uguale",
            Esito::Riscritto => "riscritto",
            Esito::SoloTitolo => "c'è solo il titolo",
            Esito::Nuovo => "nuovo",
        }
    }
}

/// An obiettivo of the second plan beside the one it was.
#[derive(Debug, Clone)]
pub struct Copia {
    /// In the first plan.
    pub prima: Option<Riferimento>,
    /// In the second.
    pub dopo: Riferimento,
    /// How alike they are.
    pub esito: Esito,
    /// The share of words in common, years and dates left out.
    pub quota: Option<Quota>,
    /// Dates, months and texts that are exactly one year later.
    pub un_anno_dopo: usize,
    /// Dates of the second plan that are of a year before its own.
    pub date_ferme: usize,
    /// Other values of the form that differ; results and weights do not count.
    pub altre: usize,
}

/// How much of the second plan copies the first.
#[derive(Debug, Clone, Default)]
pub struct Somiglianze {
    /// Every obiettivo of the second plan that was matched or is new, in its order.
    pub copie: Vec<Copia>,
    /// How many obiettivi the second plan has.
    pub totale: usize,
}

impl Somiglianze {
    /// How many are so.
    pub fn quanti(&self, esito: Esito) -> usize {
        self.copie.iter().filter(|copia| copia.esito == esito).count()
    }

    /// The share of the plan that is copied.
    pub fn quota(&self) -> Option<Quota> {
        let share = (self.quanti(Esito::Copiato) * 1000).checked_div(self.totale)?;
        u32::try_from(share).ok().map(Quota)
    }
}

/// The likeness of plans of consecutive years.
pub(super) fn somiglianze(confronto: &Confronto, prima: &Piano, dopo: &Piano) -> Option<Somiglianze> {
    let years = confronto.anni.of_plans()?;
    let anno = dopo.anno?;
    let copie = confronto.variazioni.iter().filter_map(|one| copia(one, prima, dopo, &years, anno));
    Some(Somiglianze { copie: copie.collect(), totale: dopo.obiettivi.len() })
}

fn copia(one: &Variazione, prima: &Piano, dopo: &Piano, years: &Years, anno: i16) -> Option<Copia> {
    let now = one.dopo.clone()?;
    let find =
        |piano: &'_ Piano, chiave: &Chiave| -> Option<Vec<String>> { piano.obiettivi.get(chiave).map(texts) };
    let after = dopo.obiettivi.get(&now.chiave)?;
    let before = one.prima.as_ref().and_then(|prima_di| find(prima, &prima_di.chiave));
    let count = |so: &dyn Fn(&super::Differenza) -> bool| one.differenze.iter().filter(|it| so(it)).count();
    let of_plan = |it: &super::Differenza| {
        matches!(it.materia, super::Materia::Testi | super::Materia::Indicatori | super::Materia::Fasi)
    };
    let (esito, quota) = match before {
        None => (Esito::Nuovo, None),
        Some(before) => judged(&before, &texts(after), years),
    };
    Some(Copia {
        prima: one.prima.clone(),
        dopo: now,
        esito,
        quota,
        un_anno_dopo: count(&|it| it.tipo == Tipo::UnAnnoDopo),
        date_ferme: after.scheda.as_ref().map_or(0, |scheda| stale(scheda, anno)),
        altre: count(&|it| of_plan(it) && it.tipo != Tipo::UnAnnoDopo && it.tipo != Tipo::NonConfrontabile),
    })
}

/// The texts of an obiettivo in the order of the form, the title first.
fn texts(obiettivo: &Obiettivo) -> Vec<String> {
    let mut texts = vec![obiettivo.titolo().map(|titolo| titolo.value.clone()).unwrap_or_default()];
    let mut add = |raw: Option<&str>| texts.extend(raw.map(str::to_owned));
    if let Some(scheda) = &obiettivo.scheda {
        add(scheda.stato_attuale.raw());
        add(scheda.descrizione.raw());
        for indicatore in &scheda.indicatori {
            add(indicatore.descrizione.raw());
            add(indicatore.misura.raw());
            add(indicatore.valore_atteso.raw());
        }
        for fase in scheda.cronoprogrammi.iter().flat_map(|tabella| &tabella.fasi) {
            add(fase.descrizione.raw());
        }
    }
    texts
}

fn judged(before: &[String], after: &[String], years: &Years) -> (Esito, Option<Quota>) {
    let strip = |texts: &[String]| -> Vec<Text> {
        let stripped = texts.iter().map(|text| Text::new(text).without_dates(years));
        stripped.filter(|text| !text.is_empty()).collect()
    };
    let (one, other) = (strip(before), strip(after));
    let quota =
        Bag::new(before.iter().map(String::as_str)).likeness(&Bag::new(after.iter().map(String::as_str)));
    let same = one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| a.same(b));
    let enough = Quota(Soglie::embedded().copia.in_gran_parte * 10);
    let esito = match quota {
        _ if one.len() < 2 || other.len() < 2 => Esito::SoloTitolo,
        _ if same => Esito::Copiato,
        Some(quota) if quota >= enough => Esito::InGranParte,
        _ => Esito::Riscritto,
    };
    (esito, quota.filter(|_| esito != Esito::SoloTitolo))
}

/// Dates that are over before the plan's year begins.
fn stale(scheda: &Scheda, anno: i16) -> usize {
    let due = scheda.data_conclusione.value().map(|date| date.year());
    let expected = scheda.indicatori.iter().filter_map(|one| match one.valore_atteso.value() {
        Some(ValoreAtteso::Scadenza(date)) => Some(date.year()),
        _ => None,
    });
    let of_form = match &scheda.anno {
        Field::Filled(cited) => Some(cited.value),
        _ => None,
    };
    due.into_iter().chain(expected).chain(of_form).filter(|year| *year < anno).count()
}
