//! Running words: a text word by word, with the concepts that its words name.
//!
//! Owns: reading ahead as far as a label may reach; recognised labels do not overlap. Refuses to know: what is made
//! of the words. Neighbours: `words.rs` indexes them, `snippet.rs` marks them, so that both see the same;
//! `lexicon.rs` knows their forms, `concepts.rs` the labels.

use std::collections::VecDeque;

use super::analyse::{self, Language, Word};
use super::concepts::{ConceptId, MAX_LABEL_WORDS, thesaurus};
use super::lexicon::{Forms, Lexicon, Met};

/// See the module.
pub(super) struct Running<'a> {
    words: analyse::Words<'a>,
    lexicon: Lexicon,
    /// Words read but not given, as many as a label may have.
    ahead: VecDeque<(Word<'a>, Met)>,
    /// Words still covered by the last recognised label.
    covered: usize,
    labels: bool,
}

/// A word of a text; one without letters or digits is none.
pub(super) struct Here<'a> {
    pub(super) word: Word<'a>,
    pub(super) met: Met,
    /// The concept whose label begins here, and how many words that takes.
    pub(super) label: Option<(ConceptId, usize)>,
}

impl<'a> Running<'a> {
    /// The words of a text in a language.
    pub(super) fn new(language: &Language, text: &'a str) -> Self {
        let ahead = VecDeque::with_capacity(MAX_LABEL_WORDS);
        Self { words: analyse::words(text), lexicon: Lexicon::of(language), ahead, covered: 0, labels: true }
    }

    /// The same words, without looking for labels.
    pub(super) fn unlabelled(self) -> Self {
        Self { labels: false, ..self }
    }

    /// The forms of the word given last.
    pub(super) fn forms(&self, met: Met) -> &Forms {
        self.lexicon.forms(met)
    }

    /// The label that begins at the first word ahead.
    fn label(&mut self) -> Option<(ConceptId, usize)> {
        if self.covered > 0 {
            self.covered -= 1;
            return None;
        }
        let (_, first) = self.ahead.front()?;
        if !self.labels || !self.forms(*first).begins {
            return None;
        }
        let ahead = self.ahead.iter().map(|(_, met)| self.forms(*met));
        let label = thesaurus().longest(self.lexicon.code(), ahead, true)?;
        self.covered = label.1 - 1;
        Some(label)
    }
}

impl<'a> Iterator for Running<'a> {
    type Item = Here<'a>;

    fn next(&mut self) -> Option<Here<'a>> {
        if self.lexicon.is_full() {
            // Whoever was given a word has asked for its forms by now.
            self.lexicon.forget();
            self.ahead.iter_mut().for_each(|(word, met)| *met = self.lexicon.meet(word.raw));
        }
        let most = if self.labels { MAX_LABEL_WORDS } else { 1 };
        while self.ahead.len() < most
            && let Some(word) = self.words.next()
        {
            let met = self.lexicon.meet(word.raw);
            if !self.forms(met).exact().is_empty() {
                self.ahead.push_back((word, met));
            }
        }
        let label = self.label();
        let (word, met) = self.ahead.pop_front()?;
        Some(Here { word, met, label })
    }
}
