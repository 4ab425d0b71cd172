//! A transport that dials only what the address policy allows.
//!
//! It sits below the resolver, so a name that resolves to a refused range is refused as well. It knows no peers.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use libp2p::{
    Multiaddr, Transport, TransportError,
    core::transport::{DialOpts, ListenerId, TransportEvent},
};

use super::address::AddressPolicy;

/// Wraps a transport; listening is left as it is.
pub(super) struct Filtered<T> {
    inner: T,
    policy: AddressPolicy,
}

impl<T> Filtered<T> {
    pub(super) fn new(inner: T, policy: AddressPolicy) -> Self {
        Self { inner, policy }
    }
}

impl<T: Transport + Unpin> Transport for Filtered<T> {
    type Output = T::Output;
    type Error = T::Error;
    type ListenerUpgrade = T::ListenerUpgrade;
    type Dial = T::Dial;

    fn listen_on(&mut self, id: ListenerId, address: Multiaddr) -> Result<(), TransportError<Self::Error>> {
        self.inner.listen_on(id, address)
    }

    fn remove_listener(&mut self, id: ListenerId) -> bool {
        self.inner.remove_listener(id)
    }

    fn dial(
        &mut self,
        address: Multiaddr,
        options: DialOpts,
    ) -> Result<Self::Dial, TransportError<Self::Error>> {
        if self.policy.allows(&address) {
            self.inner.dial(address, options)
        } else {
            Err(TransportError::MultiaddrNotSupported(address))
        }
    }

    fn poll(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<TransportEvent<Self::ListenerUpgrade, Self::Error>> {
        Pin::new(&mut self.inner).poll(cx)
    }
}

#[cfg(test)]
mod tests {
    use libp2p::{
        core::{Endpoint, transport::PortUse},
        multiaddr::multiaddr,
    };

    use super::*;

    #[test]
    fn only_what_is_allowed_reaches_the_transport() {
        let policy = AddressPolicy { allow_private: false, allow_loopback: false };
        let mut tcp = Filtered::new(libp2p::tcp::tokio::Transport::default(), policy);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let _guard = runtime.enter();
        let mut dialled = |address: Multiaddr| {
            tcp.dial(address, DialOpts { role: Endpoint::Dialer, port_use: PortUse::New }).is_ok()
        };
        assert!(dialled(multiaddr!(Ip4([93, 184, 216, 34]), Tcp(443_u16))));
        assert!(!dialled(multiaddr!(Ip4([127, 0, 0, 1]), Tcp(5432_u16))));
        assert!(!dialled(multiaddr!(Ip4([169, 254, 169, 254]), Tcp(80_u16))));
        assert!(!dialled(multiaddr!(Ip4([192, 168, 1, 1]), Tcp(80_u16))));
    }
}
