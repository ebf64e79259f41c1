//! Whether two values that were understood are the same, kind by kind.
//!
//! The understood value decides; but what stands beside it, in words of its own, must agree too: `25 (di cui 10 a
//! scuola)` and `25 (di cui 5 a scuola)` are both 25 and do not say the same.

use super::anni::Anni;
use super::parole::Bag;
use super::soglie::Soglie;
use super::testo::{Text, Token, same};
use crate::model::walk::{atteso as say_atteso, conseguito as say_conseguito};
use crate::model::{Conseguito, ValoreAtteso, Verifica, numero_italiano};
use crate::place::Cited;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What comes of comparing two values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Judgement {
    /// They are the same.
    Same,
    /// They differ; what else there is to say.
    Other(Option<String>),
    /// The second is the first, one year later.
    YearLater,
}

use Judgement::{Other, Same, YearLater};

/// What a value is made of: the words that may stand around it, and how much else belongs to it.
#[derive(Clone, Copy)]
enum Form {
    /// So many numbers.
    Numbers(usize),
    /// One day.
    Day,
    /// Nothing but its words.
    YesNo,
    /// One number at most.
    Verification,
}

impl Form {
    fn words(self) -> &'static [String] {
        let forma = &Soglie::embedded().forma;
        match self {
            Form::Numbers(_) => &forma.numero,
            Form::Day => &forma.data,
            Form::YesNo => &forma.si_no,
            Form::Verification => &forma.verifica,
        }
    }

    /// Whether there is more than belongs to the value.
    fn is_exceeded(self, own: &[Token]) -> bool {
        let count = |kind: fn(&Token) -> bool| own.iter().filter(|token| kind(token)).count();
        let words = count(|token| matches!(token, Token::Word(_)));
        let days = count(|token| matches!(token, Token::Date { .. }));
        let numbers = count(|token| matches!(token, Token::Number(_)));
        let months = count(|token| matches!(token, Token::Month(_)));
        match self {
            Form::Numbers(most) => words + days + months > 0 || numbers > most,
            Form::Day => words > 0 || days > 1,
            Form::YesNo => !own.is_empty(),
            Form::Verification => words > 0 || numbers > 1,
        }
    }
}

/// Words from which a text is long enough for a share of them to say something.
const LONG: usize = 8;

/// Two texts.
pub(super) fn testo(a: &Cited<String>, b: &Cited<String>, anni: Anni) -> Judgement {
    words(&a.value, &b.value, anni)
}

/// Two texts, whatever they were read into.
pub(super) fn words(a: &str, b: &str, anni: Anni) -> Judgement {
    if same(a, b) {
        return Same;
    }
    let (one, other) = (Text::new(a), Text::new(b));
    if let Some(years) = anni.of_plans() {
        if one.is_one_year_before(&other, &years) {
            return YearLater;
        }
        if one.without_dates(&years).same(&other.without_dates(&years)) {
            return Other(Some("le stesse parole: cambiano solo anni o date".to_owned()));
        }
    }
    let (bag, with) = (Bag::new([a]), Bag::new([b]));
    let share = bag.likeness(&with).filter(|_| bag.len().min(with.len()) >= LONG);
    Other(share.map(|share| match share.percento() {
        100 => "le stesse parole, disposte in altro modo".to_owned(),
        _ => format!("{share} delle parole in comune"),
    }))
}

/// Two figures.
pub(super) fn numero(a: &Cited<Decimal>, b: &Cited<Decimal>, anni: Anni) -> Judgement {
    let values = (a.value == b.value).then_some(Same);
    settle(values, (a, b), Form::Numbers(1), anni, || (numero_italiano(a.value), numero_italiano(b.value)))
}

/// Two percentages.
pub(super) fn percento(a: &Cited<Decimal>, b: &Cited<Decimal>, anni: Anni) -> Judgement {
    let values = (a.value == b.value).then_some(Same);
    let say = |n: Decimal| format!("{} %", numero_italiano(n));
    settle(values, (a, b), Form::Numbers(1), anni, || (say(a.value), say(b.value)))
}

