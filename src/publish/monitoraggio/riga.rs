//! A row of the list: what is asked, what is there already, the live degree and the live word on what is missing.

use super::Invio;
use super::grado::{self, Celle, IN_PARTE, NON_REALIZZATO, REALIZZATO, Regole, SUSPENDED};
use super::{called, day};
use crate::answers::{Domanda, Tipo, motivazione_richiesta};
use crate::model::{Conseguito, Scadenza, ValoreAtteso, Verifica};
use crate::place::Field;
use crate::publish::figure::{UNKNOWN, agree, one_line};
use crate::publish::sheet::Value;
use crate::publish::style::Look;
use jiff::civil::Date;
use rust_decimal::Decimal;

pub(super) const TODO: &str = "da compilare";
pub(super) const DONE: &str = "compilato";
pub(super) const NOT_YET: &str = "non richiesto";
const CHECK: &str = "controllare il valore";
const SHARE: &str = "scrivere quanto, in percento";
const EXTRA: &str = "togliere la percentuale o scegliere «in parte»";
const AGAINST: &str = "valore ed esito si contraddicono";
const ESITO: &str = "scegliere l'esito";
const VALUE: &str = "scrivere il valore o l'esito";
const REASON: &str = "scrivere la motivazione";

/// A row before it has a place.
pub(super) struct Riga<'a> {
    pub(super) domanda: &'a Domanda<'a>,
    pub(super) tipo: Tipo,
    invio: &'a Invio<'a>,
    conseguito: Option<(&'a Conseguito, &'a str)>,
    verifica: Option<&'a Verifica>,
    /// The degree of what is there already.
    grado: Option<Decimal>,
    /// The Nucleo has given its own value, or the scheda's verification cannot be read: no answer changes the degree.
    settled: Option<Option<Decimal>>,
}

