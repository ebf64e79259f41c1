//! Relationships: which part points to which, inside the package.
//!
//! A relationship names its target relative to the part it belongs to, or absolutely. Targets outside the
//! package are left out, for nothing here ever reads another file or the network.

use super::{Event, Fault, Package};

/// A relationship of a part to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its id within the part it belongs to.
    pub id: String,
    /// The last word of its type: `worksheet`, `sharedStrings`.
    pub kind: String,
    /// The name of the part it points to, from the root of the package.
    pub target: String,
}

impl Package<'_> {
    /// The relationships of a part to other parts; those of the package itself for an empty name.
    pub fn relations(&mut self, of: &str) -> Result<Vec<Relation>, Fault> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let part = self.part(&resolve(folder, &format!("_rels/{file}.rels")))?;
        let mut xml = part.xml();
        let mut relations = Vec::new();
        while let Some(event) = xml.next()? {
            let Event::Start(tag) = event else { continue };
            if tag.name() != "Relationship" || tag.attribute("TargetMode").as_deref() == Some("External") {
                continue;
            }
            if let (Some(id), Some(kind), Some(target)) =
                (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
                relations.push(Relation { id, kind, target: resolve(folder, &target) });
            }
        }
        Ok(relations)
    }
}

/// A target seen from the folder of the part that names it; `..` never climbs above the root.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_string(),
        None => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}