/// Two days.
pub(super) fn data(a: &Cited<Date>, b: &Cited<Date>, anni: Anni) -> Judgement {
    let say = |date: Date| date.strftime("%d/%m/%Y").to_string();
    settle(days(a.value, b.value, anni), (a, b), Form::Day, anni, || (say(a.value), say(b.value)))
}

/// Two years.
pub(super) fn anno(a: &Cited<i16>, b: &Cited<i16>, anni: Anni) -> Judgement {
    match (a.value == b.value, anni) {
        (true, _) => Same,
        (false, Anni::Consecutivi(prima, dopo)) if (a.value, b.value) == (prima, dopo) => YearLater,
        _ => Other(None),
    }
}

/// Two expected values.
pub(super) fn atteso(a: &Cited<ValoreAtteso>, b: &Cited<ValoreAtteso>, anni: Anni) -> Judgement {
    let values = match (&a.value, &b.value) {
        (ValoreAtteso::Testo, ValoreAtteso::Testo) => return words(&a.raw, &b.raw, anni),
        (ValoreAtteso::Scadenza(one), ValoreAtteso::Scadenza(other)) => days(*one, *other, anni),
        (one, other) => (one == other).then_some(Same),
    };
    let form = match &a.value {
        ValoreAtteso::Scadenza(_) => Form::Day,
        ValoreAtteso::SiNo => Form::YesNo,
        ValoreAtteso::Rapporto { .. } => Form::Numbers(2),
        _ => Form::Numbers(1),
    };
    settle(values, (a, b), form, anni, || (say_atteso(&a.value), say_atteso(&b.value)))
}

/// Two achieved values.
pub(super) fn conseguito(a: &Cited<Conseguito>, b: &Cited<Conseguito>, anni: Anni) -> Judgement {
    let values = match (&a.value, &b.value) {
        (Conseguito::Testo, Conseguito::Testo) => return words(&a.raw, &b.raw, anni),
        (Conseguito::Data(one), Conseguito::Data(other)) => days(*one, *other, anni),
        (one, other) => (one == other).then_some(Same),
    };
    let form = match &a.value {
        Conseguito::Data(_) | Conseguito::EntroITermini => Form::Day,
        Conseguito::SiNo(_) => Form::YesNo,
        Conseguito::Rapporto { .. } => Form::Numbers(2),
        _ => Form::Numbers(1),
    };
    settle(values, (a, b), form, anni, || (say_conseguito(&a.value), say_conseguito(&b.value)))
}

/// Two boxes of the verification: what they say is all they hold.
pub(super) fn verifica(a: &Cited<Verifica>, b: &Cited<Verifica>, anni: Anni) -> Judgement {
    let values = (a.value == b.value).then_some(Same);
    let say = |value: &Verifica| match value {
        Verifica::Realizzato => "realizzato".to_owned(),
        Verifica::NonRealizzato => "non realizzato".to_owned(),
        Verifica::InParte(share) => format!("realizzato in parte: {} %", numero_italiano(*share)),
    };
    settle(values, (a, b), Form::Verification, anni, || (say(&a.value), say(&b.value)))
}

fn days(a: Date, b: Date, anni: Anni) -> Option<Judgement> {
    // the last of February is the last of February
    let is_last = |date: Date| date.month() == 2 && date.day() == date.days_in_month();
    let same_day = (a.month(), a.day()) == (b.month(), b.day()) || (is_last(a) && is_last(b));
    let later = same_day && a.year().checked_add(1) == Some(b.year());
    match () {
        () if a == b => Some(Same),
        () if anni.are_consecutive() && later => Some(YearLater),
        () => None,
    }
}

