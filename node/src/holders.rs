//! Who holds a record, by their own signed word.
//!
//! Owns: which words speak of a record, and which of a node's words is the last. Refuses to know how words
//! travel ([`crate::replicate`]) and how they are shown.

use crate::node::Services;
use crate::store::{KeptAttestation, StoreError, View};
use protocol::authority::Authority;
use protocol::id::{OrganisationId, RecordId};
use protocol::key::PublicKey;
use protocol::statement::state;
use protocol::time::Millis;
use std::collections::BTreeMap;

/// What a node has signed about a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// It is there, whole.
    Held,
    /// It was withdrawn and will be purged.
    Pending,
    /// It was withdrawn and is gone.
    Purged,
    /// It is not there.
    Absent,
}

/// A node with its last word about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its organisation's name.
    pub name: String,
    /// Its key.
    pub node: PublicKey,
    /// What it has signed.
    pub word: Word,
    /// When its word came, by our clock.
    pub at_ms: Millis,
}

/// A record to be asked about.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    /// The record.
    pub record: RecordId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// When it came here.
    pub stored_at_ms: Millis,
    /// Whether it is live, so that words about all that is live of its organisation speak of it too.
    pub live: bool,
}

/// Who has signed what about a record, by name.
///
/// # Errors
/// When the store cannot be read.
pub async fn holders(services: &Services, subject: Subject) -> Result<Vec<Holder>, StoreError> {
    let Some(authority) = services.governance.authority() else { return Ok(Vec::new()) };
    let words = services.store.read(move |view| last_words(view, subject)).await?;
    let own = services.who.node;
    let mut holders: Vec<Holder> =
        words.into_iter().filter(|one| one.node != own).filter_map(|one| holder(&authority, &one)).collect();
    holders.sort_by(|a, b| (&a.name, a.node).cmp(&(&b.name, b.node)));
    Ok(holders)
}

/// A node's word about the record itself, or about everything of its organisation since it came here,
/// whichever is later.
fn last_words(view: &View<'_>, subject: Subject) -> Result<Vec<KeptAttestation>, StoreError> {
    let of_all = view.attestations(subject.organisation.0)?.into_iter();
    let of_all = of_all.filter(|one| subject.live && one.agreed_ms >= subject.stored_at_ms);
    let mut last: BTreeMap<PublicKey, KeptAttestation> = of_all.map(|one| (one.node, one)).collect();
    for one in view.attestations(subject.record.0)? {
        if last.get(&one.node).is_none_or(|other| other.agreed_ms <= one.agreed_ms) {
            last.insert(one.node, one);
        }
    }
    Ok(last.into_values().collect())
}

/// The word of a node that may speak for its organisation today.
fn holder(authority: &Authority, kept: &KeptAttestation) -> Option<Holder> {
    let signer = authority.signers().find(|signer| signer.1 == kept.node)?;
    let speaks = authority.is_certified(signer) && authority.cuts(signer).is_empty();
    let word = match kept.state {
        state::HELD => Word::Held,
        state::PENDING => Word::Pending,
        state::PURGED => Word::Purged,
        state::ABSENT => Word::Absent,
        _ => return None,
    };
    let name = authority.organisation(signer.0)?.name.clone();
    speaks.then_some(Holder { name, node: kept.node, word, at_ms: kept.agreed_ms })
}
