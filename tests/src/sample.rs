//! A small network that says everything the wire format can say, always in the same bytes.
//!
//! Owns: fixed keys, and one vector for each thing that travels. Refuses to know how bytes are judged.
//! Neighbours: [`authority`] founds and governs the network, [`works`] fills it, [`messages`] carries it.

pub mod authority;
pub mod messages;
pub mod works;

use protocol::codec::{Wire, encode};
use protocol::id::{OrganisationId, organisation_id};
use protocol::key::SecretKey;

/// When the sample network was founded.
pub const NOW: u64 = 1_767_225_600_000;

/// Names of all keys, each with what it does.
pub const KEYS: &[(&str, &str)] = &[
    ("prato root", "root of Prato, the founder"),
    ("prato steward", "steward key of Prato"),
    ("prato spare", "its spare"),
    ("prato node", "node of Prato"),
    ("lucca root", "root of Lucca"),
    ("lucca steward", "steward key of Lucca"),
    ("lucca node", "node of Lucca"),
    ("lucca new root", "root of Lucca after its rotation"),
    ("cortile root", "root of Il Cortile, a third-sector organisation"),
    ("cortile steward", "steward key of Il Cortile"),
    ("cortile node", "node of Il Cortile"),
];

/// Seed of a key: BLAKE3 in derive-key mode, so that anybody can make the same.
#[must_use]
pub fn seed(name: &str) -> [u8; 32] {
    blake3::derive_key("vicinia sample seed v1", name.as_bytes())
}

/// A key of the sample network.
///
/// # Panics
/// When the name is not one of [`KEYS`].
#[must_use]
pub fn key(name: &str) -> SecretKey {
    assert!(KEYS.iter().any(|(known, _)| *known == name), "no key {name}");
    SecretKey::from_seed(&seed(name))
}

/// The id of an organisation: `prato`, `lucca`, `cortile`.
#[must_use]
pub fn organisation(name: &str) -> OrganisationId {
    organisation_id(&key(&format!("{name} root")).public())
}

/// Bytes that look random and are always the same.
#[must_use]
pub fn noise(name: &str) -> [u8; 32] {
    blake3::derive_key("vicinia sample noise v1", name.as_bytes())
}

/// A golden vector.
#[derive(Debug, Clone)]
pub struct Vector {
    /// Name of its files.
    pub name: &'static str,
    /// Its type in `FORMAT.md`.
    pub kind: &'static str,
    /// What it shows.
    pub about: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

fn vector<T: Wire>(name: &'static str, kind: &'static str, about: &'static str, value: &T) -> Vector {
    let bytes = encode(value).unwrap_or_else(|error| panic!("{name}: {error}"));
    Vector { name, kind, about, bytes }
}

/// Every vector, in the order in which they build on each other.
#[must_use]
pub fn vectors() -> Vec<Vector> {
    [authority::vectors(), works::vectors(), messages::vectors()].concat()
}
