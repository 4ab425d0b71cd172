//! What the demonstration does: gather, publish, wait until all agree, search, check.

use super::document::{Check, Document, HitLine, NodeLine, Search};
use super::network::Network;
use super::node::DemoNode;
use crate::context::Context;
use crate::progress::Bar;
use crate::{publishing, sources};
use protocol::api::{
    Problem, ProblemKind, Request, SCHEMA_VERSION, SearchAnswer, SearchRequest, Status, Verification,
};
use std::path::Path;
use std::time::{Duration, Instant};

/// Which node searches for what: words that only others' works have.
const SEARCHES: [(usize, &str); 3] =
    [(1, "condominio solidale"), (2, "εποχικοί εργάτες"), (0, "skupna stanovanja")];
/// Hits shown of each.
const HITS: usize = 3;
/// For every work to arrive everywhere and to be searchable.
const AGREE: Duration = Duration::from_secs(120);
const POLL: Duration = Duration::from_millis(200);

/// Everything, in order.
pub(super) async fn tell(
    network: &mut Network,
    place: &Path,
    context: &Context,
) -> Result<Document, Problem> {
    let since = Instant::now();
    network.gather(place, context).await?;
    let (published, refused) = publish(network, context).await?;
    let statuses = agree(network, published, context).await?;
    let mut searches = Vec::new();
    for (position, query) in SEARCHES {
        searches.push(search(node(network, position)?, query).await?);
    }
    let proven = verify_again(network, &searches).await?;
    let checks = checks(&statuses, refused, &searches, proven);
    let nodes = network.nodes.iter().zip(statuses).map(|(node, status)| line(node, status)).collect();
    Ok(Document {
        schema_version: SCHEMA_VERSION,
        nodes,
        searches,
        checks,
        seconds: since.elapsed().as_secs_f64(),
    })
}

/// Each organisation publishes its own; works and refusals of all.
async fn publish(network: &Network, context: &Context) -> Result<(u64, u64), Problem> {
    let (mut published, mut refused) = (0, 0);
    for node in &network.nodes {
        let found = sources::collect(std::slice::from_ref(&node.folder.texts))?;
        let bar = Bar::new(&context.output, node.name(), found.files.len() as u64);
        let report = publishing::publish(&node.client, found, false, &bar).await?;
        drop(bar);
        context.output.talk(&format!("{} has published {} works.", node.name(), report.published));
        published += report.published;
        refused += report.refused;
    }
    Ok((published, refused))
}

/// Waits until all hold the same and find all of it; the last state if they never do.
async fn agree(network: &Network, works: u64, context: &Context) -> Result<Vec<Status>, Problem> {
    let since = Instant::now();
    let mut told = Vec::new();
    loop {
        let mut statuses = Vec::new();
        for node in &network.nodes {
            statuses.push(node.ask::<Status>(Request::Status).await?);
        }
        let counts: Vec<_> = statuses.iter().map(|status| status.library.searchable).collect();
        if counts != told {
            let counts: Vec<_> = counts.iter().map(u64::to_string).collect();
            context.output.talk(&format!("Searchable of {works} works: {}", counts.join(", ")));
            told = statuses.iter().map(|status| status.library.searchable).collect();
        }
        if settled(&statuses, works) || since.elapsed() > AGREE {
            return Ok(statuses);
        }
        tokio::time::sleep(POLL).await;
    }
}

fn settled(statuses: &[Status], works: u64) -> bool {
    same_library(statuses)
        && all_searchable(statuses)
        && statuses.iter().all(|status| status.library.works == works && connected(status) > 0)
}

fn same_library(statuses: &[Status]) -> bool {
    statuses.windows(2).all(|pair| pair[0].library.fingerprint == pair[1].library.fingerprint)
}

fn all_searchable(statuses: &[Status]) -> bool {
    let found =
        |status: &Status| status.library.searchable == status.library.works && status.library.works > 0;
    statuses.iter().all(found)
}

fn connected(status: &Status) -> u64 {
    status.peers.iter().filter(|peer| peer.connected).count() as u64
}

async fn search(node: &DemoNode, query: &str) -> Result<Search, Problem> {
    let request = SearchRequest { query: query.to_owned(), limit: HITS, ..SearchRequest::default() };
    let answer: SearchAnswer = node.ask(Request::Search(request)).await?;
    let line = |hit: &protocol::api::Hit| HitLine {
        id: hit.id.clone(),
        title: hit.title.clone(),
        publisher: hit.publisher.clone(),
        language: hit.language.clone(),
        verified: hit.verified,
    };
    let hits = answer.hits.iter().map(line).collect();
    Ok(Search { query: query.to_owned(), node: node.name().to_owned(), hits, full: answer.hits })
}

/// Checks the first hit of each search again, on the node that found it.
async fn verify_again(network: &Network, searches: &[Search]) -> Result<bool, Problem> {
    let mut proven = !searches.is_empty();
    for ((position, _), search) in SEARCHES.into_iter().zip(searches) {
        let Some(hit) = search.hits.first() else { return Ok(false) };
        let request = Request::Verify { id: hit.id.clone() };
        proven &= node(network, position)?.ask::<Verification>(request).await?.ok;
    }
    Ok(proven)
}

fn checks(statuses: &[Status], refused: u64, searches: &[Search], proven: bool) -> Vec<Check> {
    let check = |what: &str, ok: bool| Check { what: what.to_owned(), ok };
    let hits = || searches.iter().flat_map(|search| search.hits.iter().map(move |hit| (search, hit)));
    let member =
        |status: &Status| status.organisation.as_ref().is_some_and(|ours| ours.membership == "member");
    let one_roster = statuses.windows(2).all(|pair| pair[0].roster_version == pair[1].roster_version);
    let all_connected = statuses.iter().all(|status| connected(status) > 0);
    vec![
        check("all three are members, by the same roster", one_roster && statuses.iter().all(member)),
        check("each is connected with others", all_connected),
        check("every sample text was accepted", refused == 0),
        check("all three hold the same library", same_library(statuses)),
        check("every work can be found on every node", all_searchable(statuses)),
        check("every search found something", searches.iter().all(|search| !search.hits.is_empty())),
        check("what was found came from others", hits().all(|(search, hit)| hit.publisher != search.node)),
        check("signatures were checked before anything was stored", hits().all(|(_, hit)| hit.verified)),
        check("found works prove themselves again, back to the founding", proven),
    ]
}

fn line(node: &DemoNode, status: Status) -> NodeLine {
    NodeLine {
        organisation: node.name().to_owned(),
        data: node.folder.data.clone(),
        works: status.library.works,
        searchable: status.library.searchable,
        roster_version: status.roster_version,
        peers: connected(&status),
        fingerprint: status.library.fingerprint,
        web: node.web.clone(),
    }
}

fn node(network: &Network, position: usize) -> Result<&DemoNode, Problem> {
    let missing = || Problem::new(ProblemKind::Failure, "A node of the demonstration is missing.");
    network.nodes.get(position).ok_or_else(missing)
}
