//! What was prepared for the next year: who goes on, who ends, where to look.

use crate::job::NuovoAnno;
use crate::seguito::{Motivo, Verdetto};

/// What a passage to the next year made.
pub fn nuovo_anno(done: &NuovoAnno) -> String {
    let (vivi, finiti): (Vec<&Verdetto>, Vec<&Verdetto>) =
        done.verdetti.iter().partition(|verdetto| verdetto.prosegue);
    let mut lines = vec![format!("Proseguono nel {}: {}", done.anno, vivi.len())];
    lines.extend(vivi.into_iter().map(line));
    lines.push(format!("Finiscono nel {}: {}", done.anno - 1, finiti.len()));
    lines.extend(finiti.into_iter().map(line));
    let left: Vec<_> = done.file.iter().filter(|file| file.dopo.is_none()).collect();
    if !left.is_empty() {
        lines.push("File che non sono nella nuova cartella:".to_owned());
        lines.extend(left.iter().map(|file| format!("   {}: {}", file.prima, file.che)));
    }
    lines.push("Intestazioni e piè di pagina di stampa restano com'erano: controllare l'anno.".to_owned());
    lines.push(
        "Firme e date di verbali restano sotto la pesatura svuotata: sono in «Da rivedere», e vanno tolte prima di usarla."
            .to_owned(),
    );
    lines.extend(
        done.copiati
            .iter()
            .map(|name| format!("{name} è stato copiato com'era: controllare l'anno nelle fonti, e gli obiettivi che nomina: qualcuno può essere finito.")),
    );
    lines.push(format!("Celle cambiate: {}. Da rivedere: {}.", done.cambiate, done.da_rivedere.len()));
    lines.push(format!("Scritto in {}; tutto è elencato in «{}».", done.nuova.display(), done.elenco));
    lines.join("\n")
}

fn line(verdetto: &Verdetto) -> String {
    let words =
        |motivi: &[Motivo]| motivi.iter().map(|motivo| motivo.testo.as_str()).collect::<Vec<_>>().join("; ");
    let avvisi = match verdetto.avvisi.is_empty() {
        true => String::new(),
        false => format!(" [{}]", words(&verdetto.avvisi)),
    };
    format!("   {}: {}{avvisi}", verdetto.chiave, words(&verdetto.motivi))
}
