//! Every bound that two programs must agree on, with its unit in the name and its reason beside it.
//!
//! A bound that is only one node's own business (queue lengths, quotas on disk) does not belong here.

/// The wire format that this crate speaks.
pub const FORMAT: u16 = 1;

/// An encoded record header. A header is kept for ever by everyone, so it must stay small.
pub const HEADER_BYTES: usize = 1024;
/// A record's body, its salt included: a long practice with room to spare; files travel beside it.
pub const BODY_BYTES: usize = 256 * 1024;
/// The random salt in front of a body, which keeps the hash of an erased body unguessable.
pub const SALT_BYTES: usize = 32;
/// A roster entry without its signatures: 64 admissions or stewards fit.
pub const ROSTER_ENTRY_BYTES: usize = 48 * 1024;
/// A certificate, a revocation or a request's certificate, signatures excluded.
pub const CERTIFICATE_BYTES: usize = 1024;
/// A root withdrawal: 64 targets of 34 bytes, with room for its frame.
pub const ROOT_WITHDRAWAL_BYTES: usize = 4 * 1024;
/// A statement: three digests, a head and the frame.
pub const STATEMENT_BYTES: usize = 1024;
/// Addresses that a statement names, so that members find each other without the inviter.
pub const STATED_ADDRESSES: usize = 4;
/// Bytes of one of them.
pub const STATED_ADDRESS_BYTES: usize = 128;
/// An attestation.
pub const ATTESTATION_BYTES: usize = 512;
/// An invitation's content: with signature and code it must fit one bech32m line of 1,023 letters.
pub const INVITATION_BYTES: usize = 540;

/// A frame of the join, desk and sync protocols: one page of differences, and little to buffer.
pub const FRAME_BYTES: usize = 64 * 1024;
/// The least a peer may ask for in one records answer: 2 s of a 64 kbit/s line.
pub const RECORDS_ANSWER_MIN_BYTES: usize = 16 * 1024;
/// The most a records answer carries.
pub const RECORDS_ANSWER_MAX_BYTES: usize = 1024 * 1024;
/// A gossip message: a hint, not a transfer.
pub const GOSSIP_BYTES: usize = 8 * 1024;
/// Rounds one reconciliation of a plane may take before it is given up.
pub const RECONCILIATION_ROUNDS: u32 = 64;

/// Sequences and times are below this, so that every JSON reader can hold them exactly.
pub const SAFE_INTEGER: u64 = 1 << 53;
/// Revisions that one record may name as superseded.
pub const SUPERSEDES: usize = 8;
/// Extensions of one signed thing.
pub const EXTENSIONS: usize = 16;
/// Bytes of one extension.
pub const EXTENSION_BYTES: usize = 512;

/// Stewards of a network.
pub const STEWARDS: usize = 64;
/// Organisations that one entry admits.
pub const ADMISSIONS: usize = 64;
/// Operations of one roster entry.
pub const OPERATIONS: usize = 256;
/// Heads named by a revocation for one node.
pub const REVOCATION_HEADS: usize = 8;
/// Heads named by the removal of an organisation.
pub const REMOVAL_HEADS: usize = 256;
/// Certificates, revocations and root withdrawals that a rotation of the root key keeps.
pub const ROTATION_KEEPS: usize = 1024;
/// Addresses that a roster entry or an invitation names.
pub const ADDRESSES: usize = 16;
/// Bytes of one address in text form.
pub const ADDRESS_BYTES: usize = 256;
/// Every how many roster versions the hash of the folded state is carried.
pub const STATE_HASH_EVERY: u64 = 256;
/// How far the pin of the roster follows behind its tip, in versions.
pub const PIN_BEHIND: u64 = 8;

/// Installations an organisation may run unless its admission says otherwise.
pub const NODE_SLOTS: u16 = 16;
/// Renewals of one slot's certificate.
pub const RENEWALS: u16 = 32;
/// Revocations kept for one node of one organisation.
pub const REVOCATIONS_PER_NODE: usize = 8;
/// Targets of one root withdrawal.
pub const ROOT_WITHDRAWAL_TARGETS: usize = 64;
/// Targets of all root withdrawals of one organisation together.
pub const ROOT_WITHDRAWAL_TARGETS_PER_ORGANISATION: usize = 1024;
/// Records an organisation may publish unless the roster says otherwise.
pub const BUDGET_RECORDS: u64 = 5_000;
/// Records kept for one (organisation, node, sequence): two prove a fork, more prove nothing.
pub const RECORDS_PER_SEQUENCE: usize = 2;

/// A record dated further ahead than this is held.
pub const FUTURE_TOLERANCE_MS: u64 = 10 * 60 * 1000;
/// A certificate covers records issued up to this long before it: clocks of two machines differ.
pub const CERTIFICATE_EARLY_MS: u64 = 24 * 60 * 60 * 1000;
/// How long a certificate lasts.
pub const CERTIFICATE_LIFETIME_MS: u64 = 400 * 24 * 60 * 60 * 1000;
/// When a certificate's expiry is first warned of.
pub const CERTIFICATE_WARNING_MS: u64 = 60 * 24 * 60 * 60 * 1000;
/// How long a roster entry lasts.
pub const ROSTER_LIFETIME_MS: u64 = 180 * 24 * 60 * 60 * 1000;
/// When the roster's expiry is first warned of.
pub const ROSTER_WARNING_MS: u64 = 45 * 24 * 60 * 60 * 1000;
/// How long an invitation lasts.
pub const INVITATION_LIFETIME_MS: u64 = 72 * 60 * 60 * 1000;
/// How long after its first storage a node-signed withdrawal waits before bodies are purged.
pub const PURGE_DELAY_MS: u64 = 72 * 60 * 60 * 1000;
/// Open invitations of one organisation.
pub const OPEN_INVITATIONS: usize = 32;

/// Documents of one work.
pub const DOCUMENTS: usize = 64;
/// Size of one document.
pub const DOCUMENT_BYTES: u64 = 1024 * 1024 * 1024;
/// A name: an organisation, a place, a file, a label.
pub const NAME_BYTES: usize = 256;
/// A title.
pub const TITLE_BYTES: usize = 512;
/// A short text: a summary, a cell of a table.
pub const SUMMARY_BYTES: usize = 4 * 1024;
/// Entries of any list in a body.
pub const LIST: usize = 256;
/// Bytes of a language tag (BCP 47).
pub const LANGUAGE_BYTES: usize = 35;
/// Bytes of a web address.
pub const URL_BYTES: usize = 2048;
