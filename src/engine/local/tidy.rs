//! Which segments are made one. Each segment costs every search a little, and to write one anew costs
//! as much as it is large: so little ones are joined at once, large ones only when there are many, or when
//! much of one is gone. It decides; the writer merges.

/// How large an index may be of which all segments are little, in stories.
const LITTLE: u64 = 5_000;

/// A segment of more than an index divided by this is no little one.
const LITTLE_SHARE: u64 = 50;

/// How many segments there may be.
const MOST: usize = 8;

/// A segment is written anew if more than one of so many of its stories is gone.
const GONE_SHARE: u64 = 5;

/// What is known of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// Stories that are in it.
    pub(super) stories: u64,
    /// Stories that were deleted and still take their place.
    pub(super) gone: u64,
}

/// Groups of segments, by their places in the list: those of a group are to become one. A group of one is
/// written anew, without what is gone.
pub(super) fn groups(sizes: &[Size]) -> Vec<Vec<usize>> {
    let all: u64 = sizes.iter().map(|size| size.stories).sum();
    let little = LITTLE.max(all / LITTLE_SHARE);
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|segment| (sizes[*segment].stories, *segment));
    // In the order of their sizes, each with what it will hold.
    let small = order.partition_point(|segment| sizes[*segment].stories < little);
    let (small, large) = order.split_at(small);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    if !small.is_empty() {
        groups.push(small.to_vec());
    }
    groups.extend(large.iter().map(|segment| vec![*segment]));
    if groups.len() > MOST {
        groups = packed(groups, sizes, all);
    }
    groups.retain(|group| match group[..] {
        [alone] => is_worn(sizes[alone]),
        _ => true,
    });
    groups
}

/// Joins groups, the smallest first, until each has its share of the whole.
fn packed(groups: Vec<Vec<usize>>, sizes: &[Size], all: u64) -> Vec<Vec<usize>> {
    let share = all.div_ceil(MOST as u64);
    let mut packed: Vec<Vec<usize>> = Vec::new();
    let mut filled = share;
    for group in groups {
        let stories: u64 = group.iter().map(|segment| sizes[*segment].stories).sum();
        match packed.last_mut() {
            Some(last) if filled < share => {
                last.extend(group);
                filled += stories;
            }
            _ => {
                packed.push(group);
                filled = stories;
            }
        }
    }
    packed
}

fn is_worn(size: Size) -> bool {
    size.gone * GONE_SHARE > size.stories + size.gone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(stories: &[u64]) -> Vec<Size> {
        stories
            .iter()
            .map(|stories| Size {
                stories: *stories,
                gone: 0,
            })
            .collect()
    }

    #[test]
    fn little_segments_are_joined() {
        assert_eq!(groups(&of(&[])), [[0_usize; 0]; 0]);
        assert_eq!(groups(&of(&[100])), [[0_usize; 0]; 0]);
        assert_eq!(groups(&of(&[90_000, 100, 110_000, 200])), [[1, 3]]);
        assert_eq!(groups(&of(&[90_000, 100, 110_000])), [[0_usize; 0]; 0]);
        // Of a large index, some thousands are little.
        assert_eq!(groups(&of(&[900_000, 900_000, 20_000, 100])), [[3, 2]]);
    }

    #[test]
    fn of_many_segments_the_smallest_are_joined() {
        let mut sizes = vec![200_000];
        sizes.extend([6_000; 9]);
        let groups = groups(&of(&sizes));
        assert_eq!(groups.len(), 2);
        assert!(groups.iter().all(|group| !group.contains(&0)), "{groups:?}");
        let joined: usize = groups.iter().map(Vec::len).sum();
        assert!(sizes.len() - joined + groups.len() <= MOST);
        // As many as are made of millions of stories.
        let many = super::groups(&of(&[70_000; 100]));
        assert!(many.len() <= MOST && many.iter().flatten().count() == 100);
    }

    #[test]
    fn a_segment_of_which_much_is_gone_is_written_anew() {
        let worn = |gone| {
            [
                Size {
                    stories: 80_000,
                    gone,
                },
                Size {
                    stories: 100_000,
                    gone: 10,
                },
            ]
        };
        assert_eq!(groups(&worn(20_000)), [[0_usize; 0]; 0]);
        assert_eq!(groups(&worn(20_001)), [[0]]);
    }
}