/// The judgement, once what stands beside the values is looked at too. `values` is none where they differ.
fn settle<T>(
    values: Option<Judgement>,
    (a, b): (&Cited<T>, &Cited<T>),
    form: Form,
    anni: Anni,
    say: impl Fn() -> (String, String),
) -> Judgement {
    let (one, other) = (beside(&a.raw, form), beside(&b.raw, form));
    let moved = || anni.of_plans().is_some_and(|years| one.is_one_year_before(&other, &years));
    match values {
        Some(judgement) if one.same(&other) => judgement,
        Some(_) if moved() => YearLater,
        Some(YearLater) => {
            Other(Some("la data è un anno esatto dopo; cambia ciò che le è scritto accanto".to_owned()))
        }
        Some(_) => {
            let text = format!("il valore è lo stesso ({}): cambia ciò che gli è scritto accanto", say().0);
            Other(Some(text))
        }
        None if same(&a.raw, &b.raw) => {
            let (one, other) = say();
            Other(Some(format!("scritto allo stesso modo, ma vuol dire «{one}» prima e «{other}» dopo")))
        }
        None => Other(None),
    }
}

/// What is written beside a value: nothing, where there is only what belongs to its form.
fn beside(raw: &str, form: Form) -> Text {
    let words = form.words();
    let own = Text::new(raw).without(|token| matches!(token, Token::Word(word) if words.contains(word)));
    match form.is_exceeded(own.tokens()) {
        true => own,
        false => Text::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{CellRange, CellRef, Place};

    fn typed<T>(value: T, raw: &str) -> Cited<T> {
        let cells = CellRange::single(CellRef::new(0, 0));
        Cited {
            value,
            raw: raw.to_owned(),
            place: Place { file: "A.xlsx".into(), sheet: "Foglio1".into(), cells },
        }
    }

    const YEAR: Anni = Anni::Stesso(2023);
    const NEXT: Anni = Anni::Consecutivi(2023, 2024);

    fn points(value: i64, raw: &str) -> Cited<Decimal> {
        typed(Decimal::from(value), raw)
    }

    #[test]
    fn a_value_typed_otherwise_is_the_same() {
        assert_eq!(percento(&points(30, "30%"), &points(30, "0,3"), YEAR), Same);
        let on = |raw| typed(ValoreAtteso::Scadenza(jiff::civil::date(2023, 12, 31)), raw);
        assert_eq!(atteso(&on("31.12.2023"), &on("entro il mese di dicembre 2023"), YEAR), Same);
    }

    #[test]
    fn what_is_written_beside_a_value_counts() {
        let points = |raw| points(25, raw);
        let found = numero(&points("25 (di cui 10 a scuola)"), &points("25 (di cui 5 a scuola)"), YEAR);
        assert!(matches!(found, Other(Some(note)) if note.contains("accanto")));
        assert!(matches!(numero(&points("25"), &points("25 a scuola"), YEAR), Other(Some(_))));
        assert!(matches!(percento(&points("25 (12/48)"), &points("25 (24/96)"), YEAR), Other(Some(_))));
    }

    #[test]
    fn a_day_moved_by_a_year_is_so_only_between_consecutive_plans() {
        let day = |year| typed(jiff::civil::date(year, 9, 30), "30/09");
        assert_eq!(data(&day(2023), &day(2024), NEXT), YearLater);
        assert!(matches!(data(&day(2023), &day(2024), YEAR), Other(Some(_))));
        let february = |year, day| typed(jiff::civil::date(year, 2, day), "entro febbraio");
        assert_eq!(data(&february(2023, 28), &february(2024, 29), NEXT), YearLater);
        let with = |raw| typed(Decimal::TEN, raw);
        assert_eq!(percento(&with("10 (marzo 2024)"), &with("10 (marzo 2025)"), NEXT), YearLater);
        assert_eq!(
            data(&day(2023), &day(2025), NEXT),
            Other(Some(
                "scritto allo stesso modo, ma vuol dire «30/09/2023» prima e «30/09/2025» dopo".to_owned()
            ))
        );
    }
}
