//! Answers packed for slow lines.
//!
//! Owns: when packing is worth it. Pages hold no secrets, so that nothing can be guessed from lengths.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// How hard to try: one step more would take twice as long for a tenth fewer bytes.
const EFFORT: Compression = Compression::new(2);
/// Shorter answers fit a packet or two anyway.
const WORTH_BYTES: usize = 1_024;

/// Packs a text answer if the browser can unpack it. Bodies here are whole already.
pub(super) fn squeeze(response: Response, asked: &HeaderMap) -> Response {
    let accepts = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let wanted = accepts.is_some_and(|list| list.split(',').any(|one| one.trim().starts_with("gzip")));
    let media = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let text = media.is_some_and(|media| {
        ["text/", "application/json", "application/atom", "image/svg"]
            .iter()
            .any(|one| media.starts_with(one))
    });
    if !wanted || !text {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Some(bytes) = whole(body) else { return Response::from_parts(parts, Body::empty()) };
    if bytes.len() < WORTH_BYTES {
        return Response::from_parts(parts, Body::from(bytes));
    }
    let Ok(packed) = pack(&bytes) else { return Response::from_parts(parts, Body::from(bytes)) };
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(packed))
}

/// The bytes of a body that was made from bytes: it never waits.
fn whole(body: Body) -> Option<Bytes> {
    futures::FutureExt::now_or_never(axum::body::to_bytes(body, usize::MAX))?.ok()
}

fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), EFFORT);
    packer.write_all(bytes)?;
    packer.finish()
}
