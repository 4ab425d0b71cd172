//! From a query as read to the index queries that answer it.
//!
//! Owns: what is asked for each word and for what words name, the weights of what the index adds up.
//! Refuses to know: how queries are written and how hits are collected. Neighbours: `query.rs` before,
//! `answer.rs` after; `forms.rs` knows the forms of a word, `naming.rs` what words name, `clauses.rs` how the
//! parts combine, `rescore.rs` refines the best hits.
//!
//! A work answers if it has a word of the query that means something; those with all such words are
//! counted apart, and are all that is shown where they are many. Everything else only adds weight. Works
//! without the words themselves answer through a concept that the words name.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::analyse;
use super::clauses::{self, OTHER_WAY, Part, Way, union};
use super::concepts::ConceptId;
use super::facets::Freshness;
use super::forms::{Forms, Tongues};
use super::lexicon::ByWord;
use super::naming::{self, Recognised};
use super::query::{Atom, Condition, Filter, Parsed};
use super::view::View;
use super::{schema, words};

/// Weights on top of BM25 over all words, found by measuring on sets in seven languages (`tests/bench`):
/// what the words of the title and those of summary, keywords and names add.
const TITLE: f32 = 0.35;
const LEAD: f32 = 0.15;
/// A work whose whole title was typed comes first, whatever else speaks for others.
const WHOLE_TITLE: f32 = 1_000.0;
/// The root of a word.
const ROOT: f32 = 0.4;
/// A concept, where none of its words need be there: more than a word in its exact form and as a stem.
const CONCEPT: f32 = 2.6;
/// A narrower concept than the one named.
const NARROWER: f32 = 1.3;
/// A concept that a part of another's name names.
const INNER: f32 = 0.5;
/// A work from a country that the words name.
const COUNTRY: f32 = 1.0;

/// What to ask the index.
pub(super) struct Plan {
    /// Works with all words that mean something.
    strict: Box<dyn Query>,
    /// Works with any of them; `None` where that is the same.
    loose: Option<Box<dyn Query>>,
    frame: Vec<Framed>,
    /// Whether scores mean anything; without words the newest come first.
    pub(super) ranked: bool,
    /// The words asked for, in the order typed.
    pub(super) asked: Vec<Asked>,
    /// What was quoted, word by word.
    pub(super) quoted: Vec<Vec<String>>,
    /// The beginning of a word being typed.
    pub(super) prefix: Option<String>,
    /// Concepts found in the query.
    pub(super) recognised: Vec<Recognised>,
    /// The language it is in, as far as can be told, and whether that is sure.
    pub(super) likely: Option<(String, bool)>,
}

/// One word of the query, as `rescore.rs` and `snippet.rs` look for it.
pub(super) struct Asked {
    /// Terms that stand for it, best first.
    pub(super) forms: Vec<(String, f32)>,
    /// It means little by itself.
    pub(super) weak: bool,
    /// It counts beside its neighbours only.
    pub(super) quoted: bool,
}

/// A condition, and the facet whose counts it must not narrow.
struct Framed {
    facet: Option<&'static str>,
    occur: Occur,
    query: Box<dyn Query>,
}

impl Plan {
    /// The query for works with all words (or any of them), without the filters of one facet.
    pub(super) fn query(&self, strict: bool, without: Option<&str>) -> Box<dyn Query> {
        let core = if strict { &self.strict } else { self.loose.as_ref().unwrap_or(&self.strict) };
        let kept = self.frame.iter().filter(|one| without.is_none() || one.facet != without);
        let mut all: Vec<(Occur, Box<dyn Query>)> =
            kept.map(|one| (one.occur, one.query.box_clone())).collect();
        all.push((Occur::Must, core.box_clone()));
        Box::new(BooleanQuery::new(all))
    }

    /// The query for works with all words, whatever they are narrowed by; `None` if they are not.
    pub(super) fn unfiltered(&self) -> Option<Box<dyn Query>> {
        self.frame.iter().any(|one| one.facet.is_some()).then(|| {
            let kept = self.frame.iter().filter(|one| one.facet.is_none());
            let all = kept.map(|one| (one.occur, one.query.box_clone()));
            let words = (Occur::Must, self.strict.box_clone());
            Box::new(BooleanQuery::new(all.chain([words]).collect())) as Box<dyn Query>
        })
    }

