//! What was found, as the page shows it: counts, facets, chips, concepts, guesses, offers, pages.
//!
//! Owns: turning an answer into views; it asks nobody, so that any answer can be looked at in a test.

use super::super::language::{Labelled, Words};
use super::super::map::{self, Dot, Thing};
use super::super::reader::Reader;
use super::super::shortlist;
use super::hit::HitView;
use super::query::{FACETS, PAGE, PAGES, Query, sort_key};
use askama::Template;
use protocol::api::{Expansion, Facet, FacetValue, Hit, SEARCH_LIMIT, SearchAnswer, Sort, untranslated};

/// Values of a facet that are shown at once; the rest folds.
const OPEN_VALUES: usize = 6;
/// Facets that stand open.
const OPEN_FACETS: usize = 4;

/// The part of the page that our script swaps.
#[derive(Template)]
#[template(path = "results.html")]
pub(super) struct Results {
    w: Words,
    /// The tab's title.
    pub(super) title: String,
    /// Nothing was asked yet.
    blank: bool,
    map: bool,
    /// How many were found, in words: also what is announced.
    count: String,
    /// Fewer are shown than counted: some stand with the work they translate.
    together: bool,
    /// That not every hit has all the words.
    partly: Option<String>,
    guess: Option<GuessView>,
    concepts: Vec<Concept>,
    offers: Vec<Link>,
    chips: Vec<Link>,
    clear: String,
    /// Only what was typed was looked for.
    exact: Option<String>,
    facets: Vec<FacetView>,
    kinds: Vec<Link>,
    sorts: Vec<Choice>,
    /// The list; beside a map by place.
    groups: Vec<Group>,
    dots: Vec<Dot>,
    /// That the map has only the first of them.
    first: Option<String>,
    views: [Choice; 2],
    pages: Vec<Choice>,
    /// What the form keeps besides words, filters and order.
    kept: Vec<(String, String)>,
    pub(super) feed: String,
    exports: Vec<Link>,
    /// Where a form comes back to.
    here: String,
}

impl askama::filters::HtmlSafe for Results {}

/// Something to follow.
pub(super) struct Link {
    pub(super) label: String,
    /// What the label is about; may be empty.
    pub(super) about: String,
    pub(super) address: String,
    pub(super) count: String,
}

/// One of several.
pub(super) struct Choice {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) address: String,
    pub(super) here: bool,
}

/// A part of the list.
pub(super) struct Group {
    /// Empty unless the list is by place, as the others.
    id: String,
    name: String,
    /// Of the headings of its hits.
    level: u8,
    hits: Vec<HitView>,
}

/// Another question was answered than the one that was typed.
pub(super) struct GuessView {
    sentence: String,
    /// Address and label of what was typed, if that finds anything.
    exact: Option<(String, String)>,
}

/// A concept that was added, with its switch.
pub(super) struct Concept {
    key: String,
    words: String,
    label: String,
    added: Vec<(String, String)>,
    /// Concepts below it that came along, each with its switch.
    narrower: Vec<Choice>,
    off: bool,
    address: String,
}

/// A facet.
pub(super) struct FacetView {
    field: String,
    label: String,
    open: bool,
    values: Vec<Value>,
    more: Vec<Value>,
    more_label: String,
}

/// A value of a facet.
pub(super) struct Value {
    key: String,
    label: Labelled,
    count: String,
    chosen: bool,
}

impl Results {
    /// An answer to a question, for a reader.
    pub(super) fn new(reader: &Reader, query: &Query, answer: &SearchAnswer) -> Self {
        let w = reader.w;
        let collected = shortlist::collected(reader);
        let shown = untranslated(&answer.hits);
        let together = shown.len() < answer.hits.len();
        let (groups, dots) =
            if query.map { by_place(w, &shown, &collected) } else { in_order(w, &shown, &collected) };
        let first = query.afresh();
        Self {
            w,
            title: match query.named(w).as_str() {
                "" => w.t("search-title"),
                named => w.s("search-title-for", named),
            },
            blank: query.is_blank(),
            map: query.map,
            count: count(w, query, answer),
            together,
            partly: partly(w, query, answer),
            guess: guess(w, &first, answer),
            concepts: concepts(query, &answer.expansions),
            offers: offers(w, query, answer),
            chips: chips(w, query),
            clear: Query { text: query.text.clone(), map: query.map, ..Query::default() }.address("/"),
            exact: query.exact.then(|| Query { exact: false, ..first.clone() }.address("/")),
            kinds: kinds(w, &answer.facets),
            facets: facets(w, query, &answer.facets),
            sorts: sorts(w, &first),
            pages: pages(w, query, answer.total),
            groups,
            dots,
            first: (query.map && answer.total > SEARCH_LIMIT as u64)
                .then(|| w.nn("map-first", SEARCH_LIMIT as u64, answer.total)),
            views: views(w, &first),
            kept: kept(&first),
            feed: first.address("/feed.atom"),
            exports: exports(&first),
            here: query.address("/"),
        }
    }
}

