//! Records, honest and otherwise.

use super::{YEAR_MS, anywhere, view};
use crate::authority::Authority;
use crate::codec;
use crate::extension::Extensions;
use crate::id::{OrganisationId, RecordId};
use crate::record::{About, Withdrawal, kind};
use crate::roster::operation::Head;
use crate::sign::{SaltedBody, Subject};
use crate::standing::Facts;
use crate::sync::set::Plane;
use crate::sync::sim::world::World;

/// An honest node publishes, revises, confirms or withdraws what is its organisation's.
pub(super) fn publish(world: &mut World) -> Option<()> {
    let writer = world.rng.below(world.people.writers.len());
    let (node, authority) = view(world, world.people.writers[writer].home?)?;
    let one = &world.people.writers[writer];
    let organisation = world.people.organisations[one.organisation].id;
    let signer = (organisation, one.key.public());
    let mine = world.nodes[node].library.records.values().map(|one| &one.facts);
    let last = mine.filter(|facts| facts.node == signer.1).max_by_key(|facts| facts.sequence);
    let place = last.map_or((0, None), |last| (last.sequence + 1, Some(last.id)));
    if !authority.knows(signer) || place.0 >= authority.budget(organisation, false) {
        return None;
    }
    let (subject, body) = subject(world, node, Some((organisation, &authority)))?;
    let issued_at_ms = world.clock(node);
    let parcel = world.people.record(writer, place, issued_at_ms, subject, &body).ok()?;
    let bytes = codec::encode(&parcel).ok()?;
    world.hand_over(node, Plane::Headers, &bytes);
    Some(())
}

/// A thief with a node's key: forks, floods, leaps, wrong dates, other people's works.
pub(super) fn steal(world: &mut World) -> Option<()> {
    let thieves = (0..world.people.writers.len()).filter(|one| world.people.writers[*one].home.is_none());
    let thief = *world.rng.pick(&thieves.collect::<Vec<_>>())?;
    let history = world.people.writers[thief].history.clone();
    let sequence = match (world.rng.pick(&history), world.rng.below(10)) {
        (Some(again), 0..5) => again.sequence,
        (_, 5) => world.rng.below(60) as u64,
        _ => history.iter().map(|head| head.sequence + 1).max().unwrap_or(0),
    };
    let before: Vec<RecordId> =
        history.iter().filter(|head| head.sequence + 1 == sequence).map(|head| head.record).collect();
    for _ in 0..world.rng.between(1..=4) {
        let previous = world.rng.pick(&before).copied().unwrap_or(RecordId(world.rng.bytes()));
        let (node, _) = anywhere(world)?;
        let (subject, body) = subject(world, node, None)?;
        let issued_at_ms = match world.rng.below(8) {
            0 => world.now_ms.saturating_sub(10 * YEAR_MS),
            1 => world.now_ms + 10 * YEAR_MS,
            2 => world.now_ms + 700_000,
            _ => world.now_ms,
        };
        let place = (sequence, (sequence > 0).then_some(previous));
        let parcel = world.people.record(thief, place, issued_at_ms, subject, &body).ok()?;
        let record = parcel.envelope.id();
        world.people.writers[thief].history.push(Head { sequence, record });
        let bytes = codec::encode(&parcel).ok()?;
        world.hand_over(node, Plane::Headers, &bytes);
    }
    Some(())
}

/// Bytes that are nothing, and bytes that nearly were something.
pub(super) fn garbage(world: &mut World) -> Option<()> {
    let (node, _) = anywhere(world)?;
    let plane = *world.rng.pick(&Plane::ALL)?;
    let items: Vec<_> = world.nodes[node].sets[plane.index()].iter().map(|item| item.id).collect();
    let known = world.rng.pick(&items).and_then(|id| world.nodes[node].bytes(plane, id));
    let mut bytes = known.unwrap_or_else(|| world.rng.bytes().to_vec());
    let place = world.rng.below(bytes.len());
    bytes[place] ^= 1 << world.rng.below(8);
    world.hand_over(node, plane, &bytes);
    Some(())
}

/// What a record is about, chosen among what a node has; of an organisation's own works alone if one is
/// given.
fn subject(
    world: &mut World,
    node: usize,
    own: Option<(OrganisationId, &Authority)>,
) -> Option<(Subject, SaltedBody)> {
    let records = world.nodes[node].library.records.values().map(|one| one.facts.clone());
    let answers = |facts: &Facts| {
        own.is_none_or(|(me, authority)| authority.roster().answers_for(me, facts.organisation))
    };
    let works: Vec<Facts> = records.filter(answers).collect();
    let salt = world.rng.bytes();
    let plain = SaltedBody::from_bytes(&salt, b"a body that standing never reads");
    let Some(one) = world.rng.pick(&works).cloned() else {
        return Some((Subject { kind: kind::PUBLICATION, ..Subject::default() }, plain));
    };
    let about = Some(About { work: one.work(), record: one.id });
    let subject = Subject { kind: kind::PUBLICATION, ..Subject::default() };
    Some(match world.rng.below(20) {
        0..8 => (subject, plain),
        8..14 => {
            let revisions = works.iter().filter(|other| other.work() == one.work()).map(|other| other.id);
            let mut supersedes = world.rng.some(revisions, 60);
            supersedes.truncate(crate::limits::SUPERSEDES);
            (Subject { kind: one.kind, subject: Some(one.work()), supersedes, ..subject }, plain)
        }
        14..16 => (Subject { kind: kind::CONFIRMATION, about, ..subject }, plain),
        16 => (Subject { kind: 77, about, ..subject }, plain),
        _ if own.is_none() && world.rng.chance(20) => {
            (Subject { kind: kind::WITHDRAWAL, about, ..subject }, plain)
        }
        _ => (Subject { kind: kind::WITHDRAWAL, about, ..subject }, withdrawal(world, &salt)?),
    })
}

fn withdrawal(world: &mut World, salt: &[u8; 32]) -> Option<SaltedBody> {
    let body = Withdrawal {
        version: 1,
        whole_work: world.rng.chance(50),
        level: 1 + world.rng.below(3) as u16,
        reason: 1,
        citation: String::new(),
        replacement: None,
        extensions: Extensions::NONE,
    };
    SaltedBody::new(salt, &body).ok()
}
