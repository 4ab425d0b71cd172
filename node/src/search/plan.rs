//! From a query as read to the index queries that answer it.
//!
//! Owns: which forms of a word are asked for, how clauses combine, every weight. Refuses to know: how
//! queries are written and how hits are collected. Neighbours: `query.rs` before, `answer.rs` after.
//!
//! A work should have all the words. In long questions one clause in four may be missing; only if that
//! finds nothing is any word enough, and the answer says so.

use std::collections::HashMap;
use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::analyse::{self, Language};
use super::query::{Atom, Coded, Condition, Filter, Parsed};
use super::view::View;

/// Weights on top of BM25 over all words: a word in the title counts about three times, in summary,
/// keywords and names about twice.
const TITLE: f32 = 2.0;
const LEAD: f32 = 1.0;
/// Words that stand together as typed, and phrases asked for.
const NEAR: f32 = 2.0;
/// How far apart "together" may be (words in between or out of order).
const NEAR_SLOP: u32 = 2;
/// What a form is worth beside the exact word: a stem in a language the reader reads, in another one,
/// a completion of a word being typed.
const STEM: f32 = 0.8;
const FOREIGN_STEM: f32 = 0.5;
const COMPLETION: f32 = 0.5;

/// Different stems of one word that are asked for.
const MAX_STEMS: usize = 8;
/// Completions asked for, and the dictionary entries looked at (a segment) to choose them.
const MAX_COMPLETIONS: usize = 24;
const MAX_SCANNED: usize = 4_096;
/// More words than this are not looked for together.
const MAX_NEAR: usize = 8;

/// What to ask the index.
pub(super) struct Plan {
    /// All words, give or take.
    pub(super) strict: Box<dyn Query>,
    /// Any word; `None` where that is the same.
    pub(super) relaxed: Option<Box<dyn Query>>,
    /// Whether scores mean anything; without words the newest come first.
    pub(super) ranked: bool,
    /// Every form asked for, with the word it is a form of.
    pub(super) forms: HashMap<String, usize>,
    /// The beginning of a word being typed.
    pub(super) prefix: Option<String>,
}

/// Plans a query for this state of the index.
///
/// # Errors
/// A dictionary could not be read.
pub(super) fn plan(
    view: &View,
    parsed: &Parsed,
    preferred: &[Language],
    as_you_type: bool,
    include_network: bool,
) -> tantivy::Result<Plan> {
    let mut planner = Planner { view, preferred, forms: HashMap::new(), words: 0, boosts: Vec::new() };
    let open = as_you_type && parsed.unfinished;
    let last = parsed.clauses.len().wrapping_sub(1);
    let mut clauses = Vec::with_capacity(parsed.clauses.len());
    let mut prefix = None;
    for (position, clause) in parsed.clauses.iter().enumerate() {
        let completed = if open && position == last { clause.last() } else { None };
        let mut atoms = Vec::with_capacity(clause.len());
        for atom in clause {
            let is_open = completed.is_some_and(|last| std::ptr::eq(last, atom));
            if let (true, Atom::Word(word)) = (is_open, atom) {
                prefix = Some(analyse::normal(word).exact.into_owned());
            }
            atoms.push(planner.atom(atom, is_open)?);
        }
        clauses.push(union(atoms));
    }
    planner.boost_near(&parsed.clauses);
    let frame = planner.frame(parsed, include_network);
    let boosts = (!planner.boosts.is_empty()).then(|| union(planner.boosts));
    let needed = clauses.len() - clauses.len() / 4;
    Ok(Plan {
        strict: assemble(&clauses, needed, boosts.as_deref(), &frame),
        relaxed: (needed > 1).then(|| assemble(&clauses, 1, boosts.as_deref(), &frame)),
        ranked: !clauses.is_empty(),
        forms: planner.forms,
        prefix,
    })
}

type Clause = (Occur, Box<dyn Query>);

