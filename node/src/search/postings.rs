//! The works of a segment that have a term.
//!
//! Owns: stepping through them. Refuses to know: terms and what is made of the works. Neighbours: `similar.rs` and
//! `rescore.rs` ask of single works, where a query would ask of all.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

/// All of them.
///
/// # Errors
/// The segment could not be read.
pub(super) fn all(segment: &SegmentReader, term: &Term) -> tantivy::Result<Vec<DocId>> {
    let index = segment.inverted_index(term.field())?;
    let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else {
        return Ok(Vec::new());
    };
    let mut docs = Vec::new();
    let mut doc = postings.doc();
    while doc != TERMINATED {
        docs.push(doc);
        doc = postings.advance();
    }
    Ok(docs)
}

/// Whether a work is among them.
///
/// # Errors
/// The segment could not be read.
pub(super) fn has(segment: &SegmentReader, term: &Term, doc: DocId) -> tantivy::Result<bool> {
    let postings = segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)?;
    Ok(postings.is_some_and(|mut postings| reach(&mut postings, doc)))
}

/// Goes on to a work, if it is not there yet; whether it is among them.
pub(super) fn reach(postings: &mut impl DocSet, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}