    /// Whether asking for any word finds more than asking for all.
    pub(super) fn can_relax(&self) -> bool {
        self.loose.is_some()
    }

    /// Facets that are narrowed by a filter.
    pub(super) fn narrowed(&self) -> Vec<&'static str> {
        let mut facets: Vec<&'static str> = self.frame.iter().filter_map(|one| one.facet).collect();
        facets.sort_unstable();
        facets.dedup();
        facets
    }
}

/// What beside the words decides a plan.
pub(super) struct Circumstances<'a> {
    pub(super) tongues: &'a Tongues<'a>,
    pub(super) as_you_type: bool,
    pub(super) include_network: bool,
    /// `yyyymmdd`
    pub(super) today: u32,
    /// No concepts at all.
    pub(super) exact: bool,
    /// Concepts switched off, by name.
    pub(super) without: &'a [String],
}

/// Plans a query for this state of the index.
///
/// # Errors
/// A dictionary could not be read.
pub(super) fn plan(view: &View, parsed: &Parsed, around: &Circumstances<'_>) -> tantivy::Result<Plan> {
    let forms = Forms::new(view, around.tongues);
    let mut planner = Planner { view, forms, asked: Vec::new(), quoted: Vec::new(), boosts: Vec::new() };
    let mut recognised = if around.exact { Vec::new() } else { naming::recognise(parsed, around) };
    let open = (around.as_you_type && parsed.unfinished).then(|| parsed.clauses.len().wrapping_sub(1));
    let mut parts = Vec::with_capacity(parsed.clauses.len());
    let mut prefix = None;
    for (position, clause) in parsed.clauses.iter().enumerate() {
        let is_open = open == Some(position);
        let part = planner.clause(position, clause, is_open)?;
        if let (true, Some(Atom::Word(word))) = (is_open, clause.last()) {
            prefix = Some(exact(word));
        }
        parts.push(part);
    }
    let inner = naming::inner(parsed, &recognised, around);
    let countries = if around.exact { Vec::new() } else { naming::countries(parsed) };
    let countries = countries.into_iter();
    let countries = countries.map(|(clauses, code)| Way { clauses, query: planner.country(&code) });
    let parts = clauses::joined(parts, planner.concepts(&inner, INNER)?);
    let whole = planner.concepts(&recognised, 1.0)?;
    let parts = clauses::joined(parts, whole.into_iter().chain(countries).collect());
    recognised.extend(inner);
    planner.whole_title(parsed);
    let frame = planner.frame(parsed, around);
    let (strict, loose) = clauses::assemble(parts, planner.boosts);
    let ranked = !parsed.clauses.is_empty();
    Ok(Plan {
        strict,
        loose,
        frame,
        ranked,
        asked: planner.asked,
        quoted: planner.quoted,
        prefix,
        recognised,
        likely: around.tongues.likely().map(|(code, sure)| (code.to_owned(), sure)),
    })
}

struct Planner<'a> {
    view: &'a View,
    forms: Forms<'a>,
    asked: Vec<Asked>,
    quoted: Vec<Vec<String>>,
    boosts: Vec<Box<dyn Query>>,
}

