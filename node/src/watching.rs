//! Saved searches: what came since somebody last looked.
//!
//! Owns: what is new. Refuses to know: who asks, ranking. Neighbours: [`crate::store`] counts changes and
//! keeps the searches, [`crate::search`] says what matches, [`crate::finding`] what is shown of it.
//!
//! A hit is new if the revision by which it is shown was first shown here after the last look. The feed of
//! changes counts, not the clock: what arrives late, dated long ago, is as new as anything. A look reaches as
//! far as the index has followed the feed; what it does not reach is left for the next one, so that each
//! arrival is told exactly once.

use crate::clock;
use crate::finding::{Audience, on_a_thread, one};
use crate::governance::Governance;
use crate::node::Services;
use crate::problem::store_problem;
use crate::search::{Request, Search, Strict};
use crate::store::{self, Arrival, Saved, StoreError, View};
use protocol::api::{
    Hit, News, Problem, ProblemKind, SCHEMA_VERSION, SEARCH_LIMIT, WATCH_NAME, WATCH_NEWS, Watch, WatchNews,
    WatchQuestion,
};
use std::collections::HashMap;
use std::time::Duration;

/// Bytes of a question.
const QUESTION_BYTES: usize = 8 * 1024;
/// Arrivals looked at together, and how often in one look.
const BATCH: u32 = 1_000;
const BATCHES: usize = 50;
/// For the index to follow the store before a look.
const FOLLOW: Duration = Duration::from_secs(1);

/// Saves a search.
///
/// # Errors
/// The name or the question is none, the name is taken, or there are too many.
pub(crate) async fn add(
    services: &Services,
    name: &str,
    question: WatchQuestion,
    seen: Option<u64>,
) -> Result<Watch, Problem> {
    let name = named(name)?;
    let text = serde_json::to_string(&question)
        .ok()
        .filter(|text| text.len() <= QUESTION_BYTES)
        .ok_or_else(|| Problem::new(ProblemKind::Usage, "the question is too long to be saved"))?;
    let saved = services.store.save_watch(name.clone(), text, seen).await;
    match saved.map_err(|error| store_problem(&error))? {
        Saved::From(seen) => Ok(Watch { name, question, seen }),
        Saved::Taken => {
            Err(Problem::new(ProblemKind::Refused, format!("there is a saved search named {name}"))
                .hint("choose another name, or remove that one first: vicinia watch remove NAME"))
        }
        Saved::Full => {
            let message = format!("there are {} saved searches, and no more are kept", store::WATCHES);
            Err(Problem::new(ProblemKind::Refused, message).hint("vicinia watch list shows them"))
        }
    }
}

