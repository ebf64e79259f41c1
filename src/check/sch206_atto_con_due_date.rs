//! SCH206 atto-con-due-date — Lo stesso atto è citato in due modi diversi
//!
//! **Che cosa.** Cerca nei testi di una scheda, e nella nota della pesatura a cui il suo titolo rimanda con un asterisco,
//! lo stesso atto citato con due anni diversi, o lo stesso numero e anno per una legge e per un decreto.
//! **Perché.** Una delle due citazioni è sbagliata, e finisce in un atto pubblico.
//! **Rimedio.** Controllare la norma e correggere la citazione sbagliata.
//!
//! ```tabella
//! # Obiettivi trasversali.xlsx › OB 4
//!  1 | Obiettivo trasversale a tutte le aree
//!  2 | Obiettivo n. 4: Tempi di pagamento (D.L. 13/2023) | <- SCH206 A2 il D.L. 13 è citato con gli anni 2013 e 2023
//!  3 | Descrizione obiettivo e risultato atteso | Il D.L. 13/2013, art. 4-bis, impone alla P.A. un obiettivo.
//! # Area Patrimonio.xlsx › OB 3
//!  1 | Area Patrimonio
//!  2 | Obiettivo n. 3: Convenzioni (L. n. 51/2022) | <- SCH206 A2 il numero 51 del 2022 è citato come D.L. e come L.
//!  3 | Descrizione obiettivo e risultato atteso | Modifiche introdotte dal decreto Legge n. 51 del 20/05/2022.
//! ```
//!
//! Tace quando gli atti sono diversi, o citati allo stesso modo:
//!
//! ```tabella
//! # Area Patrimonio.xlsx › OB 3
//!  1 | Area Patrimonio
//!  2 | Obiettivo n. 3: Convenzioni (L. n. 51/2022)
//!  3 | Descrizione obiettivo e risultato atteso | La legge n. 51 del 20/05/2022 e il D.L. 77/2021, convertito dalla L. 108/2021.
//! ```

use super::atti::{Atto, Forme, citati};
use super::parole::Parole;
use super::scrittura::elenco;
use super::{Context, Rule};
use crate::model::{Obiettivo, Scheda};
use crate::rilievo::{Gravita, Rilievo};
use std::collections::{BTreeMap, BTreeSet};

pub const RULE: Rule = Rule {
    codice: "SCH206",
    nome: "atto-con-due-date",
    source: include_str!("sch206_atto_con_due_date.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let forme = Forme::of(Parole::embedded());
    for (obiettivo, scheda) in context.schede() {
        let texts = texts(scheda).into_iter().chain(note(context, obiettivo));
        let cited: BTreeSet<Atto> = texts.flat_map(|text| citati(&forme, text)).collect();
        for messaggio in contradictions(&cited) {
            let rilievo = Rilievo::new(RULE.codice, Gravita::Nota, &scheda.place, messaggio);
            rilievi.push(rilievo.su(obiettivo.chiave.to_string()));
        }
    }
}

fn contradictions(cited: &BTreeSet<Atto>) -> Vec<String> {
    let mut years: BTreeMap<(&str, u32), Vec<u32>> = BTreeMap::new();
    let mut kinds: BTreeMap<(u32, u32), Vec<&str>> = BTreeMap::new();
    for Atto { sigla, numero, anno } in cited {
        years.entry((sigla, *numero)).or_default().push(*anno);
        if matches!(sigla.as_str(), "L." | "D.L." | "D.Lgs.") {
            kinds.entry((*numero, *anno)).or_default().push(sigla);
        }
    }
    let by_year = years.iter().filter(|(_, anni)| anni.len() > 1).map(|((sigla, numero), anni)| {
        format!("il {sigla} {numero} è citato con gli anni {}", elenco(anni.iter().map(u32::to_string)))
    });
    let by_kind = kinds.iter().filter(|(_, sigle)| sigle.len() > 1).map(|((numero, anno), sigle)| {
        format!("il numero {numero} del {anno} è citato come {}", sigle.join(" e come "))
    });
    by_year.chain(by_kind).collect()
}

fn texts(scheda: &Scheda) -> Vec<&str> {
    let own = [&scheda.titolo, &scheda.descrizione, &scheda.stato_attuale];
    let indicatori =
        scheda.indicatori.iter().flat_map(|one| [one.descrizione.raw(), one.valore_atteso.raw()]);
    let fasi = scheda.cronoprogrammi.iter().flat_map(|crono| &crono.fasi).map(|fase| fase.descrizione.raw());
    own.into_iter().map(|field| field.raw()).chain(indicatori).chain(fasi).flatten().collect()
}

/// The foot-notes of the pesatura, for an obiettivo whose title there ends with their asterisk.
fn note<'a>(context: &Context<'a>, obiettivo: &'a Obiettivo) -> Vec<&'a str> {
    let titolo = obiettivo.pesatura.as_ref().and_then(|riga| riga.titolo.raw());
    let starred = titolo.is_some_and(|titolo| titolo.trim_end().ends_with('*'));
    let notes = context.piano.pesature.iter().flat_map(|pesatura| &pesatura.note);
    notes
        .filter(|note| starred && note.raw.trim_start().starts_with('*'))
        .map(|note| note.raw.as_str())
        .collect()
}
