//! Writing an entry: the next one after a state, or the first of a network.
//!
//! Owns: the fields nobody should fill in by hand, and the rule that a steward signs one entry a version.
//! Refuses to know where keys and the memory of what was signed are kept.
//! Neighbours: [`mod@super::fold`] has the last word: what it would refuse is not built.

use super::entry::{RosterEntry, SignedEntry};
use super::fold::{FoldError, carries_state_hash, preview};
use super::operation::{Acceptance, Admission, Admit, Charter, Operation, SetAddresses, SetStewards};
use super::state::State;
use crate::codec::{DecodeError, EncodeError};
use crate::extension::Extensions;
use crate::id::{EntryId, NetworkId, organisation_id};
use crate::key::SecretKey;
use crate::limits;
use crate::time::Millis;

/// Why an entry cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// It breaks a bound.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// It would not fold.
    #[error(transparent)]
    Fold(#[from] FoldError),
}

/// The next entry after a state, in the making.
#[derive(Debug, Clone)]
pub struct EntryDraft<'a> {
    state: &'a State,
    issued_at_ms: Millis,
    operations: Vec<Operation>,
}

impl<'a> EntryDraft<'a> {
    /// An entry that does nothing but renew the roster.
    #[must_use]
    pub const fn next(state: &'a State, issued_at_ms: Millis) -> Self {
        Self { state, issued_at_ms, operations: Vec::new() }
    }

    /// Adds an operation after those already there.
    #[must_use]
    pub fn operation(mut self, operation: Operation) -> Self {
        self.operations.push(operation);
        self
    }

    /// The entry, for the stewards to sign.
    ///
    /// # Errors
    /// When it breaks a bound or would not fold.
    pub fn build(self) -> Result<SignedEntry, DraftError> {
        let version = self.state.version + 1;
        let entry = RosterEntry {
            network: self.state.network,
            version,
            previous: self.state.tip,
            state: carries_state_hash(version).then(|| self.state.hash()),
            ..first(self.issued_at_ms, &self.operations)?
        };
        let unsigned = SignedEntry::unsigned(&entry)?;
        preview(self.state, &unsigned)?;
        Ok(unsigned)
    }
}

/// What a founder says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founder {
    /// Its name.
    pub name: String,
    /// Code of [`crate::vocabulary::ORGANISATION_KIND`].
    pub kind: u16,
    /// ISO 3166-1 alpha-2 code, then optionally a place.
    pub territory: String,
    /// Records it may publish.
    pub budget: u64,
    /// Installations it may run.
    pub node_slots: u16,
}

/// The first entry of a new network, for its stewards to sign. Its id becomes the network's.
///
/// # Errors
/// When something breaks a bound.
pub fn genesis(
    charter: Charter,
    root: &SecretKey,
    founder: Founder,
    stewards: SetStewards,
    addresses: Option<SetAddresses>,
    issued_at_ms: Millis,
) -> Result<SignedEntry, EncodeError> {
    let charter = Operation::Charter(charter);
    let acceptance = Acceptance::founding(root.public(), &charter.to_raw()?.bytes).sign(root)?;
    let admission = Admission {
        organisation: organisation_id(&root.public()),
        root: root.public(),
        acceptance,
        name: founder.name,
        kind: founder.kind,
        territory: founder.territory,
        budget: founder.budget,
        node_slots: founder.node_slots,
        invitation: None,
    };
    let admit = Operation::Admit(Admit { admissions: vec![admission] });
    let mut operations = vec![charter, admit, Operation::SetStewards(stewards)];
    operations.extend(addresses.map(Operation::SetAddresses));
    SignedEntry::unsigned(&first(issued_at_ms, &operations)?)
}

/// An entry with nothing before it.
fn first(issued_at_ms: Millis, operations: &[Operation]) -> Result<RosterEntry, EncodeError> {
    Ok(RosterEntry {
        format: limits::FORMAT,
        network: NetworkId::ZERO,
        version: 0,
        previous: EntryId::ZERO,
        issued_at_ms,
        expires_at_ms: issued_at_ms.saturating_add(limits::ROSTER_LIFETIME_MS),
        needs_format: limits::FORMAT,
        state: None,
        operations: operations.iter().map(Operation::to_raw).collect::<Result<_, _>>()?,
        extensions: Extensions::NONE,
    })
}

/// Why a steward may not sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SigningRefused {
    /// It signed another entry of this version: both signatures together would accuse it.
    #[error("another entry of version {version} was signed already: {}", .other.short())]
    Signed {
        /// The version.
        version: u64,
        /// What it signed.
        other: EntryId,
    },
    /// Not an entry at all.
    #[error(transparent)]
    Malformed(#[from] DecodeError),
}

/// Whether a steward that has signed these (version, id) pairs may sign this entry: one entry a version,
/// for ever. Returns the pair to be remembered durably *before* the signature leaves the machine.
///
/// # Errors
/// [`SigningRefused`].
pub fn may_sign(
    already_signed: &[(u64, EntryId)],
    entry: &SignedEntry,
) -> Result<(u64, EntryId), SigningRefused> {
    let (version, id) = (entry.entry()?.version, entry.id());
    match already_signed.iter().find(|(signed, other)| *signed == version && *other != id) {
        Some((_, other)) => Err(SigningRefused::Signed { version, other: *other }),
        None => Ok((version, id)),
    }
}
