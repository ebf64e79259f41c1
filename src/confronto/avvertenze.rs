//! What must be known before reading the differences: another ente, years that do not follow one another.

use super::Confronto;
use super::anni::Anni;
use super::testo::same;

/// All of it, in Italian.
pub(super) fn all(confronto: &Confronto) -> Vec<String> {
    let mut found = Vec::new();
    match (&confronto.prima.ente, &confronto.dopo.ente) {
        (Some(prima), Some(dopo)) if !same(prima, dopo) => found.push(format!(
            "le due cartelle sono di enti diversi: «{}» prima e «{}» dopo. Controllare di aver indicato quelle giuste",
            prima.trim(),
            dopo.trim()
        )),
        _ => {}
    }
    match confronto.anni {
        Anni::Lontani(prima, dopo) if dopo < prima => found.push(format!(
            "la cartella DOPO è di un anno precedente ({dopo}) a quello della cartella PRIMA ({prima}): forse sono scambiate"
        )),
        Anni::Lontani(prima, dopo) => found.push(format!(
            "i due piani non sono di anni consecutivi ({prima} e {dopo}): non si misura quanto il secondo copia il primo, e \
             ogni data diversa è una differenza"
        )),
        Anni::Ignoti => {
            let silent = [(confronto.prima.anno, "PRIMA"), (confronto.dopo.anno, "DOPO")];
            let silent: Vec<&str> =
                silent.into_iter().filter(|(anno, _)| anno.is_none()).map(|(_, quale)| quale).collect();
            found.push(format!(
                "l'anno del piano non si legge ({}): non si può dire se i due piani siano dello stesso anno",
                silent.join(" e ")
            ));
        }
        Anni::Stesso(_) | Anni::Consecutivi(..) => {}
    }
    for (prima, dopo) in &confronto.aree_rinominate {
        found.push(format!(
            "tutti gli obiettivi dell'Area «{prima}» sono ora dell'Area «{dopo}», che prima non c'era: l'Area sembra aver \
             cambiato nome, e i suoi obiettivi non sono dati per spostati"
        ));
    }
    found
}
