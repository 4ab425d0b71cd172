//! Which works have what a question asks, and nothing else: for who asks once and is told for ever.
//!
//! Owns: works with all words of a question that mean something, or that name what these name. Nothing is
//! guessed and no work with only some of the words is shown, so that whether a work answers does not hang on
//! how many others there are. Neighbours: `answer.rs` is for people who search, `plan.rs` makes the query.

use tantivy::collector::sort_key::SortByStaticFastValue;
use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, TermSetQuery};
use tantivy::{DocAddress, Order, Term};

use super::answer::{self, MAX_LIMIT};
use super::census::Census;
use super::forms::Tongues;
use super::naming::Recognised;
use super::plan::{self, Circumstances, Plan};
use super::schema::{ISSUED_AT, TIE};
use super::snippet::Terms;
use super::view::View;
use super::{Hit, Request, WorkId, query};

/// Works that have what was asked.
#[derive(Debug, Clone, Default)]
pub struct Strict {
    /// The works.
    pub hits: Vec<Hit>,
    /// What was looked for, to mark it in the texts shown.
    pub terms: Terms,
}

/// Those of these works that match, in no order.
///
/// # Errors
/// The index could not be read.
pub(super) fn among(view: &View, request: &Request, works: &[WorkId]) -> tantivy::Result<Strict> {
    let plan = planned(view, request)?;
    let works = works.iter().map(|work| Term::from_field_bytes(view.fields.work, work));
    let works: Box<dyn Query> = Box::new(TermSetQuery::new(works));
    let both = BooleanQuery::new(vec![(Occur::Must, works), (Occur::Must, plan.query(true, None))]);
    let found = view.searcher.search(&both, &DocSetCollector)?;
    shown(view, &plan, found)
}

/// The newest works that match, a page of them.
///
/// # Errors
/// The index could not be read.
pub(super) fn newest(view: &View, request: &Request) -> tantivy::Result<Strict> {
    let plan = planned(view, request)?;
    let column = SortByStaticFastValue::<u64>::for_field;
    let order = ((column(ISSUED_AT), Order::Desc), column(TIE));
    let page = TopDocs::with_limit(request.limit.clamp(1, MAX_LIMIT)).order_by(order);
    let found = view.searcher.search(plan.query(true, None).as_ref(), &page)?;
    shown(view, &plan, found.into_iter().map(|(_, address)| address))
}

fn planned(view: &View, request: &Request) -> tantivy::Result<Plan> {
    let mut parsed = query::parse(&request.query);
    parsed.filters.extend(answer::chosen(request));
    let census = Census::of(view, parsed.clauses.iter().flatten().flat_map(query::Atom::words))?;
    let tongues = Tongues::new(&request.query, &[], view, &census);
    let around = Circumstances {
        tongues: &tongues,
        as_you_type: false,
        include_network: request.include_network,
        today: request.today,
        exact: request.exact,
        without: &request.without,
    };
    plan::plan(view, &parsed, &around)
}

fn shown(view: &View, plan: &Plan, found: impl IntoIterator<Item = DocAddress>) -> tantivy::Result<Strict> {
    let hits = found.into_iter().map(|address| answer::hit(view, 0.0, address));
    let concepts = plan.recognised.iter().flat_map(Recognised::wanted).collect();
    let terms = Terms::new(plan::numbered(&plan.asked), plan.quoted.clone(), plan.prefix.clone(), concepts);
    Ok(Strict { hits: hits.collect::<tantivy::Result<_>>()?, terms })
}
