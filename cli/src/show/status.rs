//! The state of a node and of its peers: a plain sentence first.

use super::style::{BAD, BOLD, DIM, GOOD, PLAIN, WARN, paint, wrapped};
use super::table::{Cell, cell, styled, table};
use super::{Page, dotted, short};
use crate::moment::{counted, day, number, relative};
use protocol::api::{IndexStatus, LibraryStatus, OrganisationLine, PeerLine, Peers, Status};

/// What is going on, what deserves attention, then the numbers.
pub(crate) fn status(status: &Status, page: &Page) -> String {
    let mut text = wrapped(BOLD, &status.summary, page.width, "");
    for warning in &status.warnings {
        let lines = wrapped(PLAIN, warning, page.width, "  ");
        text += &format!("{} {}", paint(WARN, "!"), lines.trim_start());
    }
    text += "\n";
    text += &table(&[], &facts(status, page), page.width, "");
    if !status.peers.is_empty() {
        text += "\n";
        text += &peer_table(&status.peers, page);
    }
    if !status.refused.is_empty() {
        text += "\n";
        text += &refused(status, page);
    }
    text
}

/// What is going on, then one line a peer.
pub(crate) fn peers(peers: &Peers, page: &Page) -> String {
    let mut text = wrapped(BOLD, &peers.summary, page.width, "");
    if !peers.peers.is_empty() {
        text += "\n";
        text += &peer_table(&peers.peers, page);
    }
    text
}

fn facts(status: &Status, page: &Page) -> Vec<Vec<Cell>> {
    let fact = |name: &str, value: String| vec![styled(DIM, name), cell(value)];
    let mut rows = Vec::new();
    if let Some(network) = &status.network {
        let name = if network.name.is_empty() { short(&network.id) } else { &network.name };
        rows.push(fact("network", dotted([name, &format!("roster {}", status.roster_version)])));
    }
    if let Some(organisation) = &status.organisation {
        rows.push(fact("organisation", organisation_line(organisation)));
        let until = status.certificate.as_ref().and_then(|one| one.expires_at_ms);
        let until = until.map(|at_ms| format!("may sign until {}", day(at_ms))).unwrap_or_default();
        rows.push(fact("node", dotted([short(&organisation.node), &until])));
    }
    rows.push(fact("library", library(&status.library)));
    rows.push(fact("index", index(&status.library, &status.index)));
    let compared = status.last_checked_ms.map_or_else(|| "never".to_owned(), |at| relative(page.now_ms, at));
    rows.push(fact("last compared", compared));
    rows.extend(status.listening.iter().map(|address| fact("listening", address.clone())));
    rows.push(fact("library digest", short(&status.library.fingerprint).to_owned()));
    rows.push(fact("version", status.version.clone()));
    rows
}

fn organisation_line(organisation: &OrganisationLine) -> String {
    let role = if organisation.steward { "steward" } else { &organisation.membership };
    dotted([organisation.name.as_str(), role, short(&organisation.id)])
}

fn library(library: &LibraryStatus) -> String {
    let some =
        |count: u64, what: &str| if count == 0 { String::new() } else { format!("{} {what}", number(count)) };
    let barred = library.barred.iter().map(|(reason, count)| some(*count, reason));
    let mut pieces = vec![
        counted(library.works, "work"),
        some(library.withdrawn, "withdrawn"),
        some(library.held, "waiting for their date"),
        some(library.bodies_missing, "texts to come"),
        some(library.bodies_declined, "texts not kept here"),
    ];
    pieces.extend(barred);
    pieces.push(if library.forks == 0 { String::new() } else { counted(library.forks, "fork") });
    dotted(pieces.iter().map(String::as_str))
}

fn index(library: &LibraryStatus, index: &IndexStatus) -> String {
    let state = match (index.rebuilding, index.lag) {
        (true, _) => "being made anew".to_owned(),
        (false, 0) => String::new(),
        (false, lag) => format!("{} to go", counted(lag, "change")),
    };
    let aside = match index.set_aside.len() {
        0 => String::new(),
        count => format!("{} set aside", number(count as u64)),
    };
    dotted([format!("{} searchable", number(library.searchable)).as_str(), &state, &aside])
}

fn peer_table(peers: &[PeerLine], page: &Page) -> String {
    let rows: Vec<_> = peers.iter().map(|peer| peer_row(peer, page)).collect();
    let mut text = table(&["", "organisation", "compared", "state"], &rows, page.width, "");
    for peer in peers.iter().filter(|peer| !peer.connected && !peer.why.is_empty()) {
        text += &wrapped(DIM, &format!("{}: {}", peer.organisation, peer.why), page.width, "    ");
    }
    text
}

fn peer_row(peer: &PeerLine, page: &Page) -> Vec<Cell> {
    let dot = if peer.connected { styled(GOOD, "●") } else { styled(BAD, "○") };
    let compared = peer.last_sync_ms.map_or_else(|| "never".to_owned(), |at| relative(page.now_ms, at));
    let seen = || {
        peer.last_seen_ms
            .map_or_else(|| "never seen".to_owned(), |at| format!("last seen {}", relative(page.now_ms, at)))
    };
    let state = match (peer.connected, peer.behind, peer.ahead) {
        (false, ..) => seen(),
        (true, 0, 0) => peer.why.clone(),
        (true, behind, 0) => format!("it lacks {}", counted(behind, "record")),
        (true, 0, ahead) => format!("{} to fetch", counted(ahead, "record")),
        (true, behind, ahead) => format!("it lacks {}, {} to fetch", number(behind), number(ahead)),
    };
    vec![dot, cell(peer.organisation.as_str()), styled(DIM, compared), cell(state)]
}

fn refused(status: &Status, page: &Page) -> String {
    let rows: Vec<_> = status
        .refused
        .iter()
        .map(|line| {
            let last = relative(page.now_ms, line.last_ms);
            vec![super::table::number(line.count), cell(line.reason.as_str()), styled(DIM, last)]
        })
        .collect();
    let mut text = table(&["refused", "why", "last"], &rows, page.width, "");
    for line in status.refused.iter().filter(|line| !line.detail.is_empty()) {
        text += &wrapped(DIM, &format!("{}, the last: {}", line.reason, line.detail), page.width, "    ");
    }
    text
}
