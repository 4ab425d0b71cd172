//! A complete, commented example of each kind.
//!
//! Owns: which file belongs to which kind. The examples are read by the tests, so they stay true.

use protocol::record::publication::work_kind;

/// The example of a kind, a code of [`protocol::vocabulary::WORK_KIND`]; none for a kind it does not list.
#[must_use]
pub fn example(kind: u16) -> Option<&'static str> {
    Some(match kind {
        work_kind::PRACTICE => include_str!("examples/practice.md"),
        work_kind::PILOT => include_str!("examples/pilot.md"),
        work_kind::GUIDELINE => include_str!("examples/guideline.md"),
        work_kind::TRAINING => include_str!("examples/training.md"),
        work_kind::ASSESSMENT => include_str!("examples/assessment.md"),
        work_kind::AGREEMENT => include_str!("examples/agreement.md"),
        work_kind::RESOURCE => include_str!("examples/resource.md"),
        _ => return None,
    })
}
