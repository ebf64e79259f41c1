//! How cells look: one calm palette, one font, in three sizes. Colour never speaks alone: whatever it marks is also
//! said in words. Nothing here knows what a cell holds.

use super::measure::Size;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

pub(super) const FONT: &str = "Arial";

const INK: Color = Color::RGB(0x1F2933);
const QUIET: Color = Color::RGB(0x52606D);
const NAVY: Color = Color::RGB(0x1F3A5F);
const LINE: Color = Color::RGB(0x9AA5B1);
const SKY: Color = Color::RGB(0xD6E0EA);
const MIST: Color = Color::RGB(0xEDF2F7);
const SAND: Color = Color::RGB(0xFFF6DC);
const ROSE: Color = Color::RGB(0xF9E1DF);
const LEMON: Color = Color::RGB(0xFFF5C2);
const BLUE: Color = Color::RGB(0x9DB8D2);
const LEAF: Color = Color::RGB(0xDDEFD9);

/// What a cell is for, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Look {
    /// The municipality's name at the top of the first page.
    Ente,
    /// What the page is.
    Title,
    /// A line under the title.
    Subtitle,
    /// Something the reader must not miss, in words and framed.
    Notice,
    /// The head of a column.
    Header,
    /// The name of a group of rows, over the whole width.
    Band,
    /// The name of a smaller group.
    Subband,
    /// Running text in a table.
    Text,
    /// Short text in a table, in the middle.
    Centre,
    /// Short text that names its rows, in the middle and bold.
    Key,
    /// A figure with the regolamento's decimals.
    Figure,
    /// A difference, with its sign.
    Signed,
    /// A count or points as typed: no more decimals than it has.
    Count,
    /// Text in place of a figure that is waiting for evidence.
    Waiting,
    /// Text in place of a figure that cannot be known.
    Missing,
    /// Text of a total.
    TotalText,
    /// Figure of a total.
    TotalFigure,
    /// Count of a total.
    TotalCount,
    /// Text in place of a total that is waiting for evidence.
    TotalWaiting,
    /// The head of a working column, outside the printed page.
    SideHeader,
    /// A figure of a working column.
    Side,
    /// A cell that opens a workbook.
    Link,
    /// The word of an errore.
    Errore,
    /// The word of an avviso.
    Avviso,
    /// The word of a nota.
    Nota,
    /// Foot-note.
    Note,
    /// Text without a frame.
    Plain,
    /// Text without a frame, bold: the heading of a paragraph.
    Heading,
    /// A line to sign on.
    Signature,
    /// A cell to be filled in with words.
    InputText,
    /// A cell to be filled in from a list.
    InputChoice,
    /// A cell to be filled in with a number.
    InputNumber,
    /// A cell to be filled in with a percentage.
    InputPercent,
    /// A cell to be filled in with a day.
    InputDate,
    /// A cell to be filled in with so many out of so many: whatever is typed stays text.
    InputRatio,
    /// A month in which something is planned.
    Month,
    /// The strip at the side of a table that holds what only this program reads.
    Strip,
}

impl Look {
    /// The font, as far as it takes up room.
    pub(super) fn size(self) -> Size {
        let (points, bold) = match self {
            Look::Ente => (14.0, true),
            Look::Title => (13.0, true),
            Look::Heading => (11.0, true),
            Look::Subtitle => (10.0, false),
            Look::Band => (10.0, true),
            Look::Header | Look::Notice | Look::Subband | Look::Key => (9.0, true),
            Look::TotalText | Look::TotalFigure | Look::TotalCount | Look::TotalWaiting => (9.0, true),
            Look::Errore => (9.0, true),
            Look::Note | Look::Side | Look::SideHeader => (8.0, false),
            Look::Strip => (6.0, false),
            _ => (9.0, false),
        };
        Size { points, bold, indented: self.is_indented() }
    }

    /// Text in a frame stands a little away from it.
    fn is_indented(self) -> bool {
        self.align() == FormatAlign::Left && self.is_framed()
    }

