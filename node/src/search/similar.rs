//! Works that resemble a work, and towns that resemble a town.
//!
//! Owns: what makes two works or two towns alike, how much each thing counts, the reasons given. Refuses to
//! know: texts. Neighbours: `facets.rs` reads what is compared, `schema.rs` wrote it.
//!
//! Towns are compared by what practitioners compare: how large, how urban, how migration came and who came,
//! what makes housing scarce, whether the municipality has people for it, which country and region. What one
//! side does not say counts neither for nor against. Neighbouring bands count half.

use tantivy::columnar::StrColumn;
use tantivy::schema::Value as _;
use tantivy::{DocAddress, DocId, SegmentReader, TantivyDocument, Term};

use super::columns::Columns;
use super::concepts::{ConceptId, thesaurus};
use super::facets::{self, Coded, Named, codes};
use super::view::View;
use super::{Hit, WorkId, answer, postings, words};

/// What makes towns alike, with its weight and whether its values are bands of a scale.
const TOWN: [(Coded, f32, bool); 7] = [
    (Coded::Population, 3.0, true),
    (Coded::Urbanisation, 2.5, true),
    (Coded::Market, 2.5, false),
    (Coded::Migration, 2.0, false),
    (Coded::Foreign, 1.5, false),
    (Coded::Share, 1.5, true),
    (Coded::Staffing, 0.5, true),
];
const COUNTRY: f32 = 0.75;
const REGION: f32 = 0.75;
/// A town that says little is alike with little certainty: as much weight as this is taken to differ.
const UNKNOWN: f32 = 2.0;

/// Concepts of a work that are compared, the rarest ones.
const MAX_CONCEPTS: usize = 24;
/// Reasons given, at most.
const MAX_REASONS: usize = 4;
/// Less alike than this is not alike.
const LEAST: f32 = 0.08;

/// What is known of a town.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Town {
    /// Its codes, of the facets that describe places.
    pub codes: Vec<(Coded, u16)>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// As its works write it.
    pub region: String,
}

/// Something two works or towns share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// A facet's name, or `concept`.
    pub field: String,
    /// The value's key, or the concept's name.
    pub value: String,
    /// The next band, not the same.
    pub nearly: bool,
}

/// A work that resembles something.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// The work; its score is the likeness, from 0 to 1.
    pub hit: Hit,
    /// What weighs most first.
    pub reasons: Vec<Reason>,
}

/// The works of a segment that a reader may see.
struct Shown<'a> {
    segment: &'a SegmentReader,
    hidden: Vec<DocId>,
}

impl<'a> Shown<'a> {
    fn of(view: &View, segment: &'a SegmentReader, include_network: bool) -> tantivy::Result<Self> {
        let network_only = Term::from_field_u64(view.fields.network_only, 1);
        let hidden = if include_network { Vec::new() } else { postings::all(segment, &network_only)? };
        Ok(Self { segment, hidden })
    }

    fn has(&self, doc: DocId) -> bool {
        !self.segment.is_deleted(doc) && self.hidden.binary_search(&doc).is_err()
    }
}

/// The two columns of a work.
fn bits(columns: &Columns, doc: DocId) -> [u64; 2] {
    [0, 1].map(|column: usize| columns.bits[column].first(doc).unwrap_or(0))
}

/// The town a work is about.
///
/// # Errors
/// The index could not be read.
pub(super) fn town(view: &View, work: WorkId) -> tantivy::Result<Option<Town>> {
    let Some(address) = find(view, work)? else { return Ok(None) };
    let columns = view.columns(address.segment_ord)?;
    let bits = bits(columns, address.doc_id);
    let name = |column: Option<&StrColumn>| {
        let mut name = String::new();
        if let Some(column) = column
            && let Some(ord) = column.ords().first(address.doc_id)
        {
            column.ord_to_str(ord, &mut name)?;
        }
        Ok::<_, std::io::Error>(name)
    };
    let codes =
        TOWN.iter().flat_map(|(facet, _, _)| codes(*facet, bits).map(|code| (*facet, code))).collect();
    let (country, region) = (name(columns.names(Named::Country))?, name(columns.names(Named::Region))?);
    Ok(Some(Town { codes, country, region }))
}

