//! The places of a text that answer a query, with the words that matched marked.
//!
//! Owns: choosing and cutting fragments, plain text from Markdown. Refuses to know: the index; the text
//! comes from the store. Neighbours: `running.rs` reads the text as the index does, so that what is
//! marked is what matched, inflected or unaccented as it may be.

use std::collections::VecDeque;

use super::analyse::Language;
use super::concepts::ConceptId;
use super::lexicon::{ByWord, Forms};
use super::running::Running;

/// Fragments of one text, at most.
pub const MAX_FRAGMENTS: usize = 2;
/// Length of a fragment (bytes), before it is widened to whole words.
const FRAGMENT_BYTES: usize = 180;
/// What of it goes before the first marked word (bytes).
const BEFORE_BYTES: usize = 50;
/// Text beyond this is not looked at (bytes).
const MAX_TEXT_BYTES: usize = 256 << 10;
/// Marked words looked at when choosing fragments.
const MAX_MARKS: usize = 1_000;

/// What a query looked for, to find it again in a shown text.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Every form, with the number of the word it is a form of.
    forms: ByWord<String, usize>,
    /// First bytes of forms and prefix.
    initials: Initials,
    /// Words that must stand together.
    quoted: Vec<Vec<String>>,
    /// The beginning of a word being typed.
    prefix: Option<String>,
    /// Concepts, in whatever words.
    concepts: Vec<ConceptId>,
}

/// Pieces of a text worth showing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// At most [`MAX_FRAGMENTS`], in the order of the text; one without marks if nothing matched.
    pub fragments: Vec<Vec<Piece>>,
}

/// A run of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// To be escaped by whoever shows it.
    pub text: String,
    /// Whether it is a word that matched.
    pub hit: bool,
}

/// Concepts are numbered apart from words, and so is what was quoted.
const CONCEPTS_FROM: usize = 1 << 16;
const QUOTED_FROM: usize = 1 << 17;

/// A set of bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Initials([u128; 2]);

impl Initials {
    fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 7)] |= 1 << (byte & 0x7f);
    }

    const fn contains(self, byte: u8) -> bool {
        self.0[(byte >> 7) as usize] >> (byte & 0x7f) & 1 == 1
    }
}

#[derive(Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    word: usize,
}

impl Terms {
    pub(super) fn new(
        forms: ByWord<String, usize>,
        quoted: Vec<Vec<String>>,
        prefix: Option<String>,
        concepts: Vec<ConceptId>,
    ) -> Self {
        let mut initials = Initials::default();
        for form in forms.keys().chain(&prefix) {
            form.bytes().next().into_iter().for_each(|first| initials.insert(first));
        }
        Self { forms, initials, quoted, prefix, concepts }
    }

    /// Cuts the best fragments out of a text (Markdown or plain; the first 256 KiB count) in a language
    /// (BCP 47, may be empty).
    #[must_use]
    pub fn snippet(&self, text: &str, language: &str) -> Snippet {
        let text = plain(&text[..text.floor_char_boundary(MAX_TEXT_BYTES)]);
        let language = Language::declared_or_detected(language, &text);
        let marks = self.marks(&text, &language);
        let fragments = windows(&text, &marks)
            .into_iter()
            .map(|(start, end)| pieces(&text, &marks, start, end))
            .filter(|pieces| !pieces.is_empty())
            .collect();
        Snippet { fragments }
    }

    /// Byte ranges of a short text's words that answer the query.
    #[must_use]
    pub fn ranges(&self, text: &str, language: &str) -> Vec<(usize, usize)> {
        let language = Language::declared_or_detected(language, text);
        self.marks(text, &language).into_iter().map(|mark| (mark.start, mark.end)).collect()
    }

    fn marks(&self, text: &str, language: &Language) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        let mut together = Together::new(&self.quoted);
        let mut words = Running::new(language, text);
        if self.concepts.is_empty() {
            words = words.unlabelled();
        }
        // A label of a concept looked for, and how many of its words are still to come.
        let (mut named, mut to_come) = (None, 0);
        while marks.len() < MAX_MARKS
            && let Some(here) = words.next()
        {
            if let Some((concept, taken)) = here.label {
                let place = self.concepts.iter().position(|one| *one == concept);
                (named, to_come) = (place.map(|place| CONCEPTS_FROM + place), taken);
            }
            let found = self.matched(words.forms(here.met)).or(named.filter(|_| to_come > 0));
            to_come = to_come.saturating_sub(1);
            let (start, end) = (here.word.offset, here.word.offset + here.word.len);
            marks.extend(found.map(|word| Mark { start, end, word }));
            if !self.quoted.is_empty() {
                together.next(words.forms(here.met).exact(), (start, end));
                if together.mark(&mut marks) {
                    marks.sort_by_key(|mark| mark.start);
                    marks.dedup_by_key(|mark| mark.start);
                }
            }
        }
        marks
    }

    /// The number of the query's word that this word of a text answers.
    fn matched(&self, forms: &Forms) -> Option<usize> {
        if !forms.initials.iter().any(|first| self.initials.contains(*first)) {
            return None;
        }
        let begun = self.prefix.as_deref().is_some_and(|prefix| forms.exact().starts_with(prefix));
        self.forms
            .get(forms.exact())
            .or_else(|| self.forms.get(forms.stem()?))
            .copied()
            .or_else(|| begun.then_some(usize::MAX))
    }
}

