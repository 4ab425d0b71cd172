//! What organisations say of themselves, as programs read it.
//!
//! Owns: finding the newest profile, its form in answers. Refuses to know: who asks. Neighbours: `control/profile.rs`
//! signs a new one, `web/api.rs` shows it.

use crate::library;
use crate::node::Services;
use crate::problem::store_problem;
use crate::store::{Page, StoreError, View, WorkFilter, WorkRow};
use protocol::api::{Office, OrganisationProfile, Problem, SCHEMA_VERSION, Told};
use protocol::authority::Authority;
use protocol::id::{OrganisationId, RecordId, WorkId};
use protocol::record::profile::Localised;
use protocol::record::{Profile, kind};
use protocol::vocabulary::ORGANISATION_KIND;

/// The row of what an organisation said of itself last, and the words, if they are here. What was withdrawn is not
/// among them: the next word begins anew.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn newest(
    view: &View<'_>,
    organisation: OrganisationId,
) -> Result<(Option<WorkRow>, Option<Profile>), StoreError> {
    let filter = WorkFilter {
        record_kind: Some(kind::PROFILE),
        organisation: Some(organisation),
        ..WorkFilter::default()
    };
    let row = view.works(&filter, Page { after: None, limit: 1 })?.into_iter().next();
    let profile = match row.as_ref().and_then(|row| row.newest) {
        Some(newest) => library::body(view, newest)?,
        None => None,
    };
    Ok((row, profile))
}

/// What an organisation says of itself; where it never did, what the roster knows.
///
/// # Errors
/// The store cannot be read.
pub(crate) async fn of(services: &Services, id: OrganisationId) -> Result<OrganisationProfile, Problem> {
    let before = before(services, id).await?;
    let authority = services.governance.authority();
    let said = before.profile.unwrap_or_else(|| unsaid(authority.as_deref(), id));
    Ok(told(services, id, before.issued_at_ms, said))
}

/// What an organisation said before, and what a new word takes the place of.
pub(crate) struct Before {
    pub(crate) work: Option<WorkId>,
    pub(crate) heads: Vec<RecordId>,
    pub(crate) issued_at_ms: Option<u64>,
    pub(crate) profile: Option<Profile>,
}

/// The newest profile of an organisation.
///
/// # Errors
/// The store cannot be read.
pub(crate) async fn before(services: &Services, organisation: OrganisationId) -> Result<Before, Problem> {
    let read = services.store.read(move |view| {
        let (row, profile) = newest(view, organisation)?;
        let heads = match &row {
            Some(row) => library::heads(view, row.work)?,
            None => Vec::new(),
        };
        let issued_at_ms = row.as_ref().map(|row| row.issued_at_ms).filter(|_| profile.is_some());
        Ok(Before { work: row.map(|row| row.work), heads, issued_at_ms, profile })
    });
    read.await.map_err(|error| store_problem(&error))
}

/// What the roster alone knows.
fn unsaid(authority: Option<&Authority>, id: OrganisationId) -> Profile {
    Profile {
        version: 1,
        names: Vec::new(),
        kind: authority.and_then(|one| one.organisation(id)).map_or(0, |one| one.kind),
        territory: protocol::record::publication::Territory::default(),
        languages: Vec::new(),
        contacts: Vec::new(),
        about: Vec::new(),
        knows: Vec::new(),
        seeks: Vec::new(),
        website: None,
        extensions: protocol::extension::Extensions::NONE,
    }
}

/// A profile as programs read it.
pub(crate) fn told(
    services: &Services,
    id: OrganisationId,
    issued_at_ms: Option<u64>,
    said: Profile,
) -> OrganisationProfile {
    let list = |list: Vec<Localised>| {
        list.into_iter().map(|one| Told { language: one.language, text: one.text }).collect::<Vec<_>>()
    };
    let place = [said.territory.name, said.territory.region];
    let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let offices = said.contacts.into_iter().map(|one| Office {
        role: one.role,
        office: one.contact.office,
        email: one.contact.email,
        phone: one.contact.phone,
    });
    OrganisationProfile {
        schema_version: SCHEMA_VERSION,
        id: id.to_string(),
        name: services.governance.name_of(id),
        issued_at_ms,
        names: list(said.names),
        kind: ORGANISATION_KIND.key(said.kind).unwrap_or("other").to_owned(),
        country: said.territory.country,
        place: place.join(", "),
        languages: said.languages,
        about: list(said.about),
        knows: list(said.knows),
        seeks: list(said.seeks),
        contacts: offices.collect(),
        website: said.website,
    }
}
