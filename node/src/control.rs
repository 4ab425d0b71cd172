//! The control socket: one JSON request a line, one JSON answer a line, for the command line of the
//! user who runs the node (mode 0600).
//!
//! Owns: the socket and the table from requests to services. What is shown is gathered in the modules
//! below, one a noun.

mod acts;
mod inspect;
mod members;
mod nodes;
mod peers;
mod profile;
mod show;
mod status;
mod verify;
mod watches;

use crate::export;
use crate::finding::{self, Audience};
use crate::folder::{Folder, plain};
use crate::node::Services;
use protocol::api::{Answer, LINE_BYTES, Problem, ProblemKind, Request, SearchRequest};
use serde::Serialize;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Connections open at once.
const CONNECTIONS: usize = 256;
/// Questions answered at once.
const ANSWERS: usize = 16;
/// How long a new connection may say nothing, so that idle ones do not keep others out.
const FIRST_WORD: Duration = Duration::from_secs(5);
/// How long it may say nothing after an answer.
const NEXT_WORD: Duration = Duration::from_secs(60);
/// For the rest of a line, and for an answer to be taken.
const LINE: Duration = Duration::from_secs(60);
/// Longest path a socket's address can hold on Linux, its end mark included.
const SOCKET_PATH_BYTES: usize = 108;

/// The path by which the socket is reached: where its own is too long for a socket's address, through a
/// symbolic link in the folder for temporary files.
///
/// # Errors
/// When the link cannot be made.
pub fn reachable(socket: &Path) -> std::io::Result<PathBuf> {
    if socket.as_os_str().len() < SOCKET_PATH_BYTES {
        return Ok(socket.to_path_buf());
    }
    let folder = socket.parent().unwrap_or(Path::new("/"));
    let name = blake3::hash(folder.as_os_str().as_encoded_bytes()).to_hex();
    let link = std::env::temp_dir().join(format!("vicinia-{}", &name[..16]));
    match std::os::unix::fs::symlink(folder, &link) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    Ok(link.join(socket.file_name().unwrap_or_default()))
}

/// Binds the socket. The store's lock is held by now, so a socket that is there is a dead one.
///
/// # Errors
/// When the folder does not allow it.
pub(crate) fn listen(folder: &Folder) -> Result<UnixListener, Problem> {
    let path = folder.socket();
    let _ = std::fs::remove_file(&path);
    let bound = reachable(&path).and_then(|reachable| {
        let listener = UnixListener::bind(reachable)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        Ok(listener)
    });
    bound.map_err(|error| {
        let message = format!("the control socket {} cannot be made: {}", path.display(), plain(&error));
        let kind = match error.kind() {
            std::io::ErrorKind::PermissionDenied => ProblemKind::Refused,
            _ => ProblemKind::Failure,
        };
        Problem::new(kind, message)
    })
}

/// Serves command lines until the node stops.
pub(crate) async fn serve(services: Services, listener: UnixListener) {
    let mut clients = JoinSet::new();
    let (places, answers) = (Arc::new(Semaphore::new(CONNECTIONS)), Arc::new(Semaphore::new(ANSWERS)));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let (services, answers) = (services.clone(), Arc::clone(&answers));
                clients.spawn(async move {
                    if let Err(error) = converse(&services, &answers, stream).await {
                        tracing::debug!(%error, "a command line went away");
                    }
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a command line could not be accepted");
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
        }
        while clients.try_join_next().is_some() {}
    }
}

async fn converse(services: &Services, answers: &Semaphore, stream: UnixStream) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut reader = BufReader::new(reader);
    let mut patience = FIRST_WORD;
    while let Some(line) = question(&mut reader, patience).await? {
        // A space at once says that the question was heard, however long its answer takes; JSON overlooks it.
        timeout(LINE, writer.write_all(b" ")).await??;
        let Ok(_place) = answers.acquire().await else { return Ok(()) };
        let answer = match serde_json::from_slice::<Request>(&line) {
            Ok(request) => match answer(services, request).await {
                Ok(document) => Answer::Ok(document),
                Err(problem) => Answer::Error(problem),
            },
            Err(error) => Answer::Error(
                Problem::new(ProblemKind::Usage, format!("the request makes no sense: {error}"))
                    .hint("the command line and the node are probably of different versions"),
            ),
        };
        let mut bytes = serde_json::to_vec::<Answer<Value>>(&answer)?;
        bytes.push(b'\n');
        timeout(LINE, writer.write_all(&bytes)).await??;
        patience = NEXT_WORD;
    }
    Ok(())
}

/// The next line; `None` if there is no more. Who says nothing for so long, or stops within a line, is let go.
async fn question(
    reader: &mut (impl AsyncBufRead + Unpin),
    patience: Duration,
) -> std::io::Result<Option<Vec<u8>>> {
    if timeout(patience, reader.fill_buf()).await??.is_empty() {
        return Ok(None);
    }
    let mut line = Vec::new();
    timeout(LINE, reader.take(LINE_BYTES as u64).read_until(b'\n', &mut line)).await??;
    Ok(Some(line))
}

fn document<T: Serialize>(value: T) -> Result<Value, Problem> {
    serde_json::to_value(value).map_err(|error| Problem::new(ProblemKind::Failure, error.to_string()))
}

/// Answers one request.
///
/// # Errors
/// The problem, in words and with a code.
pub async fn answer(services: &Services, request: Request) -> Result<Value, Problem> {
    match request {
        Request::Status => document(status::status(services).await?),
        Request::Peers => document(peers::peers(services).await?),
        Request::Search(request) => document(finding::search(services, request, Audience::Network).await?),
        Request::Export { search, format } => {
            let page = |page: SearchRequest| finding::search(services, page, Audience::Network);
            document(export::export(&search, format, page).await?)
        }
        Request::Suggest(request) => document(finding::suggest(services, request, Audience::Network).await?),
        Request::Like(request) => document(finding::like(services, request, Audience::Network).await?),
        Request::Towns(request) => document(finding::towns(services, request, Audience::Network).await?),
        Request::Show { id } => document(show::show(services, &id).await?),
        Request::Inspect { id } => document(inspect::inspect(services, &id).await?),
        Request::Verify { id } => document(verify::verify(services, &id).await?),
        Request::Watch(act) => watches::act(services, act).await,
        Request::Profile { organisation } => document(profile::show(services, organisation).await?),
        Request::Members => document(members::members(services).await?),
        Request::JoinRequests => document(services.admission.requests().await?),
        request => acts::act(services, request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_says_nothing_is_let_go() {
        let (near, mut far) = UnixStream::pair().expect("a connection");
        let mut reader = BufReader::new(near);
        let silent = question(&mut reader, Duration::from_millis(10)).await.expect_err("nothing was said");
        assert_eq!(silent.kind(), std::io::ErrorKind::TimedOut);
        far.write_all(b"one\ntwo\n").await.expect("written");
        drop(far);
        for line in [Some(b"one\n".to_vec()), Some(b"two\n".to_vec()), None] {
            assert_eq!(question(&mut reader, LINE).await.expect("read"), line);
        }
    }
}
