//! Body 2: a withdrawal. It reaches every copy and wins over re-injection for ever.

use crate::codec::{Broken, Wire, ensure};
use crate::extension::Extensions;
use crate::id::WorkId;
use crate::limits;
use serde::{Deserialize, Serialize};

/// Why and how a work is withdrawn; the header's `about` names it. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Version of this body: 1.
    pub version: u16,
    /// True: the whole work, later revisions too. False: the one revision.
    pub whole_work: bool,
    /// Code of [`crate::vocabulary::WITHDRAWAL_LEVEL`].
    pub level: u16,
    /// Code of [`crate::vocabulary::REASON`].
    pub reason: u16,
    /// How the work may still be cited, free of personal data.
    pub citation: String,
    /// What to read instead.
    pub replacement: Option<WorkId>,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Withdrawal {
    const NAME: &'static str = "withdrawal";
    const MAX_BYTES: usize = 8 * 1024;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.version == 1, "unknown version of the body")?;
        ensure((1..=3).contains(&self.level), "unknown level of withdrawal")?;
        ensure(self.citation.len() <= limits::TITLE_BYTES, "citation too long")?;
        self.extensions.check()
    }
}
