//! Until when a node may sign for its organisation: a pure question to the authority, and the sentence
//! that answers it.

use protocol::authority::{Authority, Certificate, PaperContent, Signer};
use protocol::id::OrganisationId;
use protocol::limits;
use protocol::time::Millis;
use std::collections::BTreeMap;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// How a node stands with its organisation's root key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// It was cut off.
    Revoked,
    /// No certificate of it counts.
    Uncertified,
    /// Its last certificate has ended.
    Expired(Millis),
    /// Its last certificate ends soon.
    Ending {
        /// When.
        at_ms: Millis,
        /// In so many whole days.
        days: u64,
    },
    /// It may sign.
    Valid(Millis),
}

impl Validity {
    /// A short, stable key for `--json`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::Uncertified => "uncertified",
            Self::Expired(_) => "expired",
            Self::Ending { .. } => "ending",
            Self::Valid(_) => "valid",
        }
    }

    /// When its last certificate ends, or ended.
    #[must_use]
    pub const fn expires_at_ms(&self) -> Option<Millis> {
        match self {
            Self::Revoked | Self::Uncertified => None,
            Self::Expired(at_ms) | Self::Ending { at_ms, .. } | Self::Valid(at_ms) => Some(*at_ms),
        }
    }

    /// Whether somebody has to do something.
    #[must_use]
    pub const fn is_urgent(&self) -> bool {
        !matches!(self, Self::Valid(_))
    }
}

/// What follows “the node”.
impl std::fmt::Display for Validity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let day = |at_ms: &Millis| crate::clock::day_of(*at_ms);
        match self {
            Self::Revoked => f.write_str("was revoked: what it signs now is shown nowhere"),
            Self::Uncertified => f.write_str(
                "has no certificate that counts: what it signs is shown nowhere until it is certified \
                 with: vicinia node renew",
            ),
            Self::Expired(at_ms) => write!(
                f,
                "may not sign since {}, when its certificate expired; it reads everything, and publishes \
                 again after: vicinia node renew",
                day(at_ms)
            ),
            Self::Ending { at_ms, days: 0 } => {
                write!(
                    f,
                    "may sign until {}, less than a day from now; renew it with: vicinia node renew",
                    day(at_ms)
                )
            }
            Self::Ending { at_ms, days } => {
                let unit = if *days == 1 { "day" } else { "days" };
                write!(
                    f,
                    "may sign until {}, {days} {unit} from now; renew it with: vicinia node renew",
                    day(at_ms)
                )
            }
            Self::Valid(at_ms) => write!(f, "may sign until {}", day(at_ms)),
        }
    }
}

/// How a node stands now.
#[must_use]
pub fn validity(authority: &Authority, signer: Signer, now_ms: Millis) -> Validity {
    if !authority.cuts(signer).is_empty() {
        return Validity::Revoked;
    }
    match authority.periods(signer).iter().map(|period| period.expires_at_ms).max() {
        None => Validity::Uncertified,
        Some(at_ms) if at_ms < now_ms => Validity::Expired(at_ms),
        Some(at_ms) if at_ms < now_ms + limits::CERTIFICATE_WARNING_MS => {
            Validity::Ending { at_ms, days: (at_ms - now_ms) / DAY_MS }
        }
        Some(at_ms) => Validity::Valid(at_ms),
    }
}

/// The newest certificate that is held of each node of an organisation, by slot.
#[must_use]
pub fn certificates(authority: &Authority, organisation: OrganisationId) -> Vec<Certificate> {
    let mut newest: BTreeMap<_, Certificate> = BTreeMap::new();
    for (_, paper) in authority.papers() {
        let Ok(PaperContent::Certificate(one)) = paper.content() else { continue };
        if one.organisation == organisation {
            let before = newest.entry((one.slot, one.node)).or_insert_with(|| one.clone());
            if one.renewal > before.renewal {
                *before = one;
            }
        }
    }
    newest.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_says_what_to_do() {
        let at_ms = 1_800_000_000_000;
        let words = |validity: Validity| validity.to_string();
        assert!(words(Validity::Valid(at_ms)).ends_with("until 2027-01-15"));
        assert!(words(Validity::Ending { at_ms, days: 1 }).contains("1 day from now"));
        for urgent in [Validity::Uncertified, Validity::Expired(at_ms), Validity::Ending { at_ms, days: 9 }] {
            assert!(urgent.is_urgent() && words(urgent).ends_with("vicinia node renew"), "{urgent}");
        }
    }
}
