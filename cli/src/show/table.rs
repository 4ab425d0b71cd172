//! Columns that line up, without boxes.
//!
//! Owns: widths. Knows letters of any script by the columns they take.

use super::style::{DIM, PLAIN, columns, cut, paint};
use anstyle::Style;

const GAP: &str = "   ";
/// No column is cut below this.
const NARROW: usize = 12;

/// One field of a row.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    text: String,
    style: Style,
    right: bool,
}

/// Text as it is.
pub(crate) fn cell(text: impl Into<String>) -> Cell {
    styled(PLAIN, text)
}

/// Text in a style.
pub(crate) fn styled(style: Style, text: impl Into<String>) -> Cell {
    Cell { text: super::style::line(&text.into()), style, right: false }
}

/// A number, aligned to the right.
pub(crate) fn number(count: u64) -> Cell {
    Cell { right: true, ..cell(crate::moment::number(count)) }
}

/// Rows under a dim head, at most `width` columns wide; an empty head is left out.
pub(crate) fn table(head: &[&str], rows: &[Vec<Cell>], width: usize, indent: &str) -> String {
    let head: Vec<Cell> = head.iter().map(|name| styled(DIM, *name)).collect();
    let all = || (!head.is_empty()).then_some(&head).into_iter().chain(rows);
    let count = all().map(Vec::len).max().unwrap_or(0);
    let widest =
        |column: usize| all().filter_map(|row| row.get(column)).map(|cell| columns(&cell.text)).max();
    let mut widths: Vec<usize> = (0..count).map(|column| widest(column).unwrap_or(0)).collect();
    let right: Vec<bool> = (0..count)
        .map(|column| rows.iter().any(|row| row.get(column).is_some_and(|cell| cell.right)))
        .collect();
    shrink(&mut widths, width.saturating_sub(columns(indent)));
    all().map(|row| line(row, &widths, &right, indent)).collect()
}

/// Takes from the widest column until all fit.
fn shrink(widths: &mut [usize], room: usize) {
    let gaps = widths.len().saturating_sub(1) * GAP.len();
    while widths.iter().sum::<usize>() + gaps > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROW => *widest -= 1,
            _ => return,
        }
    }
}

fn line(row: &[Cell], widths: &[usize], right: &[bool], indent: &str) -> String {
    let mut text = indent.to_owned();
    for (position, (cell, &width)) in row.iter().zip(widths).enumerate() {
        let shown = cut(&cell.text, width);
        let space = " ".repeat(width.saturating_sub(columns(&shown)));
        let last = position + 1 == row.len();
        text += if position > 0 { GAP } else { "" };
        text += &match (right[position], last) {
            (true, _) => space + &paint(cell.style, &shown),
            (false, true) => paint(cell.style, &shown),
            (false, false) => paint(cell.style, &shown) + &space,
        };
    }
    text.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_line_up_and_numbers_stand_right() {
        let rows = [
            vec![cell("Δήμος Αστερούσας"), number(7), cell("in step")],
            vec![cell("Valdoro"), number(12), cell("behind")],
        ];
        let text = table(&["who", "works", "state"], &rows, 80, "  ");
        let expected = "  who                works   state\n  \
                          Δήμος Αστερούσας       7   in step\n  \
                          Valdoro               12   behind\n";
        assert_eq!(anstream::adapter::strip_str(&text).to_string(), expected);
    }

    #[test]
    fn what_is_too_wide_is_cut() {
        let rows = [vec![cell("a very long title that does not fit"), cell("x")]];
        assert_eq!(table(&[], &rows, 24, ""), "a very long title t…   x\n");
    }
}