/// Works from towns like one, most alike first, one reading of every work.
///
/// # Errors
/// The index could not be read.
pub(super) fn towns(
    view: &View,
    own: &Town,
    except: Option<WorkId>,
    include_network: bool,
    limit: usize,
) -> tantivy::Result<Vec<Alike>> {
    let sides = Side::all(own);
    let mut best: Vec<(f32, DocAddress)> = Vec::new();
    for (segment, at) in view.searcher.segment_readers().iter().zip(0..) {
        let (columns, shown) = (view.columns(at)?, Shown::of(view, segment, include_network)?);
        let places = Place::all(columns, own)?;
        for doc in (0..segment.max_doc()).filter(|doc| shown.has(*doc)) {
            let likeness = likeness(&sides, &places, bits(columns, doc), doc);
            if likeness >= LEAST {
                best.push((likeness, DocAddress::new(at, doc)));
            }
        }
    }
    best.sort_by(|(one, at), (two, other)| two.total_cmp(one).then_with(|| at.cmp(other)));
    let mut alike = Vec::with_capacity(limit);
    for (likeness, address) in best {
        if alike.len() == limit {
            break;
        }
        let hit = answer::hit(view, likeness, address)?;
        if Some(hit.work) != except {
            alike.push(Alike { hit, reasons: town_reasons(view, own, &sides, address)? });
        }
    }
    Ok(alike)
}

/// A thing that makes towns alike, of a town that says it.
struct Side {
    facet: Coded,
    weight: f32,
    scale: bool,
    /// [`Coded::values`] of the town.
    own: u64,
}

impl Side {
    fn all(own: &Town) -> Vec<Self> {
        let own = facets::bits(&own.codes);
        let sides = TOWN.into_iter();
        let sides = sides.map(|(facet, weight, scale)| Self { facet, weight, scale, own: facet.values(own) });
        sides.filter(|side| side.own != 0).collect()
    }

    /// How much of it a work's town shares, from 0 to 1; `None` if that does not say.
    fn shared(&self, bits: [u64; 2]) -> Option<f32> {
        let theirs = self.facet.values(bits);
        if theirs == 0 {
            return None;
        }
        if self.scale {
            let apart = theirs.trailing_zeros().abs_diff(self.own.trailing_zeros());
            return Some(if apart < 2 { 1.0 - 0.5 * apart as f32 } else { 0.0 });
        }
        Some((theirs & self.own).count_ones() as f32 / (theirs | self.own).count_ones() as f32)
    }

    /// The codes that a work's town shares, all or nearly.
    fn codes(&self, bits: [u64; 2]) -> impl Iterator<Item = u16> {
        let theirs = self.facet.values(bits);
        // Of a scale a town has one band: the lowest bit.
        let shared = if self.scale { theirs & theirs.wrapping_neg() } else { theirs & self.own };
        self.facet.listed(shared)
    }
}

/// A name that makes towns alike, of a town that says it, in a segment.
struct Place<'a> {
    facet: Named,
    weight: f32,
    own: &'a str,
    column: &'a StrColumn,
    /// Of the own name, if any work here has it.
    ordinal: Option<u64>,
}

impl<'a> Place<'a> {
    fn all(columns: &'a Columns, own: &'a Town) -> tantivy::Result<Vec<Self>> {
        let mut places = Vec::with_capacity(2);
        for (facet, own, weight) in
            [(Named::Country, &own.country, COUNTRY), (Named::Region, &own.region, REGION)]
        {
            if let (false, Some(column)) = (own.is_empty(), columns.names(facet)) {
                places.push(Self { facet, weight, own, column, ordinal: column.dictionary().term_ord(own)? });
            }
        }
        Ok(places)
    }

    /// Whether a work says the same; `None` if it says nothing.
    fn same(&self, doc: DocId) -> Option<bool> {
        self.column.ords().first(doc).map(|ordinal| Some(ordinal) == self.ordinal)
    }
}