/// A name as it is kept.
fn named(name: &str) -> Result<String, Problem> {
    let name = name.trim();
    let fine = (1..=WATCH_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    fine.then(|| name.to_owned()).ok_or_else(|| {
        Problem::new(ProblemKind::Usage, format!("a name has 1 to {WATCH_NAME} letters, all of one line"))
    })
}

/// Every saved search, by name.
///
/// # Errors
/// The store cannot be read.
pub(crate) async fn list(services: &Services) -> Result<Vec<Watch>, Problem> {
    let kept = services.store.read(|view| view.watches()).await.map_err(|error| store_problem(&error))?;
    Ok(kept.into_iter().map(read).collect())
}

/// A saved search.
///
/// # Errors
/// There is none of this name, or the store cannot be read.
pub(crate) async fn watch(services: &Services, name: &str) -> Result<Watch, Problem> {
    let asked = name.trim().to_owned();
    let kept = services.store.read(move |view| view.watch(&asked)).await;
    kept.map_err(|error| store_problem(&error))?.map(read).ok_or_else(|| {
        Problem::new(ProblemKind::NotFound, format!("there is no saved search named {name}"))
            .hint("vicinia watch list shows those there are")
    })
}

/// What cannot be read as a question is shown as it is.
fn read(kept: store::Watch) -> Watch {
    let store::Watch { name, question, seen } = kept;
    let question = serde_json::from_str(&question)
        .unwrap_or_else(|_| WatchQuestion { query: question, ..WatchQuestion::default() });
    Watch { name, question, seen }
}

/// Removes a saved search and says what it was.
///
/// # Errors
/// As [`watch`].
pub(crate) async fn remove(services: &Services, name: &str) -> Result<Watch, Problem> {
    let watch = watch(services, name).await?;
    services.store.forget_watch(watch.name.clone()).await.map_err(|error| store_problem(&error))?;
    Ok(watch)
}

/// What is new. Unless it is to be kept, what is told counts as looked at.
///
/// # Errors
/// As [`watch`], or the index cannot be read.
pub(crate) async fn look(services: &Services, name: &str, keep: bool) -> Result<WatchNews, Problem> {
    let mut watch = watch(services, name).await?;
    let (asked, since) = (asked(&watch.question, Audience::Network, SEARCH_LIMIT), watch.seen);
    follow(services).await;
    let told = on_a_thread(services, move |index, store, governance| {
        // Before the picture is taken: the index holds at least all that the feed says up to there.
        let followed = index.status().indexed_seq;
        store.read_blocking(|view| {
            let up_to = view.arrivals_followed(followed)?;
            Look { view, governance, index, asked: &asked, since, up_to }.tell()
        })
    })
    .await?;
    let told = told.ok_or_else(unread)?;
    if !keep {
        let noted = services.store.see_watch(watch.name.clone(), told.seen).await;
        noted.map_err(|error| store_problem(&error))?;
        watch.seen = told.seen;
    }
    Ok(WatchNews { schema_version: SCHEMA_VERSION, watch, news: told.news, more: told.more })
}

/// The newest works that answer a saved search, at most a page.
///
/// # Errors
/// As [`watch`], or the index cannot be read.
pub(crate) async fn newest(
    services: &Services,
    question: &WatchQuestion,
    audience: Audience,
    limit: usize,
) -> Result<Vec<Hit>, Problem> {
    let asked = asked(question, audience, limit);
    let found = on_a_thread(services, move |index, store, governance| {
        let Some(found) = index.strict(&asked) else { return Ok(None) };
        store.read_blocking(|view| {
            let hits = found.hits.iter().map(|hit| one(view, governance, hit, &found.terms, audience));
            hits.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>().map(Some)
        })
    });
    found.await?.ok_or_else(unread)
}

/// Gives the index a moment to follow the store; in vain is no reason not to tell what can be told.
async fn follow(services: &Services) {
    let (index, head) = (services.search.clone(), *services.store.changed().borrow());
    let waited = tokio::task::spawn_blocking(move || index.wait_for(head, FOLLOW));
    let _in_time = waited.await;
}

fn unread() -> Problem {
    Problem::new(ProblemKind::Failure, "the index is being made and cannot answer yet")
        .hint("vicinia status shows how far it is")
}

fn asked(question: &WatchQuestion, audience: Audience, limit: usize) -> Request {
    Request {
        query: question.query.clone(),
        limit,
        include_network: audience == Audience::Network,
        filters: question.filters.iter().map(|one| (one.field.clone(), one.values.clone())).collect(),
        exact: question.exact,
        today: clock::day_of(clock::now_ms()).0,
        ..Request::default()
    }
}

/// One look: over arrivals in their order, as far as the index has followed.
struct Look<'a> {
    view: &'a View<'a>,
    governance: &'a Governance,
    index: &'a Search,
    asked: &'a Request,
    /// The last change looked at before.
    since: u64,
    /// The last that can be looked at now.
    up_to: u64,
}

#[derive(Default)]
struct Told {
    news: Vec<News>,
    seen: u64,
    more: bool,
}

impl Look<'_> {
    /// What is new; `None` if the index cannot be read.
    fn tell(&self) -> Result<Option<Told>, StoreError> {
        let mut told = Told { seen: self.since, ..Told::default() };
        for _ in 0..BATCHES {
            let arrivals = self.view.arrivals(told.seen, self.up_to, BATCH)?;
            if arrivals.is_empty() {
                told.seen = told.seen.max(self.up_to);
                return Ok(Some(told));
            }
            let works: Vec<[u8; 32]> = arrivals.iter().map(|one| one.work.0).collect();
            let Some(found) = self.index.strict_among(self.asked, &works) else { return Ok(None) };
            self.add(&arrivals, &found, &mut told)?;
            if told.news.len() == WATCH_NEWS {
                break;
            }
        }
        told.more = !self.view.arrivals(told.seen, self.up_to, 1)?.is_empty();
        Ok(Some(told))
    }

    /// Tells the arrivals that match, in their order, until it is enough.
    fn add(&self, arrivals: &[Arrival], found: &Strict, told: &mut Told) -> Result<(), StoreError> {
        let matching: HashMap<[u8; 32], _> = found.hits.iter().map(|hit| (hit.work, hit)).collect();
        for arrival in arrivals {
            if told.news.len() == WATCH_NEWS {
                return Ok(());
            }
            if let Some(hit) = matching.get(&arrival.work.0) {
                let shown = one(self.view, self.governance, hit, &found.terms, Audience::Network)?;
                let revision = arrival.first <= self.since;
                told.news.extend(shown.map(|hit| News { revision, hit }));
            }
            told.seen = arrival.change;
        }
        Ok(())
    }
}
