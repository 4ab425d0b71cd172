//! Works that resemble a work, and towns that resemble a town.
//!
//! Owns: what makes two works or two towns alike, how much each thing counts, the reasons given. Refuses to
//! know: texts. Neighbours: `facets.rs` reads what is compared, `schema.rs` wrote it.
//!
//! Towns are compared by what practitioners compare: how large, how urban, how migration came and who came,
//! what makes housing scarce, whether the municipality has people for it, which country and region. What one
//! side does not say counts neither for nor against. Neighbouring bands count half.

use std::collections::HashMap;

use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, DocId, SegmentReader, TantivyDocument, Term};

use super::concepts::{ConceptId, thesaurus};
use super::facets::{BITS, Coded, Named, codes};
use super::view::View;
use super::{Hit, WorkId, answer, words};

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

struct Columns {
    bits: [Column<u64>; 2],
    country: Option<StrColumn>,
    region: Option<StrColumn>,
    hidden: Vec<DocId>,
}

impl Columns {
    fn of(view: &View, segment: &SegmentReader, include_network: bool) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let hidden = if include_network {
            Vec::new()
        } else {
            postings(segment, &Term::from_field_u64(view.fields.network_only, 1))?
        };
        Ok(Self {
            bits: [columns.u64(BITS[0])?, columns.u64(BITS[1])?],
            country: columns.str(Named::Country.field())?,
            region: columns.str(Named::Region.field())?,
            hidden,
        })
    }

    fn bits(&self, doc: DocId) -> [u64; 2] {
        [self.bits[0].first(doc).unwrap_or(0), self.bits[1].first(doc).unwrap_or(0)]
    }

    fn shown(&self, segment: &SegmentReader, doc: DocId) -> bool {
        !segment.is_deleted(doc) && self.hidden.binary_search(&doc).is_err()
    }
}