fn assemble(
    clauses: &[Box<dyn Query>],
    needed: usize,
    boosts: Option<&dyn Query>,
    frame: &[Clause],
) -> Box<dyn Query> {
    let mut all: Vec<Clause> = frame.iter().map(|(occur, query)| (*occur, query.box_clone())).collect();
    if clauses.is_empty() {
        all.push((Occur::Must, Box::new(AllQuery)));
    } else {
        let words = clauses.iter().map(|clause| clause.box_clone()).collect();
        let words = BooleanQuery::union_with_minimum_required_clauses(words, needed);
        all.push((Occur::Must, Box::new(words)));
    }
    if let Some(boosts) = boosts {
        all.push((Occur::Should, boosts.box_clone()));
    }
    Box::new(BooleanQuery::new(all))
}

struct Planner<'a> {
    view: &'a View,
    preferred: &'a [Language],
    forms: HashMap<String, usize>,
    words: usize,
    boosts: Vec<Box<dyn Query>>,
}

impl Planner<'_> {
    fn atom(&mut self, atom: &Atom, open: bool) -> tantivy::Result<Box<dyn Query>> {
        let fields = &self.view.fields;
        let forms = match atom {
            Atom::Word(word) => self.forms_of(word, open)?,
            Atom::Phrase(words) => {
                let exact: Vec<String> = words.iter().map(|word| exact(word)).collect();
                for form in &exact {
                    self.know(form.clone());
                }
                return Ok(phrase(fields.text, &exact, 0));
            }
        };
        for (field, weight) in [(fields.title, TITLE), (fields.lead, LEAD)] {
            self.boosts.extend(forms.iter().map(|(form, worth)| weighted(field, form, weight * worth)));
        }
        Ok(union(forms.iter().map(|(form, worth)| weighted(fields.text, form, *worth)).collect()))
    }

    /// The terms a word may have in the index, each with its worth.
    fn forms_of(&mut self, word: &str, open: bool) -> tantivy::Result<Vec<(String, f32)>> {
        let normal = analyse::normal(word);
        let exact = normal.exact.clone().into_owned();
        let mut forms = vec![(exact.clone(), 1.0)];
        let own = self.preferred.iter().map(|language| (language, STEM));
        let foreign = self.view.languages.iter().map(|language| (language, FOREIGN_STEM));
        for (language, worth) in own.chain(foreign) {
            if let Some(stem) = language.stem(&normal)
                && forms.len() <= MAX_STEMS
                && forms.iter().all(|(known, _)| *known != stem)
            {
                forms.push((stem, worth));
            }
        }
        if open {
            for completion in completions(&self.view.searcher, self.view.fields.text, &exact)? {
                if forms.iter().all(|(known, _)| *known != completion) {
                    forms.push((completion, COMPLETION));
                }
            }
        }
        for (form, _) in &forms {
            self.forms.entry(form.clone()).or_insert(self.words);
        }
        self.words += 1;
        Ok(forms)
    }

    fn know(&mut self, form: String) {
        self.forms.entry(form).or_insert(self.words);
        self.words += 1;
    }

    fn boost_near(&mut self, clauses: &[Vec<Atom>]) {
        let plain = |clause: &Vec<Atom>| match clause.as_slice() {
            [Atom::Word(word)] => Some(exact(word)),
            _ => None,
        };
        let words: Vec<String> = clauses.iter().filter_map(plain).collect();
        if (2..=MAX_NEAR).contains(&words.len()) {
            let near = phrase(self.view.fields.text, &words, NEAR_SLOP);
            self.boosts.push(Box::new(BoostQuery::new(near, NEAR)));
        }
    }

    /// What narrows the answer without ranking it: filters, exclusions, who may see what.
    fn frame(&self, parsed: &Parsed, include_network: bool) -> Vec<Clause> {
        let fields = &self.view.fields;
        let mut groups: Vec<(bool, Vec<&Filter>)> = Vec::new();
        for filter in &parsed.filters {
            match groups.iter_mut().find(|(_, group)| filter.widens(group[0])) {
                Some((_, group)) => group.push(filter),
                None => groups.push((filter.excluded, vec![filter])),
            }
        }
        let mut frame: Vec<Clause> = Vec::new();
        for (excluded, group) in groups {
            let any = union(group.iter().map(|filter| self.condition(&filter.condition)).collect());
            frame.push(if excluded {
                (Occur::MustNot, excludable(any))
            } else {
                (Occur::Must, Box::new(ConstScoreQuery::new(any, 0.0)))
            });
        }
        for atom in &parsed.excluded {
            let words = match atom {
                Atom::Word(word) => std::slice::from_ref(word),
                Atom::Phrase(words) => words,
            };
            let exact: Vec<String> = words.iter().map(|word| exact(word)).collect();
            frame.push((Occur::MustNot, excludable(phrase(fields.text, &exact, 0))));
        }
        if !include_network {
            frame.push((Occur::MustNot, code(fields.network_only, 1)));
        }
        frame
    }

    fn condition(&self, condition: &Condition) -> Box<dyn Query> {
        let fields = &self.view.fields;
        let issued = |time| Term::from_field_u64(fields.issued_at, time);
        match condition {
            Condition::Code(list, value) => code(self.coded(*list), (*value).into()),
            Condition::Language(value) => term(Term::from_field_text(fields.language, value)),
            Condition::Country(value) => term(Term::from_field_text(fields.country, value)),
            Condition::By(words) => {
                let exact: Vec<String> = words.iter().map(|word| exact(word)).collect();
                phrase(fields.by, &exact, 0)
            }
            Condition::After(time) => {
                Box::new(RangeQuery::new(Bound::Included(issued(*time)), Bound::Unbounded))
            }
            Condition::Before(time) => {
                Box::new(RangeQuery::new(Bound::Unbounded, Bound::Excluded(issued(*time))))
            }
        }
    }

    fn coded(&self, list: Coded) -> Field {
        let fields = &self.view.fields;
        match list {
            Coded::Kind => fields.kind,
            Coded::Area => fields.area,
            Coded::TargetGroup => fields.target_group,
            Coded::SolutionType => fields.solution_type,
            Coded::Licence => fields.licence,
            Coded::Maturity => fields.maturity,
        }
    }
}

