//! The text as a whole: what cannot be published is refused, what disturbs is removed, what looks like
//! personal data is pointed out.
//!
//! Owns: cleaning and the forms of personal data (hazards R5, W7 stand behind it). Refuses to know fields:
//! it reads front matter and body as one text, line by line. It never removes personal data by itself:
//! only the author knows whether a number is an office's.

use super::TEXT_BYTES;
use super::report::{Refusal, Report, line_after};
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Reads past what editors leave behind: marks of byte order, line ends of other systems, letters taken
/// apart, control characters.
pub(super) fn clean<'a>(text: &'a str, report: &mut Report) -> Result<Cow<'a, str>, Refusal> {
    if text.len() > TEXT_BYTES {
        return Err(Refusal::TooLong { bytes: text.len() });
    }
    if let Some(at) = text.find('\0') {
        return Err(Refusal::Binary { line: line_after(&text.as_bytes()[..at]) });
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let mut text = Cow::Borrowed(text);
    if text.contains('\r') {
        text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    if let Some(at) = text.find(disturbs) {
        report.line(line_after(&text.as_bytes()[..at]), "holds control characters, which were removed");
        text = Cow::Owned(text.replace(disturbs, ""));
    }
    if !is_nfc(&text) {
        text = Cow::Owned(text.nfc().collect());
    }
    if let Some(at) = text.find(turns) {
        let line = line_after(&text.as_bytes()[..at]);
        report.line(line, "holds invisible characters that turn the direction of reading; remove them if you did not mean them");
    }
    Ok(text)
}

fn disturbs(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
}

/// Embeddings, overrides and isolates: text can look like other text with them.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Points out what looks like personal data.
pub(super) fn personal_data(text: &str, report: &mut Report) {
    for (number, line) in (1..).zip(text.lines()) {
        if line.contains('@') && private_mail(line) {
            report.line(number, "looks like a private mailbox; name an office's");
        }
        if !line.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if mobile(line) {
            report.line(number, "looks like a personal mobile number; name an office's telephone");
        }
        if words(line).any(is_tax_code) {
            report.line(number, "looks like a tax code (codice fiscale); remove it");
        }
        if iban(line) {
            report.line(number, "looks like a bank account (IBAN); remove it");
        }
        if coordinates(line) {
            report
                .line(number, "looks like exact coordinates; at most three decimals tell a town and no door");
        }
    }
}

/// Providers whose mailboxes belong to persons, by the first label of the domain.
const PROVIDERS: &[&str] = &[
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "live",
    "msn",
    "yahoo",
    "ymail",
    "icloud",
    "me",
    "gmx",
    "aol",
    "protonmail",
    "proton",
    "libero",
    "virgilio",
    "tiscali",
    "alice",
    "tin",
    "inwind",
    "iol",
    "fastwebnet",
    "orange",
    "laposte",
    "wanadoo",
    "sfr",
    "free",
    "web",
    "t-online",
    "wp",
    "o2",
    "onet",
    "interia",
    "siol",
    "otenet",
    "forthnet",
];

fn private_mail(line: &str) -> bool {
    line.match_indices('@').any(|(at, _)| {
        let has_name = line[..at].ends_with(|letter: char| letter.is_alphanumeric());
        let domain = line[at + 1..]
            .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '-'))
            .next();
        let (first, rest) = domain.unwrap_or_default().split_once('.').unwrap_or_default();
        let country = rest.trim_end_matches('.');
        // `live.comune.it` is an office; `live.it` and `yahoo.co.uk` are not.
        let short = !country.is_empty() && (country.len() <= 3 || country.starts_with("co."));
        has_name && short && PROVIDERS.contains(&first.to_ascii_lowercase().as_str())
    })
}

/// Runs of letters and digits.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// `RSSMRA85T10A562S`: letters L to V may stand for digits where two persons would share a code.
fn is_tax_code(word: &str) -> bool {
    const FORM: &[u8; 16] = b"aaaaaa00a00a000a";
    let word = word.as_bytes();
    word.len() == FORM.len()
        && word.iter().zip(FORM).all(|(byte, form)| match form {
            b'a' => byte.is_ascii_alphabetic(),
            _ => byte.is_ascii_digit() || b"LMNPQRSTUV".contains(&byte.to_ascii_uppercase()),
        })
}

