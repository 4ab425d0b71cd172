//! The demonstration: who holds what, what was found where, what was checked.

use super::search::one;
use super::style::{BAD, BOLD, DIM, GOOD, paint};
use super::table::{cell, number, styled, table};
use super::{Page, short};
use crate::context::quoted;
use crate::demo::document::{Document, NodeLine, Search};
use std::path::Path;

/// Everything that was seen.
pub(crate) fn demo(document: &Document, page: &Page) -> String {
    let held = document.checks.iter().all(|check| check.ok);
    let sentence = match held {
        true => format!("Three organisations share one library ({:.1} s).", document.seconds),
        false => format!("Not everything went as promised ({:.1} s).", document.seconds),
    };
    let mut text = format!("\n{}\n\n", paint(if held { BOLD } else { BAD }, &sentence));
    let rows: Vec<_> = document.nodes.iter().map(row).collect();
    text += &table(&["organisation", "works", "searchable", "peers", "library"], &rows, page.width, "");
    for search in &document.searches {
        text += &found(search, page);
    }
    text += &format!("\n{}\n", paint(BOLD, "Read it in a browser"));
    for node in &document.nodes {
        text += &format!("  {}  {}\n", node.web, paint(DIM, &node.organisation));
    }
    text += &format!("\n{}\n", paint(BOLD, "Checked"));
    for check in &document.checks {
        let mark = if check.ok { paint(GOOD, "✓") } else { paint(BAD, "✗") };
        text += &format!("  {mark} {}\n", check.what);
    }
    text
}

fn row(node: &NodeLine) -> Vec<super::table::Cell> {
    vec![
        cell(node.organisation.as_str()),
        number(node.works),
        number(node.searchable),
        number(node.peers),
        styled(DIM, short(&node.fingerprint)),
    ]
}

fn found(search: &Search, page: &Page) -> String {
    let mut text = format!(
        "\n{} {}\n",
        paint(BOLD, &format!("“{}”", search.query)),
        paint(DIM, &format!("on the node of {}", search.node))
    );
    if search.full.is_empty() {
        text += "    nothing\n";
    }
    for (position, hit) in search.full.iter().enumerate() {
        text += &one(position + 1, hit, page);
    }
    text
}

/// Commands to try while the nodes run.
pub(crate) fn next(document: &Document) -> String {
    let data = |position: usize| {
        let folder = document.nodes.get(position).map_or(Path::new(""), |node| &node.data);
        quoted(folder)
    };
    let work =
        document.searches.first().and_then(|search| search.hits.first()).map_or("WORK", |hit| short(&hit.id));
    format!(
        "\nThe nodes run until Ctrl-C. Try in another terminal:\n\n  \
         vicinia search affitto --data {1}\n  \
         vicinia show {work} --data {1}\n  \
         vicinia verify {work} --data {1}\n  \
         vicinia status --data {2}\n  \
         vicinia members --data {0}\n",
        data(0),
        data(1),
        data(2)
    )
}
