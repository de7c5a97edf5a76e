//! Trees of decisions that say how likely a block is body. They come from a file that
//! `benches/pages/measure train` writes; its first lines say how it was made and from what.

use std::sync::LazyLock;

/// The trees of the product.
pub(super) static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::read(FILE).unwrap_or_default());

/// Lines that begin with `#`, an empty line, the number of trees, and the nodes of each in the order of
/// their growth. A node is eight bytes, little-endian: its feature (65535 for a leaf), how far on its
/// right child stands (the left one is next), and its threshold or value. Each tree begins with the
/// number of its nodes.
const FILE: &[u8] = include_bytes!("body.forest");

const LEAF: u16 = u16::MAX;

#[derive(Clone, Copy)]
struct TreeNode {
    feature: u16,
    right: u16,
    value: f32,
}

/// Trees whose leaves are added up.
#[derive(Default)]
pub(super) struct Forest {
    trees: Vec<Vec<TreeNode>>,
}

impl Forest {
    /// Reads the file; nothing if it is cut short or a node points out of its tree.
    pub(super) fn read(file: &[u8]) -> Option<Self> {
        let start = file.windows(2).position(|pair| pair == b"\n\n")? + 2;
        let mut rest = &file[start..];
        let count = usize::from(number(&mut rest)?);
        let mut trees = Vec::with_capacity(count);
        for _ in 0..count {
            let nodes = usize::from(number(&mut rest)?);
            let mut tree = Vec::with_capacity(nodes);
            for at in 0..nodes {
                let (feature, right) = (number(&mut rest)?, number(&mut rest)?);
                let (value, left_over) = rest.split_first_chunk::<4>()?;
                rest = left_over;
                let inner = feature != LEAF;
                if inner && (right < 2 || at + usize::from(right) >= nodes) {
                    return None;
                }
                tree.push(TreeNode {
                    feature,
                    right,
                    value: f32::from_le_bytes(*value),
                });
            }
            if tree.is_empty() {
                return None;
            }
            trees.push(tree);
        }
        (rest.is_empty() && !trees.is_empty()).then_some(Self { trees })
    }

    /// How likely it is that a block with these features is body, from 0 to 1.
    pub(super) fn probability(&self, features: &[f32]) -> f32 {
        let sum: f32 = self.trees.iter().map(|tree| leaf(tree, features)).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// The value of the leaf that the features lead to.
fn leaf(tree: &[TreeNode], features: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        let node = tree[at];
        if node.feature == LEAF {
            return node.value;
        }
        let feature = features.get(usize::from(node.feature)).copied().unwrap_or(0.0);
        at += if feature <= node.value {
            1
        } else {
            usize::from(node.right)
        };
    }
}

fn number(rest: &mut &[u8]) -> Option<u16> {
    let (bytes, left_over) = rest.split_first_chunk::<2>()?;
    *rest = left_over;
    Some(u16::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One tree: its first feature up to 0.5 gives -1, more gives 2.
    fn small() -> Vec<u8> {
        let mut file = b"# made by hand\n\n".to_vec();
        file.extend([1, 0, 3, 0]);
        for (feature, right, value) in [(0u16, 2u16, 0.5f32), (LEAF, 0, -1.0), (LEAF, 0, 2.0)] {
            file.extend(feature.to_le_bytes());
            file.extend(right.to_le_bytes());
            file.extend(value.to_le_bytes());
        }
        file
    }

    #[test]
    fn a_tree_leads_to_its_leaves() {
        let forest = Forest::read(&small()).unwrap();
        assert!((forest.probability(&[0.5]) - 0.268_94).abs() < 1e-4);
        assert!((forest.probability(&[0.6]) - 0.880_8).abs() < 1e-4);
    }

    #[test]
    fn a_damaged_file_is_no_forest() {
        let file = small();
        for end in 0..file.len() {
            assert!(Forest::read(&file[..end]).is_none(), "{end}");
        }
        let mut long = file.clone();
        long.push(0);
        assert!(Forest::read(&long).is_none());
        let mut astray = file;
        astray[22] = 3;
        assert!(
            Forest::read(&astray).is_none(),
            "a right child outside of the tree"
        );
    }

    #[test]
    fn the_file_of_the_product_is_whole() {
        let forest = Forest::read(FILE).unwrap();
        assert!(forest.trees.len() > 100);
        assert!(FILE.len() < 300_000);
    }
}