impl Planner<'_> {
    fn clause(&mut self, position: usize, clause: &[Atom], open: bool) -> tantivy::Result<Part> {
        let mut queries = Vec::with_capacity(clause.len());
        let (mut weak, mut required) = (true, false);
        for (at, atom) in clause.iter().enumerate() {
            match atom {
                Atom::Word(word) => {
                    let is_open = open && at + 1 == clause.len();
                    let asked = self.forms.of(word, is_open)?;
                    weak &= asked.weak;
                    queries.push(self.word(&asked, word));
                    self.asked.push(asked);
                }
                Atom::Phrase(words) => {
                    (weak, required) = (false, true);
                    let exact: Vec<String> = words.iter().map(|word| exact(word)).collect();
                    queries.push(phrase(self.view.fields.text, &exact));
                    let asked =
                        |form: &String| Asked { forms: vec![(form.clone(), 1.0)], weak: false, quoted: true };
                    self.asked.extend(exact.iter().map(asked));
                    self.quoted.push(exact);
                }
            }
        }
        Ok(Part { clauses: position..=position, query: union(queries), whole: None, weak, required })
    }

    fn word(&mut self, asked: &Asked, word: &str) -> Box<dyn Query> {
        if let Some(root) = analyse::root(&exact(word)) {
            let root = words::root_term(root);
            let weight = if asked.weak { ROOT / 2.0 } else { ROOT };
            self.boosts.push(weighted(self.view.fields.text, &root, weight));
        }
        self.everywhere(asked.forms.iter().map(|(form, worth)| (form.as_str(), *worth)))
    }

    /// Works with each of these concepts, beside the clauses that name it.
    fn concepts(&self, recognised: &[Recognised], worth: f32) -> tantivy::Result<Vec<Way>> {
        let on = recognised.iter().filter(|one| !one.off);
        on.map(|one| {
            let query = self.concept(one)?;
            Ok(Way { clauses: one.clauses.clone(), query: Box::new(BoostQuery::new(query, worth)) })
        })
        .collect()
    }

    /// Works with a concept, or with one directly below it for less: with several of those for no more than with
    /// one, and with a rare one for no more than with what was named.
    fn concept(&self, one: &Recognised) -> tantivy::Result<Box<dyn Query>> {
        let own = self.everywhere(std::iter::once((words::concept_term(one.concept).as_str(), CONCEPT)));
        let named = self.rarity(one.concept)?;
        let mut narrower = Vec::with_capacity(one.narrower.len());
        for id in &one.narrower {
            let worth = NARROWER * (named / self.rarity(*id)?).min(1.0);
            narrower.push(weighted(self.view.fields.text, &words::concept_term(*id), worth));
        }
        if narrower.is_empty() {
            return Ok(own);
        }
        let ways = vec![own, Box::new(DisjunctionMaxQuery::new(narrower)) as Box<dyn Query>];
        Ok(Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, OTHER_WAY)))
    }

    /// How much it tells that a work has a concept, as BM25 has it.
    fn rarity(&self, concept: ConceptId) -> tantivy::Result<f32> {
        let term = Term::from_field_text(self.view.fields.text, &words::concept_term(concept));
        let (all, here) = (self.view.searcher.num_docs() as f32, self.view.searcher.doc_freq(&term)? as f32);
        Ok((1.0 + (all - here).max(0.0) / (here + 0.5)).ln().max(f32::MIN_POSITIVE))
    }

    fn country(&self, code: &str) -> Box<dyn Query> {
        let own = term(Term::from_field_text(self.view.fields.country, code));
        Box::new(BoostQuery::new(own, COUNTRY))
    }

    /// Terms of the text, with what they add where they stand in the title or the lead, too.
    fn everywhere<'t>(&self, terms: impl Iterator<Item = (&'t str, f32)>) -> Box<dyn Query> {
        let fields = &self.view.fields;
        let places = [(fields.text, 1.0), (fields.title, TITLE), (fields.lead, LEAD)];
        let each =
            terms.flat_map(|(term, worth)| places.map(|(field, share)| weighted(field, term, worth * share)));
        union(each.collect())
    }

    fn whole_title(&mut self, parsed: &Parsed) {
        let typed: Vec<&str> =
            parsed.clauses.iter().filter_map(|clause| clause.first()).flat_map(Atom::words).collect();
        if !typed.is_empty() {
            let title = schema::whole_title(&typed.join(" "));
            let same = term(Term::from_field_u64(self.view.fields.whole_title, title));
            self.boosts.push(Box::new(ConstScoreQuery::new(same, WHOLE_TITLE)));
        }
    }

    /// What narrows the answer without ranking it: filters, exclusions, who may see what.
    fn frame(&self, parsed: &Parsed, around: &Circumstances<'_>) -> Vec<Framed> {
        let fields = &self.view.fields;
        let mut groups: Vec<Vec<&Filter>> = Vec::new();
        for filter in &parsed.filters {
            match groups.iter_mut().find(|group| filter.widens(group[0])) {
                Some(group) => group.push(filter),
                None => groups.push(vec![filter]),
            }
        }
        let mut frame: Vec<Framed> = Vec::new();
        for group in groups {
            let conditions = group.iter().map(|filter| self.condition(&filter.condition, around.today));
            let any = union(conditions.collect());
            frame.push(if group[0].excluded {
                Framed { facet: None, occur: Occur::MustNot, query: excludable(any) }
            } else {
                let query = Box::new(ConstScoreQuery::new(any, 0.0));
                Framed { facet: group[0].condition.facet(), occur: Occur::Must, query }
            });
        }
        let mut exclude = |query| frame.push(Framed { facet: None, occur: Occur::MustNot, query });
        for atom in &parsed.excluded {
            let words = match atom {
                Atom::Word(word) => std::slice::from_ref(word),
                Atom::Phrase(words) => words,
            };
            let exact: Vec<String> = words.iter().map(|word| exact(word)).collect();
            exclude(excludable(phrase(fields.text, &exact)));
        }
        if !around.include_network {
            exclude(term(Term::from_field_u64(fields.network_only, 1)));
        }
        frame
    }

    fn condition(&self, condition: &Condition, today: u32) -> Box<dyn Query> {
        let fields = &self.view.fields;
        let issued = |time| Term::from_field_u64(fields.issued_at, time);
        match condition {
            Condition::Code(list, code) => term(Term::from_field_u64(fields.codes, list.term(*code))),
            Condition::Is(named, name) => term(Term::from_field_text(fields.named(*named), name)),
            Condition::Fresh(fresh) => {
                let due = |day: u64| Term::from_field_u64(fields.review_by, day);
                let (from, to) = match fresh {
                    Freshness::Unknown => (Bound::Included(due(0)), Bound::Excluded(due(1))),
                    Freshness::Overdue => (Bound::Included(due(1)), Bound::Excluded(due(today.into()))),
                    Freshness::Current => (Bound::Included(due(u64::from(today).max(1))), Bound::Unbounded),
                };
                Box::new(RangeQuery::new(from, to))
            }
            Condition::By(words) | Condition::Around(words) => {
                let exact: Vec<String> = words.iter().map(|word| exact(word)).collect();
                phrase(if matches!(condition, Condition::By(_)) { fields.by } else { fields.around }, &exact)
            }
            Condition::After(time) => {
                Box::new(RangeQuery::new(Bound::Included(issued(*time)), Bound::Unbounded))
            }
            Condition::Before(time) => {
                Box::new(RangeQuery::new(Bound::Unbounded, Bound::Excluded(issued(*time))))
            }
        }
    }
}

