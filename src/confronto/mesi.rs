//! Months of phases beside one another: which are marked, of which year. Marks of any kind are the same; colours that
//! could not be read are no empty months.

use super::anni::Anni;
use super::{Differenza, Materia, Scritto, Tipo, Valore};
use crate::model::{Cronoprogramma, Fase, Mese};

/// Names of the months, as they are printed.
const NOMI: [&str; 12] = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"];

/// The months of a phase, each of its year.
#[derive(PartialEq, Eq)]
enum Months {
    /// Those marked, in order.
    Known(Vec<Mese>),
    /// There may be some, in colours that cannot be read.
    Unread,
}

/// A phase in its timetable, and the plan's year.
#[derive(Clone, Copy)]
pub(super) struct InTable<'a> {
    pub(super) fase: &'a Fase,
    pub(super) tabella: &'a Cronoprogramma,
    pub(super) anno: Option<i16>,
}

/// The difference between the months of two phases.
pub(super) fn differenza(
    voce: &str,
    prima: InTable<'_>,
    dopo: InTable<'_>,
    anni: Anni,
) -> Option<Differenza> {
    let (one, other) = (months(prima), months(dopo));
    let (tipo, nota) = match (&one, &other) {
        (Months::Known(one), Months::Known(other)) if one == other => return None,
        (Months::Known(one), Months::Known(other)) => match (one.is_empty(), other.is_empty()) {
            (true, _) => (Tipo::Aggiunto, None),
            (_, true) => (Tipo::Tolto, None),
            _ if anni.are_consecutive() && later(one).as_ref() == Some(other) => {
                (Tipo::UnAnnoDopo, Some("gli stessi mesi, un anno esatto dopo"))
            }
            _ => (Tipo::Cambiato, None),
        },
        _ => (
            Tipo::NonConfrontabile,
            Some("i mesi segnati con un colore non si leggono (formato xls): confrontarli a vista"),
        ),
    };
    Some(Differenza {
        materia: Materia::Fasi,
        voce: voce.to_owned(),
        tipo,
        prima: valore(prima, &one),
        dopo: valore(dopo, &other),
        nota: nota.map(str::to_owned),
    })
}

/// The months in words; none where none is marked or they cannot be read.
pub(super) fn words(of: InTable<'_>) -> Option<String> {
    match months(of) {
        Months::Known(mesi) if !mesi.is_empty() => Some(said(&mesi)),
        _ => None,
    }
}

fn months(of: InTable<'_>) -> Months {
    let anno = of.tabella.anno.or(of.anno);
    let mut mesi: Vec<Mese> =
        of.fase.mesi.iter().map(|mese| Mese { anno: mese.anno.or(anno), ..*mese }).collect();
    mesi.sort_unstable();
    mesi.dedup();
    match mesi.is_empty() && !of.tabella.colori_leggibili {
        true => Months::Unread,
        false => Months::Known(mesi),
    }
}

fn later(mesi: &[Mese]) -> Option<Vec<Mese>> {
    mesi.iter().map(|mese| Some(Mese { anno: Some(mese.anno?.checked_add(1)?), ..*mese })).collect()
}

fn valore(of: InTable<'_>, months: &Months) -> Valore {
    let scritto = match months {
        Months::Unread => Scritto::Illeggibile("colori che non si leggono".to_owned()),
        Months::Known(mesi) if mesi.is_empty() => match of.fase.celle_mesi {
            Some(_) => Scritto::Vuoto,
            None => Scritto::Assente,
        },
        Months::Known(mesi) => Scritto::Testo(said(mesi)),
    };
    Valore { scritto, place: of.fase.celle_mesi.clone().or_else(|| Some(of.fase.place.clone())) }
}

/// `gen, feb 2023; mar 2024`; months that follow one another are said by their ends.
fn said(mesi: &[Mese]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = mesi;
    while let [first, ..] = rest {
        let year = rest.iter().take_while(|mese| mese.anno == first.anno).count();
        let (own, after) = rest.split_at_checked(year).unwrap_or((rest, &[]));
        let names = runs(own).join(", ");
        parts.push(match first.anno {
            Some(anno) => format!("{names} {anno}"),
            None => names,
        });
        rest = after;
    }
    parts.join("; ")
}

/// The runs of months of one year: `gen-apr`.
fn runs(mesi: &[Mese]) -> Vec<String> {
    let mut runs: Vec<(i8, i8)> = Vec::new();
    for mese in mesi {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == mese.mese => *last = mese.mese,
            _ => runs.push((mese.mese, mese.mese)),
        }
    }
    let said = |(first, last): (i8, i8)| match last - first {
        0 => name(first).to_owned(),
        1 => format!("{}, {}", name(first), name(last)),
        _ => format!("{}-{}", name(first), name(last)),
    };
    runs.into_iter().map(said).collect()
}

fn name(mese: i8) -> &'static str {
    usize::try_from(mese - 1).ok().and_then(|at| NOMI.get(at)).copied().unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_said_by_their_ends() {
        let mesi = |anno, mesi: &[i8]| -> Vec<Mese> {
            mesi.iter().map(|mese| Mese { anno: Some(anno), mese: *mese }).collect()
        };
        let all = [mesi(2023, &[1, 5, 6, 7, 11, 12]), mesi(2024, &[3])].concat();
        assert_eq!(said(&all), "gen, mag-lug, nov, dic 2023; mar 2024");
    }
}