/// Country code, check digits and a remainder of 1 (ISO 13616), alone or in groups.
fn iban(line: &str) -> bool {
    let starts = |at: &usize| {
        let head = line.as_bytes().get(*at..at + 4).unwrap_or_default();
        let alone = line[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        alone
            && matches!(head, [a, b, c, d] if a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_digit() && d.is_ascii_digit())
    };
    (0..line.len()).filter(|at| line.is_char_boundary(*at)).filter(starts).any(|at| {
        let part = |letter: &char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || *letter == ' ';
        let account: String =
            line[at..].chars().take(IBAN_CHARS).take_while(part).filter(|it| *it != ' ').collect();
        (15..=account.len()).any(|length| checks(&account[..length]))
    })
}

/// The longest account, 34 letters and digits, with a space after every fourth.
const IBAN_CHARS: usize = 34 + 8;

fn checks(account: &str) -> bool {
    let turned = account[4..].chars().chain(account[..4].chars());
    let remainder = turned.filter_map(|letter| letter.to_digit(36)).fold(0_u32, |rest, value| {
        if value < 10 { (rest * 10 + value) % 97 } else { (rest * 100 + value) % 97 }
    });
    remainder == 1
}

/// Two numbers side by side with more than three decimals, within the ranges of degrees.
fn coordinates(line: &str) -> bool {
    let mut numbers = line
        .split([' ', ',', ';', '(', ')', '°', '/', '[', ']'])
        .filter(|word| !word.is_empty())
        .map(exact_degrees);
    let mut before = None;
    numbers.any(|number| {
        let pair = matches!((before, number), (Some(latitude), Some(_)) if f64::abs(latitude) <= 90.0);
        before = number;
        pair
    })
}

fn exact_degrees(word: &str) -> Option<f64> {
    let (_, decimals) = word.split_once('.')?;
    let exact = decimals.len() > 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|degrees: &f64| exact && degrees.abs() <= 180.0)
}

/// Mobile numbers, by country code: how they begin and how many digits they have without it.
const MOBILES: &[(&str, &[&str], std::ops::RangeInclusive<usize>)] = &[
    ("39", &["3"], 9..=10),
    ("30", &["69"], 10..=10),
    ("33", &["6", "7"], 9..=9),
    ("49", &["15", "16", "17"], 10..=11),
    ("34", &["6", "7"], 9..=9),
    ("48", &["45", "5", "6", "72", "73", "78", "79", "88"], 9..=9),
    ("386", &["30", "31", "40", "41", "51", "64", "65", "68", "69", "70", "71"], 8..=8),
    ("385", &["9"], 8..=9),
    ("43", &["6"], 9..=12),
    ("44", &["7"], 10..=10),
    ("41", &["7"], 9..=9),
    ("40", &["7"], 9..=9),
    ("355", &["6"], 9..=9),
];

/// Digits in groups: `+39 347 123 4567`, `347-1234567`, `06 12 34 56 78`.
fn mobile(line: &str) -> bool {
    let bytes = line.as_bytes();
    (0..bytes.len()).any(|at| {
        let alone = at == 0
            || !(bytes[at - 1].is_ascii_alphanumeric()
                || b"+_=/#&.,".contains(&bytes[at - 1])
                || bytes[at - 1] >= 0x80);
        let begins = bytes[at].is_ascii_digit() || bytes[at] == b'+';
        alone && begins && number(&bytes[at..])
    })
}

/// Whether a mobile number begins here: its groups are taken one by one, and each end is tried.
fn number(bytes: &[u8]) -> bool {
    let plus = bytes[0] == b'+';
    let mut rest = &bytes[usize::from(plus)..];
    let mut digits = String::new();
    let mut groups = Vec::new();
    loop {
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 || digits.len() + length > 16 {
            return false;
        }
        digits.extend(rest[..length].iter().map(|byte| char::from(*byte)));
        groups.push(length);
        rest = &rest[length..];
        let ends = rest.first().is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80);
        if ends && if plus { abroad(&digits) } else { at_home(&digits, &groups) } {
            return true;
        }
        match rest {
            [b' ' | b'-' | b'.', next, ..] if next.is_ascii_digit() => rest = &rest[1..],
            _ => return false,
        }
    }
}

