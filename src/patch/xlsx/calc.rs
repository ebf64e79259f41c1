//! The workbook part asking for a full calculation when it is opened.
//!
//! It is asked only where a formula has lost its saved result. Everything else in the part stays as it is.

use super::splice::applied;
use crate::package::{Event, Fault, Part, retagged};

/// The elements that come after the settings of calculation.
const AFTER: [&str; 9] = [
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
];

/// The part with the request; `None` if it has it already.
pub(super) fn asking(part: &Part) -> Result<Option<String>, Fault> {
    let text = part.slice(0..part.bytes().len());
    let (mut xml, mut prefix, mut place) = (part.xml(), String::new(), None);
    while let Some(event) = xml.next()? {
        let at = xml.span();
        match event {
            Event::Start(tag) if xml.depth() == 1 => {
                prefix = if tag.prefix().is_empty() { String::new() } else { format!("{}:", tag.prefix()) };
            }
            Event::Start(tag) if xml.depth() == 2 && tag.name() == "calcPr" => {
                let asks = matches!(tag.attribute("fullCalcOnLoad").as_deref(), Some("1" | "true"));
                let new = retagged(part.slice(at.clone()), "fullCalcOnLoad", Some("1"));
                return Ok((!asks).then(|| applied(text, vec![(at, new)])));
            }
            Event::Start(tag) if xml.depth() == 2 && place.is_none() && AFTER.contains(&tag.name()) => {
                place = Some(at.start);
            }
            Event::End(_) if xml.depth() == 0 => place = place.or(Some(at.start)),
            _ => {}
        }
    }
    let place = place.ok_or(Fault::Malformed)?;
    Ok(Some(applied(text, vec![(place..place, format!(r#"<{prefix}calcPr fullCalcOnLoad="1"/>"#))])))
}
