//! Moments and days as plain numbers: this crate never asks what time it is.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01 UTC, below 2^53.
pub type Millis = u64;

/// A day as people know it, possibly only a year or a month: `year·10000 + month·100 + day`, zeros unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub u32);

impl Day {
    /// A day from its parts; month and day may be 0 for "not said".
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let value = Self(u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day));
        value.is_valid().then_some(value)
    }

    /// Year, month (0 unknown) and day (0 unknown).
    #[must_use]
    pub const fn parts(self) -> (u32, u32, u32) {
        (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }

    /// Whether it could stand in a calendar, whose months all have 31 days: the rule for what travels.
    #[must_use]
    pub const fn is_valid(self) -> bool {
        let (year, month, day) = self.parts();
        1000 <= year && year <= 9999 && month <= 12 && day <= 31 && (month > 0 || day == 0)
    }

    /// Whether the calendar has it: what people type is held to the length of months, too.
    #[must_use]
    pub const fn is_real(self) -> bool {
        let (year, month, day) = self.parts();
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        self.is_valid() && day <= last
    }

    /// Whether all of it lies before a day: a month or a year is over when its last day is.
    #[must_use]
    pub const fn is_over(self, today: Self) -> bool {
        let (year, month, day) = self.parts();
        let month = if month == 0 { 12 } else { month };
        let day = if day == 0 { 31 } else { day };
        year * 10_000 + month * 100 + day < today.0
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.parts() {
            (year, 0, _) => write!(f, "{year:04}"),
            (year, month, 0) => write!(f, "{year:04}-{month:02}"),
            (year, month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl std::str::FromStr for Day {
    type Err = crate::codec::Broken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: crate::codec::Broken = crate::codec::Broken("a date is YYYY, YYYY-MM or YYYY-MM-DD");
        let mut numbers = [0_u16; 3];
        let mut parts = text.trim().split('-');
        for (position, number) in numbers.iter_mut().enumerate() {
            match parts.next() {
                Some(part) => *number = part.parse().map_err(|_| WRONG)?,
                None if position > 0 => break,
                None => return Err(WRONG),
            }
        }
        let [month, day] = [numbers[1], numbers[2]].map(|n| u8::try_from(n).unwrap_or(u8::MAX));
        match parts.next() {
            None => Self::new(numbers[0], month, day).ok_or(WRONG),
            Some(_) => Err(WRONG),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_their_length() {
        for real in [20_280_229, 20_000_229, 20_270_228, 20_270_430, 20_271_231, 20_270_200, 20_270_000] {
            assert!(Day(real).is_real(), "{real}");
        }
        for none in [20_270_229, 20_270_230, 21_000_229, 20_270_431, 20_270_931, 20_271_301, 20_270_001] {
            assert!(!Day(none).is_real(), "{none}");
        }
    }

    #[test]
    fn a_month_is_over_with_its_last_day() {
        let today = Day(20_261_122);
        for over in [20_261_121, 20_261_000, 20_250_000, 19_991_231] {
            assert!(Day(over).is_over(today), "{over}");
        }
        for not_yet in [20_261_122, 20_261_100, 20_260_000, 20_270_101] {
            assert!(!Day(not_yet).is_over(today), "{not_yet}");
        }
    }
}
