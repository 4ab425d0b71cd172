//! Room for what later versions add, in every signed type.

use crate::codec::{Broken, ascending, ensure};
use crate::limits;
use serde::{Deserialize, Serialize};

/// One addition: a number and bytes. Odd numbers are critical: who does not know them must not act on
/// the whole, only keep and forward it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Extension {
    /// Ascending within a list; odd means critical.
    pub id: u16,
    /// Its content, at most [`limits::EXTENSION_BYTES`].
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// The extensions of one signed thing, ids strictly ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extensions(pub Vec<Extension>);

impl Extensions {
    /// None: what this version writes.
    pub const NONE: Self = Self(Vec::new());

    /// Whether one is critical; this version knows none.
    #[must_use]
    pub fn needs_newer(&self) -> bool {
        self.0.iter().any(|extension| extension.id % 2 == 1)
    }

    /// # Errors
    /// When there are too many, one is too long, or the ids do not ascend.
    pub fn check(&self) -> Result<(), Broken> {
        ensure(self.0.len() <= limits::EXTENSIONS, "too many extensions")?;
        let ids: Vec<u16> = self.0.iter().map(|extension| extension.id).collect();
        ensure(ascending(&ids), "extension ids do not ascend")?;
        let short = self.0.iter().all(|one| one.bytes.len() <= limits::EXTENSION_BYTES);
        ensure(short, "an extension is too long")
    }
}
