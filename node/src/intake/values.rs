//! From a node to a value: text, number, amount, day, code. What cannot be understood is left out with a
//! warning that says what can be written.
//!
//! Owns: how people write values. Refuses to know which field a value is for.

use super::front_matter::{Node, Value};
use super::report::{Refusal, Report};
use super::sections::cut_bytes;
use protocol::limits;
use protocol::time::Day;
use protocol::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// A value to be read, with what it is called and where to complain.
pub(super) struct Input<'a> {
    pub(super) node: &'a Node,
    pub(super) path: &'a str,
    pub(super) report: &'a mut Report,
}

impl<'a> Input<'a> {
    /// Complains about this value.
    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.report.field(self.node.line, self.path, text);
    }

    /// What was typed, if it is a single value.
    fn typed(&mut self) -> Option<&'a str> {
        match &self.node.value {
            Value::Text(text) => Some(text.trim()),
            Value::Empty => None,
            Value::List(_) | Value::Group(_) => {
                self.warn("should be a single value, so it is left out");
                None
            }
        }
    }

    /// The value's parts; a single value is a list of one.
    pub(super) fn items(&mut self) -> &'a [Node] {
        let nodes = match &self.node.value {
            Value::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(self.node),
        };
        if nodes.len() > limits::LIST {
            self.warn(format!("has {} entries; those after {} are left out", nodes.len(), limits::LIST));
        }
        &nodes[..nodes.len().min(limits::LIST)]
    }

    /// Text of at most so many bytes; up to the length of a title it is one line.
    pub(super) fn text(&mut self, most: usize) -> Option<String> {
        let typed = self.typed()?;
        let text = if most <= limits::TITLE_BYTES { one_line(typed) } else { typed.to_owned() };
        if text.len() > most {
            self.warn(format!("is longer than {most} bytes and was cut"));
            return Some(cut_bytes(&text, most).to_owned());
        }
        Some(text)
    }

    fn each<V>(&mut self, mut read: impl FnMut(&mut Input<'_>) -> Option<V>) -> Vec<V> {
        let path = self.path;
        self.items()
            .iter()
            .filter_map(|node| read(&mut Input { node, path, report: &mut *self.report }))
            .collect()
    }

    /// Short words, in lists or between commas; each once.
    pub(super) fn words(&mut self) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for text in self.each(|item| item.text(limits::SUMMARY_BYTES)) {
            for word in text.split([',', ';', '\n']).map(one_line).filter(|word| !word.is_empty()) {
                if !words.contains(&word) && words.len() < limits::LIST {
                    words.push(cut_bytes(&word, limits::NAME_BYTES).to_owned());
                }
            }
        }
        words
    }

    /// Short words of a form of their own.
    pub(super) fn each_word<V>(&mut self, read: fn(&mut Input<'_>) -> Option<V>) -> Vec<V> {
        let (line, path) = (self.node.line, self.path);
        let words = self.words();
        let nodes = words.into_iter().map(|word| Node { line, value: Value::Text(word) });
        nodes.filter_map(|node| read(&mut Input { node: &node, path, report: &mut *self.report })).collect()
    }

    /// Sentences.
    pub(super) fn texts(&mut self) -> Vec<String> {
        self.each(|item| item.text(limits::SUMMARY_BYTES))
    }

    /// One of a closed list.
    pub(super) fn code(&mut self, list: &Vocabulary) -> Option<u16> {
        let typed = self.typed()?;
        let code = list.code(typed);
        if code.is_none() {
            self.warn(format!(
                "does not know “{}”, so it is left out; known are: {}",
                shown(typed),
                keys(list)
            ));
        }
        code
    }

    /// Several of a closed list, as a set.
    pub(super) fn codes(&mut self, list: &Vocabulary) -> Vec<u16> {
        let mut codes = BTreeSet::new();
        for typed in self.each(|item| item.typed().map(str::to_owned)) {
            for word in typed.split(',').map(str::trim).filter(|word| !word.is_empty()) {
                match list.code(word) {
                    Some(code) => drop(codes.insert(code)),
                    None => self.warn(format!(
                        "does not know “{}”, so it is left out; known are: {}",
                        shown(word),
                        keys(list)
                    )),
                }
            }
        }
        codes.into_iter().collect()
    }

    /// One of a closed list, or none of it is published.
    pub(super) fn choice(&mut self, list: &Vocabulary) -> Result<u16, Refusal> {
        let typed = match &self.node.value {
            Value::Text(text) => text.trim(),
            Value::Empty | Value::List(_) | Value::Group(_) => "",
        };
        list.code(typed).ok_or_else(|| Refusal::Choice {
            line: self.node.line,
            field: self.path.to_owned(),
            value: shown(typed),
            allowed: keys(list),
        })
    }

    /// A day of the calendar, or a month or a year.
    pub(super) fn day(&mut self) -> Option<Day> {
        let typed = self.typed()?;
        let day = day(typed);
        if day.is_none() {
            self.warn(format!("is no date: “{}”; write YYYY, YYYY-MM or YYYY-MM-DD", shown(typed)));
        }
        day
    }

    /// A whole number.
    pub(super) fn count(&mut self, most: u32) -> Option<u32> {
        let typed = self.typed()?;
        let count = ungrouped(typed).parse().ok().filter(|count| *count <= most);
        if count.is_none() {
            self.warn(format!("is no whole number from 0 to {most}: “{}”", shown(typed)));
        }
        count
    }

    /// An amount of money, in hundredths.
    pub(super) fn money(&mut self) -> Option<u64> {
        let typed = self.typed()?;
        let cents = cents(typed);
        if cents.is_none() {
            self.warn(format!("is no amount: “{}”; write it like 1250 or 14.50", shown(typed)));
        }
        cents
    }

    /// Yes or no.
    pub(super) fn flag(&mut self) -> Option<bool> {
        let typed = self.typed()?;
        let flag = match typed.to_lowercase().as_str() {
            "true" | "yes" | "y" | "on" | "1" | "sì" | "si" | "oui" | "ja" | "ναι" | "tak" | "da" => {
                Some(true)
            }
            "false" | "no" | "n" | "off" | "0" | "non" | "nein" | "όχι" | "nie" | "ne" => Some(false),
            _ => None,
        };
        if flag.is_none() {
            self.warn(format!("is neither true nor false: “{}”", shown(typed)));
        }
        flag
    }

    /// Two numbers, `8-20`, or one that stands for both.
    pub(super) fn range(&mut self) -> Option<(u16, u16)> {
        let typed = self.typed()?;
        let (least, most) = typed.split_once(['-', '–', '—']).unwrap_or((typed, typed));
        let range =
            least.trim().parse().ok().zip(most.trim().parse().ok()).filter(|(least, most)| least <= most);
        if range.is_none() {
            self.warn(format!("is neither a number nor a range such as 8-20: “{}”", shown(typed)));
        }
        range
    }

    /// Degrees, in thousandths: about 100 m, which names a town and no door.
    pub(super) fn degrees(&mut self, most: i32) -> Option<i32> {
        let typed = self.typed()?.replace(',', ".");
        let degrees = typed.parse().ok().filter(|degrees: &f64| degrees.abs() <= f64::from(most));
        let Some(degrees) = degrees else {
            self.warn(format!("is no number of degrees from -{most} to {most}: “{}”", shown(&typed)));
            return None;
        };
        if typed.split_once('.').is_some_and(|(_, decimals)| decimals.len() > 3) {
            self.warn("was rounded to three decimals: a place is a town's centre, never a door");
        }
        // The bound above keeps the product far inside the type.
        Some((degrees * 1000.0).round() as i32)
    }

    /// A web address that a reader may follow.
    pub(super) fn url(&mut self) -> Option<String> {
        let typed = self.typed()?;
        let known = is_url(typed) && typed.len() <= limits::URL_BYTES;
        if !known {
            self.warn(format!("is no web address (https://…) and is left out: “{}”", shown(typed)));
        }
        known.then(|| typed.to_owned())
    }
}

