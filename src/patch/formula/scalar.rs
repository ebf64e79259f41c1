//! Single values while computing, and how spreadsheets turn one sort into another.
//!
//! What depends on the language of the computer (a decimal comma, a month's name, VERO for TRUE) is in doubt.

use super::number::{Doubt, Number};
use super::{Dialect, Value};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;

/// A single value.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar<'a> {
    /// An empty cell.
    Empty,
    /// A number.
    Number(Number),
    /// A text.
    Text(Cow<'a, str>),
    /// A logical value.
    Bool(bool),
    /// An error.
    Error(Cow<'a, str>),
}

/// Why a computation ends before its end.
#[derive(Debug, Clone, PartialEq)]
pub enum Stop<'a> {
    /// The result is this error.
    Error(Cow<'a, str>),
    /// The result cannot be told.
    Doubt,
}

impl From<Doubt> for Stop<'_> {
    fn from(_: Doubt) -> Self {
        Stop::Doubt
    }
}

/// `#VALUE!`: the wrong sort of value.
pub const WRONG: Stop<'static> = Stop::Error(Cow::Borrowed("#VALUE!"));
/// `#DIV/0!`: a division by 0.
pub const ZERO: Stop<'static> = Stop::Error(Cow::Borrowed("#DIV/0!"));
/// `#N/A`: not found.
pub const ABSENT: Stop<'static> = Stop::Error(Cow::Borrowed("#N/A"));
/// `#NUM!`: no such number.
pub const NUMBER: Stop<'static> = Stop::Error(Cow::Borrowed("#NUM!"));
/// `#REF!`: no such cell.
pub const LOST: Stop<'static> = Stop::Error(Cow::Borrowed("#REF!"));

/// A result, or why there is none.
pub type Result<'a, T> = std::result::Result<T, Stop<'a>>;

/// An error kept as a value; a doubt stays one.
pub fn settled<'a>(result: Result<'a, Scalar<'a>>) -> Result<'a, Scalar<'a>> {
    match result {
        Err(Stop::Error(error)) => Ok(Scalar::Error(error)),
        other => other,
    }
}

impl<'a> Scalar<'a> {
    /// A value as a cell holds it.
    pub fn read(value: &'a Value) -> Scalar<'a> {
        match value {
            Value::Empty => Scalar::Empty,
            Value::Number(number) => Scalar::Number(Number::typed(*number)),
            Value::Text(text) => Scalar::Text(Cow::Borrowed(text)),
            Value::Bool(value) => Scalar::Bool(*value),
            Value::Error(error) => Scalar::Error(Cow::Borrowed(error)),
        }
    }

    /// A text of its own.
    pub fn text(text: impl Into<String>) -> Scalar<'a> {
        Scalar::Text(Cow::Owned(text.into()))
    }

