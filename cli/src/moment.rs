//! Moments and numbers in words.
//!
//! Refuses to know what the moments belong to. The clock is the node's.

pub(crate) use node::clock::now_ms;
use protocol::time::Millis;

/// `3 minutes ago`, `in 6 days`.
pub(crate) fn relative(now_ms: Millis, at_ms: Millis) -> String {
    let seconds = now_ms.abs_diff(at_ms) / 1000;
    let (length, unit) = match seconds {
        0..5 => return "just now".to_owned(),
        5..60 => (1, "second"),
        60..3_600 => (60, "minute"),
        3_600..86_400 => (3_600, "hour"),
        86_400..5_184_000 => (86_400, "day"),
        5_184_000..63_072_000 => (2_628_000, "month"),
        _ => (31_536_000, "year"),
    };
    // To the nearest: what was made a moment ago for three days ends in three.
    let words = counted((seconds + length / 2) / length, unit);
    if at_ms > now_ms { format!("in {words}") } else { format!("{words} ago") }
}

/// The day, as `2026-11-22` (UTC).
pub(crate) fn day(at_ms: Millis) -> String {
    i64::try_from(at_ms)
        .ok()
        .and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok())
        .map_or_else(|| "unknown".to_owned(), |moment| moment.strftime("%Y-%m-%d").to_string())
}

/// `1 work`, `2 works`, `1 200 works`.
pub(crate) fn counted(count: u64, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{} {unit}s", number(count)) }
}

/// Groups of three from ten thousand on, with spaces that do not break.
pub(crate) fn number(count: u64) -> String {
    let digits = count.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_as_people_say_them() {
        let now = 1_800_000_000_000;
        assert_eq!(relative(now, now), "just now");
        assert_eq!(relative(now, now - 61_000), "1 minute ago");
        assert_eq!(relative(now, now - 3 * 60_000), "3 minutes ago");
        assert_eq!(relative(now, now + 6 * 86_400_000), "in 6 days");
        assert_eq!(relative(now, now + 72 * 3_600_000 - 1_000), "in 3 days");
        assert_eq!(relative(now, now - 800 * 86_400_000), "2 years ago");
        assert_eq!(day(now), "2027-01-15");
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(number(9_999), "9999");
        assert_eq!(number(1_000_000), "1\u{202f}000\u{202f}000");
        assert_eq!(counted(1, "work"), "1 work");
    }
}
