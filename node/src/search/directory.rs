//! Names as people begin to type them.
//!
//! Owns: finding names by the beginning of any of their words. Refuses to know: whose names they are. Neighbours:
//! `view.rs` keeps one of organisations and one of places, `suggest.rs` asks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::names::folded;
use super::view::View;

/// Names that are read; beyond it nobody suggests.
const MAX_NAMES: usize = 20_000;

/// Names, each as it is compared, in that order.
pub(super) struct Directory {
    names: Vec<(String, String)>,
    /// Where in which name a later word begins, in the order of what stands there.
    inside: Vec<(u32, u32)>,
}

impl Directory {
    /// The names that works have in a column, read when they are first asked for.
    ///
    /// # Errors
    /// The column could not be read.
    pub(super) fn once<'a>(
        place: &'a OnceLock<Self>,
        view: &View,
        column: &str,
        include_network: bool,
    ) -> tantivy::Result<&'a Self> {
        if let Some(known) = place.get() {
            return Ok(known);
        }
        let read = Self::new(&read(view, column, include_network)?);
        Ok(place.get_or_init(|| read))
    }

    fn new(names: &BTreeSet<String>) -> Self {
        // Two names that are compared alike are one.
        let names: BTreeMap<String, String> = names.iter().map(|name| (folded(name), name.clone())).collect();
        let names: Vec<(String, String)> = names.into_iter().collect();
        let mut inside: Vec<(u32, u32)> = Vec::new();
        for ((plain, _), number) in names.iter().zip(0..) {
            let spaces = plain.match_indices(' ').filter_map(|(at, _)| u32::try_from(at + 1).ok());
            inside.extend(spaces.map(|at| (number, at)));
        }
        let mut directory = Self { names, inside: Vec::new() };
        inside.sort_unstable_by(|one, two| {
            directory.rest(*one).cmp(directory.rest(*two)).then_with(|| one.cmp(two))
        });
        directory.inside = inside;
        directory
    }

    /// A name from the beginning of one of its words on.
    fn rest(&self, (number, at): (u32, u32)) -> &str {
        &self.names[number as usize].0[at as usize..]
    }

    /// At most so many names of which a word begins with what was typed, those that begin so themselves first.
    pub(super) fn with(&self, typed: &str, most: usize) -> Vec<String> {
        let from = self.names.partition_point(|(plain, _)| plain.as_str() < typed);
        let begin = self.names[from..].iter().take_while(|(plain, _)| plain.starts_with(typed));
        let mut found: Vec<String> = begin.take(most).map(|(_, name)| name.clone()).collect();
        if found.len() < most {
            let from = self.inside.partition_point(|place| self.rest(*place) < typed);
            let inside = self.inside[from..].iter().take_while(|place| self.rest(**place).starts_with(typed));
            let numbers: BTreeSet<u32> = inside.map(|(number, _)| *number).collect();
            let others = numbers.into_iter().map(|number| &self.names[number as usize]);
            let others = others.filter(|(plain, _)| !plain.starts_with(typed));
            found.extend(others.take(most - found.len()).map(|(_, name)| name.clone()));
        }
        found
    }
}

/// Work by work: the dictionary of a column still has the names of works that were withdrawn.
fn read(view: &View, column: &str, include_network: bool) -> tantivy::Result<BTreeSet<String>> {
    let mut read = BTreeSet::new();
    for segment in view.searcher.segment_readers() {
        let Some(names) = segment.fast_fields().str(column)? else { continue };
        let mut hidden = view.hidden(segment, include_network)?.into_iter().peekable();
        let mut met = vec![false; names.num_terms()];
        for doc in segment.doc_ids_alive() {
            while hidden.next_if(|one| *one < doc).is_some() {}
            if hidden.peek() != Some(&doc) {
                let ords = names.ords().values_for_doc(doc).filter_map(|ord| usize::try_from(ord).ok());
                ords.for_each(|ord| met[ord] = true);
            }
        }
        let mut stream = names.dictionary().stream()?;
        let mut met = met.into_iter();
        while read.len() < MAX_NAMES && stream.advance() {
            if met.next() == Some(true) {
                read.extend(std::str::from_utf8(stream.key()).ok().map(str::to_owned));
            }
        }
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_the_beginning_of_any_word() {
        let names = ["Comune di Bari", "Barletta", "Bari", "Città di Barì", "Terra di Bari e di Barletta"];
        let directory = Directory::new(&names.map(str::to_owned).into());
        let with = |typed| directory.with(typed, 10);
        assert_eq!(
            with("bar"),
            ["Bari", "Barletta", "Città di Barì", "Comune di Bari", "Terra di Bari e di Barletta"]
        );
        assert_eq!(with("di barl"), ["Terra di Bari e di Barletta"]);
        assert_eq!(directory.with("bar", 3), ["Bari", "Barletta", "Città di Barì"]);
        assert!(with("ari").is_empty() && with("x").is_empty());
        assert_eq!(with("").len(), names.len());
    }
}
