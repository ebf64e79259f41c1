//! How tall a text stands in a column. Excel and LibreOffice do not fit the rows of a file they did not make, so
//! the lines are counted here from the widths of the letters, always a little on the generous side. Nothing here
//! knows what a text means.

/// Widths of the printable ASCII characters of Arial, in thousandths of the font size, from the space on.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Bold letters are wider; and printers, screens and programs differ: a little is added to both.
const BOLD: f64 = 1.13;
const GENEROUS: f64 = 1.05;

/// Pixels of a point, of a character of column width, and of a cell's own margins, as Excel counts them.
const PIXELS_A_POINT: f64 = 96.0 / 72.0;
const PIXELS_A_CHARACTER: f64 = 7.0;
const PIXELS_OF_CELL: f64 = 5.0;
const PIXELS_OF_MARGIN: f64 = 7.0;
const PIXELS_OF_INDENT: f64 = 10.0;

/// A font as far as it takes up room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    /// Points.
    pub(super) points: f64,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Whether the text stands away from its cell's left side.
    pub(super) indented: bool,
}

impl Size {
    /// Height of one line, points.
    pub(super) fn line(self) -> f64 {
        self.points * 1.34
    }

    fn width(self, letter: char) -> f64 {
        let index = (letter as usize).checked_sub(' ' as usize);
        let thousandths = match index.and_then(|index| WIDTHS.get(index)) {
            Some(width) => f64::from(*width),
            None if letter == '\u{a0}' => 278.0,
            None if letter.is_uppercase() => 760.0,
            // accented small letters; everything else (signs, other alphabets) is taken for as wide as tall
            None if ('à'..='ÿ').contains(&letter) => 556.0,
            None => 1000.0,
        };
        let bold = if self.bold { BOLD } else { 1.0 };
        thousandths / 1000.0 * self.points * PIXELS_A_POINT * bold * GENEROUS
    }

    /// Pixels that a text takes on one line.
    fn run(self, text: &str) -> f64 {
        text.chars().map(|letter| self.width(letter)).sum()
    }
}

/// Pixels that a text may take in columns of these widths, in characters, merged into one.
fn room(columns: f64, how_many: usize, size: Size) -> f64 {
    let indent = if size.indented { PIXELS_OF_INDENT } else { 0.0 };
    let all = columns * PIXELS_A_CHARACTER + how_many as f64 * PIXELS_OF_CELL;
    (all - PIXELS_OF_MARGIN - indent).max(PIXELS_A_CHARACTER)
}

/// Points that a text takes in columns of these widths, in characters, merged into one, with some air around it.
pub(super) fn height(text: &str, size: Size, columns: f64, how_many: usize) -> f64 {
    let room = room(columns, how_many, size);
    let lines: usize = text.split('\n').map(|paragraph| lines(paragraph, size, room)).sum();
    (lines.max(1) as f64 * size.line() + 4.0).ceil()
}

/// Width, in characters, of the narrowest column in which no word of the text is broken.
pub(super) fn narrowest(text: &str, size: Size) -> f64 {
    let widest = text.split_whitespace().map(|word| size.run(word)).fold(0.0, f64::max);
    ((widest + PIXELS_OF_MARGIN - PIXELS_OF_CELL) / PIXELS_A_CHARACTER + 0.5).ceil()
}

/// Lines that a paragraph takes: words go to the next line whole, and are broken only where longer than a line.
fn lines(paragraph: &str, size: Size, room: f64) -> usize {
    let space = size.width(' ');
    let mut lines = 1;
    let mut used = 0.0;
    for word in paragraph.split([' ', '\t']) {
        let width = size.run(word);
        let before = if used > 0.0 { space } else { 0.0 };
        if used + before + width <= room {
            used += before + width;
            continue;
        }
        if used > 0.0 {
            lines += 1;
        }
        // broken inside: each line may waste up to a letter
        let usable = (room - size.width('m')).max(size.width('m'));
        let broken = if width > room { (width / usable).ceil() - 1.0 } else { 0.0 };
        lines += broken as usize;
        used = width - broken * usable;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Size = Size { points: 9.0, bold: false, indented: false };

    #[test]
    fn a_longer_text_is_taller_and_a_wider_column_makes_it_shorter() {
        let text = "parola ".repeat(40);
        assert!(height(&text, BODY, 20.0, 1) > height("parola", BODY, 20.0, 1) * 4.0);
        assert!(height(&text, BODY, 60.0, 1) < height(&text, BODY, 20.0, 1));
        assert!(height(&text, Size { bold: true, ..BODY }, 20.0, 1) >= height(&text, BODY, 20.0, 1));
    }

    #[test]
    fn a_word_longer_than_its_column_is_counted_as_broken() {
        assert!(height(&"x".repeat(300), BODY, 10.0, 1) > 20.0 * BODY.line());
    }

    #[test]
    fn each_line_typed_is_a_line() {
        assert_eq!(height("a\nb\nc", BODY, 20.0, 1), (3.0 * BODY.line() + 4.0).ceil());
    }
}
