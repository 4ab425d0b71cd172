//! Fetching: ids in, whole things out of one peer, at the line's own pace.

use super::Replicate;
use crate::net::{PeerId, Protocol, RequestError};
use protocol::codec;
use protocol::sync::{AnswerSize, Arrival, Part, Plane, Reassembly, RecordsAnswer, TransferError};
use std::time::{Duration, Instant};

/// A records answer that makes no progress for this long is given up.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Why something could not be fetched.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    #[error("the peer did not answer: {0}")]
    Request(#[from] RequestError),
    #[error("the peer's answer makes no sense: {0}")]
    Decode(#[from] codec::DecodeError),
    #[error("the peer's answer breaks the rules: {0}")]
    Transfer(#[from] TransferError),
    #[error("a question could not be written: {0}")]
    Encode(#[from] codec::EncodeError),
}

impl FetchError {
    /// Whether the peer sent bytes that are wrong under every authority.
    pub(super) const fn is_theirs(&self) -> bool {
        matches!(self, Self::Decode(_) | Self::Transfer(_))
    }
}

/// Fetches from one peer, a batch of arrivals at a time.
pub(super) struct Fetch<'a> {
    replicate: &'a Replicate,
    peer: PeerId,
    left: Reassembly,
}

impl<'a> Fetch<'a> {
    pub(super) fn new(
        replicate: &'a Replicate,
        peer: PeerId,
        plane: Plane,
        wants: impl IntoIterator<Item = ([u8; 32], Part)>,
    ) -> Self {
        Self { replicate, peer, left: Reassembly::new(plane, wants) }
    }

    /// The next arrivals; `None` when everything is settled.
    pub(super) async fn next(&mut self, size: &mut AnswerSize) -> Result<Option<Vec<Arrival>>, FetchError> {
        let Some(ask) = self.left.ask(size.bytes()) else { return Ok(None) };
        let bytes = codec::encode(&ask)?;
        let started = Instant::now();
        let net = &self.replicate.inner.parts.net;
        let answer = match net.request(self.peer, Protocol::Records, bytes, TIMEOUT).await {
            Ok(answer) => answer,
            Err(error) => {
                // Whatever kept the answer from coming, a smaller one is likelier to come.
                if matches!(
                    error,
                    RequestError::TimedOut | RequestError::Declined | RequestError::Interrupted
                ) {
                    size.timed_out();
                }
                return Err(error.into());
            }
        };
        let took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        size.answered(answer.len(), took_ms);
        let answer: RecordsAnswer = codec::decode(&answer)?;
        Ok(Some(self.left.accept(answer)?))
    }
}
