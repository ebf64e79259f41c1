//! What is to be known before the workbooks go out: who is not named, what cannot be asked, where answers have no box.

use super::destinatario::destinatari;
use crate::model::{Piano, Scadenza, Stato};
use crate::rilievo::{Dove, Gravita, Rilievo};

/// What to know about a deadline.
pub fn da_sapere(piano: &Piano, scadenza: Scadenza) -> Vec<Rilievo> {
    let mut rilievi = Vec::new();
    if !piano.scadenze.is_empty() && !piano.scadenze.contains(&scadenza) {
        let printed: Vec<String> = piano.scadenze.iter().map(ToString::to_string).collect();
        let text = format!(
            "nessuna scheda ha una colonna per il {scadenza} (le scadenze delle schede sono: {}): le risposte si potranno \
             raccogliere, ma non scrivere sulle schede",
            printed.join(", ")
        );
        rilievi.push(Rilievo::new("RIS201", Gravita::Avviso, Dove::default(), text));
    }
    for who in destinatari(piano).iter().filter(|who| who.nome.is_none()) {
        let first = who.obiettivi.first().and_then(|chiave| piano.obiettivi.get(chiave));
        let place = first.and_then(|one| one.scheda.as_ref()).map(|scheda| Dove::from(&scheda.place));
        let text = format!(
            "{}: nessuna scheda dice chi è il Responsabile; il foglio non ha un nome a cui mandarlo",
            who.titolo()
        );
        rilievi.push(Rilievo::new("RIS202", Gravita::Avviso, place.unwrap_or_default(), text));
    }
    for obiettivo in piano.obiettivi.values().filter(|one| one.stato == Stato::Attivo) {
        let (dove, why) = match (&obiettivo.scheda, &obiettivo.pesatura) {
            (Some(scheda), _) if scheda.indicatori.is_empty() => {
                (Dove::from(&scheda.place), "la scheda non ha indicatori")
            }
            (Some(_), _) => continue,
            (None, Some(riga)) => (Dove::from(&riga.place), "è nella pesatura ma non ha una scheda"),
            (None, None) => (Dove::default(), "non ha una scheda"),
        };
        let text = format!("{why}: su questo obiettivo non si può chiedere nulla");
        rilievi.push(Rilievo::new("RIS203", Gravita::Avviso, dove, text).su(obiettivo.chiave.to_string()));
    }
    rilievi
}
