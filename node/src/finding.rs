//! Finding works: ids from the index, words from the store, as one document.
//!
//! Owns: what is shown of a hit, and who may see it. Refuses to know: who asks (control socket, web) and
//! how it is shown. Neighbours: [`crate::search`] ranks, [`crate::store`] holds.

use crate::governance::Governance;
use crate::library;
use crate::node::Services;
use crate::problem::store_problem;
use crate::search::{Answer, Hit, Request, Terms};
use crate::store::{StoreError, View};
use protocol::api::{
    self, LikeRequest, Problem, ProblemKind, SCHEMA_VERSION, SEARCH_LIMIT, SearchAnswer, SearchRequest,
    SimilarAnswer, SuggestRequest, Suggestions, TownsRequest,
};
use protocol::id::{RecordId, WorkId};
use protocol::vocabulary;

/// Who reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anybody: only what is public.
    Everyone,
    /// Members of the network.
    Network,
}

/// What completes a text.
///
/// # Errors
/// The index or the store cannot be read.
pub async fn suggest(_: &Services, request: SuggestRequest, _: Audience) -> Result<Suggestions, Problem> {
    Ok(Suggestions { schema_version: SCHEMA_VERSION, text: request.text, ..Suggestions::default() })
}

/// Works like a work.
///
/// # Errors
/// As [`suggest`]; or there is no such work.
pub async fn like(_: &Services, _: LikeRequest, _: Audience) -> Result<SimilarAnswer, Problem> {
    Ok(SimilarAnswer { schema_version: SCHEMA_VERSION, ..SimilarAnswer::default() })
}

/// Works from towns like one.
///
/// # Errors
/// As [`suggest`]; or there is no such work.
pub async fn towns(_: &Services, _: TownsRequest, _: Audience) -> Result<SimilarAnswer, Problem> {
    Ok(SimilarAnswer { schema_version: SCHEMA_VERSION, ..SimilarAnswer::default() })
}

/// Works that answer a query.
///
/// # Errors
/// The index or the store cannot be read.
pub async fn search(
    services: &Services,
    request: SearchRequest,
    audience: Audience,
) -> Result<SearchAnswer, Problem> {
    let (index, store) = (services.search.clone(), services.store.clone());
    let governance = services.governance.clone();
    let asked = Request {
        query: request.query.clone(),
        limit: request.limit.min(SEARCH_LIMIT),
        offset: request.offset,
        include_network: audience == Audience::Network,
        as_you_type: request.as_you_type,
        languages: request.languages,
    };
    let answered = tokio::task::spawn_blocking(move || {
        let answer = index.search(&asked);
        let hits = store.read_blocking(|view| shown(view, &governance, &answer))?;
        Ok::<_, StoreError>((answer, hits))
    });
    let (answer, hits) = answered
        .await
        .map_err(|_| Problem::new(ProblemKind::Failure, "searching failed"))?
        .map_err(|error| store_problem(&error))?;
    if answer.failed {
        return Err(Problem::new(ProblemKind::Failure, "the index is being made and cannot answer yet")
            .hint("vicinia status shows how far it is"));
    }
    Ok(SearchAnswer {
        schema_version: SCHEMA_VERSION,
        query: request.query,
        total: answer.total as u64,
        took_us: answer.took_us,
        relaxed: answer.relaxed,
        hits,
        ..SearchAnswer::default()
    })
}

/// Hits that are still live: the index may be a moment behind the store.
fn shown(view: &View<'_>, governance: &Governance, answer: &Answer) -> Result<Vec<api::Hit>, StoreError> {
    let mut hits = Vec::with_capacity(answer.hits.len());
    for hit in &answer.hits {
        hits.extend(one(view, governance, hit, &answer.terms)?);
    }
    Ok(hits)
}

fn one(
    view: &View<'_>,
    governance: &Governance,
    hit: &Hit,
    terms: &Terms,
) -> Result<Option<api::Hit>, StoreError> {
    let work = WorkId(hit.work);
    let Some((row, newest)) = library::live(view, work)? else { return Ok(None) };
    let Some(publication) = library::publication(view, newest)? else { return Ok(None) };
    let texts = std::iter::once(publication.summary.as_str())
        .chain(publication.sections.iter().map(|section| section.text.as_str()));
    let (snippet, highlights) = excerpt(texts, &publication.language, terms);
    Ok(Some(api::Hit {
        id: work.to_string(),
        record: RecordId(hit.record).to_string(),
        title: publication.title,
        publisher: governance.name_of(row.organisation),
        kind: vocabulary::WORK_KIND.key(publication.kind).unwrap_or("other").into(),
        language: publication.language,
        snippet,
        highlights,
        score: hit.score,
        verified: true,
        issued_at_ms: row.issued_at_ms,
        ..api::Hit::default()
    }))
}

/// The first text with a match, else the beginning of the first.
fn excerpt<'a>(
    texts: impl Iterator<Item = &'a str>,
    language: &str,
    terms: &Terms,
) -> (String, Vec<(usize, usize)>) {
    let mut first = None;
    for text in texts {
        let snippet = terms.snippet(text, language);
        let matches = snippet.fragments.iter().flatten().any(|piece| piece.hit);
        if matches {
            return flat(&snippet.fragments);
        }
        first.get_or_insert(snippet);
    }
    first.map(|snippet| flat(&snippet.fragments)).unwrap_or_default()
}

/// Fragments in one line; each brings its own marks of what was left out.
fn flat(fragments: &[Vec<crate::search::Piece>]) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut highlights) = (String::new(), Vec::new());
    for fragment in fragments {
        if !text.is_empty() {
            text.push_str(if text.ends_with('…') { " " } else { " … " });
        }
        for piece in fragment {
            // One mark between two fragments is enough.
            let words = if text.ends_with("… ") {
                piece.text.trim_start_matches(['…', ' '])
            } else {
                &piece.text
            };
            let start = text.len();
            text.push_str(words);
            if piece.hit {
                highlights.push((start, text.len()));
            }
        }
    }
    (text, highlights)
}
