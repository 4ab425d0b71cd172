//! What an organisation says of itself: shown, and said anew.

use super::acts::{announce, signing};
use crate::clock;
use crate::node::Services;
use crate::profiles;
use protocol::api::{OrganisationProfile, Problem, ProfileReport, SCHEMA_VERSION, SourceFile};
use protocol::id::RecordId;
use protocol::record::kind;
use protocol::sign::Subject;

pub(super) async fn show(
    services: &Services,
    organisation: Option<String>,
) -> Result<OrganisationProfile, Problem> {
    let id = match organisation {
        Some(named) => services.admission.organisation(&named)?,
        None => services.who.organisation,
    };
    profiles::of(services, id).await
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
    let before = profiles::before(services, ours).await?;
    let report = |record: Option<RecordId>, at: Option<u64>, message: &str| ProfileReport {
        schema_version: SCHEMA_VERSION,
        record: record.map(|record| record.to_string()),
        message: message.to_owned(),
        warnings,
        profile: profiles::told(services, ours, at, profile.clone()),
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
