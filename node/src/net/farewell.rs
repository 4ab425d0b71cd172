//! A connection that closes in bounded time.
//!
//! libp2p closes in good order: it tells the other side and waits until that is sent. A peer that has stopped reading
//! would keep its closed connection, and its place among the connections, for as long as it likes. This muxer gives
//! the farewell a deadline and then lets the connection be cut. It knows nothing of what the streams carry.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use libp2p::core::{StreamMuxer, muxing::StreamMuxerEvent};
use tokio::time::{Sleep, sleep};

/// Wraps a muxer; everything but closing is left as it is.
pub(super) struct BriefFarewell<M> {
    inner: M,
    allowed: Duration,
    /// Runs from the first attempt to close.
    deadline: Option<Pin<Box<Sleep>>>,
}

impl<M> BriefFarewell<M> {
    pub(super) fn new(inner: M, allowed: Duration) -> Self {
        Self { inner, allowed, deadline: None }
    }
}

impl<M: StreamMuxer + Unpin> StreamMuxer for BriefFarewell<M> {
    type Substream = M::Substream;
    type Error = M::Error;

    fn poll_inbound(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Self::Substream, Self::Error>> {
        Pin::new(&mut self.inner).poll_inbound(cx)
    }

    fn poll_outbound(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Self::Substream, Self::Error>> {
        Pin::new(&mut self.inner).poll_outbound(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        if let Poll::Ready(result) = Pin::new(&mut self.inner).poll_close(cx) {
            return Poll::Ready(result);
        }
        let allowed = self.allowed;
        let deadline = self.deadline.get_or_insert_with(|| Box::pin(sleep(allowed)));
        // To libp2p it is then closed, and dropping it cuts the line.
        deadline.as_mut().poll(cx).map(Ok)
    }

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<StreamMuxerEvent, Self::Error>> {
        Pin::new(&mut self.inner).poll(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, future::poll_fn};

    use libp2p::core::muxing::StreamMuxerExt;

    use super::*;

    /// Closes when it is told to, or never.
    struct Stubborn(bool);

    impl StreamMuxer for Stubborn {
        type Substream = libp2p::futures::io::Cursor<Vec<u8>>;
        type Error = Infallible;

        fn poll_inbound(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Result<Self::Substream, Infallible>> {
            Poll::Pending
        }

        fn poll_outbound(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Result<Self::Substream, Infallible>> {
            Poll::Pending
        }

        fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            if self.0 { Poll::Pending } else { Poll::Ready(Ok(())) }
        }

        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<StreamMuxerEvent, Infallible>> {
            Poll::Pending
        }
    }

    #[tokio::test]
    async fn closing_ends_with_or_without_the_other_side() {
        for stubborn in [false, true] {
            let mut muxer = BriefFarewell::new(Stubborn(stubborn), Duration::from_millis(1));
            poll_fn(|cx| muxer.poll_close_unpin(cx)).await.unwrap();
            assert_eq!(muxer.deadline.is_some(), stubborn);
        }
    }
}
