//! The section `[pesatura]`: the criteria, and how their points become the peso ponderale.

use super::nome::Nominato;
use super::tabella::Tabella;
use rust_decimal::Decimal;

/// The pesatura.
#[derive(Debug, Clone)]
pub struct Pesatura {
    /// The criteria, in the regolamento's order.
    pub criteri: Vec<Criterio>,
    /// How the points become the weight.
    pub metodo: MetodoPeso,
    /// The article or deed of the method.
    pub fonte: String,
}

/// A criterion of the pesatura.
#[derive(Debug, Clone)]
pub struct Criterio {
    /// As in the vocabulary: `strategicita`.
    pub id: String,
    /// As printed: `Strategicità per l'Ente`.
    pub nome: String,
    /// Highest points.
    pub massimo: Decimal,
    /// Its weight among the criteria, for `media_pesata` only.
    pub peso: Option<Decimal>,
    /// The article or deed.
    pub fonte: String,
}

/// Methods of the peso ponderale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetodoPeso {
    /// Mean of the points.
    Media,
    /// Sum of the points.
    Somma,
    /// Mean of the points weighted by the criteria's own weights.
    MediaPesata,
    /// Product of the points, each as a share of its maximum, times 100.
    Prodotto,
}

impl Nominato for MetodoPeso {
    const TUTTI: &'static [MetodoPeso] =
        &[MetodoPeso::Media, MetodoPeso::Somma, MetodoPeso::MediaPesata, MetodoPeso::Prodotto];

    fn nome(self) -> &'static str {
        match self {
            MetodoPeso::Media => "media",
            MetodoPeso::Somma => "somma",
            MetodoPeso::MediaPesata => "media_pesata",
            MetodoPeso::Prodotto => "prodotto",
        }
    }
}

/// Beyond these no points and no weight make sense: so sums and products of them always fit.
const SMALLEST: Decimal = Decimal::from_parts(1, 0, 0, false, 6);
const LARGEST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

impl Pesatura {
    pub(super) fn read(table: &Tabella<'_, '_, '_>) -> Option<Pesatura> {
        let metodo = table.choice::<MetodoPeso>("metodo");
        let criteri = table.list("criteri").map(|criteri| criteria(criteri, metodo));
        let fonte = table.text("fonte");
        Some(Pesatura { criteri: criteri?, metodo: metodo?, fonte: fonte? })
    }
}

fn criteria(tables: Vec<Tabella<'_, '_, '_>>, metodo: Option<MetodoPeso>) -> Vec<Criterio> {
    let mut criteri: Vec<Criterio> = Vec::new();
    for table in tables {
        let criterio = criterion(&table, metodo);
        if let Some(double) = criterio.as_ref().filter(|new| criteri.iter().any(|known| known.id == new.id)) {
            let messaggio = format!("il criterio «{}» è scritto due volte", double.id);
            table.wrong("REG005", &table.at_key("id"), messaggio, "dare a ogni criterio un id suo");
        }
        criteri.extend(criterio);
        table.close();
    }
    criteri
}

fn criterion(table: &Tabella<'_, '_, '_>, metodo: Option<MetodoPeso>) -> Option<Criterio> {
    let id = table.text("id");
    let nome = table.text("nome");
    let massimo = table.number("massimo", SMALLEST..=LARGEST);
    let fonte = table.text("fonte");
    let peso = weight(table, metodo);
    Some(Criterio { id: id?, nome: nome?, massimo: massimo?, peso, fonte: fonte? })
}

/// The weight of a criterion: it must be there for `media_pesata`, and not be there for the other methods, which
/// would leave it out without a word.
fn weight(table: &Tabella<'_, '_, '_>, metodo: Option<MetodoPeso>) -> Option<Decimal> {
    let written = table.has("peso");
    match (metodo, written) {
        (Some(MetodoPeso::MediaPesata), false) => table.wrong(
            "REG005",
            table.at(),
            "con metodo = \"media_pesata\" ogni criterio deve avere il suo «peso»".to_owned(),
            "aggiungere per esempio peso = 50",
        ),
        (Some(MetodoPeso::MediaPesata) | None, true) => {}
        (Some(other), true) => table.wrong(
            "REG005",
            &table.at_key("peso"),
            format!("il criterio ha un «peso», ma metodo = \"{}\" non ne tiene conto", other.nome()),
            "togliere il peso, oppure scegliere metodo = \"media_pesata\"",
        ),
        (_, false) => {}
    }
    table.optional_number("peso", SMALLEST..=LARGEST)
}
