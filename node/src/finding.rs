//! Finding works: ids from the index, words from the store, as one document.
//!
//! Owns: what is shown of a hit, and who may see it. Refuses to know: who asks (control socket, web) and
//! how it is shown. Neighbours: [`crate::search`] ranks, [`crate::store`] holds.

mod lately;

pub(crate) use lately::Lately;

use crate::clock;
use crate::governance::Governance;
use crate::library;
use crate::node::Services;
use crate::problem::store_problem;
use crate::search::{self, Alike, Answer, Coded, Hit, Request, Search, Suggested, Terms, Town};
use crate::store::{Store, StoreError, StoredRecord, View};
use lately::AsOf;
use protocol::api::{
    self, LikeRequest, Problem, ProblemKind, SCHEMA_VERSION, SEARCH_LIMIT, SearchAnswer, SearchRequest,
    SimilarAnswer, SuggestRequest, Suggestions, TownsRequest,
};
use protocol::id::{RecordId, WorkId};
use protocol::record::Publication;
use protocol::record::publication::NETWORK_ONLY;
use protocol::vocabulary;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Suggestions of one answer.
const SUGGESTIONS: usize = 20;
/// Searches at once; others wait their turn.
const AT_ONCE: usize = 4;
/// Translations shown with a hit: the official languages of the Union.
const MAX_TRANSLATIONS: usize = 24;
/// Nobody waits longer, for a turn and for the answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Who reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
pub async fn suggest(
    services: &Services,
    request: SuggestRequest,
    audience: Audience,
) -> Result<Suggestions, Problem> {
    let asked = Request {
        query: request.text.clone(),
        as_you_type: true,
        include_network: audience == Audience::Network,
        languages: request.languages,
        ..Request::default()
    };
    let limit = request.limit.min(SUGGESTIONS);
    let since = clock::now_ms();
    let mut suggestions = on_a_thread(services, move |index, store, _| {
        let Some(found) = index.suggest(&asked) else { return Ok(Vec::new()) };
        store.read_blocking(|view| suggestions(view, found))
    })
    .await?;
    suggestions.truncate(limit);
    let took_us = clock::now_ms().saturating_sub(since) * 1_000;
    Ok(Suggestions { schema_version: SCHEMA_VERSION, text: request.text, took_us, suggestions })
}

fn suggestions(view: &View<'_>, found: Suggested) -> Result<Vec<api::Suggestion>, StoreError> {
    let plain = |kind: &str, text: String, language: String| api::Suggestion {
        kind: kind.to_owned(),
        query: text.clone(),
        text,
        id: None,
        language,
        count: None,
    };
    let mut all: Vec<api::Suggestion> =
        found.concepts.into_iter().map(|(language, text)| plain("concept", text, language)).collect();
    for hit in found.works {
        let work = WorkId(hit.work);
        let Some((_, newest)) = library::live(view, work)? else { continue };
        if let Some(publication) = library::publication(view, newest)? {
            let titled = plain("work", publication.title, publication.language);
            all.push(api::Suggestion { id: Some(work.to_string()), ..titled });
        }
    }
    let by = |name: String| api::Suggestion {
        query: format!("by:\"{name}\""),
        ..plain("organisation", name, String::new())
    };
    all.extend(found.organisations.into_iter().map(by));
    all.extend(found.places.into_iter().map(|name| plain("place", name, String::new())));
    Ok(all)
}

/// Works like a work.
///
/// # Errors
/// As [`suggest`]; or there is no such work.
pub async fn like(
    services: &Services,
    request: LikeRequest,
    audience: Audience,
) -> Result<SimilarAnswer, Problem> {
    let limit = request.limit.min(SEARCH_LIMIT);
    let network = audience == Audience::Network;
    similar(services, request.work, audience, move |index, work| index.like(work, network, limit)).await
}