/// Only addresses that fetch a page; others run programs or reveal files.
pub(super) fn is_url(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let plain = !text.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    plain && matches!(scheme.as_deref(), Some("http" | "https"))
}

fn keys(list: &Vocabulary) -> String {
    list.keys().collect::<Vec<_>>().join(", ")
}

/// As much of a value as a message needs.
fn shown(typed: &str) -> String {
    let line = one_line(typed);
    if line.chars().count() <= 60 { line } else { line.chars().take(59).chain(['…']).collect() }
}

/// Runs of white space become one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn day(typed: &str) -> Option<Day> {
    let plain = typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let day: Day = plain.then(|| typed.parse().ok()).flatten()?;
    day.is_real().then_some(day)
}

/// Digits without the marks that group them.
fn ungrouped(typed: &str) -> String {
    typed.chars().filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '_' | '\'' | '’')).collect()
}

/// `1250`, `14.50`, `14,5`. Three digits after a point or comma are refused: thousands or thousandths?
fn cents(typed: &str) -> Option<u64> {
    let typed = ungrouped(typed);
    let typed = typed.trim_matches('€');
    let (whole, part) = typed.split_once(['.', ',']).unwrap_or((typed, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let hundredths: u64 = part.parse::<u64>().ok()? * if part.len() == 1 { 10 } else { 1 };
    let cents = whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(hundredths)?;
    (cents < limits::SAFE_INTEGER).then_some(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        for (typed, wanted) in [
            ("1250", Some(125_000)),
            ("14.50", Some(1450)),
            ("14,5", Some(1450)),
            ("120 000", Some(12_000_000)),
            ("26.1", Some(2610)),
            ("0.05", Some(5)),
            ("120.000", None),
            ("1.250,50", None),
            ("-3", None),
            ("", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(cents(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn days() {
        for typed in ["2021", "2021-03", "2024-02-29"] {
            assert_eq!(day(typed).map(|day| day.to_string()).as_deref(), Some(typed));
        }
        for typed in ["2023-02-29", "2021-13", "March", "21", "2021-00-01", "+2021", "2021-3-4-5", ""] {
            assert_eq!(day(typed), None, "{typed}");
        }
    }

    #[test]
    fn addresses() {
        assert!(is_url("https://example.org/a"));
        for text in ["javascript:alert(1)", "file:///etc", "https://a b", "example.org", "data://x"] {
            assert!(!is_url(text), "{text}");
        }
    }
}
