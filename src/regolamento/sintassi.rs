//! What the TOML parser finds, in words an office understands. One mistake often makes the parser stumble several
//! times over the same line: only the first stumble of a line is told.

use super::difetto::Difetti;
use std::collections::BTreeSet;
use toml::de::Error;

/// Reports the parser's errors.
pub(super) fn report(text: &str, errors: &[Error], difetti: &mut Difetti<'_>) {
    let mut found: Vec<_> = errors.iter().map(|error| (error.span().unwrap_or_default(), error)).collect();
    found.sort_by_key(|(span, _)| span.start);
    let mut lines = BTreeSet::new();
    for (span, error) in found {
        let line = text.get(..span.start).unwrap_or(text).matches('\n').count();
        if lines.insert(line) {
            let written = text.get(span.clone()).unwrap_or_default();
            let rest = text.get(span.start..).unwrap_or_default();
            let (messaggio, rimedio) = explain(error.message(), written, rest);
            difetti.add("REG001", &span, messaggio, rimedio);
        }
    }
}

/// What is wrong and what to do, from the parser's own message and what stands there.
fn explain(message: &str, written: &str, rest: &str) -> (String, &'static str) {
    let says = |part: &str| message.contains(part);
    let (messaggio, rimedio) = match () {
        () if says("string values must be quoted") || says("invalid boolean") => {
            return (
                format!("«{}» non è un numero, né una data, né un testo fra virgolette", short(written)),
                "i numeri si scrivono da soli e con il punto (12.5), le date 2023-01-31, i testi fra virgolette diritte",
            );
        }
        () if says("unexpected key or value") && rest.starts_with(',') => {
            ("dopo il valore c'è una virgola", "i decimali si scrivono con il punto: 12.5")
        }
        () if says("unexpected key or value") => (
            "dopo il valore c'è ancora qualcosa",
            "andare a capo; davanti a un commento ci vuole il cancelletto",
        ),
        () if says("duplicate key") => {
            ("la stessa chiave, o la stessa sezione, è scritta due volte", "tenerne una sola")
        }
        () if says("unclosed") => ("manca la parentesi di chiusura", "aggiungerla"),
        () if says("comma") || says("assignment between") => {
            ("le voci fra parentesi vanno separate da una virgola sola", "aggiungere o togliere la virgola")
        }
        () if says("key with no value") || says("missing assignment") || says("missing value") => {
            ("una chiave va scritta con il segno = e il suo valore", "scrivere per esempio: tetto = 100")
        }
        () if says("unquoted key") => (
            "il nome della chiave ha un segno che non può esserci",
            "usare solo lettere senza accento, cifre e trattini bassi",
        ),
        () if says("basic string") || says("literal string") || says("quote") => {
            ("le virgolette aperte non si chiudono", "scrivere il testo fra virgolette, tutto su una riga")
        }
        () if says("recursion") => {
            ("ci sono troppe parentesi una dentro l'altra", "togliere quelle di troppo")
        }
        () => ("il testo non segue le regole del formato TOML", "scriverlo come nel modello"),
    };
    (messaggio.to_owned(), rimedio)
}

/// The first characters of what stands there, on one line.
fn short(written: &str) -> String {
    let line = written.lines().next().unwrap_or_default();
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line.to_owned(),
    }
}
