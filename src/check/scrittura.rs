//! How values are written in the messages of the rilievi: numbers with the comma, days, months, lists, quotations.
//! Plain Italian; nothing is rounded that the office would want to see whole.

use super::scambio;
use crate::compute::figure;
use crate::model::{Fase, Indicatore, Mese, Scadenza};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A number, at most two decimals, half up: `12,5`, `76,67`.
pub fn numero(n: Decimal) -> String {
    figure::brief(n, 2)
}

/// A day: `31/12/2023`.
pub fn giorno(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// A month, with its year when it is not `anno`: `agosto`, `marzo 2024`.
pub fn mese(mese: Mese, anno: Option<i16>) -> String {
    const NOMI: [&str; 12] = [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ];
    let at = usize::try_from(mese.mese).ok().and_then(|mese| mese.checked_sub(1));
    let nome = at.and_then(|at| NOMI.get(at)).copied().unwrap_or("?");
    match mese.anno.filter(|own| anno != Some(*own)) {
        Some(other) => format!("{nome} {other}"),
        None => nome.to_owned(),
    }
}

/// Deadlines: `30/09 e 31/12`.
pub fn scadenze<'a>(scadenze: impl IntoIterator<Item = &'a Scadenza>) -> String {
    elenco(scadenze.into_iter().map(Scadenza::to_string))
}

/// A list: `a, b e c`; beyond eight members only how many more there are.
pub fn elenco(membri: impl IntoIterator<Item = String>) -> String {
    let membri: Vec<String> = membri.into_iter().collect();
    match membri.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if membri.len() <= 8 => format!("{} e {last}", first.join(", ")),
        _ => {
            let shown: Vec<&str> = membri.iter().take(7).map(String::as_str).collect();
            format!("{} e altri {}", shown.join(", "), membri.len() - shown.len())
        }
    }
}

/// A text in quotation marks, on one line, cut at a word after some sixty characters.
pub fn citato(testo: &str) -> String {
    let mut short = String::new();
    for word in testo.split_whitespace() {
        if !short.is_empty() && short.chars().count() + word.chars().count() > 60 {
            return format!("«{short}…»");
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    format!("«{short}»")
}

/// Phases by their numbers, or by what they are: `la fase 4`, `le fasi a, b e «Stampa»`.
pub fn fasi(fasi: &[&Fase]) -> String {
    let nome = |fase: &&Fase| match (&fase.numero, fase.descrizione.value()) {
        (Some(numero), _) => numero.clone(),
        (None, Some(descrizione)) => citato(descrizione),
        (None, None) => "senza nome".to_owned(),
    };
    let articolo = if fasi.len() == 1 { "la fase" } else { "le fasi" };
    let nomi: Vec<String> = fasi.iter().map(nome).collect();
    // after a phase called e, "d e e" would not be understood
    let nomi = if nomi.last().is_some_and(|last| last == "e") { nomi.join(", ") } else { elenco(nomi) };
    format!("{articolo} {nomi}")
}

/// An indicatore by its number and what it measures: `1 «Numero atti»`. Where the form has the two columns swapped,
/// what it measures stands under the expected value.
pub fn indicatore(indicatore: &Indicatore) -> String {
    let numero = indicatore.numero.as_ref().map(|numero| format!("{numero} ")).unwrap_or_default();
    let (descrizione, atteso) = (indicatore.descrizione.raw(), indicatore.valore_atteso.raw());
    let nome = if scambio::scambiati(descrizione, atteso) { atteso } else { descrizione };
    format!("{numero}{}", citato(nome.unwrap_or("senza descrizione")))
}

/// So many of something: `1 fase`, `3 fasi`.
pub fn conta(quanti: usize, uno: &str, molti: &str) -> String {
    if quanti == 1 { format!("1 {uno}") } else { format!("{quanti} {molti}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_the_comma_and_half_up() {
        let third: Decimal = Decimal::from(230) / Decimal::from(3);
        assert_eq!(numero(third), "76,67");
        assert_eq!(numero("87.12499999999999999999999999".parse().unwrap()), "87,13");
        assert_eq!(numero("12.50".parse().unwrap()), "12,5");
        assert_eq!(numero(Decimal::ONE_HUNDRED), "100");
    }

    #[test]
    fn lists_and_quotations_stay_short() {
        let many: Vec<String> = (1..=10).map(|n| n.to_string()).collect();
        assert_eq!(elenco(many.clone()), "1, 2, 3, 4, 5, 6, 7 e altri 3");
        assert_eq!(elenco(many.into_iter().take(3)), "1, 2 e 3");
        let long = "Costante monitoraggio della Piattaforma Crediti Commerciali sul portale della Ragioneria";
        assert_eq!(citato(long), "«Costante monitoraggio della Piattaforma Crediti Commerciali…»");
        assert_eq!(citato("Numero\natti"), "«Numero atti»");
    }
}