/// Hits as they come.
fn in_order(w: Words, hits: &[&Hit], collected: &[String]) -> (Vec<Group>, Vec<Dot>) {
    let hits: Vec<HitView> = hits.iter().map(|hit| HitView::new(w, (*hit).clone(), collected)).collect();
    let whole = Group { id: String::new(), name: String::new(), level: 3, hits };
    (if whole.hits.is_empty() { Vec::new() } else { vec![whole] }, Vec::new())
}

/// Hits by place, and a dot for each place: to its part of the list, or to the one work that is there.
fn by_place(w: Words, hits: &[&Hit], collected: &[String]) -> (Vec<Group>, Vec<Dot>) {
    let things: Vec<Thing<'_>> = hits
        .iter()
        .map(|hit| Thing { position_milli: hit.position_milli, country: &hit.country, place: &hit.place })
        .collect();
    let (spots, placeless) = map::spots(w, &things);
    let group = |number: usize, name: String, members: &[usize]| Group {
        id: format!("place-{number}"),
        name,
        level: 4,
        hits: members.iter().map(|at| HitView::new(w, hits[*at].clone(), collected)).collect(),
    };
    let (mut groups, mut dots) = (Vec::new(), Vec::new());
    for (number, spot) in (1..).zip(&spots) {
        dots.push(match spot.members.as_slice() {
            [one] => {
                spot.dot(format!("{} – {}", hits[*one].title, spot.name), format!("/w/{}", hits[*one].id))
            }
            several => {
                spot.dot(w.ns("map-several", several.len() as u64, &spot.name), format!("#place-{number}"))
            }
        });
        groups.push(group(number, spot.name.clone(), &spot.members));
    }
    if !placeless.is_empty() {
        groups.push(group(0, w.t("map-elsewhere"), &placeless));
    }
    (groups, dots)
}

/// That some of the hits lack some of the words, if several were asked for.
fn partly(w: Words, query: &Query, answer: &SearchAnswer) -> Option<String> {
    let several = query.text.split_whitespace().count() > 1;
    if !several || answer.all_words >= answer.total || answer.guess.is_some() {
        return None;
    }
    Some(match answer.all_words {
        0 => w.t("relaxed"),
        some => w.n("partly", some),
    })
}

fn count(w: Words, query: &Query, answer: &SearchAnswer) -> String {
    match (&answer.guess, query.text.trim()) {
        (Some(guess), _) => w.ns("count-guess", answer.total, &guess.shown),
        (None, "") => w.n("count-all", answer.total),
        (None, text) => w.ns("count-for", answer.total, text),
    }
}

fn guess(w: Words, query: &Query, answer: &SearchAnswer) -> Option<GuessView> {
    let guess = answer.guess.as_ref()?;
    let exact = (guess.exact_total > 0).then(|| {
        let typed = Query { text: guess.exact.clone(), exact: true, ..query.clone() };
        (typed.address("/"), w.ns("guess-exact", guess.exact_total, &guess.exact))
    });
    let key = if exact.is_some() { "guess" } else { "guess-nothing" };
    Some(GuessView { sentence: w.ss(key, &guess.exact, &guess.shown), exact })
}

/// The concepts, each under a key of its own: two runs of words can name the same one.
fn concepts(query: &Query, all: &[Expansion]) -> Vec<Concept> {
    let key = |at: usize, id: &str| match all[..at].iter().filter(|one| one.id == id).count() {
        0 => id.to_owned(),
        again => format!("{id}-{again}"),
    };
    all.iter().enumerate().map(|(at, one)| concept(query, key(at, &one.id), one)).collect()
}

fn concept(query: &Query, key: String, one: &Expansion) -> Concept {
    let switched = |id: &str, off: bool| {
        let mut other = query.afresh();
        if off {
            other.without.retain(|one| one != id);
        } else {
            other.without.push(id.to_owned());
        }
        other.address("/")
    };
    let below = one.narrower.iter().filter(|_| !one.off);
    let below = below.map(|below| Choice {
        key: format!("{key}-{}", below.id),
        label: below.label.clone(),
        address: switched(&below.id, below.off),
        here: !below.off,
    });
    Concept {
        narrower: below.collect(),
        key,
        words: one.words.clone(),
        label: one.label.clone(),
        added: one.added.iter().map(|label| (label.language.clone(), label.text.clone())).collect(),
        off: one.off,
        address: switched(&one.id, one.off),
    }
}

fn offers(w: Words, query: &Query, answer: &SearchAnswer) -> Vec<Link> {
    let link = |offer: &protocol::api::Offer| {
        let value = w.facet_value(&offer.field, &offer.key);
        let asked = Query { text: offer.query.clone(), ..query.afresh() };
        Link {
            label: value.text,
            about: w.t(&format!("facet-{}", offer.field)),
            address: asked.address("/"),
            count: offer.words.clone(),
        }
    };
    answer.offers.iter().map(link).collect()
}

