//! The bounds of the network that may be tuned, with their units and the reason for each default.
//!
//! Owns the numbers only. What the wire itself fixes (frame sizes, names) stands in the parent module.

use std::time::Duration;

/// Bounds that an operator or a test may change; the defaults are the ones meant for a municipality's server.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Inbound connections whose handshake is not finished.
    pub pending_inbound: u32,
    /// Established inbound connections, guests included.
    pub established_inbound: u32,
    /// Established outbound connections.
    pub established_outbound: u32,
    /// Established connections to one peer: two, since both sides may dial at once.
    pub established_per_peer: u32,
    /// New inbound connections a minute from one IPv4 /24 or IPv6 /56; loopback is exempt.
    pub inbound_per_minute: u32,
    /// Until TCP, Noise and Yamux, or QUIC, are agreed.
    pub handshake: Duration,
    /// After which an unused connection is closed.
    pub idle: Duration,
    /// How long closing a connection in good order may take before it is cut.
    pub farewell: Duration,
    /// Between two pings; a ping that gets no answer for [`Limits::ping_timeout`] closes the connection.
    pub ping_interval: Duration,
    /// How long a ping may take.
    pub ping_timeout: Duration,
    /// Resident memory of the process above which no new connection is taken, in bytes.
    pub memory_bytes: usize,
    /// Strangers connected at once.
    pub guests: usize,
    /// What one stranger may ask in all over one connection, in bytes: one frame, since a presented roster entry
    /// takes up to 48 KiB. A short request counts 4 KiB.
    pub guest_bytes: usize,
    /// How long a stranger may stay.
    pub guest_stay: Duration,
    /// How long a stranger may stay silent, on top of the time its handshake took: a slow line is not an attack.
    pub guest_silence: Duration,
    /// Requests of ours without an answer, to all peers.
    pub requests: usize,
    /// Requests of ours without an answer, to one peer over one protocol.
    pub requests_per_peer: usize,
    /// The longest a request may take from first byte to last, whatever its caller allows.
    pub request_timeout: Duration,
    /// Events waiting for their reader, at least 1.
    pub events: usize,
    /// Commands waiting for the event loop, at least 1.
    pub commands: usize,
    /// Addresses kept for one peer.
    pub addresses_per_peer: usize,
    /// Members kept in the address book; further ones are refused.
    pub members: usize,
    /// The first pause before a peer is dialled again.
    pub redial_min: Duration,
    /// The longest pause before a peer is dialled again.
    pub redial_max: Duration,
    /// Organisations to which outbound links are kept.
    pub outbound_organisations: usize,
    /// Links below which further members are dialled.
    pub links_wanted: usize,
    /// Dials at once.
    pub dials: usize,
    /// Protocol offences that ban a peer.
    pub offences: u32,
    /// After which one offence is forgiven.
    pub offence_decay: Duration,
    /// How long a ban lasts.
    pub ban: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pending_inbound: 32,
            established_inbound: 128,
            established_outbound: 32,
            established_per_peer: 2,
            inbound_per_minute: 10,
            handshake: Duration::from_secs(10),
            idle: Duration::from_secs(120),
            farewell: Duration::from_secs(2),
            ping_interval: Duration::from_secs(15),
            ping_timeout: Duration::from_secs(20),
            memory_bytes: 512 * 1024 * 1024,
            guests: 8,
            guest_bytes: 64 * 1024,
            guest_stay: Duration::from_secs(60),
            guest_silence: Duration::from_millis(800),
            requests: 256,
            requests_per_peer: 4,
            request_timeout: Duration::from_secs(30),
            events: 256,
            commands: 256,
            addresses_per_peer: 16,
            members: 16_384,
            redial_min: Duration::from_secs(3),
            redial_max: Duration::from_secs(60 * 60),
            outbound_organisations: 3,
            links_wanted: 8,
            dials: 8,
            offences: 5,
            offence_decay: Duration::from_secs(10 * 60),
            ban: Duration::from_secs(12 * 60 * 60),
        }
    }
}
