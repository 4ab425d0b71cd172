//! From a request to ranked ids.
//!
//! Owns: the bounds of a page, when works with some of the words are shown too, the order of hits, counting.
//! Refuses to know: rows, texts, weights. Neighbours: `plan.rs` says what to ask, `view.rs` is asked,
//! `rescore.rs` refines, `guess.rs` finds another question where this one finds nothing.

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Order, Searcher, TantivyDocument};

use super::analyse::Language;
use super::census::Census;
use super::concepts::thesaurus;
use super::counts::{Counter, Counts};
use super::facets::{Coded, Freshness, Named};
use super::forms::Tongues;
use super::naming::{self, Recognised};
use super::plan::{self, Circumstances, Plan};
use super::query::{Filter, Parsed};
use super::rarity::Rarity;
use super::rescore::{self, WINDOW};
use super::schema::{ISSUED_AT, TIE, TITLE_ORDER};
use super::snippet::Terms;
use super::view::View;
use super::{
    Answer, Expansion, Facet, FacetValue, Guess, Hit, Narrower, Request, Sort, guess, offers, query,
};

/// Hits of one page, at most.
pub const MAX_LIMIT: usize = 100;
/// Hits that can be skipped: beyond it people refine, and machines export.
pub const MAX_OFFSET: usize = 10_000;
/// Preferred languages that are looked at.
const MAX_PREFERRED: usize = 8;
/// With so many works that have all the words, those with some are left out.
const ENOUGH: usize = 20;
/// With fewer works than this, another question is tried.
const FEW: usize = 3;
/// Values of one facet, at most.
const MAX_VALUES: usize = 40;

/// Answers a request from one state of the index.
///
/// # Errors
/// The index could not be read.
pub(super) fn answer(view: &View, request: &Request) -> tantivy::Result<Answer> {
    let mut parsed = query::parse(&request.query);
    parsed.filters.extend(chosen(request));
    let preferred: Vec<Language> =
        request.languages.iter().take(MAX_PREFERRED).map(|tag| Language::of(tag)).collect();
    let mut answer = respond(view, request, &parsed, &preferred)?;
    answer.offers = offers::offers(&request.query, &parsed);
    // Works with some of the words are no reason to believe that the others were meant.
    let guessing = !request.exact && answer.all_words < FEW && !parsed.clauses.is_empty();
    if guessing && let Some((other, text)) = guess::nearest(view, &parsed, request)? {
        let guessed = respond(view, request, &other, &preferred)?;
        if guessed.all_words > answer.all_words {
            let exact_total = answer.total;
            let guess = Guess { shown: text, exact: request.query.clone(), exact_total };
            answer = Answer { guess: Some(guess), offers: answer.offers, ..guessed };
        }
    }
    Ok(answer)
}

/// Filters chosen beside the query.
pub(super) fn chosen(request: &Request) -> impl Iterator<Item = Filter> {
    let conditions = request
        .filters
        .iter()
        .flat_map(|(field, keys)| keys.iter().filter_map(|key| query::exactly(field, key)));
    conditions.map(|condition| Filter { excluded: false, condition })
}

fn respond(
    view: &View,
    request: &Request,
    parsed: &Parsed,
    preferred: &[Language],
) -> tantivy::Result<Answer> {
    let census = Census::of(view, parsed.clauses.iter().flatten().flat_map(query::Atom::words))?;
    let tongues = Tongues::new(&request.query, preferred, view, &census);
    let plan = plan::plan(
        view,
        parsed,
        &Circumstances {
            tongues: &tongues,
            as_you_type: request.as_you_type,
            include_network: request.include_network,
            today: request.today,
            exact: request.exact,
            without: &request.without,
        },
    )?;
    let rarity = Rarity::new(view, &census, &plan)?;
    let mut best = collect(view, plan.query(true, None).as_ref(), &plan, &rarity, request)?;
    let all_words = best.total;
    // Decided without the filters, so that a filter finds what its count promises.
    let found = match plan.unfiltered().filter(|_| all_words < ENOUGH && plan.can_relax()) {
        Some(query) => view.searcher.search(query.as_ref(), &Count)?,
        None => all_words,
    };
    let mut strict = true;
    if found < ENOUGH && plan.can_relax() {
        strict = false;
        best = collect(view, plan.query(false, None).as_ref(), &plan, &rarity, request)?;
    }
    let facets = match &best.counts {
        Some(counts) => facets(view, &plan, strict, counts, parsed, request)?,
        None => Vec::new(),
    };
    let hits = best
        .hits
        .into_iter()
        .map(|(score, address)| hit(view, score, address))
        .collect::<tantivy::Result<_>>()?;
    let expansions = plan.recognised.iter().filter_map(|one| expansion(view, one)).collect();
    let concepts = plan.recognised.iter().flat_map(Recognised::wanted).collect();
    let terms = Terms::new(plan::numbered(&plan.asked), plan.quoted, plan.prefix, concepts);
    let total = best.total;
    Ok(Answer { total, all_words, facets, hits, expansions, terms, ..Answer::default() })
}

