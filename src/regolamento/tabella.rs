//! A table of the file while it is read: what is asked of it becomes known, whatever else it holds is a defect. So
//! the list of the keys is the code that reads them, and there is no second list to keep.

use super::difetto::Difetti;
use super::nome::Nominato;
use super::vicino::nearest;
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table with its name, and the keys that were asked for so far.
pub(super) struct Tabella<'t, 'd, 'a> {
    /// As the user reads it: `[pesatura]`.
    name: String,
    at: Range<usize>,
    table: &'t DeTable<'t>,
    asked: RefCell<Vec<&'static str>>,
    difetti: &'d RefCell<Difetti<'a>>,
}

impl<'t, 'd, 'a> Tabella<'t, 'd, 'a> {
    pub fn new(
        name: impl Into<String>,
        at: Range<usize>,
        table: &'t DeTable<'t>,
        difetti: &'d RefCell<Difetti<'a>>,
    ) -> Tabella<'t, 'd, 'a> {
        Tabella { name: name.into(), at, table, asked: RefCell::default(), difetti }
    }

    /// Adds a defect at these bytes of the text.
    pub fn wrong(
        &self,
        codice: &'static str,
        at: &Range<usize>,
        messaggio: String,
        rimedio: impl Into<String>,
    ) {
        self.difetti.borrow_mut().add(codice, at, messaggio, rimedio);
    }

    /// Where the table is.
    pub fn at(&self) -> &Range<usize> {
        &self.at
    }

    /// Where the value of a key is; where the table is, if it has none.
    pub fn at_key(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or_else(|| self.at.clone(), Spanned::span)
    }

    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn get(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        self.table.get(key)
    }

    fn required(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        let found = self.get(key);
        if found.is_none() {
            let (name, at) = (&self.name, self.at.clone());
            match key {
                "fonte" => self.wrong("REG002", &at, format!("in {name} manca «fonte»"), FONTE),
                _ => self.wrong(
                    "REG006",
                    &at,
                    format!("in {name} manca la chiave «{key}»"),
                    format!("aggiungere «{key} = …»: il modello spiega i valori ammessi"),
                ),
            }
        }
        found
    }

    /// A text that must be there and say something.
    pub fn text(&self, key: &'static str) -> Option<String> {
        self.text_of(key, self.required(key)?)
    }

    /// A text that may be missing, but not be empty.
    pub fn optional_text(&self, key: &'static str) -> Option<String> {
        self.text_of(key, self.get(key)?)
    }

    fn text_of(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::trim);
        match (text, key) {
            (Some(text), _) if !text.is_empty() => return Some(text.to_owned()),
            (Some(_), "fonte") => {
                self.wrong("REG002", &value.span(), format!("in {} «fonte» è vuota", self.name), FONTE);
            }
            (Some(_), _) => {
                let messaggio = format!("in {} «{key}» è vuota", self.name);
                self.wrong("REG005", &value.span(), messaggio, "scriverne il valore fra le virgolette");
            }
            (None, _) => {
                let messaggio = format!("in {} «{key}» deve essere un testo", self.name);
                self.wrong("REG005", &value.span(), messaggio, "scriverlo fra virgolette");
            }
        }
        None
    }

    /// A number that must be there, within these bounds.
    pub fn number(&self, key: &'static str, bounds: RangeInclusive<Decimal>) -> Option<Decimal> {
        self.number_of(key, self.required(key)?, bounds)
    }

    /// A number that may be missing.
    pub fn optional_number(&self, key: &'static str, bounds: RangeInclusive<Decimal>) -> Option<Decimal> {
        self.number_of(key, self.get(key)?, bounds)
    }

    fn number_of(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        bounds: RangeInclusive<Decimal>,
    ) -> Option<Decimal> {
        let number = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse::<Decimal>().ok(),
            DeValue::Float(float) => exact(float.as_str()),
            _ => None,
        };
        let name = &self.name;
        match number {
            Some(number) if bounds.contains(&number) => return Some(number.normalize()),
            Some(number) => self.wrong(
                "REG005",
                &value.span(),
                format!("in {name} «{key}» vale {}", comma(number)),
                format!("deve stare fra {} e {}", comma(*bounds.start()), comma(*bounds.end())),
            ),
            None => self.wrong(
                "REG005",
                &value.span(),
                format!("in {name} «{key}» deve essere un numero"),
                "scriverlo senza virgolette e con il punto: 12.5",
            ),
        }
        None
    }

    /// One of the names of a closed list.
    pub fn choice<T: Nominato>(&self, key: &'static str) -> Option<T> {
        let value = self.required(key)?;
        let written = self.text_of(key, value)?;
        let found = T::TUTTI.iter().copied().find(|choice| choice.nome() == written);
        if found.is_none() {
            let names: Vec<&str> = T::TUTTI.iter().map(|choice| choice.nome()).collect();
            let messaggio = format!("in {} «{key}» vale «{written}», che non è fra i valori noti", self.name);
            self.wrong("REG003", &value.span(), messaggio, instead(&written, &names));
        }
        found
    }

    /// The tables of a list that must be there.
    pub fn list(&self, key: &'static str) -> Option<Vec<Tabella<'t, 'd, 'a>>> {
        self.list_of(key, self.required(key)?)
    }

    /// The tables of a list that may be missing.
    pub fn optional_list(&self, key: &'static str) -> Option<Vec<Tabella<'t, 'd, 'a>>> {
        self.list_of(key, self.get(key)?)
    }

    fn list_of(&self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<Vec<Tabella<'t, 'd, 'a>>> {
        let items =
            value.get_ref().as_array().map(|array| array.iter().collect::<Vec<_>>()).unwrap_or_default();
        let tables: Vec<_> = items
            .iter()
            .filter_map(|item| {
                let name = format!("{} › {key}", self.name);
                Some(Tabella::new(name, item.span(), item.get_ref().as_table()?, self.difetti))
            })
            .collect();
        if tables.is_empty() || tables.len() != items.len() {
            let messaggio =
                format!("in {} «{key}» deve essere un elenco di voci con le loro chiavi", self.name);
            self.wrong("REG005", &value.span(), messaggio, "scriverlo come nel modello");
            return None;
        }
        Some(tables)
    }

    /// Reports the keys that nobody asked for.
    pub fn close(self) {
        let known = self.asked.take();
        for (key, _) in self.table.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            let messaggio = format!("in {} la chiave «{}» non è nota", self.name, key.get_ref());
            self.wrong("REG003", &key.span(), messaggio, instead(key.get_ref(), &known));
        }
    }
}

const FONTE: &str = "scrivere l'articolo o l'atto da cui viene questa regola: è obbligatorio";

fn instead(written: &str, known: &[&str]) -> String {
    let list = known.join(", ");
    match nearest(written, known) {
        Some(word) => format!("forse intendevi «{word}»; sono ammessi: {list}"),
        None => format!("sono ammessi: {list}"),
    }
}

fn exact(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text)).ok()
}

/// A number as Italians write it.
pub(super) fn comma(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}
