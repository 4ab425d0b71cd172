//! The golden bytes: what they are, what they say, whose they are.
//!
//! Owns: the files of `tests/golden/wire`. Refuses to take the code's word for an id or a signature: hashes
//! and keys are asked directly. Neighbours: [`super::damage`] spoils these bytes.

use super::{FORMAT, VECTORS};
use crate::source::root;
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use std::path::PathBuf;
use vicinia_tests::format::listing::hex;
use vicinia_tests::format::visit::Found;
use vicinia_tests::format::{PAGE, Value};
use vicinia_tests::sample::{KEYS, seed};

/// Whether golden files are to be written instead of compared.
pub(super) fn blessing() -> bool {
    std::env::var_os("VICINIA_BLESS").is_some_and(|value| value == "1")
}

fn file(name: &str) -> PathBuf {
    root().join("tests/golden/wire").join(name)
}

/// Compares a golden file, or writes it.
pub(super) fn compare(name: &str, found: &str) {
    if blessing() {
        std::fs::write(file(name), found).unwrap();
    }
    let golden = std::fs::read_to_string(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(golden, found, "{name} is not what it was");
}

#[test]
fn the_page_alone_reads_the_golden_bytes() {
    for vector in VECTORS.iter() {
        let (name, kind, about) = (vector.name, vector.kind, vector.about);
        // The sample network is written by the code, and has the same bytes for ever.
        let lines: String = vector.bytes.chunks(32).map(|line| hex(line) + "\n").collect();
        compare(&format!("{name}.hex"), &lines);
        let text = std::fs::read_to_string(file(&format!("{name}.hex"))).unwrap();
        let bytes = unhex(&text);
        let listing = FORMAT.listing(kind, &bytes);
        let text =
            format!("{kind}: {about}; {} bytes\n{}\n{listing}", bytes.len(), facts(kind, &bytes).join("\n"));
        compare(&format!("{name}.txt"), &text);
        let value = FORMAT.decode(kind, &bytes).unwrap();
        assert_eq!(FORMAT.encode(kind, &value), bytes, "{name} written by the page");
        super::judge(kind, &bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn no_golden_file_is_left_over() {
    let known = |name: &str| {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        VECTORS.iter().any(|vector| vector.name == stem)
            || ["keys", "invitation-line", "derived"].contains(&stem)
    };
    for entry in std::fs::read_dir(file("")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known(&name), "{name} belongs to no vector");
    }
}

#[test]
fn keys_come_from_their_seeds() {
    let line = |(name, about): &(&str, &str)| {
        let key = SigningKey::from_bytes(&seed(name));
        format!(
            "{name}: {about}\n  seed   {}\n  public {}\n",
            hex(&key.to_bytes()),
            hex(key.verifying_key().as_bytes())
        )
    };
    compare("keys.txt", &KEYS.iter().map(line).collect::<String>());
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(pair).collect()
}

/// What is signed: the structure, its field with the exact bytes, their type, prefix and hash context, and
/// each signature's field with where its key stands.
type Signed =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static [(&'static str, Whose)]);

#[derive(Clone, Copy)]
enum Whose {
    /// A key in a field of what is signed.
    Field(&'static str),
    /// The organisation's root, which the paper names.
    Root,
    /// The key of the invitation in the request.
    Invitation,
}

const SIGNED: &[Signed] = &[
    ("Envelope", "header", "Header", "record", "record", &[("signature", Whose::Field("node"))]),
    (
        "SignedCertificate",
        "content",
        "Certificate",
        "certificate",
        "certificate",
        &[("root", Whose::Root), ("node", Whose::Field("node"))],
    ),
    ("SignedRevocation", "content", "Revocation", "revocation", "revocation", &[("root", Whose::Root)]),
    (
        "SignedRootWithdrawal",
        "content",
        "RootWithdrawal",
        "root-withdrawal",
        "root withdrawal",
        &[("root", Whose::Root)],
    ),
    ("SignedInvitation", "content", "Invitation", "invitation", "", &[("signature", Whose::Field("node"))]),
    ("SignedJoinRequest", "content", "JoinRequest", "join-request", "", &[("signature", Whose::Invitation)]),
    (
        "SignedJoinRefusal",
        "content",
        "JoinRefusal",
        "join-refusal",
        "",
        &[("signature", Whose::Field("node"))],
    ),
    ("Word", "content", "Statement", "statement", "", &[("signature", Whose::Field("node"))]),
    ("Word", "content", "Attestation", "attestation", "", &[("signature", Whose::Field("node"))]),
];

/// Ids and signatures found in a vector, each checked.
fn facts(kind: &str, bytes: &[u8]) -> Vec<String> {
    let mut facts = Vec::new();
    FORMAT.visit(kind, bytes, &mut |(name, value, _)| {
        for signed in SIGNED.iter().filter(|signed| signed.0 == name) {
            facts.extend(signed_fact(signed, value));
        }
        if name == "SignedEntry" {
            facts.extend(entry_facts(value));
        }
        body_fact((name, value, None));
    });
    facts
}

fn signed_fact((holder, field, kind, prefix, hash, keys): &Signed, value: &Value) -> Vec<String> {
    let content = FORMAT.bytes(holder, value, field);
    let Ok(inner) = FORMAT.decode(kind, content) else { return Vec::new() };
    let mut facts = Vec::new();
    if !hash.is_empty() {
        // A paper's id covers the root key that signed it, too.
        let by = FORMAT.field(holder, value, "by").map(|_| FORMAT.bytes(holder, value, "by"));
        let hashed = [by.unwrap_or_default(), content].concat();
        facts.push(format!("{hash} {}", id(&format!("vicinia {hash} v1"), &hashed)));
    }
    for (field, whose) in *keys {
        let key = match whose {
            Whose::Field(key) => FORMAT.bytes(kind, &inner, key).to_vec(),
            Whose::Root => {
                let by = FORMAT.bytes(holder, value, "by").to_vec();
                assert_eq!(by, root_of(FORMAT.bytes(kind, &inner, "organisation")));
                by
            }
            Whose::Invitation => {
                let invitation = FORMAT.field(kind, &inner, "invitation").unwrap();
                let invitation = FORMAT.bytes("SignedInvitation", invitation, "content");
                let invitation = FORMAT.decode("Invitation", invitation).unwrap();
                FORMAT.bytes("Invitation", &invitation, "key").to_vec()
            }
        };
        facts.push(checked(prefix, content, FORMAT.bytes(holder, value, field), &key));
    }
    facts
}

fn entry_facts(value: &Value) -> Vec<String> {
    let content = FORMAT.bytes("SignedEntry", value, "content");
    let mut facts = vec![format!("entry {}", id("vicinia roster entry v1", content))];
    let Some(Value::List(signatures)) = FORMAT.field("SignedEntry", value, "signatures") else { panic!() };
    for signature in signatures {
        let organisation = FORMAT.bytes("StewardSignature", signature, "organisation");
        let steward = name_of(&root_of(organisation)).replace("root", "steward");
        let key = SigningKey::from_bytes(&seed(&steward)).verifying_key().to_bytes();
        let signature = FORMAT.bytes("StewardSignature", signature, "signature");
        facts.push(checked("roster-entry", content, signature, &key));
    }
    facts
}

/// A body is the one that its header commits to.
fn body_fact((name, value, _): Found<'_>) {
    let Some(Value::Option(Some(body))) =
        (name == "Parcel").then(|| FORMAT.field(name, value, "body")).flatten()
    else {
        return;
    };
    let Value::Bytes(body) = &**body else { panic!("a body is bytes") };
    let envelope = FORMAT.field("Parcel", value, "envelope").unwrap();
    let header = FORMAT.decode("Header", FORMAT.bytes("Envelope", envelope, "header")).unwrap();
    assert_eq!(hex(FORMAT.bytes("Header", &header, "body_commitment")), id("vicinia body v1", body));
    assert_eq!(FORMAT.field("Header", &header, "body_len"), Some(&Value::Int(body.len() as i128)));
}

/// A hash as text, in a context that the page lists.
fn id(context: &str, bytes: &[u8]) -> String {
    assert!(PAGE.contains(&format!("| `{context}` |")), "{context}");
    hex(&blake3::derive_key(context, bytes))
}

/// Checks a signature and says whose it is.
pub(super) fn checked(prefix: &str, content: &[u8], signature: &[u8], key: &[u8]) -> String {
    let framed = [format!("vicinia/{prefix}/1\0").as_bytes(), content].concat();
    let verifying = VerifyingKey::from_bytes(key.try_into().unwrap()).unwrap();
    let verdict = verifying.verify_strict(&framed, &Signature::from_slice(signature).unwrap());
    assert!(verdict.is_ok(), "{prefix}: not signed by {}", name_of(key));
    format!("signed vicinia/{prefix}/1 by {}", name_of(key))
}

/// The name of a sample key; the only other one is the invitation's.
fn name_of(key: &[u8]) -> String {
    let is = |name: &&str| SigningKey::from_bytes(&seed(name)).verifying_key().as_bytes() == key;
    KEYS.iter().map(|(name, _)| *name).find(is).unwrap_or("the invitation's key").to_owned()
}

/// The first root key of an organisation.
fn root_of(organisation: &[u8]) -> Vec<u8> {
    let roots = ["prato root", "lucca root", "cortile root"].map(|name| SigningKey::from_bytes(&seed(name)));
    let is = |key: &[u8; 32]| blake3::derive_key("vicinia organisation v1", key) == *organisation;
    let found = roots.iter().map(|key| key.verifying_key().to_bytes()).find(is);
    found.expect("an organisation of the sample network").to_vec()
}

#[test]
fn acceptances_are_built_as_the_page_says() {
    let network =
        blake3::derive_key("vicinia roster entry v1", FORMAT.bytes("SignedEntry", &entry(0), "content"));
    let operations = operations(&entry(0));
    let charter = blake3::derive_key("vicinia charter v1", &operations[0]);
    let founder = admissions(&operations[1]).remove(0);
    accepted("Admission", &founder, [0; 32], None, Some(charter));
    for admission in admissions(&self::operations(&entry(1))[0]) {
        let Some(Value::Option(Some(invitation))) = FORMAT.field("Admission", &admission, "invitation")
        else {
            panic!()
        };
        let Value::Bytes(invitation) = &**invitation else { panic!() };
        accepted("Admission", &admission, network, Some(invitation.clone().try_into().unwrap()), None);
    }
    let rotation = FORMAT.decode("RotateRoot", &self::operations(&entry(2))[4]).unwrap();
    accepted("RotateRoot", &rotation, network, None, None);
}

fn entry(version: usize) -> Value {
    FORMAT.decode("SignedEntry", &VECTORS[version].bytes).unwrap()
}

fn operations(entry: &Value) -> Vec<Vec<u8>> {
    let content = FORMAT.decode("RosterEntry", FORMAT.bytes("SignedEntry", entry, "content")).unwrap();
    let Some(Value::List(operations)) = FORMAT.field("RosterEntry", &content, "operations") else { panic!() };
    operations.iter().map(|one| FORMAT.bytes("RawOperation", one, "bytes").to_vec()).collect()
}

fn admissions(admit: &[u8]) -> Vec<Value> {
    let admit = FORMAT.decode("Admit", admit).unwrap();
    match FORMAT.field("Admit", &admit, "admissions") {
        Some(Value::List(admissions)) => admissions.clone(),
        _ => panic!("no admissions"),
    }
}

fn accepted(
    kind: &str,
    value: &Value,
    network: [u8; 32],
    invitation: Option<[u8; 32]>,
    charter: Option<[u8; 32]>,
) {
    let optional = |id: Option<[u8; 32]>| Value::Option(id.map(|id| Box::new(Value::Bytes(id.to_vec()))));
    let root = FORMAT.bytes(kind, value, "root");
    let acceptance = Value::Fields(vec![
        Value::Int(1),
        Value::Bytes(network.to_vec()),
        Value::Bytes(root.to_vec()),
        optional(invitation),
        optional(charter),
        Value::List(vec![]),
    ]);
    let bytes = FORMAT.encode("Acceptance", &acceptance);
    checked("acceptance", &bytes, FORMAT.bytes(kind, value, "acceptance"), root);
}
