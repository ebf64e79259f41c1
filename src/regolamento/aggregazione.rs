//! The section `[aggregazione]`: the degrees of the Aree and of the Ente.

use super::nome::Nominato;
use super::tabella::Tabella;
use rust_decimal::Decimal;

/// The degrees of Aree and Ente.
#[derive(Debug, Clone)]
pub struct Aggregazione {
    /// How the Ente's degree comes about.
    pub ente: MetodoEnte,
    /// How the trasversali count.
    pub trasversali: Trasversali,
    /// The article or deed.
    pub fonte: String,
}

/// Methods of the Ente's degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetodoEnte {
    /// Mean over the distinct obiettivi, weighted by their pesi ponderali.
    MediaPonderata,
    /// Mean of the Aree, all equal; the trasversali enter only as far as they enter the Aree.
    MediaAree,
}

impl Nominato for MetodoEnte {
    const TUTTI: &'static [MetodoEnte] = &[MetodoEnte::MediaPonderata, MetodoEnte::MediaAree];

    fn nome(self) -> &'static str {
        match self {
            MetodoEnte::MediaPonderata => "media_ponderata",
            MetodoEnte::MediaAree => "media_aree",
        }
    }
}

/// How the trasversali count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trasversali {
    /// Once, in the Ente's degree only.
    UnaVolta,
    /// In every Area, with their own weight; once in the Ente's degree.
    PerArea,
    /// In every Area as a fixed share, percent between 0 and 100, both excluded; once in the Ente's degree.
    QuotaFissa(Decimal),
}

impl Nominato for Trasversali {
    const TUTTI: &'static [Trasversali] =
        &[Trasversali::UnaVolta, Trasversali::PerArea, Trasversali::QuotaFissa(Decimal::ZERO)];

    fn nome(self) -> &'static str {
        match self {
            Trasversali::UnaVolta => "una_volta",
            Trasversali::PerArea => "per_area",
            Trasversali::QuotaFissa(_) => "quota_fissa",
        }
    }
}

impl Aggregazione {
    pub(super) fn read(table: &Tabella<'_, '_, '_>) -> Option<Aggregazione> {
        let ente = table.choice("ente");
        let trasversali = table.choice("trasversali").and_then(|choice| share(table, choice));
        let fonte = table.text("fonte");
        Some(Aggregazione { ente: ente?, trasversali: trasversali?, fonte: fonte? })
    }
}

/// `quota_fissa` needs its share; the others would leave it out without a word.
fn share(table: &Tabella<'_, '_, '_>, choice: Trasversali) -> Option<Trasversali> {
    const KEY: &str = "quota_trasversali";
    match choice {
        Trasversali::QuotaFissa(_) => {
            let (least, most) = (Decimal::new(1, 2), Decimal::new(9999, 2));
            table.number(KEY, least..=most).map(Trasversali::QuotaFissa)
        }
        other => {
            if table.has(KEY) {
                let messaggio = format!("«{KEY}» non serve con trasversali = \"{}\"", other.nome());
                let rimedio = "toglierla, oppure scegliere trasversali = \"quota_fissa\"";
                table.wrong("REG005", &table.at_key(KEY), messaggio, rimedio);
            }
            Some(other)
        }
    }
}
