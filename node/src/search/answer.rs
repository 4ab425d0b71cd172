//! From a request to ranked ids.
//!
//! Owns: the bounds of a page, the order of hits, counting. Refuses to know: rows, texts, weights.
//! Neighbours: `plan.rs` says what to ask, `view.rs` is asked.

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument};

use super::analyse::Language;
use super::plan::{self, Plan};
use super::schema::{ISSUED_AT, TIE};
use super::snippet::Terms;
use super::view::View;
use super::{Answer, Hit, Request, query};

/// Hits of one page, at most.
pub const MAX_LIMIT: usize = 100;
/// Hits that can be skipped: beyond it people refine, and machines export.
pub const MAX_OFFSET: usize = 10_000;
/// Preferred languages that are looked at.
const MAX_PREFERRED: usize = 8;

/// Answers a request from one state of the index.
///
/// # Errors
/// The index could not be read.
pub(super) fn answer(view: &View, request: &Request) -> tantivy::Result<Answer> {
    let parsed = query::parse(&request.query);
    let preferred: Vec<Language> =
        request.languages.iter().take(MAX_PREFERRED).map(|tag| Language::of(tag)).collect();
    let plan = plan::plan(view, &parsed, &preferred, request.as_you_type, request.include_network)?;
    let (mut total, mut found) = collect(view, plan.strict.as_ref(), &plan, request)?;
    let mut relaxed = false;
    if total == 0
        && let Some(any_word) = &plan.relaxed
    {
        (total, found) = collect(view, any_word.as_ref(), &plan, request)?;
        relaxed = total > 0;
    }
    let hits = found
        .into_iter()
        .map(|(score, address)| hit(view, score, address))
        .collect::<tantivy::Result<_>>()?;
    let terms = Terms::new(plan.forms, plan.prefix);
    Ok(Answer { total, hits, relaxed, terms, ..Answer::default() })
}

type Found = Vec<(f32, DocAddress)>;

fn collect(
    view: &View,
    query: &dyn Query,
    plan: &Plan,
    request: &Request,
) -> tantivy::Result<(usize, Found)> {
    let limit = request.limit.min(MAX_LIMIT);
    let offset = request.offset.min(MAX_OFFSET);
    if limit == 0 {
        return Ok((view.searcher.search(query, &Count)?, Found::new()));
    }
    let page = TopDocs::with_limit(limit).and_offset(offset);
    if plan.ranked { by_score(&view.searcher, query, page) } else { by_time(&view.searcher, query, page) }
}

/// Best first, then newest, then lowest id: the same whatever segments the works lie in.
fn by_score(searcher: &Searcher, query: &dyn Query, page: TopDocs) -> tantivy::Result<(usize, Found)> {
    let order = page.order_by((SortBySimilarityScore, issued_at(), tie()));
    let (total, top) = searcher.search(query, &(Count, order))?;
    Ok((total, top.into_iter().map(|((score, _, _), address)| (score, address)).collect()))
}

fn by_time(searcher: &Searcher, query: &dyn Query, page: TopDocs) -> tantivy::Result<(usize, Found)> {
    let (total, top) = searcher.search(query, &(Count, page.order_by((issued_at(), tie()))))?;
    Ok((total, top.into_iter().map(|(_, address)| (0.0, address)).collect()))
}

fn issued_at() -> SortByStaticFastValue<u64> {
    SortByStaticFastValue::for_field(ISSUED_AT)
}

fn tie() -> SortByStaticFastValue<u64> {
    SortByStaticFastValue::for_field(TIE)
}

fn hit(view: &View, score: f32, address: DocAddress) -> tantivy::Result<Hit> {
    let doc: TantivyDocument = view.searcher.doc(address)?;
    let id = |field: Field| {
        let value = doc.get_first(field).and_then(|value| value.as_bytes().map(<[u8; 32]>::try_from));
        value
            .and_then(Result::ok)
            .ok_or_else(|| tantivy::TantivyError::InternalError("a document without ids".to_owned()))
    };
    Ok(Hit { work: id(view.fields.work)?, record: id(view.fields.record)?, score })
}
