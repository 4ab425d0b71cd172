//! What each licence permits: the program refuses a translation of a no-derivatives work and says why.

use crate::vocabulary;

/// The permissions of a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permissions {
    /// Copies may be passed on.
    pub redistribute: bool,
    /// Translations may be published.
    pub translate: bool,
    /// Adaptations may be published.
    pub adapt: bool,
    /// Commercial use is allowed.
    pub commercial: bool,
    /// Adaptations must carry the same licence.
    pub share_alike: bool,
}

/// The permissions of a licence code; nothing is permitted by a licence this version does not know.
#[must_use]
pub fn permissions(licence: u16) -> Permissions {
    let (derive, commercial, share_alike) = match vocabulary::LICENCE.key(licence) {
        Some("CC0-1.0" | "CC-BY-4.0" | "IODL-2.0") => (true, true, false),
        Some("CC-BY-SA-4.0" | "EUPL-1.2") => (true, true, true),
        Some("CC-BY-NC-4.0") => (true, false, false),
        Some("CC-BY-NC-SA-4.0") => (true, false, true),
        Some("CC-BY-ND-4.0") => (false, true, false),
        Some("CC-BY-NC-ND-3.0-IGO") => (false, false, false),
        _ => return NOTHING,
    };
    Permissions { redistribute: true, translate: derive, adapt: derive, commercial, share_alike }
}

const NOTHING: Permissions = Permissions {
    redistribute: false,
    translate: false,
    adapt: false,
    commercial: false,
    share_alike: false,
};