fn chips(w: Words, query: &Query) -> Vec<Link> {
    let chosen = query.filters.iter().flat_map(|one| one.values.iter().map(move |value| (one, value)));
    let chip = |(filter, value): (&protocol::api::Filter, &String)| {
        let label = w.facet_value(&filter.field, value);
        Link {
            label: label.text,
            about: w.t(&format!("facet-{}", filter.field)),
            address: query.without_value(&filter.field, value).address("/"),
            count: String::new(),
        }
    };
    chosen.map(chip).collect()
}

/// Where to begin: the kinds of work there are.
fn kinds(w: Words, facets: &[Facet]) -> Vec<Link> {
    let facet = facets.iter().find(|one| one.field == "kind");
    let link = |key: &str, count: String| Link {
        label: w.maybe(&format!("kinds-{key}")).unwrap_or_else(|| key.to_owned()),
        about: key.to_owned(),
        address: Query {
            filters: vec![protocol::api::Filter { field: "kind".into(), values: vec![key.to_owned()] }],
            ..Query::default()
        }
        .address("/"),
        count,
    };
    match facet {
        Some(facet) => facet.values.iter().map(|one| link(&one.key, w.number(one.count))).collect(),
        None => protocol::vocabulary::WORK_KIND.keys().map(|key| link(key, String::new())).collect(),
    }
}

fn facets(w: Words, query: &Query, facets: &[Facet]) -> Vec<FacetView> {
    let order = |field: &str| FACETS.iter().position(|one| *one == field).unwrap_or(FACETS.len());
    let mut shown: Vec<&Facet> = facets.iter().filter(|one| !one.values.is_empty()).collect();
    shown.sort_by_key(|one| order(&one.field));
    let chosen = |field: &str| query.filters.iter().any(|one| one.field == field);
    let view = |(position, facet): (usize, &Facet)| {
        let mut values: Vec<Value> = facet.values.iter().map(|one| value(w, &facet.field, one)).collect();
        // What is chosen stays in sight.
        values.sort_by_key(|one| !one.chosen);
        let more = values.split_off(values.len().min(OPEN_VALUES));
        FacetView {
            label: w.t(&format!("facet-{}", facet.field)),
            open: position < OPEN_FACETS || chosen(&facet.field),
            field: facet.field.clone(),
            values,
            more_label: w.n("facet-more", more.len() as u64),
            more,
        }
    };
    shown.into_iter().enumerate().map(view).collect()
}

fn value(w: Words, field: &str, one: &FacetValue) -> Value {
    Value {
        key: one.key.clone(),
        label: w.facet_value(field, &one.key),
        count: w.number(one.count),
        chosen: one.chosen,
    }
}

fn sorts(w: Words, query: &Query) -> Vec<Choice> {
    [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Title]
        .map(|sort| {
            let key = sort_key(sort).unwrap_or_default();
            let name = if key.is_empty() { "relevance" } else { key };
            Choice {
                key: key.to_owned(),
                label: w.t(&format!("sort-{name}")),
                address: Query { sort, ..query.clone() }.address("/"),
                here: query.sort == sort,
            }
        })
        .into()
}

fn views(w: Words, query: &Query) -> [Choice; 2] {
    [("list", false), ("map", true)].map(|(key, map)| Choice {
        key: key.to_owned(),
        label: w.t(&format!("view-{key}")),
        address: Query { map, ..query.clone() }.address("/"),
        here: query.map == map,
    })
}

/// Around the page that is shown, with the first and the last.
fn pages(w: Words, query: &Query, total: u64) -> Vec<Choice> {
    let count = usize::try_from(total).unwrap_or(usize::MAX).div_ceil(PAGE).min(PAGES);
    if count < 2 || query.map {
        return Vec::new();
    }
    let near = |page: &usize| *page == 0 || *page + 1 == count || page.abs_diff(query.page) <= 2;
    let choice = |page: usize| Choice {
        key: (page + 1).to_string(),
        label: w.nn("page-of", page as u64 + 1, count as u64),
        address: Query { page, ..query.clone() }.address("/"),
        here: page == query.page,
    };
    (0..count).filter(near).map(choice).collect()
}

fn kept(query: &Query) -> Vec<(String, String)> {
    let kept = ["exact", "without", "view"];
    query
        .pairs()
        .into_iter()
        .filter(|(name, _)| kept.contains(name))
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn exports(query: &Query) -> Vec<Link> {
    [("CSV", "csv"), ("JSON Lines", "jsonl"), ("BibTeX", "bib"), ("RIS", "ris")]
        .map(|(label, format)| Link {
            label: label.to_owned(),
            about: String::new(),
            address: query.address(&format!("/export/{format}")),
            count: String::new(),
        })
        .into()
}

#[cfg(test)]
mod tests;
