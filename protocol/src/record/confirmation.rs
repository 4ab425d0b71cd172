//! Body 10: "still valid". Moves the review-by date of the revision named by the header's `about`.

use crate::codec::{Broken, Wire, ensure};
use crate::extension::Extensions;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// A confirmation. Frozen wire type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Version of this body: 1.
    pub version: u16,
    /// The day by which it is to be looked at again.
    pub review_by: Day,
    /// Additions of later versions.
    pub extensions: Extensions,
}

impl Wire for Confirmation {
    const NAME: &'static str = "confirmation";
    const MAX_BYTES: usize = 8 * 1024;

    fn check(&self) -> Result<(), Broken> {
        ensure(self.version == 1, "unknown version of the body")?;
        ensure(self.review_by.is_valid(), "not a date")?;
        self.extensions.check()
    }
}
