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

    /// A sentence about a day, `$it`. Prepositions and articles depend on `$precision` (`year`, `month` or
    /// `day`) and, in some languages, on `$date`, the day of the month.
    pub(crate) fn about_day(self, key: &str, day: Day) -> String {
        let (precision, date) = match day.parts() {
            (_, 0, _) => ("year", 0),
            (_, _, 0) => ("month", 0),
            (_, _, date) => ("day", date),
        };
        self.about_date(key, self.day(day), precision, date.into())
    }

    /// The same about a moment, to the minute.
    pub(crate) fn about_moment(self, key: &str, at_ms: u64) -> String {
        let (_, _, date) = crate::clock::day_of(at_ms).parts();
        self.about_date(key, self.moment(at_ms), "day", date.into())
    }

    fn about_date(self, key: &str, it: String, precision: &str, date: u64) -> String {
        let values = HashMap::from([
            ("it", FluentValue::from(it)),
            ("precision", precision.into()),
            ("date", date.into()),
        ]);
        self.complete(key, Some(&values))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_with_the_articles_of_their_language() {
        let said =
            |code: &str, key: &str, day: u32| Words::of(code).expect("a language").about_day(key, Day(day));
        for (code, year, month, first, eighth) in [
            ("en", "Since 2026", "Since March 2026", "Since 1 March 2026", "Since 8 March 2026"),
            ("it", "Dal 2026", "Da marzo 2026", "Dal 1º marzo 2026", "Dall’8 marzo 2026"),
            ("de", "Seit 2026", "Seit März 2026", "Seit dem 1. März 2026", "Seit dem 8. März 2026"),
            ("fr", "Depuis 2026", "Depuis mars 2026", "Depuis le 1er mars 2026", "Depuis le 8 mars 2026"),
            (
                "es",
                "Desde 2026",
                "Desde marzo de 2026",
                "Desde el 1 de marzo de 2026",
                "Desde el 8 de marzo de 2026",
            ),
            ("el", "Από το 2026", "Από: Μάρτιος 2026", "Από την 1η Μαρτίου 2026", "Από τις 8 Μαρτίου 2026"),
            ("pl", "Od 2026 r.", "Początek: marzec 2026", "Od 1 marca 2026", "Od 8 marca 2026"),
        ] {
            let days = [20_260_000, 20_260_300, 20_260_301, 20_260_308];
            assert_eq!(days.map(|day| said(code, "since", day)), [year, month, first, eighth]);
        }
        assert_eq!(said("it", "until", 20_261_100), "Fino a novembre 2026");
        assert_eq!(said("it", "until", 20_261_111), "Fino all’11 novembre 2026");
        assert_eq!(said("fr", "until", 20_260_000), "Jusqu’en 2026");
        // One message within another gets the same values.
        assert_eq!(said("it", "fresh", 20_261_108), "Da rivedere entro l’8 novembre 2026.");
        assert_eq!(said("de", "fresh", 20_261_100), "Zu überprüfen bis November 2026.");
        let lost = Words::of("it").expect("a language").about_moment("why-lost", 1_793_491_200_000);
        assert_eq!(lost, "Non raggiungibile dal 1º novembre 2026, 00:00 UTC.");
    }
}