/// From 0 to 1.
fn likeness(sides: &[Side], places: &[Place<'_>], bits: [u64; 2], doc: DocId) -> f32 {
    let (mut shared, mut compared) = (0.0, UNKNOWN);
    let said = sides.iter().filter_map(|side| Some((side.shared(bits)?, side.weight)));
    let same = places
        .iter()
        .filter_map(|place| place.same(doc).map(|same| (if same { 1.0 } else { 0.0 }, place.weight)));
    for (part, weight) in said.chain(same) {
        shared += weight * part;
        compared += weight;
    }
    shared / compared
}

fn town_reasons(
    view: &View,
    own: &Town,
    sides: &[Side],
    address: DocAddress,
) -> tantivy::Result<Vec<Reason>> {
    let columns = view.columns(address.segment_ord)?;
    let bits = bits(columns, address.doc_id);
    let mut reasons: Vec<(f32, Reason)> = Vec::new();
    for side in sides {
        let Some(part) = side.shared(bits).filter(|part| *part > 0.0) else { continue };
        let nearly = side.scale && part < 1.0;
        for key in side.codes(bits).filter_map(|code| side.facet.vocabulary().key(code)) {
            let (field, value) = (side.facet.name().to_owned(), key.to_owned());
            reasons.push((side.weight * part, Reason { field, value, nearly }));
        }
    }
    for place in Place::all(columns, own)?.iter().filter(|place| place.same(address.doc_id) == Some(true)) {
        let (field, value) = (place.facet.name().to_owned(), place.own.to_owned());
        reasons.push((place.weight, Reason { field, value, nearly: false }));
    }
    reasons.sort_by(|(one, _), (two, _)| two.total_cmp(one));
    Ok(reasons.into_iter().map(|(_, reason)| reason).take(MAX_REASONS).collect())
}

/// Works that name the same concepts and have the same solutions and target groups, most alike first.
///
/// # Errors
/// The index could not be read.
pub(super) fn like(
    view: &View,
    work: WorkId,
    include_network: bool,
    limit: usize,
) -> tantivy::Result<Vec<Alike>> {
    let Some(own) = find(view, work)? else { return Ok(Vec::new()) };
    let (features, total) = features(view, own)?;
    let mut best: Vec<(f32, DocAddress)> = Vec::new();
    for (segment, at) in view.searcher.segment_readers().iter().zip(0..) {
        let shown = Shown::of(view, segment, include_network)?;
        let mut scores = vec![0.0; segment.max_doc() as usize];
        for (term, weight, _) in &features {
            postings::all(segment, term)?.into_iter().for_each(|doc| scores[doc as usize] += weight);
        }
        let alike = scores.into_iter().zip(0..).filter(|(score, _)| score / total >= LEAST);
        let alike = alike.map(|(score, doc)| (score / total, DocAddress::new(at, doc)));
        best.extend(alike.filter(|(_, address)| *address != own && shown.has(address.doc_id)));
    }
    best.sort_by(|(one, at), (two, other)| two.total_cmp(one).then_with(|| at.cmp(other)));
    let mut alike = Vec::with_capacity(limit);
    for (likeness, address) in best.into_iter().take(limit) {
        let segment = view.searcher.segment_reader(address.segment_ord);
        let mut reasons = Vec::with_capacity(MAX_REASONS);
        for (term, _, reason) in &features {
            if reasons.len() < MAX_REASONS && postings::has(segment, term, address.doc_id)? {
                reasons.push(reason.clone());
            }
        }
        alike.push(Alike { hit: answer::hit(view, likeness, address)?, reasons });
    }
    Ok(alike)
}

/// A term, what it counts, and what it means to a reader.
type Feature = (Term, f32, Reason);

/// Terms of a work that say what it is about, with how rare they are, the rarest first; and their sum.
fn features(view: &View, own: DocAddress) -> tantivy::Result<(Vec<Feature>, f32)> {
    let segment = view.searcher.segment_reader(own.segment_ord);
    let bits = bits(view.columns(own.segment_ord)?, own.doc_id);
    let mut found: Vec<Feature> = Vec::new();
    for concept in 0..thesaurus().all().len() {
        let concept = ConceptId::try_from(concept).unwrap_or(ConceptId::MAX);
        let term = Term::from_field_text(view.fields.text, &words::concept_term(concept));
        if postings::has(segment, &term, own.doc_id)?
            && let Some(one) = thesaurus().get(concept)
        {
            let reason = Reason { field: "concept".to_owned(), value: one.name.clone(), nearly: false };
            found.push((term, 1.0, reason));
        }
    }
    for facet in [Coded::Solution, Coded::Target] {
        for code in codes(facet, bits) {
            let term = Term::from_field_u64(view.fields.codes, facet.term(code));
            if let Some(key) = facet.vocabulary().key(code) {
                let reason = Reason { field: facet.name().to_owned(), value: key.to_owned(), nearly: false };
                found.push((term, if facet == Coded::Solution { 3.0 } else { 1.5 }, reason));
            }
        }
    }
    let works = view.searcher.num_docs() as f32;
    for (term, weight, _) in &mut found {
        let here = view.searcher.doc_freq(term)? as f32;
        *weight *= (1.0 + works / (1.0 + here)).ln();
    }
    found.sort_by(|(_, one, _), (_, two, _)| two.total_cmp(one));
    found.truncate(MAX_CONCEPTS);
    let total = found.iter().map(|(_, weight, _)| weight).sum::<f32>().max(f32::MIN_POSITIVE);
    Ok((found, total))
}

/// Where a work lies.
fn find(view: &View, work: WorkId) -> tantivy::Result<Option<DocAddress>> {
    let term = Term::from_field_bytes(view.fields.work, &work);
    for (segment, at) in view.searcher.segment_readers().iter().zip(0..) {
        let here = postings::all(segment, &term)?.into_iter().find(|doc| !segment.is_deleted(*doc));
        if let Some(doc) = here {
            let address = DocAddress::new(at, doc);
            let stored: TantivyDocument = view.searcher.doc(address)?;
            debug_assert_eq!(
                stored.get_first(view.fields.work).and_then(|one| one.as_bytes()),
                Some(&work[..])
            );
            return Ok(Some(address));
        }
    }
    Ok(None)
}