/// Works from towns like one.
///
/// # Errors
/// As [`suggest`]; or there is no such work, or nothing is said of the town.
pub async fn towns(
    services: &Services,
    request: TownsRequest,
    audience: Audience,
) -> Result<SimilarAnswer, Problem> {
    let said = said(&request)?;
    if request.work.is_empty() && said == Town::default() {
        return Err(Problem::new(ProblemKind::Usage, "nothing is said of the town").hint(
            "name a work whose town it is, or say how large it is, which country, which housing market",
        ));
    }
    let limit = request.limit.min(SEARCH_LIMIT);
    similar(services, request.work, audience, move |index, work| {
        let own = work != [0; 32];
        let mut town = if own { index.town(work)? } else { Town::default() };
        for (facet, _) in &said.codes {
            town.codes.retain(|(one, _)| one != facet);
        }
        town.codes.extend(said.codes);
        for (name, said) in [(&mut town.country, said.country), (&mut town.region, said.region)] {
            if !said.is_empty() {
                *name = said;
            }
        }
        index.towns(&town, own.then_some(work), audience == Audience::Network, limit)
    })
    .await
}

/// What a request says of the town itself.
fn said(request: &TownsRequest) -> Result<Town, Problem> {
    let one = [
        (Coded::Population, &request.population),
        (Coded::Urbanisation, &request.urbanisation),
        (Coded::Share, &request.foreign_share),
        (Coded::Staffing, &request.staffing),
    ];
    let many = [
        (Coded::Migration, &request.migration_history),
        (Coded::Foreign, &request.foreign_population),
        (Coded::Market, &request.housing_market),
    ];
    let many = many.into_iter().flat_map(|(facet, keys)| keys.iter().map(move |key| (facet, key)));
    let keys = one.into_iter().chain(many).filter(|(_, key)| !key.is_empty());
    let code = |(facet, key): (Coded, &String)| {
        facet.vocabulary().code(key).map(|code| (facet, code)).ok_or_else(|| {
            let known: Vec<&str> = facet.vocabulary().keys().collect();
            Problem::new(ProblemKind::Usage, format!("`{key}` is no value of {}", facet.name()))
                .hint(format!("one of: {}", known.join(", ")))
        })
    };
    let codes = keys.map(code).collect::<Result<Vec<_>, Problem>>()?;
    Ok(Town { codes, country: request.country.to_ascii_uppercase(), region: request.region.clone() })
}

/// Works that resemble the one with this id (none: all zeros).
async fn similar(
    services: &Services,
    id: String,
    audience: Audience,
    ask: impl FnOnce(&Search, search::WorkId) -> Option<Vec<Alike>> + Send + 'static,
) -> Result<SimilarAnswer, Problem> {
    let since = clock::now_ms();
    let found = on_a_thread(services, move |index, store, governance| {
        let work = match id.as_str() {
            "" => [0; 32],
            id => match store.read_blocking(|view| view.find_ids(id))?.works.as_slice() {
                [work] => *work,
                _ => return Ok(None),
            },
        };
        // The index may be waited for: not with the store in hand.
        let alike = ask(index, work).unwrap_or_default();
        store.read_blocking(|view| {
            let mut works = Vec::with_capacity(alike.len());
            for one in alike {
                let likeness = one.hit.score;
                let reason = |one: search::Reason| api::Reason {
                    field: one.field,
                    value: one.value,
                    nearly: one.nearly,
                };
                let reasons = one.reasons.into_iter().map(reason).collect();
                let hit = self::one(view, governance, &one.hit, &Terms::default(), audience)?;
                works.extend(hit.map(|hit| api::Similar { hit, likeness, reasons }));
            }
            Ok(Some(works))
        })
    })
    .await?;
    let works = found.ok_or_else(|| {
        Problem::new(ProblemKind::NotFound, "no work, or more than one, has an id that begins so")
            .hint("vicinia search shows the beginnings of ids")
    })?;
    let took_us = clock::now_ms().saturating_sub(since) * 1_000;
    Ok(SimilarAnswer { schema_version: SCHEMA_VERSION, took_us, works })
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
    if let Some(known) = known(services, &request, audience) {
        return Ok(known);
    }
    let as_of = as_of(services);
    let answer = find(services, &request, audience).await?;
    services.lately.keep(as_of, (request, audience), Arc::new(answer.clone()));
    Ok(answer)
}

