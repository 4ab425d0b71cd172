//! Numbers, money and dates as people of a language write them.

use super::Words;
use fluent_templates::fluent_bundle::FluentValue;
use protocol::time::Day;
use std::collections::HashMap;

impl Words {
    /// A whole number.
    pub(crate) fn number(self, number: impl Into<u64>) -> String {
        let digits = number.into().to_string();
        let mut written = String::with_capacity(digits.len() + digits.len() / 3);
        for (position, digit) in digits.chars().enumerate() {
            let (mark, least) = self.tongue().group;
            if digits.len() >= least && position > 0 && (digits.len() - position).is_multiple_of(3) {
                written.push(mark);
            }
            written.push(digit);
        }
        written
    }

    /// An amount in hundredths of a currency.
    pub(crate) fn money(self, cents: u64, currency: &str) -> String {
        let whole = self.number(cents / 100);
        let amount = match cents % 100 {
            0 => whole,
            rest => format!("{whole}{}{rest:02}", self.tongue().point),
        };
        match (currency, self.code()) {
            ("EUR" | "", "en") => format!("€{amount}"),
            ("EUR" | "", _) => format!("{amount}\u{a0}€"),
            (other, _) => format!("{amount}\u{a0}{other}"),
        }
    }

    /// A day, a month or a year, as far as it is known.
    pub(crate) fn day(self, day: Day) -> String {
        match day.parts() {
            (year, 0, _) => year.to_string(),
            (year, month, 0) => {
                self.ss("date-month", self.t(&format!("month-alone-{month}")), year.to_string())
            }
            (year, month, date) => {
                let values = HashMap::from([
                    // A number, so that a language can write the first one its own way.
                    ("day", FluentValue::from(date)),
                    ("month", self.t(&format!("month-{month}")).into()),
                    ("year", year.to_string().into()),
                ]);
                self.complete("date-day", Some(&values))
            }
        }
    }

    /// The day of a moment, in UTC.
    pub(crate) fn date(self, at_ms: u64) -> String {
        self.day(crate::clock::day_of(at_ms))
    }

    /// A moment to the minute, in UTC.
    pub(crate) fn moment(self, at_ms: u64) -> String {
        let minutes = at_ms / 60_000;
        let time = format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
        self.ss("date-moment", self.date(at_ms), time)
    }

    /// How long ago something was, roughly, seen from `now_ms`.
    pub(crate) fn ago(self, at_ms: u64, now_ms: u64) -> String {
        let minutes = now_ms.saturating_sub(at_ms) / 60_000;
        match minutes {
            0..=1 => self.t("ago-now"),
            2..60 => self.n("ago-minutes", minutes),
            60..1_440 => self.n("ago-hours", minutes / 60),
            1_440..86_400 => self.n("ago-days", minutes / 1_440),
            _ => self.date(at_ms),
        }
    }

    /// A length of time in minutes.
    pub(crate) fn duration(self, minutes: u64) -> String {
        match (minutes / 60, minutes % 60) {
            (0, rest) => self.n("duration-minutes", rest),
            (hours, 0) => self.n("duration-hours", hours),
            (hours, rest) => self.nn("duration-both", hours, rest),
        }
    }
}

/// Bytes in units people know.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", bytes.div_ceil(1_000_000)),
        _ => format!("{} GB", bytes.div_ceil(1_000_000_000)),
    }
}
