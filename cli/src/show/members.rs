//! The roster and what is asked of its stewards.

use super::style::{BOLD, DIM, GOOD, PLAIN, WARN, paint, wrapped};
use super::table::{Cell, cell, number, styled, table};
use super::{Page, dotted, short};
use crate::moment::{counted, day, relative};
use protocol::api::{JoinRequestLine, JoinRequests, MemberLine, Members, RosterChange};

/// A sentence, the organisations, then decisions that wait.
pub(crate) fn members(members: &Members, page: &Page) -> String {
    let count = members.members.len() as u64;
    let organisations = counted(count, "organisation");
    let mut text = format!("{}\n", paint(BOLD, &format!("{}: {organisations}", members.network.name)));
    let expires =
        format!("runs out {} ({})", relative(page.now_ms, members.expires_at_ms), day(members.expires_at_ms));
    let version = format!("roster {}", members.roster_version);
    let threshold = format!("decisions need {}", counted(u64::from(members.threshold), "steward"));
    text += &wrapped(DIM, &dotted([version.as_str(), &threshold, &expires]), page.width, "");
    text += "\n";
    let rows: Vec<_> = members.members.iter().map(row).collect();
    text += &table(&["organisation", "", "where", "records", "may publish", "id"], &rows, page.width, "");
    if !members.proposals.is_empty() {
        text += &format!("\n{}\n", paint(WARN, "Waiting for signatures"));
        let rows: Vec<_> = members.proposals.iter().map(proposal).collect();
        text += &table(&[], &rows, page.width, "  ");
    }
    text
}

fn row(member: &MemberLine) -> Vec<Cell> {
    let standing = match (member.status.as_str(), member.steward) {
        ("member", true) => styled(GOOD, "steward"),
        ("member", false) => cell("member"),
        (other, _) => styled(WARN, other),
    };
    vec![
        styled(BOLD, member.name.as_str()),
        standing,
        cell(member.territory.as_str()),
        number(member.records),
        number(member.budget),
        styled(DIM, short(&member.id)),
    ]
}

fn proposal((entry, what, signatures, needed): &(String, String, u16, u16)) -> Vec<Cell> {
    vec![styled(DIM, short(entry)), cell(what.as_str()), cell(format!("{signatures} of {needed} signatures"))]
}

/// Who asks to join.
pub(crate) fn requests(requests: &JoinRequests, page: &Page) -> String {
    match requests.requests.len() {
        0 => paint(BOLD, "Nobody asks to join.") + "\n",
        1 => paint(BOLD, "1 organisation asks to join.") + "\n" + &each(requests, page),
        count => paint(BOLD, &format!("{count} organisations ask to join.")) + "\n" + &each(requests, page),
    }
}

fn each(requests: &JoinRequests, page: &Page) -> String {
    requests.requests.iter().map(|request| format!("\n{}", one(request, page))).collect()
}

fn one(request: &JoinRequestLine, page: &Page) -> String {
    let mut text = format!("{}  {}\n", paint(DIM, short(&request.id)), paint(BOLD, &request.name));
    let asked = format!("asked {}", relative(page.now_ms, request.at_ms));
    let invited = format!("invited by {}", request.invited_by);
    let about = dotted([request.kind.as_str(), &request.territory, &invited, &asked]);
    text += &wrapped(DIM, &about, page.width, "            ");
    text += &wrapped(PLAIN, &format!("fingerprint {}", request.fingerprint), page.width, "            ");
    if !request.message.is_empty() {
        text += &wrapped(PLAIN, &format!("“{}”", request.message), page.width, "            ");
    }
    text
}

/// What was decided.
pub(crate) fn change(change: &RosterChange, page: &Page) -> String {
    wrapped(if change.in_force { PLAIN } else { WARN }, &change.message, page.width, "")
}