/// The answer that was given lately, if it still holds: nobody needs to wait for a turn to get it.
pub(crate) fn known(
    services: &Services,
    request: &SearchRequest,
    audience: Audience,
) -> Option<SearchAnswer> {
    let known = services.lately.answer(as_of(services), &(request.clone(), audience))?;
    Some(SearchAnswer { took_us: 0, ..SearchAnswer::clone(&known) })
}

fn as_of(services: &Services) -> AsOf {
    let index = services.search.status();
    AsOf {
        stored: *services.store.changed().borrow(),
        index: (index.generation, index.indexed_seq),
        roster: services.governance.tip_now(),
        today: clock::day_of(clock::now_ms()),
    }
}

async fn find(
    services: &Services,
    request: &SearchRequest,
    audience: Audience,
) -> Result<SearchAnswer, Problem> {
    let asked = asked(request, audience);
    let (answer, hits) = on_a_thread(services, move |index, store, governance| {
        let answer = index.search(&asked);
        let hits = store.read_blocking(|view| shown(view, governance, &answer, audience))?;
        Ok((answer, hits))
    })
    .await?;
    if answer.failed {
        return Err(Problem::new(ProblemKind::Failure, "the index is being made and cannot answer yet")
            .hint("vicinia status shows how far it is"));
    }
    Ok(document(request.query.clone(), answer, hits))
}

fn asked(request: &SearchRequest, audience: Audience) -> Request {
    Request {
        query: request.query.clone(),
        limit: request.limit.min(SEARCH_LIMIT),
        offset: request.offset,
        include_network: audience == Audience::Network,
        as_you_type: request.as_you_type,
        languages: request.languages.clone(),
        filters: request.filters.iter().map(|one| (one.field.clone(), one.values.clone())).collect(),
        sort: match request.sort {
            api::Sort::Relevance => search::Sort::Relevance,
            api::Sort::Newest => search::Sort::Newest,
            api::Sort::Oldest => search::Sort::Oldest,
            api::Sort::Title => search::Sort::Title,
        },
        exact: request.exact,
        without: request.without.clone(),
        facets: request.facets,
        today: clock::day_of(clock::now_ms()).0,
    }
}

fn document(query: String, answer: Answer, hits: Vec<api::Hit>) -> SearchAnswer {
    let label = |(language, text)| api::ConceptLabel { language, text };
    let narrower = |one: search::Narrower| api::Narrower { id: one.id, label: one.label, off: one.off };
    let expansion = |one: search::Expansion| api::Expansion {
        id: one.id,
        words: one.words,
        label: one.label,
        added: one.added.into_iter().map(label).collect(),
        narrower: one.narrower.into_iter().map(narrower).collect(),
        off: one.off,
    };
    let value =
        |one: search::FacetValue| api::FacetValue { key: one.key, count: one.count, chosen: one.chosen };
    let facet = |one: search::Facet| api::Facet {
        field: one.field,
        values: one.values.into_iter().map(value).collect(),
        more: one.more as u64,
    };
    SearchAnswer {
        schema_version: SCHEMA_VERSION,
        query,
        total: answer.total as u64,
        all_words: answer.all_words as u64,
        took_us: answer.took_us,
        guess: answer.guess.map(|one| api::Guess {
            shown: one.shown,
            exact: one.exact,
            exact_total: one.exact_total as u64,
        }),
        expansions: answer.expansions.into_iter().map(expansion).collect(),
        offers: answer
            .offers
            .into_iter()
            .map(|one| api::Offer { words: one.words, field: one.field, key: one.key, query: one.query })
            .collect(),
        hits,
        facets: answer.facets.into_iter().map(facet).collect(),
    }
}

/// Asks index and store where blocking is allowed: a few at once, none for longer than a reader waits.
pub(crate) async fn on_a_thread<T: Send + 'static>(
    services: &Services,
    ask: impl FnOnce(&Search, &Store, &Governance) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, Problem> {
    static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);
    let late = || {
        Problem::new(ProblemKind::Failure, "searching took too long and was given up")
            .hint("ask for fewer or rarer words, or try again when less is going on here")
    };
    let place = tokio::time::timeout(PATIENCE, PLACES.acquire()).await.map_err(|_| late())?;
    let place = place.map_err(|_| Problem::new(ProblemKind::Failure, "searching has ended"))?;
    let (index, store) = (services.search.clone(), services.store.clone());
    let governance = services.governance.clone();
    let answered = tokio::task::spawn_blocking(move || {
        let answer = ask(&index, &store, &governance);
        // Held until the thread is free, not only until somebody gives up waiting for it.
        drop(place);
        answer
    });
    let answer = tokio::time::timeout(PATIENCE, answered).await.map_err(|_| late())?;
    answer
        .map_err(|_| Problem::new(ProblemKind::Failure, "searching failed"))?
        .map_err(|error| store_problem(&error))
}

