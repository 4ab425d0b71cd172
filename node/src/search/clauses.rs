//! How the parts of a query combine: all of them, or any.
//!
//! Owns: which parts a work must have, words beside what they name. Refuses to know: what a part is made of.
//! Neighbours: `plan.rs` makes the parts and asks the index with what comes out.

use std::ops::RangeInclusive;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query,
};

/// Words and the concept they name are two ways to say one thing, so the better counts, and this much of the
/// other.
pub(super) const OTHER_WAY: f32 = 0.3;
/// What a name of more than one word is worth beside these words: this power of their number.
const MORE_WORDS: f32 = 0.8;

type Clause = (Occur, Box<dyn Query>);

/// A part of the query, as the index is asked for it.
pub(super) struct Part {
    /// The clauses that it stands for.
    pub(super) clauses: RangeInclusive<usize>,
    /// What it adds to a work that has any of it.
    pub(super) query: Box<dyn Query>,
    /// What a work with all of it has, where that is more.
    pub(super) whole: Option<Box<dyn Query>>,
    /// Means too little to find anything by itself.
    pub(super) weak: bool,
    /// Was quoted: must be there.
    pub(super) required: bool,
}

impl Part {
    fn all(&self) -> Box<dyn Query> {
        self.whole.as_ref().unwrap_or(&self.query).box_clone()
    }
}

/// What works have that have what the words of some clauses name.
pub(super) struct Way {
    pub(super) clauses: RangeInclusive<usize>,
    pub(super) query: Box<dyn Query>,
}

/// Joins parts whose words name something: a work has the words, or what they name. Of two names that overlap
/// the first counts.
pub(super) fn joined(parts: Vec<Part>, mut ways: Vec<Way>) -> Vec<Part> {
    ways.sort_by_key(|way| *way.clauses.start());
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    let mut parts = parts.into_iter().peekable();
    let mut free = 0;
    for Way { clauses, query } in ways {
        if *clauses.start() < free {
            continue;
        }
        joined.extend(std::iter::from_fn(|| parts.next_if(|part| part.clauses.end() < clauses.start())));
        let words: Vec<Part> =
            std::iter::from_fn(|| parts.next_if(|part| part.clauses.end() <= clauses.end())).collect();
        free = clauses.end() + 1;
        if words.iter().all(|word| word.weak) {
            // Words that mean little name nothing by themselves.
            joined.extend(words);
        } else {
            joined.push(either(words, clauses, query));
        }
    }
    joined.extend(parts);
    joined
}

/// Words, or what they name together.
fn either(words: Vec<Part>, clauses: RangeInclusive<usize>, named: Box<dyn Query>) -> Part {
    let (weak, telling): (Vec<Part>, Vec<Part>) = words.into_iter().partition(|word| word.weak);
    let whole = (telling.len() > 1).then(|| {
        let all: Vec<Clause> = telling.iter().map(|word| (Occur::Must, word.all())).collect();
        union(vec![Box::new(BooleanQuery::new(all)), named.box_clone()])
    });
    let worth = (telling.len() as f32).powf(MORE_WORDS);
    let mut any: Vec<Clause> =
        vec![(Occur::Must, union(telling.into_iter().map(|word| word.query).collect()))];
    any.extend(weak.into_iter().map(|word| (Occur::Should, word.query)));
    let ways: Vec<Box<dyn Query>> =
        vec![Box::new(BooleanQuery::new(any)), Box::new(BoostQuery::new(named, worth))];
    let query = Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, OTHER_WAY));
    Part { clauses, query, whole, weak: false, required: false }
}

/// The query for works with all parts that mean something and the one for works with any of them (`None`
/// where that is the same). `boosts` only add weight.
pub(super) fn assemble(
    mut parts: Vec<Part>,
    boosts: Vec<Box<dyn Query>>,
) -> (Box<dyn Query>, Option<Box<dyn Query>>) {
    if parts.is_empty() {
        return (Box::new(AllQuery), None);
    }
    if parts.iter().all(|part| part.weak && !part.required) {
        parts.iter_mut().for_each(|part| part.weak = false);
    }
    let mut strict: Vec<Clause> = Vec::new();
    let mut loose: Vec<Clause> = Vec::new();
    let mut any = Vec::new();
    let needed = parts.iter().all(|part| !part.required);
    let relaxes = |any: &[_]| any.len() > 1 || (any.len() == 1 && !needed);
    let mut wholes = false;
    for part in parts {
        let occur = if part.weak { Occur::Should } else { Occur::Must };
        if let Some(whole) = part.whole {
            wholes = true;
            strict.push((Occur::Must, Box::new(ConstScoreQuery::new(whole, 0.0))));
        }
        strict.push((occur, part.query.box_clone()));
        match (part.required, part.weak) {
            (true, _) => loose.push((Occur::Must, part.query)),
            (_, true) => loose.push((Occur::Should, part.query)),
            _ => any.push(part.query),
        }
    }
    let relaxes = wholes || relaxes(&any);
    if !any.is_empty() {
        loose.push((if needed { Occur::Must } else { Occur::Should }, union(any)));
    }
    if !boosts.is_empty() {
        let boosts = union(boosts);
        strict.push((Occur::Should, boosts.box_clone()));
        loose.push((Occur::Should, boosts));
    }
    let loose = relaxes.then(|| Box::new(BooleanQuery::new(loose)) as Box<dyn Query>);
    (Box::new(BooleanQuery::new(strict)), loose)
}

/// Any of these.
pub(super) fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.len() == 1 {
        return queries.remove(0);
    }
    Box::new(BooleanQuery::union(queries))
}
