//! How gossip is set up: signed, validated by us before it travels, scored, one topic.
//!
//! Owns every number of gossipsub, none left to a default. Gossip is a hint that makes things fast; nothing rests on it.
//! Refuses to know what a message says and what the verdict on it will be.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use libp2p::{
    gossipsub::{
        Behaviour, ConfigBuilder, IdentTopic, IdentityTransform, MaxCountSubscriptionFilter, Message,
        MessageAuthenticity, MessageId, PeerScoreParams, PeerScoreThresholds, TopicHash, TopicScoreParams,
        ValidationMode, WhitelistSubscriptionFilter,
    },
    identity::Keypair,
};

use super::GOSSIP_BYTES_MAX;

/// The bounded filter comes first: gossipsub deduplicates a peer's whole list before it asks about single topics.
type TopicFilter = MaxCountSubscriptionFilter<WhitelistSubscriptionFilter>;

pub(super) type Gossip = Behaviour<IdentityTransform, TopicFilter>;

/// A message's author, sequence number, topic, signature and framing around its data, in bytes. libp2p's own bound
/// covers the whole frame, so without this allowance a message at our bound would not fit.
const ENVELOPE_BYTES_MAX: usize = 512;
/// libp2p-gossipsub 0.50.1 compares its whole read buffer with the limit of one frame: an unfinished frame and one
/// more read of 8 KiB. Without room for that, a burst of messages ends gossip on the connection for good. What is
/// longer than [`GOSSIP_BYTES_MAX`] is refused by whoever reads it.
const READ_AHEAD_BYTES: usize = 8 * 1024;

/// Ids in one announcement: 32 bytes and their framing each have to fit in a frame of 8 KiB.
const IDS_PER_ANNOUNCEMENT: usize = 200;
const _: () = assert!(IDS_PER_ANNOUNCEMENT * (32 + 2) + 256 <= GOSSIP_BYTES_MAX);

/// Why gossip cannot be set up; a mistake in the numbers below, found by the first test that starts a node.
#[derive(Debug, thiserror::Error)]
#[error("gossip settings: {0}")]
pub(super) struct BadSettings(String);

/// The one topic of a network.
pub(super) fn topic(network: &[u8; 32]) -> IdentTopic {
    IdentTopic::new(format!("/vicinia/1/{}", blake3::Hash::from(*network).to_hex()))
}

/// Gossip in the given network, subscribed and scored.
pub(super) fn behaviour(keypair: &Keypair, network: &[u8; 32]) -> Result<Gossip, BadSettings> {
    let topic = topic(network);
    let config = settings().build().map_err(|error| BadSettings(error.to_string()))?;
    let filter = MaxCountSubscriptionFilter {
        filter: WhitelistSubscriptionFilter(HashSet::from([topic.hash()])),
        max_subscribed_topics: 1,
        max_subscriptions_per_request: 16,
    };
    let author = MessageAuthenticity::Signed(keypair.clone());
    let mut gossip = Gossip::new_with_subscription_filter(author, config, filter)
        .map_err(|error| BadSettings(error.to_owned()))?;
    gossip.with_peer_score(score(topic.hash()), thresholds()).map_err(BadSettings)?;
    gossip.subscribe(&topic).map_err(|error| BadSettings(error.to_string()))?;
    Ok(gossip)
}

fn settings() -> ConfigBuilder {
    let mut settings = ConfigBuilder::default();
    settings
        // Trust: signed by its author, judged by us, named by its content.
        .validation_mode(ValidationMode::Strict)
        .validate_messages()
        .message_id_fn(|message: &Message| MessageId::from(blake3::hash(&message.data).as_bytes().to_vec()))
        .allow_self_origin(false)
        // Size: frames, announcements, queues.
        .max_transmit_size(GOSSIP_BYTES_MAX + ENVELOPE_BYTES_MAX + READ_AHEAD_BYTES)
        .max_control_message_size(GOSSIP_BYTES_MAX)
        .max_publish_messages(64)
        .max_control_messages_sent(IDS_PER_ANNOUNCEMENT)
        .max_ihave_messages_heartbeat(10)
        .connection_handler_queue_len(256)
        .publish_queue_duration(Duration::from_secs(5))
        .forward_queue_duration(Duration::from_secs(1))
        .idontwant_message_size_threshold(1000)
        .idontwant_on_publish(false)
        // Mesh: six peers, our own messages to everybody, no exchange of peers.
        .mesh_n(6)
        .mesh_n_low(5)
        .mesh_n_high(12)
        .mesh_outbound_min(2)
        .flood_publish(true)
        .prune_peers(0)
        .gossip_lazy(6)
        .gossip_factor(0.25)
        .gossip_retransimission(3)
        .retain_scores(4)
        .opportunistic_graft_ticks(60)
        .opportunistic_graft_peers(2)
        // Time.
        .heartbeat_initial_delay(Duration::from_secs(1))
        .heartbeat_interval(Duration::from_secs(1))
        .history_length(5)
        .history_gossip(3)
        .duplicate_cache_time(Duration::from_secs(60))
        .fanout_ttl(Duration::from_secs(60))
        .prune_backoff(Duration::from_secs(60))
        .unsubscribe_backoff(Duration::from_secs(10))
        .backoff_slack(1)
        .graft_flood_threshold(Duration::from_secs(10))
        .iwant_followup_time(Duration::from_secs(3))
        .check_explicit_peers_ticks(300);
    settings
}

