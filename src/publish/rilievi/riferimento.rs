//! Which obiettivo and which Area a rilievo is about: what it says itself, else what the sheet or the file can only
//! mean. A sheet with one scheda is about that obiettivo; a file whose schede are all of one Area is about that Area.

use crate::model::{Ambito, Chiave, Piano};
use crate::rilievo::Rilievo;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The schede by where they stand.
pub(super) struct Indice<'p> {
    sheets: BTreeMap<(Arc<str>, Arc<str>), BTreeSet<&'p Chiave>>,
    files: BTreeMap<Arc<str>, BTreeSet<&'p Ambito>>,
}

impl<'p> Indice<'p> {
    /// The index of a plan.
    pub(super) fn of(piano: &'p Piano) -> Indice<'p> {
        let mut indice = Indice { sheets: BTreeMap::new(), files: BTreeMap::new() };
        for obiettivo in piano.obiettivi.values() {
            let Some(scheda) = &obiettivo.scheda else { continue };
            let (file, sheet) = (scheda.place.file.clone(), scheda.place.sheet.clone());
            indice.sheets.entry((file.clone(), sheet)).or_default().insert(&obiettivo.chiave);
            indice.files.entry(file).or_default().insert(&obiettivo.chiave.ambito);
        }
        indice
    }

    /// The obiettivo, printed as `RISORSE/2`.
    pub(super) fn obiettivo(&self, rilievo: &Rilievo) -> Option<String> {
        rilievo.obiettivo.clone().or_else(|| self.only(rilievo).map(ToString::to_string))
    }

    /// The Area, or `TRASVERSALE`.
    pub(super) fn area(&self, rilievo: &Rilievo) -> Option<String> {
        let said = rilievo.obiettivo.as_deref().and_then(|key| key.rsplit_once('/')).map(|(area, _)| area);
        let own = said.or_else(|| self.only(rilievo).map(|chiave| chiave.ambito.nome()));
        let file = || match self.files.get(&rilievo.dove.file).map(|ambiti| ambiti.iter().collect::<Vec<_>>())
        {
            Some(ambiti) => match ambiti.as_slice() {
                [only] => Some(only.nome()),
                _ => None,
            },
            None => None,
        };
        own.or_else(file).map(str::to_owned)
    }

    /// The only obiettivo of the sheet.
    fn only(&self, rilievo: &Rilievo) -> Option<&'p Chiave> {
        let sheet = rilievo.dove.foglio.clone()?;
        let chiavi = self.sheets.get(&(rilievo.dove.file.clone(), sheet))?;
        let mut all = chiavi.iter();
        all.next().filter(|_| all.next().is_none()).copied()
    }
}
