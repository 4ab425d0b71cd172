//! The frame: a length of four bytes, big-endian, then exactly that many bytes, then the end of the stream.
//!
//! Owns what one request or answer may cost before anyone has read it. The length is checked before anything is
//! allocated, and memory grows with the bytes that really arrive. Refuses to know what the bytes mean.
//! Neighbours: [`super::swarm`] sets it to work on each protocol, [`super::event_loop`] counts the offences.

use std::io;

use libp2p::{
    futures::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    request_response,
};

use super::{Protocol, REQUEST_BYTES_MAX};

/// What is allocated before the first byte has arrived, at most, in bytes.
const FIRST_ALLOCATION_BYTES: usize = 64 * 1024;

/// Why a stream carried no frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum FrameError {
    /// The stream ended before the length: the other side has no answer for us now.
    #[error("the stream ended without a frame")]
    Absent,
    /// The stream ended before the frame did.
    #[error("the stream ended within the frame")]
    Cut,
    /// The announced length exceeds the bound; nothing of the frame was read.
    #[error("a frame of {len} bytes where {max} are allowed")]
    TooLong { len: usize, max: usize },
    /// Bytes follow the frame.
    #[error("bytes follow the frame")]
    Trailing,
}

impl FrameError {
    /// Whether no honest program of any version sends this; a cut line is nobody's fault.
    pub(super) fn is_offence(self) -> bool {
        matches!(self, Self::TooLong { .. } | Self::Trailing)
    }

    /// Finds the frame error inside what libp2p reports.
    pub(super) fn inside(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<FrameError> for io::Error {
    fn from(error: FrameError) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}

/// Reads and writes frames on the four protocols.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FrameCodec;

impl request_response::Codec for FrameCodec {
    type Protocol = Protocol;
    /// A request that breaks the rules travels as an error *value*: libp2p reports a stream that failed before its
    /// request was complete to nobody, and the offence has to be counted.
    type Request = Result<Vec<u8>, FrameError>;
    type Response = Vec<u8>;

    async fn read_request<T>(&mut self, _: &Protocol, io: &mut T) -> io::Result<Self::Request>
    where
        T: AsyncRead + Unpin + Send,
    {
        match read_frame(io, REQUEST_BYTES_MAX).await {
            Ok(bytes) => Ok(Ok(bytes)),
            Err(error) => match FrameError::inside(&error) {
                Some(frame) if frame.is_offence() => Ok(Err(frame)),
                _ => Err(error),
            },
        }
    }

    async fn read_response<T>(&mut self, protocol: &Protocol, io: &mut T) -> io::Result<Self::Response>
    where
        T: AsyncRead + Unpin + Send,
    {
        read_frame(io, protocol.answer_bytes_max()).await
    }

    async fn write_request<T>(&mut self, _: &Protocol, io: &mut T, request: Self::Request) -> io::Result<()>
    where
        T: AsyncWrite + Unpin + Send,
    {
        write_frame(io, &request?, REQUEST_BYTES_MAX).await
    }

    async fn write_response<T>(
        &mut self,
        protocol: &Protocol,
        io: &mut T,
        answer: Self::Response,
    ) -> io::Result<()>
    where
        T: AsyncWrite + Unpin + Send,
    {
        write_frame(io, &answer, protocol.answer_bytes_max()).await
    }
}

async fn read_frame<T: AsyncRead + Unpin + Send>(io: &mut T, max: usize) -> io::Result<Vec<u8>> {
    let len = read_length(io).await?;
    if len > max {
        return Err(FrameError::TooLong { len, max }.into());
    }
    let mut bytes = Vec::with_capacity(len.min(FIRST_ALLOCATION_BYTES));
    io.take(len as u64).read_to_end(&mut bytes).await?;
    if bytes.len() < len {
        return Err(FrameError::Cut.into());
    }
    match io.read(&mut [0; 1]).await? {
        0 => Ok(bytes),
        _ => Err(FrameError::Trailing.into()),
    }
}

async fn read_length<T: AsyncRead + Unpin + Send>(io: &mut T) -> io::Result<usize> {
    let mut prefix = Vec::with_capacity(4);
    io.take(4).read_to_end(&mut prefix).await?;
    match <[u8; 4]>::try_from(prefix.as_slice()) {
        Ok(prefix) => Ok(u32::from_be_bytes(prefix) as usize),
        Err(_) if prefix.is_empty() => Err(FrameError::Absent.into()),
        Err(_) => Err(FrameError::Cut.into()),
    }
}

/// Writes one frame; the caller closes the stream.
async fn write_frame<T: AsyncWrite + Unpin + Send>(io: &mut T, bytes: &[u8], max: usize) -> io::Result<()> {
    let len = bytes.len();
    if len > max {
        return Err(FrameError::TooLong { len, max }.into());
    }
    let prefix = u32::try_from(len).expect("every bound is below 4 GiB").to_be_bytes();
    io.write_all(&prefix).await?;
    io.write_all(bytes).await
}

#[cfg(test)]
mod tests {
    use std::{
        pin::Pin,
        task::{Context, Poll},
    };

    use libp2p::futures::{executor::block_on, io::Cursor};
    use proptest::prelude::*;

    use super::*;

    const MAX: usize = 1000;

    fn read(bytes: &[u8], max: usize) -> Result<Vec<u8>, FrameError> {
        block_on(read_frame(&mut Cursor::new(bytes), max))
            .map_err(|error| FrameError::inside(&error).expect("a cursor never fails"))
    }

    fn framed(bytes: &[u8]) -> Vec<u8> {
        let mut wire = Vec::new();
        block_on(write_frame(&mut wire, bytes, usize::MAX)).unwrap();
        wire
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..=MAX)) {
            prop_assert_eq!(read(&framed(&bytes), MAX), Ok(bytes));
        }

        #[test]
        fn any_bytes_give_a_frame_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(frame) = read(&bytes, MAX) {
                prop_assert_eq!(framed(&frame), bytes);
            }
        }
    }

    #[test]
    fn reasons() {
        assert_eq!(read(&[], MAX), Err(FrameError::Absent));
        assert_eq!(read(&[0, 0], MAX), Err(FrameError::Cut));
        assert_eq!(read(&[0, 0, 0, 3, 1, 2], MAX), Err(FrameError::Cut));
        assert_eq!(read(&[0, 0, 0, 1, 1, 2], MAX), Err(FrameError::Trailing));
        assert_eq!(read(&framed(&[0; MAX + 1]), MAX), Err(FrameError::TooLong { len: MAX + 1, max: MAX }));
        assert_eq!(read(&framed(&[0; MAX]), MAX), Ok(vec![0; MAX]));
    }

    /// Announces 4 GiB and fails the test if anyone reads on.
    struct Bluff(usize);

    impl AsyncRead for Bluff {
        fn poll_read(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            buffer: &mut [u8],
        ) -> Poll<io::Result<usize>> {
            assert!(self.0 < 4, "read on after a length that is over the bound");
            buffer[0] = 0xff;
            self.0 += 1;
            Poll::Ready(Ok(1))
        }
    }

    #[test]
    fn an_excessive_length_is_refused_before_anything_is_read_or_allocated() {
        let error = block_on(read_frame(&mut Bluff(0), MAX)).unwrap_err();
        let len = u32::MAX as usize;
        assert_eq!(FrameError::inside(&error), Some(FrameError::TooLong { len, max: MAX }));
    }

    #[test]
    fn nothing_over_the_bound_is_written() {
        let mut wire = Vec::new();
        assert!(block_on(write_frame(&mut wire, &[0; MAX + 1], MAX)).is_err());
        assert!(wire.is_empty());
    }
}
