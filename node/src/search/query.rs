//! The little grammar people type: words, `"phrases"`, `-exclusion`, `OR`, `(groups)`, `field:value`.
//!
//! Owns: reading a query into clauses and filters, within fixed bounds. Refuses to know: the index and
//! any language. Neighbours: `plan.rs` turns what it reads into index queries.
//!
//! Reading cannot fail. Whatever is odd — an unknown field, a value outside its list, a lone quote or
//! minus, control characters — is searched as the words it contains.

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use protocol::country;

use super::analyse;
use super::facets::{Coded, Freshness, Named};
use super::names::names;

/// A longer query is cut here (characters).
pub(super) const MAX_QUERY_CHARS: usize = 512;

/// Words beyond this many are not searched.
pub(super) const MAX_WORDS: usize = 32;

/// Filters beyond this many are not applied.
const MAX_FILTERS: usize = 16;

/// Words of all clauses, where alternatives to groups repeat them: a group that would make more is read without its
/// brackets, an alternative that would is a clause of its own.
const MAX_GROUPED: usize = 64;

/// A query as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    /// What a work should have; each clause is met by any of its atoms.
    pub(super) clauses: Vec<Vec<Atom>>,
    /// What it must not have.
    pub(super) excluded: Vec<Atom>,
    /// What narrows the answer without ranking it.
    pub(super) filters: Vec<Filter>,
    /// Whether the text ends inside a word, which may be still being typed.
    pub(super) unfinished: bool,
}

/// Something to look for in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Atom {
    /// One word, in any inflection.
    Word(String),
    /// Words in this order, as written but for case and accents; at least one.
    Phrase(Vec<String>),
}

impl Atom {
    /// The words of it.
    pub(super) fn words(&self) -> Vec<&str> {
        match self {
            Self::Word(word) => vec![word],
            Self::Phrase(words) => words.iter().map(String::as_str).collect(),
        }
    }
}

/// A condition on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    /// Whether works that meet the condition are left out instead.
    pub(super) excluded: bool,
    pub(super) condition: Condition,
}

/// Conditions of the same variant (and list) widen each other, different ones narrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    Code(Coded, u16),
    /// A name exactly as the facet gives it.
    Is(Named, String),
    /// Words of a publisher's name.
    By(Vec<String>),
    /// Words of the name of a place or region.
    Around(Vec<String>),
    Fresh(Freshness),
    /// Published at or after (milliseconds since 1970).
    After(u64),
    /// Published before.
    Before(u64),
}

impl Condition {
    /// The facet whose counts it must not narrow, if there is one.
    pub(super) const fn facet(&self) -> Option<&'static str> {
        match self {
            Self::Code(coded, _) => Some(coded.name()),
            Self::Is(named, _) => Some(named.name()),
            Self::By(_) => Some(Named::Publisher.name()),
            Self::Around(_) => Some(Named::Region.name()),
            Self::Fresh(_) => Some(Freshness::FACET),
            Self::After(_) | Self::Before(_) => None,
        }
    }

    /// Whether its value is one that a work may have: what else is typed after a colon is words.
    fn is_known(&self) -> bool {
        match self {
            Self::Is(Named::Language, code) => names().has("language", code) || analyse::is_language(code),
            Self::Is(Named::Country, code) => country::exists(code),
            _ => true,
        }
    }

    /// The value's key, as the facet gives it.
    pub(super) fn key(&self) -> Option<String> {
        match self {
            Self::Code(coded, code) => coded.vocabulary().key(*code).map(str::to_owned),
            Self::Is(_, name) => Some(name.clone()),
            Self::Fresh(fresh) => Some(fresh.key().to_owned()),
            Self::By(_) | Self::Around(_) | Self::After(_) | Self::Before(_) => None,
        }
    }
}

/// Reads a query.
pub(super) fn parse(query: &str) -> Parsed {
    let end = query.char_indices().nth(MAX_QUERY_CHARS).map_or(query.len(), |(at, _)| at);
    let query = &query[..end];
    let mut reading = Reading { words_left: MAX_WORDS, ..Reading::default() };
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let after = if let Some(inside) = rest.strip_prefix("-(") {
            reading.open(true);
            inside
        } else if let Some(inside) = rest.strip_prefix('(') {
            reading.open(false);
            inside
        } else if let Some(after) = rest.strip_prefix(')') {
            reading.close();
            after
        } else {
            let (piece, after) = Piece::take(rest);
            reading.read(&piece);
            after
        };
        rest = after.trim_start();
    }
    reading.close();
    reading.parsed.unfinished = query.ends_with(char::is_alphanumeric);
    reading.parsed
}