fn abroad(digits: &str) -> bool {
    MOBILES.iter().any(|(country, starts, lengths)| {
        digits.strip_prefix(country).is_some_and(|rest| {
            lengths.contains(&rest.len()) && starts.iter().any(|start| rest.starts_with(start))
        })
    })
}

/// Without a country code only forms that hardly mean anything else.
fn at_home(digits: &str, groups: &[usize]) -> bool {
    if let Some(international) = digits.strip_prefix("00") {
        return abroad(international);
    }
    let whole = groups.len() == 1;
    match digits.as_bytes() {
        [b'3', b'2'..=b'9', ..] => digits.len() == 10 && (whole || groups[0] == 3),
        [b'6', b'9', ..] => digits.len() == 10 && (whole || groups[0] >= 3),
        [b'0', b'6' | b'7', ..] => digits.len() == 10 && (whole || groups.iter().all(|length| *length == 2)),
        [b'0', b'1', b'5'..=b'7', ..] => (11..=12).contains(&digits.len()) && (whole || groups[0] >= 4),
        [b'0', rest @ ..] => digits.len() == 9 && (whole || groups[0] == 3) && slovenian(rest),
        _ => false,
    }
}

fn slovenian(digits: &[u8]) -> bool {
    MOBILES
        .iter()
        .filter(|(country, ..)| *country == "386")
        .any(|(_, starts, _)| starts.iter().any(|start| digits.starts_with(start.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> usize {
        let mut report = Report::default();
        personal_data(line, &mut report);
        report.into_warnings().len()
    }

    #[test]
    fn personal_data_is_found() {
        for line in [
            "Call +39 347 123 4567 or come",
            "cell. 347-1234567",
            "3471234567",
            "0039 3471234567",
            "tel: +33 6 12 34 56 78.",
            "06 12 34 56 78",
            "0171 12345678",
            "κιν. 6941234567",
            "041 123 456",
            "write to maria.rossi@gmail.com, please",
            "<anna@libero.it>",
            "jo@yahoo.co.uk",
            "CF RSSMRA85T10A562S",
            "IBAN IT60 X054 2811 1010 0000 0123 456",
            "DE89370400440532013000",
            "at 43.77123, 11.25512",
        ] {
            assert_eq!(found(line), 1, "{line}");
        }
    }

    #[test]
    fn offices_and_figures_are_left_alone() {
        for line in [
            "Tel. 055 123456, ufficio@comune.valdoro.it",
            "casa@live.comune.it, a@gmailx.example",
            "from 2021-03 to 2023-12, 120 000 euro",
            "06.07.2021 12",
            "26,10 euro; 43.771, 11.255",
            "1234567890123456789012345678901234567890",
            "translation_of: 3471234567abcdef3471234567abcdef3471234567abcdef3471234567abcdef",
            "https://example.org/3471234567",
            "IT12 homes in AB34 places of the inventory",
            "€ 3.471.234.567",
            "@gmail.com",
        ] {
            assert_eq!(found(line), 0, "{line}");
        }
    }

    #[test]
    fn cleaning() {
        let mut report = Report::default();
        let text = clean("\u{feff}a\r\nb\rc\u{7}\u{85}e\u{301}", &mut report).expect("clean");
        assert_eq!(text, "a\nb\nc\u{e9}");
        assert_eq!(report.into_warnings().len(), 1);
        let mut report = Report::default();
        assert_eq!(clean("a\nb\0", &mut report), Err(Refusal::Binary { line: 2 }));
        assert_eq!(clean("\u{feff} \n", &mut report), Err(Refusal::Empty));
        assert!(matches!(clean(&"a".repeat(TEXT_BYTES + 1), &mut report), Err(Refusal::TooLong { .. })));
        assert!(clean("a\u{202e}b", &mut report).is_ok());
        assert_eq!(report.into_warnings().len(), 1);
    }
}