/// All works with a term, in a segment.
fn postings(segment: &SegmentReader, term: &Term) -> tantivy::Result<Vec<DocId>> {
    use tantivy::{DocSet as _, TERMINATED};
    let index = segment.inverted_index(term.field())?;
    let Some(mut postings) = index.read_postings(term, tantivy::schema::IndexRecordOption::Basic)? else {
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

/// The ordinal of a name in a column, if the segment has it.
fn ordinal(column: Option<&StrColumn>, name: &str) -> tantivy::Result<Option<u64>> {
    match column {
        Some(column) if !name.is_empty() => Ok(column.dictionary().term_ord(name)?),
        _ => Ok(None),
    }
}

/// The town a work is about.
///
/// # Errors
/// The index could not be read.
pub(super) fn town(view: &View, work: WorkId) -> tantivy::Result<Option<Town>> {
    let Some(address) = find(view, work)? else { return Ok(None) };
    let segment = view.searcher.segment_reader(address.segment_ord);
    let columns = Columns::of(view, segment, true)?;
    let bits = columns.bits(address.doc_id);
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
    let (country, region) = (name(columns.country.as_ref())?, name(columns.region.as_ref())?);
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
    let mut best: Vec<(f32, DocAddress)> = Vec::new();
    for (segment, at) in view.searcher.segment_readers().iter().zip(0..) {
        let columns = Columns::of(view, segment, include_network)?;
        let country = ordinal(columns.country.as_ref(), &own.country)?;
        let region = ordinal(columns.region.as_ref(), &own.region)?;
        let has = |column: Option<&StrColumn>, wanted: Option<u64>, doc| {
            let here = column.and_then(|column| column.ords().first(doc));
            here.map(|here| Some(here) == wanted)
        };
        for doc in (0..segment.max_doc()).filter(|doc| columns.shown(segment, *doc)) {
            let same_country = has(columns.country.as_ref(), country, doc);
            let same_region = has(columns.region.as_ref(), region, doc);
            let likeness = likeness(own, columns.bits(doc), same_country, same_region);
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
            alike.push(Alike { hit, reasons: town_reasons(view, own, address)? });
        }
    }
    Ok(alike)
}

/// From 0 to 1.
fn likeness(own: &Town, bits: [u64; 2], same_country: Option<bool>, same_region: Option<bool>) -> f32 {
    let (mut shared, mut compared) = (0.0, UNKNOWN);
    for (facet, weight, scale) in TOWN {
        if let Some((part, _)) = compare(own, facet, scale, bits) {
            shared += weight * part;
            compared += weight;
        }
    }
    for (name, same, weight) in [(&own.country, same_country, COUNTRY), (&own.region, same_region, REGION)] {
        if let (false, Some(same)) = (name.is_empty(), same) {
            shared += if same { weight } else { 0.0 };
            compared += weight;
        }
    }
    shared / compared
}

/// How much of a facet is shared, from 0 to 1, and the codes that are; `None` if a side does not say.
fn compare(own: &Town, facet: Coded, scale: bool, bits: [u64; 2]) -> Option<(f32, Vec<u16>)> {
    let mine: Vec<u16> = own.codes.iter().filter(|(one, _)| *one == facet).map(|(_, code)| *code).collect();
    let theirs: Vec<u16> = codes(facet, bits).collect();
    let (first, other) = (*mine.first()?, *theirs.first()?);
    if scale {
        let part = match first.abs_diff(other) {
            0 => 1.0,
            1 => 0.5,
            _ => 0.0,
        };
        return Some((part, vec![other]));
    }
    let both: Vec<u16> = mine.iter().copied().filter(|code| theirs.contains(code)).collect();
    let all = mine.len() + theirs.len() - both.len();
    Some((both.len() as f32 / all as f32, both))
}

fn town_reasons(view: &View, own: &Town, address: DocAddress) -> tantivy::Result<Vec<Reason>> {
    let segment = view.searcher.segment_reader(address.segment_ord);
    let columns = Columns::of(view, segment, true)?;
    let bits = columns.bits(address.doc_id);
    let mut reasons: Vec<(f32, Reason)> = Vec::new();
    for (facet, weight, scale) in TOWN {
        let Some((part, shared)) = compare(own, facet, scale, bits).filter(|(part, _)| *part > 0.0) else {
            continue;
        };
        let nearly = scale && part < 1.0;
        for code in shared {
            if let Some(key) = facet.vocabulary().key(code) {
                let (field, value) = (facet.name().to_owned(), key.to_owned());
                reasons.push((weight * part, Reason { field, value, nearly }));
            }
        }
    }
    for (column, name, facet, weight) in [
        (&columns.country, &own.country, Named::Country, COUNTRY),
        (&columns.region, &own.region, Named::Region, REGION),
    ] {
        let ord = ordinal(column.as_ref(), name)?;
        if ord.is_some() && column.as_ref().and_then(|one| one.ords().first(address.doc_id)) == ord {
            let (field, value) = (facet.name().to_owned(), name.clone());
            reasons.push((weight, Reason { field, value, nearly: false }));
        }
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
    let mut scores: HashMap<DocAddress, (f32, Vec<Reason>)> = HashMap::new();
    for (segment, at) in view.searcher.segment_readers().iter().zip(0..) {
        let columns = Columns::of(view, segment, include_network)?;
        for (term, weight, reason) in &features {
            for doc in postings(segment, term)?.into_iter().filter(|doc| columns.shown(segment, *doc)) {
                let address = DocAddress::new(at, doc);
                if address != own {
                    let (score, reasons) = scores.entry(address).or_default();
                    *score += weight;
                    reasons.push(reason.clone());
                }
            }
        }
    }
    let mut best: Vec<(DocAddress, (f32, Vec<Reason>))> = scores.into_iter().collect();
    best.sort_by(|(at, (one, _)), (other, (two, _))| two.total_cmp(one).then_with(|| at.cmp(other)));
    let alike = best.into_iter().take(limit).map(|(address, (score, mut reasons))| {
        reasons.truncate(MAX_REASONS);
        Ok(Alike { hit: answer::hit(view, score / total, address)?, reasons })
    });
    let alike: tantivy::Result<Vec<Alike>> = alike.collect();
    Ok(alike?.into_iter().filter(|one| one.hit.score >= LEAST).collect())
}

/// A term, what it counts, and what it means to a reader.
type Feature = (Term, f32, Reason);

/// Terms of a work that say what it is about, with how rare they are, the rarest first; and their sum.
fn features(view: &View, own: DocAddress) -> tantivy::Result<(Vec<Feature>, f32)> {
    let segment = view.searcher.segment_reader(own.segment_ord);
    let bits = Columns::of(view, segment, true)?.bits(own.doc_id);
    let mut found: Vec<Feature> = Vec::new();
    for concept in 0..thesaurus().all().len() {
        let concept = ConceptId::try_from(concept).unwrap_or(ConceptId::MAX);
        let term = Term::from_field_text(view.fields.text, &words::concept_term(concept));
        if postings(segment, &term)?.binary_search(&own.doc_id).is_ok()
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
        let here = postings(segment, &term)?.into_iter().find(|doc| !segment.is_deleted(*doc));
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