/// `-field:"text"`, of which only the text must be there.
struct Piece<'a> {
    excluded: bool,
    field: Option<&'a str>,
    text: &'a str,
    quoted: bool,
}

impl<'a> Piece<'a> {
    /// The first piece of a text that starts with no white space, and what follows it.
    fn take(text: &'a str) -> (Self, &'a str) {
        let (excluded, text) = match text.strip_prefix('-') {
            Some(rest) if rest.starts_with(|next: char| !next.is_whitespace()) => (true, rest),
            _ => (false, text),
        };
        let (field, text) = match text.split_once(':') {
            // After a filter's name a space before the value is no harm.
            Some((field, rest)) if is_name(field) && names().field(field).is_some() => {
                (Some(field), rest.trim_start())
            }
            Some((field, rest)) if is_name(field) => (Some(field), rest),
            _ => (None, text),
        };
        let (quoted, text, rest) = match text.strip_prefix(is_quote) {
            Some(inner) => {
                let (inside, rest) = inner.split_once(is_quote).unwrap_or((inner, ""));
                (true, inside, rest)
            }
            None => {
                let end = text.find(char::is_whitespace).unwrap_or(text.len());
                // A bracket that closes belongs to no word.
                let bare = text[..end].trim_end_matches(')');
                let bare = if bare.is_empty() { &text[..end] } else { bare };
                (false, bare, &text[bare.len()..])
            }
        };
        (Self { excluded, field, text, quoted }, rest)
    }
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_alphabetic() || letter == '_')
}

#[derive(Default)]
struct Reading {
    parsed: Parsed,
    words_left: usize,
    /// The last piece was an `OR`.
    or: bool,
    /// The clauses from here on are what an `OR` adds to.
    last: usize,
    /// What an `OR` adds to is left out.
    last_excluded: bool,
    group: Option<Group>,
}

/// Brackets that are open.
struct Group {
    excluded: bool,
    /// The first clause inside.
    start: usize,
    /// It is an alternative to the clauses from here on.
    beside: Option<usize>,
}

impl Reading {
    fn read(&mut self, piece: &Piece<'_>) {
        let excluded = piece.excluded || self.group.as_ref().is_some_and(|group| group.excluded);
        if let Some(field) = piece.field {
            match condition(field, piece.text) {
                Some(condition) => self.filter(Filter { excluded, condition }),
                None => self.words(&format!("{field} {}", piece.text), excluded),
            }
        } else if piece.quoted {
            let words = self.take_words(piece.text);
            if !words.is_empty() {
                self.atom(Atom::Phrase(words), excluded);
            }
        } else if matches!(piece.text, "OR" | "|") {
            self.or = true;
        } else if piece.text != "AND" {
            self.words(piece.text, excluded);
        }
    }

    /// Brackets do not nest: one inside another closes it.
    fn open(&mut self, excluded: bool) {
        self.close();
        let or = std::mem::take(&mut self.or);
        let excluded = excluded || (or && self.last_excluded);
        let start = self.parsed.clauses.len();
        let beside = (or && !excluded && self.last < start).then_some(self.last);
        self.group = Some(Group { excluded, start, beside });
    }

    fn close(&mut self) {
        let Some(group) = self.group.take() else { return };
        self.or = false;
        let clauses = &mut self.parsed.clauses;
        if group.excluded || group.start == clauses.len() {
            return;
        }
        (self.last, self.last_excluded) = (group.start, false);
        // Either all of these or all of those: each of these or each of those.
        if let Some(from) = group.beside
            && product(&clauses[from..group.start], &clauses[group.start..]) <= MAX_GROUPED
        {
            let those = clauses.split_off(group.start);
            let these = clauses.split_off(from);
            for this in &these {
                clauses.extend(those.iter().map(|that| [this.as_slice(), that].concat()));
            }
            self.last = from;
        }
    }

    fn words(&mut self, text: &str, excluded: bool) {
        let words = self.take_words(text);
        if excluded && words.len() > 1 {
            // What is written as one is left out as one: co-housing is neither what has "co" nor "housing".
            return self.atom(Atom::Phrase(words), true);
        }
        for word in words {
            self.atom(Atom::Word(word), excluded);
        }
    }

    fn take_words(&mut self, text: &str) -> Vec<String> {
        let words: Vec<String> = words_of(text).take(self.words_left).collect();
        self.words_left -= words.len();
        words
    }