    /// The value as a number: nothing is 0, logical values are 1 and 0.
    pub fn number(&self, dialect: Dialect) -> Result<'a, Number> {
        match self {
            Scalar::Empty => Ok(Number::count(0)),
            Scalar::Number(number) => Ok(*number),
            Scalar::Bool(value) => Ok(Number::count(u64::from(*value))),
            Scalar::Error(error) => Err(Stop::Error(error.clone())),
            Scalar::Text(_) if dialect == Dialect::OpenFormula => Err(Stop::Doubt),
            Scalar::Text(text) => match plain_number(text) {
                Some(number) => Ok(number),
                None if may_be_number(text) => Err(Stop::Doubt),
                None => Err(WRONG),
            },
        }
    }

    /// The value as a text. Fractions and logical values are written differently from country to country.
    pub fn written(&self) -> Result<'a, Cow<'a, str>> {
        match self {
            Scalar::Empty => Ok(Cow::Borrowed("")),
            Scalar::Number(number) => {
                let whole = number.whole()?;
                (whole.unsigned_abs() < 100_000_000_000).then(|| whole.to_string().into()).ok_or(Stop::Doubt)
            }
            Scalar::Text(text) => Ok(text.clone()),
            Scalar::Bool(_) => Err(Stop::Doubt),
            Scalar::Error(error) => Err(Stop::Error(error.clone())),
        }
    }

    /// The value as a condition: any number but 0 is true.
    pub fn condition(&self, dialect: Dialect) -> Result<'a, bool> {
        match self {
            Scalar::Empty => Ok(false),
            Scalar::Number(number) => Ok(!number.is_zero()?),
            Scalar::Bool(value) => Ok(*value),
            Scalar::Error(error) => Err(Stop::Error(error.clone())),
            Scalar::Text(_) if dialect == Dialect::OpenFormula => Err(Stop::Doubt),
            Scalar::Text(text) if may_be_logical(text) || may_be_number(text) => Err(Stop::Doubt),
            Scalar::Text(_) => Err(WRONG),
        }
    }

    /// How two values compare in a formula: numbers come before texts, texts before logical values.
    pub fn compare(&self, other: &Scalar<'a>, dialect: Dialect) -> Result<'a, Ordering> {
        let nothing = |other: &Scalar<'a>| match other {
            Scalar::Number(_) => Scalar::Number(Number::count(0)),
            Scalar::Bool(_) => Scalar::Bool(false),
            _ => Scalar::text(""),
        };
        match (self, other) {
            (Scalar::Error(error), _) | (_, Scalar::Error(error)) => Err(Stop::Error(error.clone())),
            (Scalar::Empty, Scalar::Empty) => Ok(Ordering::Equal),
            (Scalar::Empty, _) => nothing(other).compare(other, dialect),
            (_, Scalar::Empty) => self.compare(&nothing(self), dialect),
            (Scalar::Number(one), Scalar::Number(two)) => Ok(one.compare(two)?),
            (Scalar::Text(one), Scalar::Text(two)) => Ok(compare_texts(one, two, dialect)?),
            (Scalar::Bool(one), Scalar::Bool(two)) => Ok(one.cmp(two)),
            (Scalar::Bool(_), _) | (_, Scalar::Bool(_)) if dialect == Dialect::OpenFormula => Err(Stop::Doubt),
            _ => Ok(self.rank().cmp(&other.rank())),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Scalar::Empty | Scalar::Number(_) => 0,
            Scalar::Text(_) => 1,
            Scalar::Bool(_) | Scalar::Error(_) => 2,
        }
    }
}

/// A text that is a whole number in any country.
pub fn plain_number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = (1..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| text.parse::<Decimal>().ok().map(Number::typed))?
}

/// Whether a program, in some country, may read a number, a date, a time or an amount in this text.
pub fn may_be_number(text: &str) -> bool {
    const STARTS: [&str; 45] = [
        "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic", "jan", "may", "jun",
        "jul", "aug", "sep", "oct", "dec", "lun", "mer", "gio", "ven", "sab", "dom", "mon", "tue", "wed", "thu",
        "fri", "sat", "sun", "eur", "usd", "chf", "gbp", "lir", "euro", "am", "pm", "ant", "pom", "st", "th",
    ];
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    text.chars().any(char::is_numeric)
        && words.map(str::to_lowercase).all(|word| {
            word.chars().count() == 1 || STARTS.iter().any(|start| word.starts_with(start)) || !word.is_ascii()
        })
}

/// Whether a program, in some country, may read a logical value in this text.
pub fn may_be_logical(text: &str) -> bool {
    ["true", "false", "vero", "falso"].contains(&text.trim().to_lowercase().as_str())
}

/// Whether two texts are equal as formulas see them, without regard to capitals.
pub fn same_text(one: &str, two: &str, dialect: Dialect) -> std::result::Result<bool, Doubt> {
    if one == two {
        return Ok(true);
    }
    if one.to_lowercase() == two.to_lowercase() {
        // an ods file may ask for capitals to count
        return if dialect == Dialect::Excel { Ok(true) } else { Err(Doubt) };
    }
    if bare(one) == bare(two) { Err(Doubt) } else { Ok(false) }
}

/// What is left of a text where collations may see no difference: no composition, no invisible characters.
fn bare(text: &str) -> String {
    text.nfkd().filter(|c| c.is_ascii() || c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How two texts compare: only where every alphabet agrees.
fn compare_texts(one: &str, two: &str, dialect: Dialect) -> std::result::Result<Ordering, Doubt> {
    if same_text(one, two, dialect)? {
        return Ok(Ordering::Equal);
    }
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match plain(one) && plain(two) && (!digits(one) || !digits(two)) {
        true => Ok(one.to_ascii_lowercase().cmp(&two.to_ascii_lowercase())),
        false if one.is_empty() || two.is_empty() => Ok(one.cmp(two)),
        false => Err(Doubt),
    }
}
