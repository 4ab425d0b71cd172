//! Answers given lately.
//!
//! Owns: for how long an answer holds, and how many are kept. Refuses to know: how they are found and shown.
//!
//! Everybody begins at the same page, and people who type ask for the same beginnings over and over, of which the
//! short ones take longest. An answer depends on the library, the index, the roster and the day, so it holds until
//! one of them changes.

use super::Audience;
use lru::LruCache;
use protocol::api::{SearchAnswer, SearchRequest};
use protocol::roster::Tip;
use protocol::time::Day;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

/// Answers that are kept: about 20 KB each with all facets.
const MAX: NonZeroUsize = NonZeroUsize::new(256).unwrap();
/// Longer lists are asked for by programs, page after page, never twice.
const MAX_HITS: usize = 20;

/// What an answer depends on beside the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AsOf {
    /// The last change of the store.
    pub(super) stored: u64,
    /// Which index answered, and the last change that it took in.
    pub(super) index: (u64, u64),
    /// Names of organisations come from it.
    pub(super) roster: Option<Tip>,
    /// What is due for review.
    pub(super) today: Day,
}

type Question = (SearchRequest, Audience);

struct Kept {
    as_of: Option<AsOf>,
    answers: LruCache<Question, Arc<SearchAnswer>>,
}

/// See the module.
pub(crate) struct Lately(Mutex<Kept>);

impl Default for Lately {
    fn default() -> Self {
        Self(Mutex::new(Kept { as_of: None, answers: LruCache::new(MAX) }))
    }
}

impl Lately {
    /// The answer to a question, if it was given and nothing has changed since.
    pub(super) fn answer(&self, as_of: AsOf, question: &Question) -> Option<Arc<SearchAnswer>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_of != Some(as_of) {
            return None;
        }
        kept.answers.get(question).cloned()
    }

    /// Keeps an answer; `as_of` is from before it was looked for.
    pub(super) fn keep(&self, as_of: AsOf, question: Question, answer: Arc<SearchAnswer>) {
        if question.0.limit > MAX_HITS {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_of != Some(as_of) {
            kept.answers.clear();
            kept.as_of = Some(as_of);
        }
        kept.answers.put(question, answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_until_something_changes() {
        let lately = Lately::default();
        let question = |query: &str, audience| {
            let request = SearchRequest { query: query.to_owned(), limit: 10, ..SearchRequest::default() };
            (request, audience)
        };
        let answer = Arc::new(SearchAnswer { total: 7, ..SearchAnswer::default() });
        let now = AsOf { stored: 3, index: (1, 3), roster: None, today: Day(20_261_122) };
        let casa = question("casa", Audience::Everyone);
        lately.keep(now, casa.clone(), Arc::clone(&answer));
        assert_eq!(lately.answer(now, &casa).map(|answer| answer.total), Some(7));
        assert!(lately.answer(now, &question("casa", Audience::Network)).is_none());
        assert!(lately.answer(now, &question("case", Audience::Everyone)).is_none());
        for later in [
            AsOf { stored: 4, ..now },
            AsOf { index: (1, 4), ..now },
            AsOf { index: (2, 3), ..now },
            AsOf { today: Day(20_261_123), ..now },
        ] {
            assert!(lately.answer(later, &casa).is_none(), "{later:?}");
        }
        for number in 0..2 * MAX.get() {
            lately.keep(now, question(&number.to_string(), Audience::Everyone), Arc::clone(&answer));
        }
        assert!(lately.answer(now, &casa).is_none(), "the oldest made room");
        let mut long = question("long", Audience::Everyone);
        long.0.limit = MAX_HITS + 1;
        lately.keep(now, long.clone(), answer);
        assert!(lately.answer(now, &long).is_none());
    }
}
