//! What travels only as a hash: the folded roster, a desk item, the digest of a set.
//!
//! Owns: building each of them by the page. Refuses to use the code's own hashes but to compare.

use super::FORMAT;
use super::golden::compare;
use protocol::id::OrganisationId;
use protocol::roster::operation::{Charter, NodeHead, RevokeNode, Seat, Target, Withdraw};
use protocol::roster::state::{Organisation, Root, State, Status};
use vicinia_tests::format::Value;
use vicinia_tests::format::listing::hex;
use vicinia_tests::sample::messages::{derived, summary};
use vicinia_tests::sample::{authority, noise};

fn bytes(bytes: &[u8]) -> Value {
    Value::Bytes(bytes.to_vec())
}

fn int(number: impl Into<i128>) -> Value {
    Value::Int(number.into())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn list<T>(items: impl IntoIterator<Item = T>, value: impl Fn(T) -> Value) -> Value {
    Value::List(items.into_iter().map(value).collect())
}

fn option(value: Option<Value>) -> Value {
    Value::Option(value.map(Box::new))
}

fn charter(one: &Charter) -> Value {
    Value::Fields(vec![text(&one.name), text(&one.purpose), list(&one.languages, |tag| text(tag))])
}

fn seat(one: &Seat) -> Value {
    let spare = option(one.spare.map(|key| bytes(key.as_bytes())));
    Value::Fields(vec![bytes(&one.organisation.0), bytes(one.key.as_bytes()), spare])
}

fn head(one: &NodeHead) -> Value {
    Value::Fields(vec![bytes(one.node.as_bytes()), int(one.sequence), bytes(&one.record.0)])
}

fn root(one: &Root) -> Value {
    let keep = option(one.keep.as_ref().map(|ids| list(ids, |id| bytes(id))));
    Value::Fields(vec![bytes(one.key.as_bytes()), keep])
}

fn organisation((id, one): (&OrganisationId, &Organisation)) -> Value {
    let status = match &one.status {
        Status::Member => Value::Variant(0, None),
        Status::Suspended => Value::Variant(1, None),
        Status::Removed { heads } => Value::Variant(2, Some(Box::new(list(heads, head)))),
    };
    Value::Fields(vec![
        bytes(&id.0),
        text(&one.name),
        int(one.kind),
        text(&one.territory),
        list(&one.roots, root),
        int(one.budget),
        int(one.node_slots),
        status,
        option(one.successor.map(|id| bytes(&id.0))),
        int(one.admitted_version),
    ])
}

fn revocation(one: &RevokeNode) -> Value {
    let heads = list(&one.last_valid, |head| Value::Fields(vec![int(head.sequence), bytes(&head.record.0)]));
    Value::Fields(vec![bytes(&one.organisation.0), bytes(one.node.as_bytes()), heads, int(one.reason)])
}

fn target(one: &Target) -> Value {
    let (number, id) = match one {
        Target::Work(id) => (0, id.0),
        Target::Record(id) => (1, id.0),
        Target::Document(id) => (2, id.0),
    };
    Value::Variant(number, Some(Box::new(bytes(&id))))
}

fn withdrawal((key, one): (&Target, &Withdraw)) -> Value {
    let withdraw = Value::Fields(vec![target(&one.target), int(one.level), int(one.reason)]);
    Value::Fields(vec![target(key), withdraw])
}

fn state(one: &State) -> Value {
    Value::Fields(vec![
        bytes(&one.network.0),
        int(one.version),
        bytes(&one.tip.0),
        int(one.issued_at_ms),
        int(one.expires_at_ms),
        charter(&one.charter),
        list(&one.stewards.seats, seat),
        int(one.stewards.threshold),
        list(&one.organisations, organisation),
        list(&one.roots, |key| bytes(key.as_bytes())),
        list(&one.invitations, |id| bytes(&id.0)),
        list(&one.revocations, revocation),
        list(&one.withdrawals, withdrawal),
        list(&one.addresses, |address| text(address)),
    ])
}

/// The digest of a set, as the page says.
fn digest(ids: &[[u8; 32]]) -> [u8; 32] {
    let mut lanes = [0_u16; 1024];
    for id in ids {
        let mut stretched = [0; 2048];
        let mut hasher = blake3::Hasher::new_derive_key("vicinia set element v1");
        hasher.update(id).finalize_xof().fill(&mut stretched);
        for (lane, pair) in lanes.iter_mut().zip(stretched.chunks(2)) {
            *lane = lane.wrapping_add(u16::from_le_bytes(pair.try_into().unwrap()));
        }
    }
    let bytes: Vec<u8> = lanes.iter().flat_map(|lane| lane.to_le_bytes()).collect();
    blake3::derive_key("vicinia set digest v1", &bytes)
}

#[test]
fn derived_hashes_are_built_as_the_page_says() {
    let [(_, state_hash), (_, desk_hash)] = derived();
    let by_page = FORMAT.encode("State", &state(&authority::state()));
    assert_eq!(blake3::derive_key("vicinia roster state v1", &by_page), state_hash);
    FORMAT.decode("State", &by_page).unwrap();

    let proposal = protocol::codec::encode(&authority::founding()).unwrap();
    let item = [&[2][..], &proposal].concat();
    assert_eq!(blake3::derive_key("vicinia desk item v1", &item), desk_hash);

    let ids: Vec<[u8; 32]> = (0..3).map(|number| noise(&format!("element {number}"))).collect();
    assert_eq!(summary(3).digest, digest(&ids));
    assert_eq!(summary(0).digest, digest(&[]));

    let listing = format!(
        "hash of the state after roster-2-changes\n  {}\nits encoding\n  {}\nhash of the desk item that proposes roster-0-genesis\n  {}\ndigest of no ids\n  {}\ndigest of three ids\n  {}\nthese\n  {}\n",
        hex(&state_hash),
        hex(&by_page),
        hex(&desk_hash),
        hex(&digest(&[])),
        hex(&digest(&ids)),
        ids.iter().map(|id| hex(id)).collect::<Vec<_>>().join("\n  "),
    );
    compare("derived.txt", &listing);
}
