//! Tables of data, and those that only lay out a page.

use super::tag::Tag;
use super::tree::Tree;

/// What stands between the cells of a row.
pub(super) const BETWEEN: &str = " | ";

/// Longest text of a cell of data, in bytes.
const LONGEST: usize = 400;
/// Largest part of the cells that may be longer.
const LONG_ONE_IN: usize = 8;

/// Whether a table holds data: two rows of two cells or more, which are short, without tables or pictures.
pub(super) fn is_data(tree: &Tree, table: usize) -> bool {
    let end = tree.nodes[table].end as usize;
    let lays_out =
        |tag| matches!(tag, Some(Tag::Table | Tag::Img | Tag::AmpImg | Tag::H1 | Tag::Ul));
    if tree.nodes[table + 1..end].iter().any(|node| lays_out(node.tag)) {
        return false;
    }
    let rows = tree.children(table).filter(|&row| tree.nodes[row].tag == Some(Tag::Tr));
    let (mut wide, mut cells, mut long) = (0, 0, 0);
    for row in rows {
        let lengths: Vec<usize> = tree
            .children(row)
            .filter(|&cell| matches!(tree.nodes[cell].tag, Some(Tag::Td | Tag::Th)))
            .map(|cell| length(tree, cell))
            .collect();
        wide += usize::from(lengths.iter().filter(|&&length| length > 0).count() >= 2);
        cells += lengths.len();
        long += lengths.iter().filter(|&&length| length > LONGEST).count();
    }
    wide >= 2 && long * LONG_ONE_IN <= cells
}

/// Bytes of text in a node.
fn length(tree: &Tree, node: usize) -> usize {
    let nodes = node..tree.nodes[node].end as usize;
    nodes.filter(|&at| tree.nodes[at].tag.is_none()).map(|at| tree.text(at).trim().len()).sum()
}