impl Filter {
    fn widens(&self, other: &Self) -> bool {
        let same = match (&self.condition, &other.condition) {
            (Condition::Code(one, _), Condition::Code(two, _)) => one == two,
            (Condition::Is(one, _), Condition::Is(two, _)) => one == two,
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

/// Words in this order; of one word, that word.
fn phrase(field: Field, words: &[String]) -> Box<dyn Query> {
    let terms: Vec<_> = words.iter().map(|word| Term::from_field_text(field, word)).enumerate().collect();
    match terms.as_slice() {
        [(_, only)] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset(terms)),
    }
}

/// An exclusion is asked about works before the first it knows. In tantivy 0.27 a union bears that,
/// a phrase or a range by itself need not: so it goes in as a union with itself.
fn excludable(query: Box<dyn Query>) -> Box<dyn Query> {
    union(vec![query.box_clone(), query])
}

/// Every form asked for by itself, with the number of the word it is a form of.
pub(super) fn numbered(asked: &[Asked]) -> ByWord<String, usize> {
    let mut forms = ByWord::default();
    for (number, word) in asked.iter().enumerate().filter(|(_, word)| !word.quoted) {
        for (form, _) in &word.forms {
            forms.entry(form.clone()).or_insert(number);
        }
    }
    forms
}
