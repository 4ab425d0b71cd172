//! Style, script and pictures of the interface: inside the program, under names that change with them.
//!
//! Owns: their addresses and how long they may be kept. Refuses every name that is not on its list.

use super::App;
use super::trouble::Trouble;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(rust_embed::Embed)]
#[folder = "src/web/assets"]
struct Files;

struct Asset {
    /// Beginning of the hash of its bytes.
    mark: String,
    media: &'static str,
    bytes: Bytes,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let read = |name: std::borrow::Cow<'static, str>| {
        let file = Files::get(&name)?;
        let mark = blake3::hash(&file.data).to_hex()[..16].to_owned();
        let asset = Asset { mark, media: media(&name), bytes: Bytes::from(file.data.into_owned()) };
        Some((name.into_owned(), asset))
    };
    Files::iter().filter_map(read).collect()
});

fn media(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// The address of one of the files, for templates.
pub(super) fn address(name: &str) -> String {
    let mark = ASSETS.get(name).map_or("missing", |asset| asset.mark.as_str());
    format!("/assets/{mark}/{name}")
}

/// Hands a file out; an old mark gets nothing, so that old and new are never mixed.
pub(super) async fn get(
    State(_): State<App>,
    Path((mark, name)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let asset = ASSETS.get(&name).filter(|asset| asset.mark == mark).ok_or(Trouble::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, asset.bytes.clone()).into_response())
}