type Scored = Vec<(f32, DocAddress)>;

/// What a query finds.
struct Found {
    total: usize,
    /// Those of the page.
    hits: Scored,
    /// By facet, if that was asked for.
    counts: Option<Counts>,
}

fn collect(
    view: &View,
    query: &dyn Query,
    plan: &Plan,
    rarity: &Rarity<'_>,
    request: &Request,
) -> tantivy::Result<Found> {
    let limit = request.limit.min(MAX_LIMIT);
    let offset = request.offset.min(MAX_OFFSET);
    let counter = request.facets.then_some(Counter { view, today: request.today });
    if limit == 0 {
        let (total, counts) = match counter {
            Some(_) => view.searcher.search(query, &(Count, counter))?,
            // By itself tantivy counts without looking at each.
            None => (view.searcher.search(query, &Count)?, None),
        };
        return Ok(Found { total, hits: Scored::new(), counts });
    }
    let page = page(offset, limit);
    let (total, hits, counts) = match request.sort {
        Sort::Relevance if plan.ranked => {
            return best(view, query, plan, rarity, request, offset..offset + limit);
        }
        Sort::Relevance | Sort::Newest => by_time(&view.searcher, query, page, Order::Desc, counter),
        Sort::Oldest => by_time(&view.searcher, query, page, Order::Asc, counter),
        Sort::Title => by_title(&view.searcher, query, page, counter),
    }?;
    Ok(Found { total, hits: hits.into_iter().map(|address| (0.0, address)).collect(), counts })
}

fn page(offset: usize, limit: usize) -> TopDocs {
    TopDocs::with_limit(limit).and_offset(offset)
}

/// Best first, then newest, then lowest id: the same whatever segments the works lie in.
fn best(
    view: &View,
    query: &dyn Query,
    plan: &Plan,
    rarity: &Rarity<'_>,
    request: &Request,
    wanted: std::ops::Range<usize>,
) -> tantivy::Result<Found> {
    let first = if wanted.start < WINDOW { 0 } else { wanted.start };
    let order = page(first, wanted.end.max(WINDOW) - first).order_by((
        SortBySimilarityScore,
        column(ISSUED_AT),
        column(TIE),
    ));
    let counter = request.facets.then_some(Counter { view, today: request.today });
    let all = (Count, order, counter);
    let (total, top, counts) = view.searcher.search_with_statistics_provider(query, &all, rarity)?;
    let mut found: Scored = top.into_iter().map(|((score, _, _), address)| (score, address)).collect();
    if first == 0 {
        let window = found.len().min(WINDOW);
        rescore::rescore(view, rarity, plan, &mut found[..window], request.today)?;
    }
    let skipped = wanted.start - first;
    Ok(Found { total, hits: found.into_iter().skip(skipped).take(wanted.len()).collect(), counts })
}

type Sorted = (usize, Vec<DocAddress>, Option<Counts>);

fn by_time(
    searcher: &Searcher,
    query: &dyn Query,
    page: TopDocs,
    order: Order,
    counter: Option<Counter<'_>>,
) -> tantivy::Result<Sorted> {
    let order = page.order_by(((column(ISSUED_AT), order), column(TIE)));
    let (total, top, counts) = searcher.search(query, &(Count, order, counter))?;
    Ok((total, top.into_iter().map(|(_, address)| address).collect(), counts))
}

