//! Every door through which foreign bytes come in, as plain functions.
//!
//! Owns: the list of decoders, and what must hold of each whatever it is given. Refuses to know where bytes
//! come from. Neighbours: `it/wire` runs them over damaged golden bytes, `fuzz/` over anything.

use protocol::authority::{
    Certificate, Paper, Revocation, RootWithdrawal, SignedCertificate, SignedRevocation, SignedRootWithdrawal,
};
use protocol::codec::{self, DecodeError, Wire};
use protocol::envelope::{Envelope, Parcel};
use protocol::hint::Hint;
use protocol::join::{
    DeskAnswer, DeskAsk, Invitation, JoinAnswer, JoinAsk, JoinRefusal, JoinRequest, SignedInvitation,
    SignedJoinRefusal, SignedJoinRequest, Ticket,
};
use protocol::record::publication::{
    AgreementDetails, AssessmentDetails, GuidelineDetails, PracticeDetails, ResourceDetails, TrainingDetails,
};
use protocol::record::{Confirmation, Header, Profile, Publication, Withdrawal};
use protocol::roster::entry::{RosterEntry, SignedEntry};
use protocol::roster::operation::{
    Acceptance, Admit, Charter, Remove, RevokeNode, RotateRoot, SetAddresses, SetBudget, SetStewards,
    Succeed, Suspension, Withdraw,
};
use protocol::statement::{Attestation, Statement, Word};
use protocol::sync::{Item, Plane, RecordsAnswer, RecordsAsk, SealedSet, SyncAnswer, SyncAsk};

/// A decoder, by the name of its type in `FORMAT.md`.
#[derive(Debug, Clone, Copy)]
pub struct Decoder {
    /// The type.
    pub name: &'static str,
    /// The bound that the code has.
    pub max_bytes: usize,
    /// Reads bytes. Panics when something is accepted that is written in another way.
    pub read: fn(&[u8]) -> Result<(), DecodeError>,
}

fn read<T: Wire>(bytes: &[u8]) -> Result<(), DecodeError> {
    let value: T = codec::decode(bytes)?;
    assert_eq!(codec::encode(&value).as_deref(), Ok(bytes), "{} has two encodings", T::NAME);
    Ok(())
}

macro_rules! decoders {
    ($($type:ident)+) => {
        /// All types that travel or are signed by themselves.
        pub const ALL: &[Decoder] = &[
            $(Decoder { name: stringify!($type), max_bytes: $type::MAX_BYTES, read: read::<$type> },)+
        ];
    };
}

decoders! {
    Acceptance Admit AgreementDetails AssessmentDetails Attestation Certificate Charter Confirmation DeskAnswer
    DeskAsk Envelope GuidelineDetails Header Hint Invitation JoinAnswer JoinAsk JoinRefusal JoinRequest Paper
    Parcel PracticeDetails Profile Publication RecordsAnswer RecordsAsk Remove ResourceDetails Revocation
    RevokeNode RootWithdrawal RosterEntry RotateRoot SetAddresses SetBudget SetStewards SignedCertificate
    SignedEntry SignedInvitation SignedJoinRefusal SignedJoinRequest SignedRevocation SignedRootWithdrawal
    Statement Succeed Suspension SyncAnswer SyncAsk TrainingDetails Withdraw Withdrawal Word
}

/// The decoder of a type.
///
/// # Panics
/// When there is none of that name.
#[must_use]
pub fn of(name: &str) -> Decoder {
    *ALL.iter().find(|one| one.name == name).unwrap_or_else(|| panic!("no decoder for {name}"))
}

/// An invitation line from anywhere: one line means one invitation, and is its only spelling.
pub fn invitation_line(text: &str) {
    if let Ok(ticket) = Ticket::parse(text) {
        let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        assert_eq!(ticket.to_line().unwrap(), plain.to_ascii_lowercase(), "a line has two spellings");
    }
}

/// A reconciliation message from anywhere, against a set of some items: an answer that fits, or a refusal.
pub fn reconciliation(message: &[u8]) {
    struct Ours(std::sync::Arc<SealedSet>);
    impl protocol::sync::Snapshot for Ours {
        fn hello(&self) -> protocol::sync::Hello {
            unreachable!("a step needs no hello")
        }
        fn set(&self, _: Plane) -> std::sync::Arc<SealedSet> {
            self.0.clone()
        }
    }
    let items =
        (0..500_u64).map(|key| Item { key: key / 3, id: blake3::derive_key("items", &key.to_le_bytes()) });
    let ask = SyncAsk::Reconcile { plane: Plane::Headers, message: message.to_vec() };
    let answer = protocol::sync::answer(&ask, &Ours(std::sync::Arc::new(items.collect())));
    assert!(codec::encode(&answer).is_ok(), "an answer that cannot be sent");
}

/// All that an entry, a request or a record may set off before anybody's keys are looked at.
pub fn beyond_the_shape(bytes: &[u8]) {
    if let Ok(entry) = codec::decode::<SignedEntry>(bytes) {
        let _ = protocol::roster::found(&entry);
    }
    if let Ok(request) = codec::decode::<SignedJoinRequest>(bytes) {
        let _ = request.check_all();
    }
    if let Ok(parcel) = codec::decode::<Parcel>(bytes) {
        let _ = protocol::verify::genuine(parcel.envelope, protocol::id::NetworkId([7; 32]));
    }
    if let Ok(word) = codec::decode::<Word>(bytes) {
        let _ = (word.statement(), word.attestation());
    }
    if let Ok(paper) = codec::decode::<Paper>(bytes) {
        let _ = paper.content();
    }
}