/// One invalid message costs −20 and the place in the mesh, three cost −180 and every hearing. Being idle costs nothing:
/// a municipality may publish once a month.
fn score(topic: TopicHash) -> PeerScoreParams {
    PeerScoreParams {
        topics: HashMap::from([(topic, topic_score())]),
        topic_score_cap: 100.0,
        // P5: strangers have no gossip handler at all, so it is 0 for whoever gets here.
        app_specific_weight: 1.0,
        // P6: one provider hosts many municipalities.
        ip_colocation_factor_weight: -5.0,
        ip_colocation_factor_threshold: 16.0,
        ip_colocation_factor_whitelist: HashSet::new(),
        // P7.
        behaviour_penalty_weight: -10.0,
        behaviour_penalty_threshold: 0.0,
        behaviour_penalty_decay: 0.2,
        // A slow line is no offence.
        slow_peer_weight: 0.0,
        slow_peer_threshold: 0.0,
        slow_peer_decay: 0.2,
        decay_interval: Duration::from_secs(1),
        decay_to_zero: 0.1,
        retain_score: Duration::from_secs(60 * 60),
    }
}

fn topic_score() -> TopicScoreParams {
    TopicScoreParams {
        topic_weight: 1.0,
        // P1: time in the mesh, +1 at most.
        time_in_mesh_weight: 0.01,
        time_in_mesh_quantum: Duration::from_secs(1),
        time_in_mesh_cap: 100.0,
        // P2: being first, +5 at most.
        first_message_deliveries_weight: 0.1,
        first_message_deliveries_decay: 0.9,
        first_message_deliveries_cap: 50.0,
        // P3 and P3b are off; the rest of their numbers is never read.
        mesh_message_deliveries_weight: 0.0,
        mesh_message_deliveries_decay: 0.5,
        mesh_message_deliveries_cap: 0.0,
        mesh_message_deliveries_threshold: 0.0,
        mesh_message_deliveries_window: Duration::ZERO,
        mesh_message_deliveries_activation: Duration::ZERO,
        mesh_failure_penalty_weight: 0.0,
        mesh_failure_penalty_decay: 0.5,
        // P4: the square of the invalid messages.
        invalid_message_deliveries_weight: -20.0,
        invalid_message_deliveries_decay: 0.99,
    }
}

fn thresholds() -> PeerScoreThresholds {
    PeerScoreThresholds {
        gossip_threshold: -10.0,
        publish_threshold: -40.0,
        graylist_threshold: -80.0,
        accept_px_threshold: 0.0,
        opportunistic_graft_threshold: 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_are_valid() {
        let keypair = Keypair::ed25519_from_bytes([1; 32]).unwrap();
        assert!(behaviour(&keypair, &[2; 32]).is_ok());
    }

    #[test]
    fn an_idle_peer_is_never_below_zero_and_a_long_standing_one_cannot_bank_credit() {
        let topic = topic_score();
        let best = topic.time_in_mesh_weight * topic.time_in_mesh_cap
            + topic.first_message_deliveries_weight * topic.first_message_deliveries_cap;
        let invalid = |count: f64| topic.invalid_message_deliveries_weight * count * count;
        assert!(topic.mesh_message_deliveries_weight == 0.0 && topic.mesh_failure_penalty_weight == 0.0);
        assert!(best + invalid(1.0) < thresholds().gossip_threshold);
        assert!(best + invalid(3.0) < thresholds().graylist_threshold);
    }
}
