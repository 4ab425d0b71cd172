//! Which records a named head has among its ancestors.

use super::{Facts, Library};
use crate::id::{OrganisationId, RecordId};
use crate::key::PublicKey;
use crate::roster::operation::Head;
use std::cell::RefCell;
use std::collections::HashMap;

/// How a record stands to a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ancestry {
    /// It is the head or one of its ancestors.
    Below,
    /// It is neither.
    Aside,
    /// A header between the two has not arrived.
    Unknown,
}

/// The ancestors of one head, as far as they are held.
struct Lineage {
    /// Ids from the head downwards: element i has sequence `head.sequence − i`.
    ids: Vec<RecordId>,
    /// The walk ended at a header that is not held, not at the first record.
    broken: bool,
}

/// Lineages walked so far, so that judging all records of a node walks each head's ancestors once.
#[derive(Default)]
pub(super) struct Lineages {
    walked: RefCell<HashMap<(OrganisationId, PublicKey, Head), Lineage>>,
}

impl Lineages {
    pub(super) fn ancestry(&self, library: &dyn Library, record: &Facts, head: Head) -> Ancestry {
        if record.sequence > head.sequence {
            return Ancestry::Aside;
        }
        let mut walked = self.walked.borrow_mut();
        let lineage = walked
            .entry((record.organisation, record.node, head))
            .or_insert_with(|| walk(library, record, head));
        let depth = usize::try_from(head.sequence - record.sequence).unwrap_or(usize::MAX);
        match lineage.ids.get(depth) {
            Some(id) if *id == record.id => Ancestry::Below,
            Some(_) => Ancestry::Aside,
            None if lineage.broken => Ancestry::Unknown,
            None => Ancestry::Aside,
        }
    }
}

/// Follows `previous` from the head. A link to another node's record, or with a leap in the sequence,
/// ends the lineage: such a chain proves nothing.
fn walk(library: &dyn Library, record: &Facts, head: Head) -> Lineage {
    let mut ids = Vec::new();
    let (mut next, mut sequence) = (Some(head.record), head.sequence);
    while let Some(id) = next {
        // The id of a missing header is known from its successor, and so is what it is not.
        ids.push(id);
        let Some(facts) = library.facts(id) else {
            return Lineage { ids, broken: true };
        };
        let fits = facts.organisation == record.organisation
            && facts.node == record.node
            && facts.sequence == sequence;
        if !fits {
            ids.pop();
            break;
        }
        next = facts.previous;
        if sequence == 0 {
            break;
        }
        sequence -= 1;
    }
    Lineage { ids, broken: false }
}