/// The last words of a text, as far as they may be the end of what was quoted.
struct Together<'a> {
    quoted: &'a [Vec<String>],
    longest: usize,
    last: VecDeque<(String, (usize, usize))>,
}

impl<'a> Together<'a> {
    fn new(quoted: &'a [Vec<String>]) -> Self {
        let longest = quoted.iter().map(Vec::len).max().unwrap_or(0);
        Self { quoted, longest, last: VecDeque::with_capacity(longest + 1) }
    }

    fn next(&mut self, exact: &str, place: (usize, usize)) {
        self.last.push_back((exact.to_owned(), place));
        if self.last.len() > self.longest {
            self.last.pop_front();
        }
    }

    /// Marks what ends here, if anything does.
    fn mark(&self, marks: &mut Vec<Mark>) -> bool {
        let before = marks.len();
        for (number, words) in self.quoted.iter().enumerate() {
            let Some(skipped) = self.last.len().checked_sub(words.len()) else { continue };
            let run = self.last.iter().skip(skipped);
            if run.clone().map(|(word, _)| word).eq(words) {
                let word = QUOTED_FROM + number;
                marks.extend(run.map(|(_, (start, end))| Mark { start: *start, end: *end, word }));
            }
        }
        marks.len() > before
    }
}

/// Byte ranges of the fragments: the windows with most different words, then most words, then first.
fn windows(text: &str, marks: &[Mark]) -> Vec<(usize, usize)> {
    let mut windows: Vec<_> = (0..marks.len())
        .map(|first| {
            let start = marks[first].start.saturating_sub(BEFORE_BYTES);
            let inside = marks[first..].iter().take_while(|mark| mark.end <= start + FRAGMENT_BYTES);
            let words: Vec<usize> = inside.map(|mark| mark.word).collect();
            let different =
                words.iter().enumerate().filter(|(at, word)| !words[..*at].contains(word)).count();
            (different, words.len(), start)
        })
        .collect();
    windows.sort_by_key(|(different, count, start)| (std::cmp::Reverse((*different, *count)), *start));
    let mut chosen: Vec<(usize, usize)> = Vec::with_capacity(MAX_FRAGMENTS);
    for (_, _, start) in windows {
        let (start, end) = whole_words(text, start);
        if chosen.len() < MAX_FRAGMENTS && chosen.iter().all(|(from, to)| end <= *from || *to <= start) {
            chosen.push((start, end));
        }
    }
    if chosen.is_empty() {
        chosen.push(whole_words(text, 0));
    }
    chosen.sort_unstable();
    chosen
}

/// A window from about `start`, neither end inside a word if a space is near.
fn whole_words(text: &str, start: usize) -> (usize, usize) {
    let start = text.floor_char_boundary(start);
    let skipped = text[start..].find(char::is_whitespace).filter(|skipped| *skipped < BEFORE_BYTES);
    let start = if start == 0 { 0 } else { start + skipped.unwrap_or(0) };
    let end = text.floor_char_boundary(start + FRAGMENT_BYTES);
    let more = text[end..].find(char::is_whitespace).unwrap_or(text.len() - end).min(BEFORE_BYTES);
    (start, text.floor_char_boundary(end + more))
}

fn pieces(text: &str, marks: &[Mark], start: usize, end: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |from: usize, to: usize, hit: bool| {
        if from < to {
            pieces.push(Piece { text: text[from..to].to_owned(), hit });
        }
    };
    let mut at = start;
    for mark in marks.iter().filter(|mark| start <= mark.start && mark.end <= end) {
        push(at, mark.start, false);
        push(mark.start, mark.end, true);
        at = mark.end;
    }
    push(at, end, false);
    if let Some(first) = pieces.first_mut() {
        let trimmed = first.text.trim_start().to_owned();
        first.text = if start > 0 { format!("… {trimmed}") } else { trimmed };
    }
    if let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        last.text.push_str(if end < text.len() { " …" } else { "" });
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Markdown without its signs, on one line: tolerant, since it is only to be read in passing.
fn plain(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    for line in markdown.lines() {
        let line = line.trim_start_matches(|sign: char| sign.is_whitespace() || "#>*+-|=".contains(sign));
        push_inline(&mut plain, line);
        if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Emphasis and code signs go; of a link or an image its words stay.
fn push_inline(plain: &mut String, line: &str) {
    let mut rest = line;
    while let Some(at) = rest.find(['*', '`', '|', '[', ']', '!', '\0']) {
        plain.push_str(&rest[..at]);
        let sign = &rest[at..];
        rest = &sign[1..];
        if sign.starts_with("](") {
            rest = sign.split_once(')').map_or(&sign[1..], |(_, after)| after);
        } else if sign.starts_with('!') && !sign.starts_with("![") {
            plain.push('!');
        }
    }
    plain.push_str(rest);
}

#[cfg(test)]
mod tests;