impl<'a> Riga<'a> {
    pub(super) fn new(invio: &'a Invio<'a>, domanda: &'a Domanda<'a>) -> Riga<'a> {
        let tipo = Tipo::of(&domanda.indicatore.valore_atteso);
        let mut riga =
            Riga { domanda, tipo, invio, conseguito: None, verifica: None, grado: None, settled: None };
        let computed = riga.computed();
        riga.settled = riga.settles().then_some(computed);
        riga.fill(computed);
        riga
    }

    fn regole(&self) -> Regole<'a> {
        Regole {
            indicatori: &self.invio.quadro.regolamento.indicatori,
            scadenza: self.invio.scadenza,
            is_last: self.invio.is_last,
        }
    }

    fn scadenza(&self) -> Scadenza {
        Scadenza { mese: self.invio.scadenza.month(), giorno: self.invio.scadenza.day() }
    }

    fn atteso(&self) -> Option<&'a ValoreAtteso> {
        self.domanda.indicatore.valore_atteso.value()
    }

    /// The degree of what the scheda says now.
    fn computed(&self) -> Option<Decimal> {
        let esito = self.invio.quadro.esiti.obiettivi.get(&self.domanda.codice.chiave)?;
        let esito = esito.indicatori.get(self.domanda.codice.indicatore)?;
        esito.realizzazione.get(&self.scadenza()).map(|(grado, _)| grado.value)
    }

    /// Whether something that the Responsabile does not write decides the degree.
    fn settles(&self) -> bool {
        let one = self.domanda.indicatore;
        let typed = one.valore_ndv.raw().is_some() || matches!(one.verifica, Field::Unreadable(_));
        (self.invio.is_last && typed) || self.invio.quadro.is_withheld()
    }

    /// Takes over what the scheda says at this very deadline, where a cell of this kind can say the same and the live
    /// degree would be the computed one.
    fn fill(&mut self, computed: Option<Decimal>) {
        let one = self.domanda.indicatore;
        let conseguito = one.conseguito.get(&self.scadenza()).and_then(Field::cited);
        let conseguito = conseguito.filter(|cited| fits(self.tipo, &cited.value, self.invio.scadenza));
        let verifica = one.verifica.value().filter(|_| self.invio.is_last);
        let gives = self.regole().gives(self.atteso(), conseguito.map(|cited| &cited.value), verifica);
        let same = match (gives, computed) {
            (Some(gives), Some(computed)) => agree(gives, computed),
            (gives, computed) => gives == computed,
        };
        if same || self.settled.is_some() {
            self.conseguito = conseguito.map(|cited| (&cited.value, cited.raw.as_str()));
            self.verifica = verifica;
            self.grado = computed;
        }
    }

    /// The obiettivo: its name and its title.
    pub(super) fn obiettivo(&self) -> String {
        let titolo =
            self.domanda.obiettivo.titolo().map_or(UNKNOWN.to_owned(), |cited| one_line(&cited.value));
        format!("{}\n{titolo}", called(&self.domanda.codice.chiave))
    }

    /// What is measured.
    pub(super) fn indicatore(&self) -> String {
        let one = self.domanda.indicatore;
        let words = one.descrizione.raw().map_or(UNKNOWN.to_owned(), one_line);
        let numbered = match &one.numero {
            Some(numero) if !words.starts_with(numero.as_str()) => format!("{numero}. {words}"),
            _ => words,
        };
        match one.misura.raw() {
            Some(misura) => format!("{numbered} ({})", one_line(misura)),
            None => numbered,
        }
    }

    /// What is expected, as typed, and how it is understood where that is not the same.
    pub(super) fn valore_atteso(&self) -> String {
        let typed = self.domanda.indicatore.valore_atteso.raw().map_or(UNKNOWN.to_owned(), one_line);
        match self.atteso() {
            Some(ValoreAtteso::Scadenza(due)) if !typed.contains(&day(*due)) => {
                format!("{typed}\n(entro il {})", day(*due))
            }
            _ => typed,
        }
    }

    /// What was reported before, and what the scheda says at this deadline that the cells cannot say.
    pub(super) fn gia_riferito(&self) -> String {
        let scadenza = self.scadenza();
        let one = self.domanda.indicatore;
        let shown = |(at, field): (&Scadenza, &Field<Conseguito>)| {
            let taken = *at == scadenza && self.conseguito.is_some();
            let raw = field.raw().filter(|_| *at <= scadenza && !taken)?;
            Some(format!("{at}: {}", one_line(raw)))
        };
        let found: Vec<String> = one.conseguito.iter().filter_map(shown).collect();
        if found.is_empty() { UNKNOWN.to_owned() } else { found.join("\n") }
    }

    /// What the value's cell holds, and how it looks.
    pub(super) fn valore(&self) -> (Value, Look) {
        let look = match self.tipo {
            Tipo::SiNo => Look::InputChoice,
            Tipo::Numero => Look::InputNumber,
            Tipo::Percentuale => Look::InputPercent,
            Tipo::Rapporto => Look::InputRatio,
            Tipo::Data => Look::InputDate,
            Tipo::Testo => Look::InputText,
        };
        let Some((value, raw)) = self.conseguito else { return (Value::Blank, look) };
        let value = match value {
            _ if self.tipo == Tipo::Testo => Value::from(one_line(raw)),
            Conseguito::SiNo(true) => Value::from("sì"),
            Conseguito::SiNo(false) => Value::from("no"),
            Conseguito::Numero(number) => Value::Number(*number),
            Conseguito::Percentuale(percent) => Value::Number(percent / Decimal::ONE_HUNDRED),
            Conseguito::Data(date) => Value::Number(serial(*date)),
            _ => Value::from(one_line(raw)),
        };
        (value, look)
    }

    /// What the cells of the esito hold.
    pub(super) fn esito(&self) -> (Value, Value) {
        match self.verifica {
            None => (Value::Blank, Value::Blank),
            Some(Verifica::Realizzato) => (Value::from(REALIZZATO), Value::Blank),
            Some(Verifica::NonRealizzato) => (Value::from(NON_REALIZZATO), Value::Blank),
            Some(Verifica::InParte(share)) => {
                (Value::from(IN_PARTE), Value::Number(share / Decimal::ONE_HUNDRED))
            }
        }
    }

    /// The live degree.
    pub(super) fn grado(&self, at: &Celle) -> (Value, Look) {
        if let Some(settled) = self.settled {
            return match settled {
                Some(figure) => (Value::Number(figure), Look::Figure),
                None => (Value::from(UNKNOWN), Look::Missing),
            };
        }
        let formula = self.regole().formula(self.atteso(), at);
        let nothing = self.conseguito.is_none() && self.verifica.is_none();
        let value = match self.grado {
            Some(figure) => Value::Live(formula, figure),
            None if nothing => Value::LiveText(formula, UNKNOWN.to_owned()),
            None => Value::LiveText(formula, SUSPENDED.to_owned()),
        };
        (value, Look::Figure)
    }

    /// The live word on what is missing.
    pub(super) fn stato(&self, at: &Celle, motivazione: &str, grado: &str) -> Value {
        let Celle { valore, esito, quota } = at;
        let blank = match self.domanda.non_ancora {
            _ if self.is_written() => format!("{NOT_YET}: è già sulla scheda"),
            Some(due) => format!("{NOT_YET}: il termine è il {}", day(due)),
            None => TODO.to_owned(),
        };
        let mut cases: Vec<(String, &str)> = Vec::new();
        if let Some(wrong) = grado::wrong(self.tipo, valore) {
            cases.push((wrong, CHECK));
        }
        cases.extend(grado::contradiction(self.tipo, at).map(|against| (against, AGAINST)));
        cases.push((format!("AND({esito}=\"{IN_PARTE}\",NOT(ISNUMBER({quota})))"), SHARE));
        cases.push((format!("AND({esito}<>\"{IN_PARTE}\",{quota}<>\"\")"), EXTRA));
        if self.needs_esito() {
            cases.push((format!("{esito}=\"\""), ESITO));
        }
        if self.may_need_reason() {
            cases.push((format!("AND(ISNUMBER({grado}),N({grado})<100,TRIM({motivazione})=\"\")"), REASON));
        }
        let formula = cases
            .iter()
            .rev()
            .fold(format!("\"{DONE}\""), |rest, (when, then)| format!("IF({when},\"{then}\",{rest})"));
        let all_blank = format!("AND({valore}=\"\",{esito}=\"\",{quota}=\"\")");
        let formula =
            format!("IF({all_blank},IF(TRIM({motivazione})=\"\",\"{blank}\",\"{VALUE}\"),{formula})");
        Value::LiveText(formula, self.stato_now().unwrap_or(blank))
    }

    fn needs_esito(&self) -> bool {
        self.invio.is_last && self.tipo == Tipo::Testo && self.settled.is_none()
    }

    /// Whether a low degree wants a motivazione at this deadline, and the scheda has none yet.
    fn may_need_reason(&self) -> bool {
        let due = match self.atteso() {
            Some(ValoreAtteso::Scadenza(due)) => Some(*due),
            _ => None,
        };
        self.domanda.scheda.motivazione.raw().is_none()
            && motivazione_richiesta(Some(Decimal::ZERO), self.invio.is_last, due, self.invio.scadenza)
    }

    /// What the live word says now; `None` while nothing is filled in.
    fn stato_now(&self) -> Option<String> {
        let low = self.grado.is_some_and(|grado| grado < Decimal::ONE_HUNDRED);
        let word = match () {
            () if self.conseguito.is_none() && self.verifica.is_none() => return None,
            () if self.needs_esito() && self.verifica.is_none() => ESITO,
            () if self.may_need_reason() && low => REASON,
            () => DONE,
        };
        Some(word.to_owned())
    }

    /// Whether the row is complete as it goes out.
    pub(super) fn is_done(&self) -> bool {
        self.stato_now().as_deref() == Some(DONE)
    }

    /// Whether nobody has to answer: not yet, or not any more.
    pub(super) fn is_not_yet(&self) -> bool {
        (self.domanda.non_ancora.is_some() || self.is_written()) && self.stato_now().is_none()
    }

    /// Whether the scheda answers already, whatever the cells of the row can say.
    fn is_written(&self) -> bool {
        let one = self.domanda.indicatore;
        one.conseguito.get(&self.scadenza()).is_some_and(|field| field.cited().is_some())
            || (self.invio.is_last && one.verifica.cited().is_some())
    }
}

/// Whether a cell of this kind can hold a value as it is.
fn fits(tipo: Tipo, value: &Conseguito, scadenza: Date) -> bool {
    match (tipo, value) {
        (Tipo::Data, Conseguito::Data(done)) => *done <= scadenza,
        (Tipo::SiNo, Conseguito::SiNo(_))
        | (Tipo::Numero, Conseguito::Numero(_))
        | (Tipo::Percentuale, Conseguito::Percentuale(_))
        | (Tipo::Rapporto, Conseguito::Rapporto { .. })
        | (Tipo::Testo, _) => true,
        _ => false,
    }
}

/// The number by which a sheet knows a day.
pub(super) fn serial(date: Date) -> Decimal {
    let days = jiff::civil::date(1899, 12, 30).until(date).map_or(0, |span| span.get_days());
    Decimal::from(days)
}
