//! The only place that asks what time it is.

use protocol::time::{Day, Millis};
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970 by this machine's clock; 0 if it stands before that.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn now_ms() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(0) + ahead::of_time_ms()
}

/// Tests travel into the future. All threads travel along, so it takes a process of its own.
mod ahead {
    use protocol::time::Millis;
    #[cfg(test)]
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

    #[cfg(test)]
    static AHEAD_MS: AtomicU64 = AtomicU64::new(0);

    #[cfg(test)]
    pub(super) fn of_time_ms() -> Millis {
        AHEAD_MS.load(SeqCst)
    }

    #[cfg(not(test))]
    pub(super) const fn of_time_ms() -> Millis {
        0
    }

    /// Moves this process on.
    #[cfg(test)]
    pub(crate) fn by(further_ms: Millis) {
        AHEAD_MS.fetch_add(further_ms, SeqCst);
    }
}

#[cfg(test)]
pub(crate) use ahead::by as move_on_by;

/// The day a moment falls on, in UTC.
#[must_use]
pub fn day_of(at_ms: Millis) -> Day {
    let civil = jiff::Timestamp::from_millisecond(i64::try_from(at_ms).unwrap_or(0))
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    let parts = (
        u16::try_from(civil.year()).unwrap_or(1970),
        u8::try_from(civil.month()).unwrap_or(1),
        u8::try_from(civil.day()).unwrap_or(1),
    );
    Day::new(parts.0, parts.1, parts.2).unwrap_or(Day(19_700_101))
}