fn by_title(
    searcher: &Searcher,
    query: &dyn Query,
    page: TopDocs,
    counter: Option<Counter<'_>>,
) -> tantivy::Result<Sorted> {
    let [first, second, third, fourth] = TITLE_ORDER.map(|name| (column(name), Order::Asc));
    let order = page.order_by(((first, second), (third, fourth), column(TIE)));
    let (total, top, counts) = searcher.search(query, &(Count, order, counter))?;
    Ok((total, top.into_iter().map(|(_, address)| address).collect(), counts))
}

fn column(name: &str) -> SortByStaticFastValue<u64> {
    SortByStaticFastValue::for_field(name)
}

/// Every facet, each counted without its own filter.
fn facets(
    view: &View,
    plan: &Plan,
    strict: bool,
    all: &Counts,
    parsed: &Parsed,
    request: &Request,
) -> tantivy::Result<Vec<Facet>> {
    let counter = Counter { view, today: request.today };
    let mut narrowed: Vec<(&str, Counts)> = Vec::new();
    for facet in plan.narrowed() {
        let query = plan.query(strict, Some(facet));
        narrowed.push((facet, view.searcher.search(query.as_ref(), &counter)?));
    }
    let names =
        Coded::ALL.map(Coded::name).into_iter().chain(Named::ALL.map(Named::name)).chain([Freshness::FACET]);
    let facets = names.map(|field| {
        let counts = narrowed.iter().find(|(facet, _)| *facet == field).map_or(all, |(_, counts)| counts);
        facet(view, field, counts, parsed)
    });
    Ok(facets.filter(|facet| !facet.values.is_empty()).collect())
}

fn facet(view: &View, field: &str, counts: &Counts, parsed: &Parsed) -> Facet {
    let chosen: Vec<String> = parsed
        .filters
        .iter()
        .filter(|filter| !filter.excluded && filter.condition.facet() == Some(field))
        .filter_map(|filter| filter.condition.key())
        .collect();
    let (found, mut all) = counts.of(field, &view.names, MAX_VALUES, &chosen);
    let mut values: Vec<FacetValue> = found
        .into_iter()
        .map(|(key, count)| FacetValue { chosen: chosen.contains(&key), key, count })
        .collect();
    for key in &chosen {
        if values.iter().all(|value| value.key != *key) {
            values.push(FacetValue { key: key.clone(), count: 0, chosen: true });
            all += 1;
        }
    }
    values.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.key.cmp(&two.key)));
    let more = all.saturating_sub(MAX_VALUES);
    let kept = values.iter().enumerate().filter(|(at, value)| *at < MAX_VALUES || value.chosen);
    Facet { field: field.to_owned(), values: kept.map(|(_, value)| value.clone()).collect(), more }
}

/// What a recognised concept added: its labels in the other languages that the library holds.
fn expansion(view: &View, one: &Recognised) -> Option<Expansion> {
    let concept = thesaurus().get(one.concept)?;
    let held = view.languages.iter().map(Language::code).filter(|code| *code != one.language);
    let added = held.filter_map(|code| Some((code.to_owned(), concept.label(code)?.to_owned()))).collect();
    let below = naming::narrower(one.concept).filter_map(|id| {
        let narrower = thesaurus().get(id)?;
        let (id, label) = (narrower.name.clone(), narrower.label(one.language)?.to_owned());
        let off = !one.narrower.iter().any(|on| thesaurus().named(&id) == Some(*on));
        Some(Narrower { id, label, off })
    });
    Some(Expansion {
        id: concept.name.clone(),
        words: one.words.clone(),
        label: concept.label(one.language)?.to_owned(),
        added,
        narrower: below.collect(),
        off: one.off,
    })
}

pub(super) fn hit(view: &View, score: f32, address: DocAddress) -> tantivy::Result<Hit> {
    let doc: TantivyDocument = view.searcher.doc(address)?;
    let id = |field: Field| {
        let value = doc.get_first(field).and_then(|value| value.as_bytes().map(<[u8; 32]>::try_from));
        value
            .and_then(Result::ok)
            .ok_or_else(|| tantivy::TantivyError::InternalError("a document without ids".to_owned()))
    };
    Ok(Hit { work: id(view.fields.work)?, record: id(view.fields.record)?, score })
}
