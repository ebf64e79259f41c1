//! How the parts of a form look: the annexes' palette, and boxes that show where to write.

use crate::publish::style::Look;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The frame of what is to be filled in: darker than the lines of the form.
const FRAME: Color = Color::RGB(0x52606D);
const MISSING: Color = Color::RGB(0xFFF6DC);
const MARKED: Color = Color::RGB(0x9DB8D2);
const GOOD: Color = Color::RGB(0x1E6B3C);
const WRONG: Color = Color::RGB(0x9B2C1F);

/// What a part of a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Stile {
    /// A part that looks as in the annexes.
    Come(Look),
    /// A box for running text.
    Testo,
    /// The same, tall: its text begins at the top.
    Pagina,
    /// A box for short text, in the middle.
    Parola,
    /// A box whose content stays as typed: `25/25` is not a date.
    Letterale,
    /// A box for a number or a percentage.
    Numero,
    /// A box for a day.
    Data,
    /// A box for a year, in the heading.
    Anno,
    /// The name of a month, over its column.
    TestaMese,
    /// A month of a phase.
    Mese,
    /// A text copied by a formula from another box.
    Copia,
    /// What the form says to whoever fills it in.
    Richiamo,
}

impl Stile {
    pub(super) fn format(self) -> Format {
        let framed = |look: Look| look.format(2).set_border(FormatBorder::Thin).set_border_color(FRAME);
        match self {
            Stile::Come(look) => look.format(2),
            Stile::Testo => framed(Look::Text),
            Stile::Pagina => framed(Look::Text).set_align(FormatAlign::Top),
            Stile::Parola | Stile::Numero => framed(Look::Centre),
            Stile::Letterale => framed(Look::Centre).set_num_format("@"),
            Stile::Data => framed(Look::Centre).set_num_format("dd/mm/yyyy"),
            Stile::Anno => framed(Look::Title).set_align(FormatAlign::Center),
            Stile::TestaMese => Look::Header.format(2).set_font_size(8),
            Stile::Mese => framed(Look::Key),
            Stile::Copia => Look::Text.format(2),
            Stile::Richiamo => Look::Plain.format(2).set_text_wrap(),
        }
    }

    /// The look whose font it has.
    pub(super) fn look(self) -> Look {
        match self {
            Stile::Come(look) => look,
            Stile::Anno => Look::Title,
            Stile::TestaMese => Look::SideHeader,
            Stile::Mese => Look::Key,
            Stile::Testo | Stile::Pagina | Stile::Copia => Look::Text,
            Stile::Richiamo => Look::Plain,
            Stile::Parola | Stile::Letterale | Stile::Numero | Stile::Data => Look::Centre,
        }
    }
}

/// What a live check does to a cell: always beside words that say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Segno {
    /// A box that is still to be filled in.
    Manca,
    /// A month that is marked.
    Segnato,
    /// A check that is fulfilled.
    Bene,
    /// A check that is not.
    Male,
}

impl Segno {
    pub(super) fn format(self) -> Format {
        match self {
            Segno::Manca => Format::new().set_background_color(MISSING),
            Segno::Segnato => Format::new().set_background_color(MARKED),
            Segno::Bene => Format::new().set_font_color(GOOD),
            Segno::Male => Format::new().set_font_color(WRONG).set_bold(),
        }
    }
}