impl Filter {
    fn widens(&self, other: &Self) -> bool {
        let same = match (&self.condition, &other.condition) {
            (Condition::Code(one, _), Condition::Code(two, _)) => one == two,
            // Two dates of a kind narrow: there is no sense in "after May or after June".
            (Condition::After(_) | Condition::Before(_), _) => false,
            (one, two) => std::mem::discriminant(one) == std::mem::discriminant(two),
        };
        same && self.excluded == other.excluded
    }
}

fn exact(word: &str) -> String {
    analyse::normal(word).exact.into_owned()
}

fn weighted(field: Field, form: &str, weight: f32) -> Box<dyn Query> {
    let term = TermQuery::new(Term::from_field_text(field, form), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(term), weight))
}

fn term(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn code(field: Field, value: u64) -> Box<dyn Query> {
    term(Term::from_field_u64(field, value))
}

/// Words in this order; of one word, that word.
fn phrase(field: Field, words: &[String], slop: u32) -> Box<dyn Query> {
    let terms: Vec<_> = words.iter().map(|word| Term::from_field_text(field, word)).enumerate().collect();
    match terms.as_slice() {
        [(_, only)] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop)),
    }
}

fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.len() == 1 {
        return queries.remove(0);
    }
    Box::new(BooleanQuery::union(queries))
}

/// An exclusion is asked about works before the first it knows. In tantivy 0.27 a union bears that,
/// a phrase or a range by itself need not: so it goes in as a union with itself.
fn excludable(query: Box<dyn Query>) -> Box<dyn Query> {
    union(vec![query.box_clone(), query])
}

/// The most frequent terms that begin so, among the first ones of each segment's dictionary.
fn completions(searcher: &Searcher, field: Field, prefix: &str) -> tantivy::Result<Vec<String>> {
    let mut found: HashMap<String, u32> = HashMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
        for _ in 0..MAX_SCANNED {
            let Some((key, info)) = terms.next() else { break };
            if !key.starts_with(prefix.as_bytes()) {
                break;
            }
            if let Ok(term) = std::str::from_utf8(key) {
                *found.entry(term.to_owned()).or_default() += info.doc_freq;
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable_by(|(a, often_a), (b, often_b)| often_b.cmp(often_a).then_with(|| a.cmp(b)));
    found.truncate(MAX_COMPLETIONS);
    Ok(found.into_iter().map(|(term, _)| term).collect())
}
