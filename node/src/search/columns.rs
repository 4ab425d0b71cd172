//! What is read of works one by one: the columns of a segment, opened once.
//!
//! Owns: opening them, one numbering of names for all segments. Refuses to know: what is made of their values.
//! Neighbours: `scribe.rs` keeps them from commit to commit, for a segment never changes; `view.rs` hands them out;
//! `counts.rs` counts them, `rescore.rs`, `census.rs` and `similar.rs` look into them.
//!
//! tantivy finds a column anew each time it is asked for one, and spells a name out of its dictionary: for the facets
//! of a page both together took five times as long as counting.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use super::facets::{BITS, Named, REVIEW_BY};
use super::schema::ORIGINAL;

/// The names of one facet, in the order in which they were met.
#[derive(Default)]
struct Numbered {
    names: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

/// The names of every facet. Each segment numbers its own; what is counted over all of them needs one numbering.
#[derive(Default)]
pub(super) struct Names([RwLock<Numbered>; Named::ALL.len()]);

/// The names of a facet, by number.
pub(super) struct NamesOf<'a>(RwLockReadGuard<'a, Numbered>);

impl NamesOf<'_> {
    pub(super) fn all(&self) -> &[Arc<str>] {
        &self.0.names
    }
}

impl Names {
    /// The number of a name, from now on if it has none.
    pub(super) fn number(&self, facet: Named, name: &str) -> u32 {
        let mut numbered = self.0[facet as usize].write().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = numbered.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(numbered.names.len()).unwrap_or(u32::MAX);
        let name: Arc<str> = name.into();
        numbered.names.push(Arc::clone(&name));
        numbered.numbers.insert(name, number);
        number
    }

    fn count(&self) -> usize {
        Named::ALL.into_iter().map(|facet| self.of(facet).all().len()).sum()
    }

    /// All of a facet.
    pub(super) fn of(&self, facet: Named) -> NamesOf<'_> {
        NamesOf(self.0[facet as usize].read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The column of a facet whose values are names.
#[derive(Clone)]
pub(super) struct NamedColumn {
    pub(super) facet: Named,
    pub(super) column: StrColumn,
    /// The number of each of its ordinals.
    pub(super) numbers: Arc<[u32]>,
}

impl NamedColumn {
    fn open(facet: Named, column: StrColumn, names: &Names) -> tantivy::Result<Self> {
        let mut numbers = Vec::with_capacity(column.num_terms());
        let mut terms = column.dictionary().stream()?;
        while terms.advance() {
            numbers.push(names.number(facet, &String::from_utf8_lossy(terms.key())));
        }
        Ok(Self { facet, column, numbers: numbers.into() })
    }
}

/// The columns of one segment.
pub(super) struct Columns {
    pub(super) bits: [Column<u64>; 2],
    pub(super) review_by: Column<u64>,
    pub(super) original: Column<u64>,
    /// Of those facets that any work here has a value of.
    pub(super) named: Vec<NamedColumn>,
}

impl Columns {
    fn open(segment: &SegmentReader, names: &Names) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let mut named = Vec::with_capacity(Named::ALL.len());
        for facet in Named::ALL {
            if let Some(column) = columns.str(facet.field())? {
                named.push(NamedColumn::open(facet, column, names)?);
            }
        }
        Ok(Self {
            bits: [columns.u64(BITS[0])?, columns.u64(BITS[1])?],
            review_by: columns.u64(REVIEW_BY)?,
            original: columns.u64(ORIGINAL)?,
            named,
        })
    }

    /// The column of a facet.
    pub(super) fn of(&self, facet: Named) -> Option<&NamedColumn> {
        self.named.iter().find(|one| one.facet == facet)
    }

    /// The names of a facet.
    pub(super) fn names(&self, facet: Named) -> Option<&StrColumn> {
        self.of(facet).map(|one| &one.column)
    }
}

/// A place for the columns of a segment, opened when they are first asked for.
#[derive(Clone, Default)]
pub(super) struct Lazy(Arc<OnceLock<Columns>>);

impl Lazy {
    /// Names of all facets in it, if it is open.
    fn names(&self) -> usize {
        self.0.get().map_or(0, |columns| columns.named.iter().map(|one| one.numbers.len()).sum())
    }

    /// The columns.
    ///
    /// # Errors
    /// A column could not be read.
    pub(super) fn open(&self, segment: &SegmentReader, names: &Names) -> tantivy::Result<&Columns> {
        if let Some(columns) = self.0.get() {
            return Ok(columns);
        }
        let columns = Columns::open(segment, names)?;
        Ok(self.0.get_or_init(|| columns))
    }
}

/// Names that no segment has any more are let go when they are more than the others and this many.
const MAX_STALE: usize = 10_000;

/// The columns of an index, as its segments come and go.
#[derive(Default)]
pub(super) struct Cabinet {
    names: Arc<Names>,
    segments: HashMap<SegmentId, Lazy>,
}

impl Cabinet {
    /// Those of a searcher's segments, in their order, and their names; those of others are let go.
    pub(super) fn of(&mut self, searcher: &Searcher) -> (Vec<Lazy>, Arc<Names>) {
        let mut before = std::mem::take(&mut self.segments);
        let ids = searcher.segment_readers().iter().map(SegmentReader::segment_id);
        let mut kept: Vec<(SegmentId, Lazy)> =
            ids.map(|id| (id, before.remove(&id).unwrap_or_default())).collect();
        let met: usize = kept.iter().map(|(_, columns)| columns.names()).sum();
        if self.names.count() > 2 * met + MAX_STALE {
            // Numbers and columns go together; views that are still asked keep theirs.
            self.names = Arc::default();
            kept.iter_mut().for_each(|(_, columns)| *columns = Lazy::default());
        }
        self.segments = kept.iter().cloned().collect();
        (kept.into_iter().map(|(_, columns)| columns).collect(), Arc::clone(&self.names))
    }
}
