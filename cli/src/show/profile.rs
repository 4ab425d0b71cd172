//! What an organisation says of itself, to be read.

use super::style::{BOLD, DIM, PLAIN, WARN, paint, wrapped};
use super::{Page, dotted, short};
use crate::moment::day;
use protocol::api::{Office, OrganisationProfile, ProfileReport, Told};

/// Name and source, then what it is, knows and seeks, and where to write.
pub(crate) fn profile(it: &OrganisationProfile, page: &Page) -> String {
    let mut text = wrapped(BOLD, &it.name, page.width, "");
    let when = it.issued_at_ms.map(day).unwrap_or_default();
    let languages = it.languages.join(", ");
    let source = [it.kind.as_str(), &it.place, &it.country, &languages, &when, short(&it.id)];
    text += &wrapped(DIM, &dotted(source), page.width, "");
    if it.names.is_empty() {
        return text + &wrapped(PLAIN, "It has not said anything of itself yet.", page.width, "");
    }
    for one in it.names.iter().filter(|one| one.text != it.name) {
        text += &line(one, page, "");
    }
    for one in &it.about {
        text += &format!("\n{}", line(one, page, ""));
    }
    for (heading, list) in [("Knows", &it.knows), ("Seeks", &it.seeks)] {
        if !list.is_empty() {
            let lines: String = list.iter().map(|one| line(one, page, "  ")).collect();
            text += &format!("\n{}\n{lines}", paint(BOLD, heading));
        }
    }
    let offices: String = it.contacts.iter().map(|one| office(one, page)).collect();
    let website = it.website.iter().map(|site| wrapped(PLAIN, site, page.width, "  "));
    let contact = offices + &website.collect::<String>();
    if contact.is_empty() { text } else { text + &format!("\n{}\n{contact}", paint(BOLD, "Contact")) }
}

/// A sentence, what is worth a look, and the profile.
pub(crate) fn set(report: &ProfileReport, page: &Page) -> String {
    let mut text = wrapped(BOLD, &report.message, page.width, "");
    for warning in &report.warnings {
        text += &wrapped(WARN, warning, page.width, "  ");
    }
    text + "\n" + &profile(&report.profile, page)
}

fn line(one: &Told, page: &Page, indent: &str) -> String {
    wrapped(PLAIN, &format!("{} ({})", one.text, one.language), page.width, indent)
}

fn office(one: &Office, page: &Page) -> String {
    let parts = [one.role.as_str(), &one.office, &one.email, &one.phone];
    wrapped(PLAIN, &dotted(parts), page.width, "  ")
}
