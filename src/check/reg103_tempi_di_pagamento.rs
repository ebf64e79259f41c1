//! REG103 tempi-di-pagamento — L'obiettivo sui tempi di pagamento e il regolamento non si corrispondono
//!
//! **Che cosa.** Cerca fra i titoli l'obiettivo sui tempi di pagamento (l'elenco `tempi_di_pagamento` di
//! `templates/regole.toml`). È un avviso se c'è e il regolamento non ne prevede la quota; un errore se il regolamento
//! indica come tale un obiettivo che non esiste.
//! **Perché.** La legge (DL 13/2023, art. 4-bis, comma 2) vuole che valga almeno il 30 per cento della retribuzione di
//! risultato, perso per intero se non è raggiunto. Il suo peso fra gli altri obiettivi non basta: di solito è molto meno.
//! **Rimedio.** Aggiungere la sezione `[tempi_pagamento]` al `regolamento.toml` della cartella, o correggervi l'obiettivo.
//!
//! ```tabella
//! # Obiettivi trasversali.xlsx › OB 4
//!  1 | Obiettivo trasversale a tutte le aree
//!  2 | Obiettivo n. 4: Rispetto dei tempi di pagamento delle fatture | <- REG103 A2 il regolamento non prevede la quota per i tempi di pagamento
//!  3 | Data di conclusione | 31/12/2023
//! ```
//!
//! ```tabella
//! # regolamento.toml <- REG103 indica l'obiettivo TRASVERSALE/7, che non c'è
//! [tempi_pagamento]
//! obiettivo = "TRASVERSALE/7"
//! quota = 30
//! soglia = 100
//! fonte = "DL 13/2023, art. 4-bis, comma 2"
//! # Obiettivi trasversali.xlsx › OB 4
//!  1 | Obiettivo trasversale a tutte le aree
//!  2 | Obiettivo n. 4: Rispetto dei tempi di pagamento delle fatture
//!  3 | Data di conclusione | 31/12/2023
//! ```
//!
//! Tace quando il regolamento indica quell'obiettivo, e quando non ce n'è nessuno:
//!
//! ```tabella
//! # regolamento.toml
//! [tempi_pagamento]
//! obiettivo = "TRASVERSALE/4"
//! quota = 30
//! soglia = 100
//! fonte = "DL 13/2023, art. 4-bis, comma 2"
//! # Obiettivi trasversali.xlsx › OB 4
//!  1 | Obiettivo trasversale a tutte le aree
//!  2 | Obiettivo n. 4: Rispetto dei tempi di pagamento delle fatture
//!  3 | Data di conclusione | 31/12/2023
//! ```

use super::parole::Parole;
use super::{Context, Rule};
use crate::model::Obiettivo;
use crate::rilievo::{Dove, Gravita, Rilievo};

pub const RULE: Rule = Rule {
    codice: "REG103",
    nome: "tempi-di-pagamento",
    source: include_str!("reg103_tempi_di_pagamento.rs"),
    run,
};

fn run(context: &Context<'_>, rilievi: &mut Vec<Rilievo>) {
    let parole = Parole::embedded();
    let about = |obiettivo: &&Obiettivo| {
        let row = obiettivo.pesatura.as_ref().and_then(|riga| riga.titolo.raw());
        let form = obiettivo.scheda.as_ref().and_then(|scheda| scheda.titolo.raw());
        [row, form].into_iter().flatten().any(|title| parole.trova("tempi_di_pagamento", title).is_some())
    };
    let found: Vec<&Obiettivo> = context.piano.obiettivi.values().filter(about).collect();
    let Some(quota) = &context.regolamento.tempi_pagamento else {
        let messaggio = "il regolamento non prevede la quota per i tempi di pagamento: per legge questo obiettivo vale \
                         almeno il 30% della retribuzione di risultato";
        rilievi.extend(found.first().and_then(|first| at_title(first, messaggio.to_owned())));
        return;
    };
    let is_named = |obiettivo: &&Obiettivo| {
        obiettivo.chiave.to_string().to_uppercase() == quota.obiettivo.trim().to_uppercase()
    };
    if !context.piano.obiettivi.values().any(|obiettivo| is_named(&obiettivo)) {
        let file = context.regolamento.file.as_deref().unwrap_or_default();
        let messaggio = format!(
            "per i tempi di pagamento il regolamento indica l'obiettivo {}, che non c'è: la quota non si può calcolare",
            quota.obiettivo
        );
        rilievi.push(Rilievo::new(RULE.codice, Gravita::Errore, Dove::file(file), messaggio));
    } else if let (Some(first), false) = (found.first(), found.iter().any(is_named)) {
        let messaggio = format!(
            "parla dei tempi di pagamento, ma il regolamento indica come tale l'obiettivo {}",
            quota.obiettivo
        );
        rilievi.extend(at_title(first, messaggio));
    }
}

fn at_title(obiettivo: &Obiettivo, messaggio: String) -> Option<Rilievo> {
    let place = &obiettivo.titolo()?.place;
    Some(Rilievo::new(RULE.codice, Gravita::Avviso, place, messaggio).su(obiettivo.chiave.to_string()))
}
