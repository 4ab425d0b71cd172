//! What every page has: head, navigation, foot, and how a template becomes an answer.

use super::assets;
use super::language::Words;
use super::reader::Reader;
use super::{App, shortlist};
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

/// Where in the site a page belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Finding and reading.
    Search,
    /// The directory of social resources.
    Resources,
    /// Organisations.
    Organisations,
    /// The network.
    Network,
    /// Shortlist and comparison.
    Shortlist,
    /// About this node, and the interface for programs.
    About,
    /// None of them.
    Elsewhere,
}

/// One line of the navigation.
pub(super) struct NavItem {
    pub(super) address: &'static str,
    pub(super) label: String,
    /// For `aria-current`: `page`, `true` for a page that belongs there, else empty.
    pub(super) current: &'static str,
}

/// A language to choose.
pub(super) struct Choice {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) address: String,
    pub(super) here: bool,
}

/// What the layout shows.
pub(super) struct Frame {
    pub(super) style: String,
    pub(super) script: String,
    pub(super) icon: String,
    pub(super) nav: Vec<NavItem>,
    /// For the shortlist's own line.
    pub(super) shortlist: NavItem,
    pub(super) languages: Vec<Choice>,
    /// The network's name; empty until it is known.
    pub(super) network: String,
    /// Works on the shortlist.
    pub(super) collected: usize,
    /// Whose node this is.
    pub(super) organisation: String,
    /// Where to come back to after a form.
    pub(super) here: String,
    /// Whether the page has an address worth keeping.
    pub(super) listed: bool,
}

impl Frame {
    /// The frame of a page.
    pub(super) fn new(site: &App, reader: &Reader, place: Place) -> Self {
        let authority = site.services.governance.authority();
        let network = authority.as_ref().map(|one| one.roster().charter.name.clone());
        Self {
            style: assets::address("site.css"),
            script: assets::address("site.js"),
            icon: assets::address("icon.svg"),
            nav: nav(reader, place),
            shortlist: item(reader, place, ("/shortlist", "nav-shortlist", Place::Shortlist)),
            languages: languages(reader),
            network: network.unwrap_or_default(),
            collected: shortlist::collected(reader).len(),
            organisation: site.organisation(),
            here: reader.here(),
            listed: true,
        }
    }

    /// For pages that nobody should keep or index.
    pub(super) fn untracked(mut self) -> Self {
        self.listed = false;
        self
    }
}

fn nav(reader: &Reader, place: Place) -> Vec<NavItem> {
    [
        ("/", "nav-search", Place::Search),
        ("/resources", "nav-resources", Place::Resources),
        ("/organisations", "nav-organisations", Place::Organisations),
        ("/network", "nav-network", Place::Network),
    ]
    .map(|one| item(reader, place, one))
    .into()
}

fn item(reader: &Reader, place: Place, (address, key, own): (&'static str, &str, Place)) -> NavItem {
    let current = match own == place {
        true if reader.path == address => "page",
        true => "true",
        false => "",
    };
    NavItem { address, label: reader.w.t(key), current }
}

fn languages(reader: &Reader) -> Vec<Choice> {
    let choice = |tongue: &&'static super::language::Tongue| Choice {
        code: tongue.code,
        name: tongue.name,
        address: reader.in_language(tongue.code),
        here: tongue.code == reader.w.code(),
    };
    Words::offered().iter().map(choice).collect()
}

/// A page as an answer.
pub(super) fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => {
            let media = HeaderValue::from_static("text/html; charset=utf-8");
            ([(header::CONTENT_TYPE, media)], text).into_response()
        }
        Err(error) => super::trouble::Trouble::failed(&error).into_response(),
    }
}