    fn atom(&mut self, atom: Atom, excluded: bool) {
        let or = std::mem::take(&mut self.or);
        let count = self.parsed.clauses.len();
        if excluded || (or && self.last_excluded) {
            self.last_excluded = true;
            self.parsed.excluded.push(atom);
        } else if or && self.last < count && (count - self.last == 1 || self.atoms() < MAX_GROUPED) {
            self.parsed.clauses[self.last..].iter_mut().for_each(|clause| clause.push(atom.clone()));
        } else {
            (self.last, self.last_excluded) = (count, false);
            self.parsed.clauses.push(vec![atom]);
        }
    }

    fn atoms(&self) -> usize {
        self.parsed.clauses[self.last..].iter().map(|clause| clause.len() + 1).sum()
    }

    fn filter(&mut self, filter: Filter) {
        self.or = false;
        self.last_excluded &= filter.excluded;
        if self.parsed.filters.len() < MAX_FILTERS {
            self.parsed.filters.push(filter);
        }
    }
}

/// Words of the clauses that say "these or those".
fn product(these: &[Vec<Atom>], those: &[Vec<Atom>]) -> usize {
    let words = |clauses: &[Vec<Atom>]| clauses.iter().map(Vec::len).sum::<usize>();
    words(these) * those.len() + words(those) * these.len()
}

/// Where these words stand in a query, one after the other.
pub(super) fn place(query: &str, words: &[&str]) -> Option<Range<usize>> {
    let all: Vec<analyse::Word<'_>> = analyse::words(query).collect();
    let found = all
        .windows(words.len().max(1))
        .find(|run| run.iter().map(|one| one.raw).eq(words.iter().copied()))?;
    let last = found.last()?;
    // An elided article goes with its word.
    let mut before = query[..found[0].offset].char_indices().rev();
    let space = before.find(|(_, letter)| letter.is_whitespace());
    let start = space.map_or(0, |(at, letter)| at + letter.len_utf8());
    let article = &query[start..found[0].offset];
    let start = if article.ends_with(analyse::is_apostrophe) { start } else { found[0].offset };
    Some(start..last.offset + last.len)
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    analyse::words(text)
        .filter(|word| !analyse::normal(word.raw).exact.is_empty())
        .map(|word| word.raw.to_owned())
}

/// The condition `field:value` sets, if both are known; both may be in any language of the interface.
fn condition(field: &str, value: &str) -> Option<Condition> {
    let field = names().field(field)?;
    match field {
        "by" | "region" => Some(words_of(value).take(MAX_WORDS).collect::<Vec<_>>())
            .filter(|words| !words.is_empty())
            .map(if field == "by" { Condition::By } else { Condition::Around }),
        "after" => start_of(value).map(Condition::After),
        "before" => start_of(value).map(Condition::Before),
        _ => names().key(field, value).and_then(|key| exactly(field, key)).or_else(|| exactly(field, value)),
    }
    .filter(Condition::is_known)
}

/// The condition that a facet's value sets, by the value's key.
pub(super) fn exactly(field: &str, key: &str) -> Option<Condition> {
    if let Some(coded) = Coded::by_name(field) {
        return coded.vocabulary().code(key).map(|code| Condition::Code(coded, code));
    }
    if field == Freshness::FACET {
        return Freshness::ALL.into_iter().find(|one| one.key() == key).map(Condition::Fresh);
    }
    let named = Named::by_name(field)?;
    let name = match named {
        Named::Language => analyse::two_letters(&letters(key, 2..=8)?.to_ascii_lowercase()).to_owned(),
        Named::Country => match letters(key, 2..=2)?.to_ascii_uppercase().as_str() {
            // As the Union's own style has it.
            "EL" => "GR".to_owned(),
            "UK" => "GB".to_owned(),
            code => code.to_owned(),
        },
        Named::Region | Named::Publisher => key.to_owned(),
    };
    Some(Condition::Is(named, name))
}

fn letters(value: &str, count: std::ops::RangeInclusive<usize>) -> Option<&str> {
    let fits = count.contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then_some(value)
}

/// The first moment (milliseconds since 1970, UTC) of a year, a month or a day: `2024`, `2024-05`,
/// `2024-05-17`.
fn start_of(value: &str) -> Option<u64> {
    let mut parts = value.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    let day = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    let start = Date::new(year, month, day).ok()?.to_zoned(TimeZone::UTC).ok()?;
    u64::try_from(start.timestamp().as_millisecond()).ok()
}

#[cfg(test)]
mod tests;
