//! From the store to the index: what the projector reads.
//!
//! Owns: which fields of a work are searched. Neighbours: [`crate::search`] asks, [`crate::store`] answers.

use crate::governance::Governance;
use crate::library;
use crate::search::{Change, Coded, Document, Section, Source, SourceError};
use crate::store::{Store, StoreError, View};
use protocol::id::{RecordId, WorkId};
use protocol::record::Publication;
use protocol::record::publication::{Details, NETWORK_ONLY};
use protocol::vocabulary::{self, Vocabulary};

/// The store as the index sees it.
pub struct Projection {
    /// The rows.
    pub store: Store,
    /// The organisations' names.
    pub governance: Governance,
}

impl Source for Projection {
    fn head(&self) -> Result<u64, SourceError> {
        Ok(self.store.read_blocking(|view| view.head_seq())?)
    }

    fn changes(&self, after: u64, limit: usize) -> Result<Vec<Change>, SourceError> {
        let changes =
            self.store.read_blocking(|view| view.changes(after, u32::try_from(limit).unwrap_or(u32::MAX)))?;
        Ok(changes.into_iter().map(|(seq, work)| Change { seq, work: work.0 }).collect())
    }

    fn documents(&self, works: &[[u8; 32]]) -> Result<Vec<Option<Document>>, SourceError> {
        let read = |view: &View<'_>| works.iter().map(|work| self.document(view, WorkId(*work))).collect();
        Ok(self.store.read_blocking(read)?)
    }

    fn store_id(&self) -> [u8; 16] {
        self.store.store_id()
    }
}

impl Projection {
    /// The document of a work, if it is shown now.
    fn document(&self, view: &View<'_>, work: WorkId) -> Result<Option<Document>, StoreError> {
        let Some((row, record)) = library::live(view, work)? else { return Ok(None) };
        let Some(publication) = library::publication(view, record)? else { return Ok(None) };
        let translates = library::original(view, record, &publication)?;
        let mut document = from_publication(publication, work, record);
        document.publisher = self.governance.name_of(row.organisation);
        document.issued_at_ms = row.issued_at_ms;
        document.translates = translates.map(|work| work.0);
        if let Some(confirmed) = library::confirmed_until(view, &library::replies(view, work)?)? {
            document.review_by = document.review_by.max(confirmed.0);
        }
        Ok(Some(document))
    }
}

fn from_publication(publication: Publication, work: WorkId, record: RecordId) -> Document {
    let details = publication.details().unwrap_or(Details::Unknown(Vec::new()));
    let codes = codes(&publication, &details);
    let values = values(&publication, &details);
    let mut sections: Vec<Section> = publication
        .sections
        .into_iter()
        .map(|one| Section { heading: one.heading, text: one.text, language: one.language })
        .collect();
    sections.extend(publication.plain_summary.map(|plain| Section {
        heading: String::new(),
        text: plain.text,
        language: Some(plain.language),
    }));
    sections.extend(of_details(details));
    let names = publication.actors.into_iter().map(|actor| actor.name);
    let names = names.chain([publication.context.policy_frame]).collect::<Vec<_>>();
    sections.push(Section { text: names.join("\n"), ..Section::default() });
    Document {
        work: work.0,
        record: record.0,
        language: publication.language,
        title: publication.title,
        summary: publication.summary,
        sections,
        publisher: String::new(),
        place: publication.territory.name,
        region: publication.territory.region,
        country: publication.territory.country,
        keywords: publication.keywords,
        codes,
        values,
        review_by: publication.review_by.map_or(0, |day| day.0),
        issued_at_ms: 0,
        network_only: publication.visibility == NETWORK_ONLY,
        translates: None,
    }
}

/// Values of lists that are no facets: who took part, who paid, what is offered.
fn values(publication: &Publication, details: &Details) -> Vec<(&'static Vocabulary, u16)> {
    let mut values: Vec<(&'static Vocabulary, u16)> =
        publication.actors.iter().map(|actor| (&vocabulary::ACTOR_TYPE, actor.kind)).collect();
    match details {
        Details::Practice(it) => {
            values.extend(it.funding.iter().map(|one| (&vocabulary::FUNDING_SOURCE, one.source)));
        }
        Details::Training(it) => values.push((&vocabulary::TRAINING_TYPE, it.training_type)),
        Details::Agreement(it) => values.push((&vocabulary::AGREEMENT_TYPE, it.agreement_type)),
        Details::Resource(it) => values.push((&vocabulary::SERVICE_TYPE, it.service_type)),
        Details::Guideline(_) | Details::Assessment(_) | Details::Unknown(_) => {}
    }
    values.sort_unstable_by_key(|(list, code)| (list.name, *code));
    values.dedup();
    values
}

/// What a work has of the closed lists.
fn codes(publication: &Publication, details: &Details) -> Vec<(Coded, u16)> {
    let (territory, context) = (&publication.territory, &publication.context);
    let maturity = match details {
        Details::Practice(practice) => practice.maturity,
        _ => 0,
    };
    let one = [
        (Coded::Kind, publication.kind),
        (Coded::Population, territory.population),
        (Coded::Urbanisation, territory.urbanisation),
        (Coded::Share, context.foreign_share),
        (Coded::Support, context.political_support),
        (Coded::Staffing, context.staffing),
        (Coded::Maturity, maturity),
        (Coded::Licence, publication.licence),
        (Coded::Documents, u16::from(!publication.documents.is_empty())),
    ];
    let many = [
        (Coded::Area, &publication.areas),
        (Coded::Target, &publication.target_groups),
        (Coded::Solution, &publication.solution_types),
        (Coded::Market, &context.housing_market),
        (Coded::Migration, &context.migration_history),
        (Coded::Foreign, &context.foreign_population),
    ];
    let many = many.into_iter().flat_map(|(facet, codes)| codes.iter().map(move |code| (facet, *code)));
    one.into_iter().chain(many).filter(|(_, code)| *code != 0).collect()
}

/// The texts that only a kind has: recommendations, sessions, clauses, items, services.
fn of_details(details: Details) -> Vec<Section> {
    let section = |heading: String, text: String| Section { heading, text, language: None };
    match details {
        Details::Practice(it) => it
            .key_dates
            .into_iter()
            .map(|date| section(String::new(), date.text))
            .chain(it.indicators.into_iter().map(|one| section(one.name, one.source)))
            .chain(it.funding.into_iter().map(|one| section(String::new(), one.name)))
            .collect(),
        Details::Guideline(it) => it
            .recommendations
            .into_iter()
            .map(|one| section(one.id, [one.text, one.rationale, one.actor, one.precondition].join("\n\n")))
            .collect(),
        Details::Training(it) => {
            let goals =
                section(String::new(), [it.objectives, it.materials, it.audience].concat().join("\n\n"));
            let steps = it
                .session_plan
                .into_iter()
                .map(|step| section(step.activity, [step.method, step.materials].join("\n\n")));
            std::iter::once(goals).chain(steps).collect()
        }
        Details::Assessment(it) => it
            .items
            .into_iter()
            .map(|item| section(item.text, [vec![item.help], item.anchors].concat().join("\n\n")))
            .collect(),
        Details::Agreement(it) => it
            .clauses
            .into_iter()
            .map(|clause| section(clause.heading, [clause.text, clause.note, clause.risk].join("\n\n")))
            .collect(),
        Details::Resource(it) => vec![section(
            it.service,
            [it.provider, it.schedule, it.cost, it.accessibility, it.referral].join("\n\n"),
        )],
        Details::Unknown(_) => Vec::new(),
    }
}
