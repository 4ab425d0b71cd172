//! What an organisation says of itself: shown, and said anew.

use super::acts::{announce, signing};
use crate::clock;
use crate::library;
use crate::node::Services;
use crate::problem::store_problem;
use crate::store::{Page, WorkFilter, WorkRow};
use protocol::api::{Office, OrganisationProfile, Problem, ProfileReport, SCHEMA_VERSION, SourceFile, Told};
use protocol::authority::Authority;
use protocol::id::{OrganisationId, RecordId, WorkId};
use protocol::record::profile::Localised;
use protocol::record::{Profile, kind};
use protocol::sign::Subject;
use protocol::vocabulary::ORGANISATION_KIND;

pub(super) async fn show(
    services: &Services,
    organisation: Option<String>,
) -> Result<OrganisationProfile, Problem> {
    let id = match organisation {
        Some(named) => services.admission.organisation(&named)?,
        None => services.who.organisation,
    };
    let before = before(services, id).await?;
    let authority = services.governance.authority();
    let said = before.profile.unwrap_or_else(|| unsaid(authority.as_deref(), id));
    Ok(told(services, id, before.issued_at_ms, said))
}

/// Signs a profile in the place of the one before, unless it says the same.
pub(super) async fn set(
    services: &Services,
    file: &SourceFile,
    dry_run: bool,
) -> Result<ProfileReport, Problem> {
    let authority = signing(services).await?;
    let ours = services.who.organisation;
    let (profile, warnings) = services.publisher.profile(&authority, file)?;
    let before = before(services, ours).await?;
    let report = |record: Option<RecordId>, at: Option<u64>, message: &str| ProfileReport {
        schema_version: SCHEMA_VERSION,
        record: record.map(|record| record.to_string()),
        message: message.to_owned(),
        warnings,
        profile: told(services, ours, at, profile.clone()),
    };
    if before.profile.as_ref() == Some(&profile) {
        return Ok(report(
            None,
            before.issued_at_ms,
            "Nothing has changed: this profile is published already.",
        ));
    }
    if dry_run {
        return Ok(report(None, None, "This profile would be published."));
    }
    let subject =
        Subject { kind: kind::PROFILE, subject: before.work, about: None, supersedes: before.heads };
    let (record, parcel) = services.publisher.say(&authority, subject, &profile).await?;
    announce(services, vec![parcel]).await;
    Ok(report(
        Some(record),
        Some(clock::now_ms()),
        "Published: every node of the network shows this profile as it hears of it.",
    ))
}

/// What an organisation said before, and what a new word takes the place of.
struct Before {
    work: Option<WorkId>,
    heads: Vec<RecordId>,
    issued_at_ms: Option<u64>,
    profile: Option<Profile>,
}

async fn before(services: &Services, organisation: OrganisationId) -> Result<Before, Problem> {
    let filter = WorkFilter {
        record_kind: Some(kind::PROFILE),
        organisation: Some(organisation),
        ..WorkFilter::default()
    };
    let read = services.store.read(move |view| {
        // What was withdrawn is not among them: the next word begins anew.
        let row: Option<WorkRow> = view.works(&filter, Page { after: None, limit: 1 })?.into_iter().next();
        let heads = match &row {
            Some(row) => library::heads(view, row.work)?,
            None => Vec::new(),
        };
        let profile: Option<Profile> = match row.as_ref().and_then(|row| row.newest) {
            Some(newest) => library::body(view, newest)?,
            None => None,
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

fn told(
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
