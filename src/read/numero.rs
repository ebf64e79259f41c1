//! The number of an obiettivo: as a title line prints it, and as its key keeps it.
//!
//! `1/ED`, `A.3` and `OB-04` carry letters that are not the number; `2.1` and `III` are whole. Two codes that differ in
//! their letters only, in one Area, are two obiettivi: the join keeps the letters of the second.

/// Length of the number at the start of a text; `0` if there is none. What must follow is the caller's business.
pub fn length(text: &str) -> usize {
    let letters = run(text, |c| c.is_ascii_uppercase());
    let digits = run(text, |c| c.is_ascii_digit());
    match (letters, digits) {
        (0, 1..=3) => digits + suffix(text.get(digits..).unwrap_or_default()),
        (1..=4, _) => {
            let rest = text.get(letters..).unwrap_or_default();
            let sign = usize::from(rest.starts_with(['.', '-', '/', '_', ' ']));
            let rest = rest.get(sign..).unwrap_or_default();
            let digits = run(rest, |c| c.is_ascii_digit());
            match (1..=3).contains(&digits) {
                true => letters + sign + digits + dotted(rest.get(digits..).unwrap_or_default()),
                false if is_roman(text.get(..letters).unwrap_or_default()) => letters,
                false => 0,
            }
        }
        _ => 0,
    }
}

/// Whether a code begins with letters: then only a sign after it makes it a number and not the title's first word.
pub fn has_letters_first(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// `.1.2`, ` bis`, `/ED`: what may follow the digits and still be the number.
fn suffix(rest: &str) -> usize {
    let lower = rest.to_lowercase();
    let word = [" bis", " ter", " quater", "bis", "ter"].into_iter().find(|word| {
        lower.strip_prefix(*word).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    });
    if let Some(word) = word {
        return word.len();
    }
    let dotted = dotted(rest);
    if dotted > 0 {
        return dotted;
    }
    // initials of the Area: 1/ED, 1.PU
    let Some(initials) = rest.strip_prefix(['/', '.', '-']) else { return 0 };
    let letters = run(initials, char::is_uppercase);
    let ends = !initials.get(letters..).unwrap_or_default().starts_with(char::is_alphanumeric);
    if (1..=4).contains(&initials.chars().take_while(|c| c.is_uppercase()).count()) && ends {
        1 + letters
    } else {
        0
    }
}

/// `.1`, `.1.2`: further levels, of one or two digits each.
fn dotted(rest: &str) -> usize {
    let mut length = 0;
    while let Some(level) = rest.get(length..).and_then(|rest| rest.strip_prefix('.')) {
        let digits = run(level, |c| c.is_ascii_digit());
        let glued = level.get(digits..).unwrap_or_default().starts_with(char::is_alphabetic);
        if !(1..=2).contains(&digits) || glued {
            break;
        }
        length += 1 + digits;
    }
    length
}

fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !fits(c)).unwrap_or(text.len())
}

fn is_roman(letters: &str) -> bool {
    !letters.is_empty() && letters.chars().all(|c| "IVX".contains(c))
}

/// The number without the letters that go with it: `1/ED` is 1, `OB-04` is 4; `2.1`, `III` and `6 bis` stay.
pub fn bare(numero: &str) -> String {
    let code = numero.trim().trim_start_matches(['n', 'N']).trim_start_matches(['.', '°', 'º', ' ']);
    let code = if code.is_empty() { numero.trim() } else { code };
    let letters = run(code, char::is_alphabetic);
    let after = code.get(letters..).unwrap_or_default().trim_start_matches(['.', '-', '/', '_', ' ']);
    let rest = if after.starts_with(|c: char| c.is_ascii_digit()) { after } else { code };
    let end = rest.find(['/', '-']).unwrap_or(rest.len());
    let level = rest.get(..end).unwrap_or(rest);
    // 2.1 typed as a number shows a comma; 1.PU is obiettivo 1
    let level = level.replace(',', ".");
    let level = match level.split_once('.') {
        Some((first, more)) if more.starts_with(|c: char| !c.is_ascii_digit()) || more.is_empty() => {
            first.to_owned()
        }
        _ => level,
    };
    let plain = level.trim().trim_start_matches('0').to_owned();
    if is_roman(&plain) { plain } else { plain.to_lowercase() }
}

/// The letters that go with the number: `ED`, `OB`; empty if it has none.
pub fn letters(numero: &str) -> String {
    let bare = bare(numero);
    let folded = crate::layout::fold(numero);
    let own = folded.replacen(&crate::layout::fold(&bare), "", 1);
    own.chars().filter(|c| c.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_its_number_without_the_letters_beside_it() {
        for (typed, expected) in [
            ("2", "2"),
            ("1/ED", "1"),
            ("A.3", "3"),
            ("OB-04", "4"),
            ("2.1", "2.1"),
            ("2,1", "2.1"),
            ("III", "III"),
            ("6 bis", "6 bis"),
            ("1.PU", "1"),
            ("n. 5", "5"),
            ("03", "3"),
        ] {
            assert_eq!(bare(typed), expected, "{typed}");
        }
        assert_eq!(
            (letters("1/ED"), letters("OB-04"), letters("2")),
            ("ed".into(), "ob".into(), String::new())
        );
    }
}
