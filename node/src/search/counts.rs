//! How many works of an answer have each value of each facet.
//!
//! Owns: the collector that counts. Refuses to know: queries, and in what order values are shown. Neighbours:
//! `facets.rs` says where values lie, `columns.rs` has them open, `answer.rs` asks.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::columns::{NamedColumn, Names};
use super::facets::{Coded, Freshness, Named};
use super::view::View;

/// Works by value, of every facet asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    bits: [[u64; u64::BITS as usize]; 2],
    /// By the numbers of the names.
    named: [Vec<u64>; Named::ALL.len()],
    fresh: [u64; 3],
}

impl Default for Counts {
    fn default() -> Self {
        Self { bits: [[0; u64::BITS as usize]; 2], named: Default::default(), fresh: [0; 3] }
    }
}

impl Counts {
    /// Values of a facet that occur, with how many works have each; and how many values there are. Of names the
    /// `most` frequent, and those `chosen`.
    pub(super) fn of(
        &self,
        facet: &str,
        names: &Names,
        most: usize,
        chosen: &[String],
    ) -> (Vec<(String, u64)>, usize) {
        let mut found: Vec<(String, u64)> = if let Some(coded) = Coded::by_name(facet) {
            let terms = coded.vocabulary().terms.iter();
            let counted = terms.filter_map(|term| {
                let (column, bit) = coded.bit(term.code)?;
                Some((term.key.to_owned(), self.bits[column][bit as usize]))
            });
            counted.collect()
        } else if facet == Freshness::FACET {
            let counted = Freshness::ALL.into_iter().zip(self.fresh);
            counted.map(|(one, count)| (one.key().to_owned(), count)).collect()
        } else {
            return match Named::by_name(facet) {
                Some(named) => self.names(named, names, most, chosen),
                None => (Vec::new(), 0),
            };
        };
        found.retain(|(_, count)| *count > 0);
        let all = found.len();
        (found, all)
    }

    fn names(
        &self,
        facet: Named,
        names: &Names,
        most: usize,
        chosen: &[String],
    ) -> (Vec<(String, u64)>, usize) {
        let names = names.of(facet);
        let counted = names.all().iter().zip(&self.named[facet as usize]);
        let mut found: Vec<(&str, u64)> = counted
            .map(|(name, count)| (name.as_ref(), *count))
            .filter(|(name, count)| *count > 0 && !name.is_empty())
            .collect();
        let all = found.len();
        let mut more = Vec::new();
        if all > most {
            found.select_nth_unstable_by(most, |(one, first), (two, second)| {
                second.cmp(first).then_with(|| one.cmp(two))
            });
            more = found.split_off(most);
            more.retain(|(name, _)| chosen.iter().any(|one| one == name));
        }
        let kept = found.into_iter().chain(more);
        (kept.map(|(name, count)| (name.to_owned(), count)).collect(), all)
    }

    fn add(&mut self, other: Self) {
        for (mine, theirs) in self.bits.iter_mut().flatten().zip(other.bits.into_iter().flatten()) {
            *mine += theirs;
        }
        for (mine, theirs) in self.fresh.iter_mut().zip(other.fresh) {
            *mine += theirs;
        }
        for (mine, theirs) in self.named.iter_mut().zip(other.named) {
            mine.resize(mine.len().max(theirs.len()), 0);
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
    }
}

/// Counts every facet of the works a query matches.
pub(super) struct Counter<'a> {
    pub(super) view: &'a View,
    /// `yyyymmdd`
    pub(super) today: u32,
}

/// See [`Counter`].
pub(super) struct SegmentCounter {
    today: u32,
    bits: [Column<u64>; 2],
    review_by: Column<u64>,
    /// Each with its counts by ordinal.
    named: Vec<(NamedColumn, Vec<u64>)>,
    counts: Box<Counts>,
}

impl Collector for Counter<'_> {
    type Fruit = Counts;
    type Child = SegmentCounter;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        let columns = self.view.columns(segment)?;
        let named = columns.named.iter();
        Ok(SegmentCounter {
            today: self.today,
            bits: columns.bits.clone(),
            review_by: columns.review_by.clone(),
            named: named.map(|one| (one.clone(), vec![0; one.numbers.len()])).collect(),
            counts: Box::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut all = Counts::default();
        for counts in segments {
            all.add(counts?);
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentCounter {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, doc: DocId, _: Score) {
        for (column, counts) in self.bits.iter().zip(&mut self.counts.bits) {
            let mut left = column.first(doc).unwrap_or(0);
            while left != 0 {
                counts[left.trailing_zeros() as usize] += 1;
                left &= left - 1;
            }
        }
        let review_by = self.review_by.first(doc).unwrap_or(0);
        self.counts.fresh[Freshness::of(review_by, self.today) as usize] += 1;
        for (one, counts) in &mut self.named {
            let ord = one.column.ords().first(doc);
            if let Some(count) = ord.and_then(|ord| counts.get_mut(usize::try_from(ord).ok()?)) {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> tantivy::Result<Counts> {
        let mut counts = *self.counts;
        for (one, found) in self.named {
            let named = &mut counts.named[one.facet as usize];
            for (number, count) in one.numbers.iter().zip(found).filter(|(_, count)| *count > 0) {
                let number = *number as usize;
                named.resize(named.len().max(number + 1), 0);
                named[number] += count;
            }
        }
        Ok(counts)
    }
}
