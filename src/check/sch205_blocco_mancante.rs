//! SCH205 blocco-mancante — Alla scheda manca un riquadro che le altre hanno
//!
//! **Che cosa.** Guarda se ogni scheda ha il cronoprogramma, un posto per i risultati (il monitoraggio, o la verifica
//! accanto agli indicatori) e il riquadro del peso ponderale. Fra quattro o più schede, segnala quelle a cui manca un
//! riquadro che hanno almeno tre quarti di loro.
//! **Perché.** Spesso è una pagina persa nel copiare la scheda: ciò che vi stava non entra nei calcoli.
//! **Rimedio.** Recuperare la scheda intera, o aggiungere il riquadro.
//!
//! ```tabella
//! # Area Persona.xlsx › OB 1
//!  1 | Area Persona
//!  2 | Obiettivo n. 1: Carta dei servizi
//!  3 | Peso ponderale: 70
//! # Area Persona.xlsx › OB 2
//!  1 | Area Persona
//!  2 | Obiettivo n. 2: Catalogo
//!  3 | Peso ponderale: 70
//! # Area Persona.xlsx › OB 3
//!  1 | Area Persona
//!  2 | Obiettivo n. 3: Sport
//!  3 | Peso ponderale: …..
//! # Area Persona.xlsx › OB 5
//!  1 | Area Persona
//!  2 | Obiettivo n. 5: Orti urbani | <- SCH205 A2 la scheda non ha il riquadro del peso ponderale, che le altre hanno
//! ```
//!
//! Tace quando le schede sono poche, o il riquadro manca a molte:
//!
//! ```tabella
//! # Area Persona.xlsx › OB 1
//!  1 | Area Persona
//!  2 | Obiettivo n. 1: Carta dei servizi
//!  3 | Peso ponderale: 70
//! # Area Persona.xlsx › OB 2
//!  1 | Area Persona
//!  2 | Obiettivo n. 2: Catalogo
//! ```

use super::scrittura::elenco;
use super::{Context, Rule};
use crate::model::Scheda;
use crate::rilievo::{Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "SCH205",
    nome: "blocco-mancante",
    source: include_str!("sch205_blocco_mancante.rs"),
    run,
};

type Blocco = (&'static str, fn(&Scheda) -> bool);

const BLOCCHI: [Blocco; 3] = [
    ("il cronoprogramma", |scheda| !scheda.cronoprogrammi.is_empty()),
    ("dove scrivere i risultati", has_results),
    ("il riquadro del peso ponderale", |scheda| {
        !scheda.peso.peso_ponderale.is_absent() || !scheda.peso.punteggi.is_empty()
    }),
];

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let all = context.schede().count();
    let with = |has: fn(&Scheda) -> bool| context.schede().filter(|(_, scheda)| has(scheda)).count();
    let usual: Vec<&Blocco> =
        BLOCCHI.iter().filter(|(_, has)| all >= 4 && 4 * with(*has) >= 3 * all).collect();
    for (obiettivo, scheda) in context.schede() {
        let missing = usual.iter().filter(|(_, has)| !has(scheda)).map(|(nome, _)| (*nome).to_owned());
        let missing: Vec<String> = missing.collect();
        if !missing.is_empty() {
            let messaggio = format!("la scheda non ha {}, che le altre hanno", elenco(missing));
            let rilievo = Rilievo::new(RULE.codice, Gravita::Avviso, &scheda.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

fn has_results(scheda: &Scheda) -> bool {
    let beside = scheda.indicatori.iter().any(|indicatore| {
        !indicatore.conseguito.is_empty()
            || !indicatore.verifica.is_absent()
            || !indicatore.valore_ndv.is_absent()
    });
    beside || !scheda.monitoraggio.is_empty() || !scheda.scadenze.is_empty()
}
