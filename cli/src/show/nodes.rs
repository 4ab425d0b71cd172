//! The nodes of an organisation and its root key.

use super::kit::{Kit, kit};
use super::style::{BAD, BOLD, DIM, GOOD, PLAIN, WARN, paint, wrapped};
use super::table::{Cell, cell, number, styled, table};
use super::{Page, short};
use crate::moment::{counted, relative};
use protocol::api::{NodeLine, Nodes, Place, Succession};
use std::path::Path;

/// A sentence, one line a node, then what has to be done.
pub(crate) fn nodes(nodes: &Nodes, page: &Page) -> String {
    let count = counted(nodes.nodes.len() as u64, "node");
    let mut text = format!("{}\n", paint(BOLD, &format!("{}: {count}", nodes.organisation)));
    let about = format!("room for {} · root key {}", nodes.slots, nodes.root);
    text += &wrapped(DIM, &about, page.width, "");
    text += "\n";
    let rows: Vec<_> = nodes.nodes.iter().map(|one| row(one, page)).collect();
    text += &table(&["", "node", "", "certificate ends", "records", "key"], &rows, page.width, "");
    for one in nodes.nodes.iter().filter(|one| one.state != "valid") {
        let words = format!("{}: {}.", one.label, one.sentence);
        text += &wrapped(PLAIN, &words, page.width, "    ");
    }
    text
}

fn row(node: &NodeLine, page: &Page) -> Vec<Cell> {
    let style = match node.state.as_str() {
        "valid" => GOOD,
        "ending" => WARN,
        _ => BAD,
    };
    let ends = node.expires_at_ms.map_or_else(|| node.state.clone(), |at| relative(page.now_ms, at));
    vec![
        styled(style, if node.state == "valid" { "●" } else { "○" }),
        styled(BOLD, node.label.as_str()),
        cell(if node.this { "this one" } else { "" }),
        styled(style, ends),
        number(node.records),
        styled(DIM, short(&node.node)),
    ]
}

/// What to type on the other computer.
pub(crate) fn place(place: &Place, page: &Page) -> String {
    let ends = relative(page.now_ms, place.expires_at_ms);
    let headline = format!("On the new computer of {}, with a copy of keys/root.age:", place.organisation);
    let mut text = format!("{}\n\n", paint(BOLD, &headline));
    text += &format!("  vicinia node join {} {} --root-key root.age\n", place.invitation, place.place);
    text += "  vicinia up\n\n";
    let words = format!(
        "It ends {ends}. Give it to one computer only. A lost one is cut off with: vicinia node revoke"
    );
    text + &wrapped(DIM, &words, page.width, "")
}

/// The new node, before it is started.
pub(crate) fn joined(node: &str, page: &Page) -> String {
    wrapped(BOLD, &format!("This computer is ready, as the node {}.", short(node)), page.width, "")
}

/// The new root key's recovery kit, and what stays of the old.
pub(crate) fn succession(made: &Succession, page: &Page) -> String {
    let kept: Vec<_> = made.kept.iter().map(|node| short(node)).collect();
    let headline = format!("A new root key is made. Nodes that stay certified: {}.", kept.join(", "));
    let text = kit(
        &Kit {
            headline: &headline,
            fingerprint: Some(&made.fingerprint),
            words: &made.recovery_words.0,
            file: Path::new(&made.recovery_file),
        },
        page,
    );
    text + &wrapped(PLAIN, "It counts once the stewards have put it in force.", page.width, "")
}
