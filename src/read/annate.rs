//! Workbooks of several years in one folder: last year's file beside this year's. They are not mixed: a file that is
//! all of another year, and repeats obiettivi of the plan's, is set aside, and said so.

use super::join::Joiner;
use super::{Letto, aree, numero};
use crate::layout::{Lessico, fold};
use crate::place::{Field, Place};
use crate::rilievo::Gravita;
use std::collections::{BTreeMap, BTreeSet};

/// What one file says: of which years, about which obiettivi.
#[derive(Default)]
struct File {
    years: BTreeSet<i16>,
    keys: BTreeSet<(bool, String, String)>,
    place: Option<Place>,
}

impl Joiner<'_> {
    /// Takes out what is of another year than the plan's.
    pub(super) fn set_years_apart(&mut self, letti: &mut [Letto]) {
        let files = files(letti, self.lessico);
        let Some(anno) = plan_year(&files) else { return };
        let current: BTreeSet<_> = files
            .values()
            .filter(|file| file.years.contains(&anno))
            .flat_map(|file| file.keys.clone())
            .collect();
        for (name, file) in &files {
            let other = file.years.iter().next().filter(|year| file.years.len() == 1 && **year != anno);
            let (Some(other), Some(place)) = (other, &file.place) else { continue };
            if file.keys.is_disjoint(&current) {
                continue;
            }
            let text = format!(
                "il file è del {other} e ripete obiettivi che ci sono anche nei file del {anno}: non è stato usato"
            );
            self.report("SCH110", Gravita::Avviso, place, text);
            for letto in letti.iter_mut() {
                letto.schede.retain(|scheda| &*scheda.place.file != name.as_str());
                letto.righe.retain(|riga| &*riga.place.file != name.as_str());
                letto.pesature.retain(|pesatura| &*pesatura.place.file != name.as_str());
            }
        }
    }
}

fn files(letti: &[Letto], lessico: &Lessico) -> BTreeMap<String, File> {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    let mut file = |place: &Place, year: Option<i16>| {
        let file = files.entry(place.file.to_string()).or_default();
        file.years.extend(year);
        file.place.get_or_insert_with(|| place.clone());
    };
    for letto in letti {
        letto.schede.iter().for_each(|scheda| file(&scheda.place, scheda.anno.value().copied()));
        letto.pesature.iter().for_each(|pesatura| file(&pesatura.place, pesatura.anno));
        letto.righe.iter().for_each(|riga| file(&riga.place, None));
    }
    let key = |area: Option<&String>, number: &Field<String>, title: &Field<String>| {
        let number = number.value().map(|number| numero::bare(number));
        let own = number.or(title.value().map(|title| fold(title))).unwrap_or_default();
        let area = area.map(|area| aree::key(area, lessico).words.join(" ")).unwrap_or_default();
        (area, own)
    };
    for letto in letti {
        for scheda in &letto.schede {
            let area = scheda.aree.first().and_then(Field::value);
            let (area, own) = key(area, &scheda.numero, &scheda.titolo);
            if let Some(file) = files.get_mut(&*scheda.place.file).filter(|_| !own.is_empty()) {
                file.keys.insert((false, area, own));
            }
        }
        for riga in &letto.righe {
            let (area, own) = key(riga.area.value(), &riga.numero, &riga.titolo);
            if let Some(file) = files.get_mut(&*riga.place.file).filter(|_| !own.is_empty()) {
                file.keys.insert((true, area, own));
            }
        }
    }
    files
}

/// The year of the plan: the last of those that about as many obiettivi as any other are of. A year on a form or two
/// is more likely a slip.
fn plan_year(files: &BTreeMap<String, File>) -> Option<i16> {
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for file in files.values() {
        for year in &file.years {
            *counts.entry(*year).or_default() += file.keys.len();
        }
    }
    let most = counts.values().max().copied()?;
    counts.iter().rev().find(|(_, count)| **count * 3 >= most).map(|(year, _)| *year)
}