    /// The format of a cell, with figures at so many decimals.
    pub(super) fn format(self, decimals: u32) -> Format {
        let size = self.size();
        let mut format = Format::new().set_font_name(FONT).set_font_size(size.points).set_font_color(INK);
        if size.bold {
            format = format.set_bold();
        }
        format = self.number(format, decimals).set_text_wrap().set_align(FormatAlign::VerticalCenter);
        format = format.set_align(self.align());
        if self == Look::Strip {
            // text that neither shows nor runs over into the next cell; a format that hides it would lose it in ods
            format = format.set_align(FormatAlign::Fill);
        }
        if self.is_indented() {
            format = format.set_indent(1);
        }
        if self.is_framed() {
            format = format.set_border(FormatBorder::Thin).set_border_color(LINE);
        }
        if let Some(fill) = self.fill() {
            format = format.set_background_color(fill);
        }
        if self.is_input() {
            format = format.set_unlocked();
        }
        self.accent(format)
    }

    fn number(self, format: Format, decimals: u32) -> Format {
        let zeroes = "0".repeat(decimals as usize);
        let point = if decimals == 0 { "" } else { "." };
        match self {
            Look::Figure | Look::TotalFigure | Look::Side => {
                format.set_num_format(format!("#,##0{point}{zeroes}"))
            }
            Look::Signed => {
                format.set_num_format(format!("+0{point}{zeroes};-0{point}{zeroes};0{point}{zeroes}"))
            }
            Look::InputPercent => format.set_num_format("0.00%"),
            Look::InputDate => format.set_num_format("dd/mm/yyyy"),
            Look::InputRatio => format.set_num_format("@"),
            _ => format,
        }
    }

    /// Whether the cell is there to be filled in: the rest of a protected sheet is locked.
    fn is_input(self) -> bool {
        use Look::*;
        matches!(self, InputText | InputChoice | InputNumber | InputPercent | InputDate | InputRatio)
    }

    fn align(self) -> FormatAlign {
        match self {
            Look::Text
            | Look::InputText
            | Look::Band
            | Look::Subband
            | Look::TotalText
            | Look::Note
            | Look::Plain
            | Look::Heading
            | Look::Notice
            | Look::Signature
            | Look::Ente
            | Look::Title
            | Look::Subtitle => FormatAlign::Left,
            _ => FormatAlign::Center,
        }
    }

    fn is_framed(self) -> bool {
        !matches!(
            self,
            Look::Ente
                | Look::Title
                | Look::Subtitle
                | Look::Note
                | Look::Plain
                | Look::Heading
                | Look::Signature
                | Look::Side
                | Look::Strip
        )
    }

    fn fill(self) -> Option<Color> {
        match self {
            Look::Header | Look::Band => Some(SKY),
            Look::Subband
            | Look::TotalText
            | Look::TotalFigure
            | Look::TotalCount
            | Look::SideHeader
            | Look::Nota => Some(MIST),
            Look::Notice | Look::Waiting | Look::TotalWaiting | Look::Avviso => Some(SAND),
            Look::Errore => Some(ROSE),
            Look::Month => Some(BLUE),
            Look::Strip => Some(MIST),
            _ if self.is_input() => Some(LEMON),
            _ => None,
        }
    }

    fn accent(self, format: Format) -> Format {
        match self {
            Look::Ente | Look::Title | Look::Heading | Look::Band | Look::Header => {
                format.set_font_color(NAVY)
            }
            Look::Subtitle | Look::Note | Look::Side | Look::SideHeader | Look::Missing => {
                format.set_font_color(QUIET)
            }
            Look::Strip => format.set_font_color(MIST),
            Look::Waiting | Look::TotalWaiting => format.set_italic(),
            Look::Link => format.set_font_color(NAVY).set_underline(FormatUnderline::Single),
            Look::Signature => format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE),
            _ => format,
        }
    }
}

/// How a live word is coloured once it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tint {
    /// Done.
    Done,
    /// To be done.
    Todo,
    /// To be looked at.
    Wrong,
    /// Nothing to do.
    Quiet,
}

impl Tint {
    /// The fill that a condition gives.
    pub(super) fn format(self) -> Format {
        Format::new().set_background_color(match self {
            Tint::Done => LEAF,
            Tint::Todo => SAND,
            Tint::Wrong => ROSE,
            Tint::Quiet => MIST,
        })
    }
}