/// Hits that are still live: the index may be a moment behind the store.
fn shown(
    view: &View<'_>,
    governance: &Governance,
    answer: &Answer,
    audience: Audience,
) -> Result<Vec<api::Hit>, StoreError> {
    let mut hits = Vec::with_capacity(answer.hits.len());
    for hit in &answer.hits {
        hits.extend(one(view, governance, hit, &answer.terms, audience)?);
    }
    Ok(hits)
}

/// A hit as it is shown, if it still is.
pub(crate) fn one(
    view: &View<'_>,
    governance: &Governance,
    hit: &Hit,
    terms: &Terms,
    audience: Audience,
) -> Result<Option<api::Hit>, StoreError> {
    let work = WorkId(hit.work);
    let Some((row, newest)) = library::live(view, work)? else { return Ok(None) };
    let Some(publication) = library::publication(view, newest)? else { return Ok(None) };
    let texts = std::iter::once(publication.summary.as_str())
        .chain(publication.sections.iter().map(|section| section.text.as_str()));
    let (snippet, highlights) = excerpt(texts, &publication.language, terms);
    let replies = library::replies(view, work)?;
    let review_by = publication.review_by.max(library::confirmed_until(view, &replies)?);
    let family = family(view, (work, newest), &publication, &replies)?;
    let territory = publication.territory;
    let place = [territory.name, territory.region].into_iter().filter(|name| !name.is_empty());
    Ok(Some(api::Hit {
        id: work.to_string(),
        record: RecordId(hit.record).to_string(),
        title_highlights: terms.ranges(&publication.title, &publication.language),
        title: publication.title,
        publisher: governance.name_of(row.organisation),
        kind: vocabulary::WORK_KIND.key(publication.kind).unwrap_or("other").into(),
        language: publication.language,
        place: place.collect::<Vec<_>>().join(", "),
        country: territory.country,
        position_milli: territory.place.map(|at| (at.latitude_milli, at.longitude_milli)),
        issued_at_ms: row.issued_at_ms,
        stale: review_by.is_some_and(|day| day < clock::day_of(clock::now_ms())),
        network_only: publication.visibility == NETWORK_ONLY,
        documents: publication.documents.len(),
        snippet,
        highlights,
        translations: translations(view, family, audience)?,
        score: hit.score,
        verified: true,
    }))
}

/// The same work in other languages: the one it translates, and what else translates that.
fn family(
    view: &View<'_>,
    (work, newest): (WorkId, RecordId),
    publication: &Publication,
    replies: &[StoredRecord],
) -> Result<Vec<(WorkId, RecordId)>, StoreError> {
    let mut family = match library::original(view, newest, publication)? {
        None => library::translations(view, replies)?,
        Some(original) => {
            let first = library::live(view, original)?.map(|(_, newest)| (original, newest));
            let others = library::translations(view, &library::replies(view, original)?)?;
            first.into_iter().chain(others).collect()
        }
    };
    family.retain(|(other, _)| *other != work);
    Ok(family)
}

fn translations(
    view: &View<'_>,
    family: Vec<(WorkId, RecordId)>,
    audience: Audience,
) -> Result<Vec<api::Translation>, StoreError> {
    let mut found = Vec::new();
    for (other, newest) in family.into_iter().take(MAX_TRANSLATIONS) {
        let Some(body) = library::publication(view, newest)? else { continue };
        if audience == Audience::Network || body.visibility != NETWORK_ONLY {
            let (id, language, title) = (other.to_string(), body.language, body.title);
            found.push(api::Translation { id, language, title });
        }
    }
    Ok(found)
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
