//! What a table is about, told from its headings and from the title above it.

use super::lessico::{Colonna, Sezione};
use super::table::{Column, Kind, What, distinct};

/// What a table is about, from its headings and the title above.
pub(super) fn kind_of(columns: &[Column], section: Option<Sezione>, side: bool) -> Option<Kind> {
    use Colonna::*;
    let has = |list: &[Colonna]| {
        columns.iter().any(|column| matches!(&column.what, What::Colonna(c) if list.contains(c)))
    };
    let months = columns.iter().filter(|column| matches!(column.what, What::Mesi(_))).count();
    let criteri = columns.iter().filter(|column| matches!(column.what, What::Criterio(_))).count();
    if distinct(columns) < 2 {
        return None;
    }
    let dated = has(&[Inizio, Fine]) && has(&[Inizio]) | (section == Some(Sezione::Fasi));
    let phases = has(&[Descrizione, Fase])
        && section == Some(Sezione::Fasi)
        && has(&[Peso, PesoFase, Scadenza, Fine, Mesi]);
    let measured = has(&[ValoreAtteso, Conseguito, Verifica, ValoreNdv, Percentuale]);
    let scheduled = has(&[Descrizione, Fase]) && has(&[Mesi, Scadenza, Fine]);
    let phases = phases || (scheduled && !measured && !has(&[Obiettivo, Indicatore]));
    let resources = columns.iter().filter(|column| column.what == What::Colonna(Risorsa)).count();
    let listed = has(&[Obiettivo]) && has(&[Area, Numero, Responsabile]);
    if listed && months >= 3 && has(&[Fase, Descrizione]) {
        return Some(Kind::Elenco);
    }
    if months >= 3 || (dated && has(&[Descrizione, Fase]) && !has(&[Obiettivo])) || phases {
        return Some(Kind::Fasi);
    }
    if section == Some(Sezione::Risorse) || resources >= 2 {
        return Some(Kind::Risorse);
    }
    if criteri >= 2 && has(&[Obiettivo, Numero]) {
        return Some(Kind::Pesatura);
    }
    if has(&[Obiettivo])
        && (measured
            || (has(&[Area, Numero, Responsabile]) && has(&[Peso, PesoObiettivo, Indicatore, Scadenza])))
    {
        return Some(Kind::Elenco);
    }
    let named = has(&[Indicatore, Descrizione, Fase]);
    match section {
        _ if !has(&[Obiettivo])
            && has(&[Area])
            && has(&[Numero])
            && (has(&[Indicatore]) || !has(&[Descrizione, Fase]))
            && has(&[Conseguito, Percentuale]) =>
        {
            Some(Kind::Elenco)
        }
        Some(Sezione::Monitoraggio) if named && measured => Some(Kind::Monitoraggio),
        _ if named && measured => Some(Kind::Indicatori),
        _ if side => Some(Kind::Indicatori),
        _ if has(&[ValoreAtteso]) && has(&[Conseguito]) => Some(Kind::Monitoraggio),
        _ => None,
    }
}
