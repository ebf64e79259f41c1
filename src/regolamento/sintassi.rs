//! What the TOML parser says, in words an office understands.

/// What is wrong and what to do, from the parser's own message.
pub(super) fn explain(message: &str) -> (&'static str, &'static str) {
    let says = |part: &str| message.contains(part);
    match () {
        () if says("duplicate key") => {
            ("la stessa chiave, o la stessa sezione, è scritta due volte", "tenerne una sola")
        }
        () if says("unclosed") => ("manca la parentesi quadra o graffa di chiusura", "aggiungerla"),
        () if says("comma") => {
            ("le voci fra parentesi vanno separate da una virgola sola", "aggiungere o togliere la virgola")
        }
        () if says("missing assignment") || says("key with no value") || says("missing value") => {
            ("una chiave va scritta con il segno = e il suo valore", "scrivere per esempio: tetto = 100")
        }
        () if says("quote") || says("basic string") || says("literal string") => (
            "le virgolette non si aprono o non si chiudono",
            "scrivere i testi fra virgolette su una sola riga",
        ),
        () if says("unquoted key") => (
            "il nome della chiave contiene un segno che non può esserci",
            "usare solo lettere senza accento, cifre e trattini bassi",
        ),
        () if says("recursion") => {
            ("ci sono troppe parentesi una dentro l'altra", "togliere quelle di troppo")
        }
        () => (
            "il testo non è scritto nel formato TOML",
            "scrivere i testi fra virgolette, i decimali con il punto (12.5), le date come 2023-01-31, e davanti ai \
             commenti il cancelletto",
        ),
    }
}
