//! Which segments of an index to merge before it is published: few, so that searches stay fast, and
//! no more than that, so that a small change costs little. Plain numbers; tantivy does the work.

/// How many segments an index may have.
const MOST_SEGMENTS: usize = 8;

/// A segment is small that has less than this part of all stories,
const SMALL_PART: u64 = 50;

/// or fewer stories than these.
const SMALL: u64 = 5_000;

/// One deleted story in so many is no reason to write a segment anew.
const DELETED_PART: u64 = 5;

/// How many stories a segment has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) alive: u64,
    pub(super) deleted: u64,
}

impl Size {
    fn is_worn(self) -> bool {
        self.deleted * DELETED_PART > self.alive + self.deleted
    }
}

/// The groups of segments, by their ordinals, each of which is to become one segment. A segment that
/// is alone in its group is to be rid of its deleted stories.
pub(super) fn groups(sizes: &[Size]) -> Vec<Vec<usize>> {
    let total: u64 = sizes.iter().map(|size| size.alive).sum();
    let least = SMALL.max(total / SMALL_PART);
    let (small, rest): (Vec<usize>, Vec<usize>) =
        (0..sizes.len()).partition(|segment| sizes[*segment].alive < least);
    let mut groups: Vec<Vec<usize>> = rest.into_iter().map(|segment| vec![segment]).collect();
    if !small.is_empty() {
        groups.push(small);
    }
    let mut groups = packed(groups, sizes, total);
    groups.retain(|group| group.len() > 1 || sizes[group[0]].is_worn());
    groups
}

/// Puts the smallest groups together until there are no more than there may be.
fn packed(mut groups: Vec<Vec<usize>>, sizes: &[Size], total: u64) -> Vec<Vec<usize>> {
    let alive = |group: &[usize]| -> u64 { group.iter().map(|segment| sizes[*segment].alive).sum() };
    groups.sort_by_key(|group| (alive(group), group[0]));
    let mut packed: Vec<Vec<usize>> = Vec::new();
    let mut is_full = true;
    let mut left = groups.len();
    for group in groups {
        let last = packed.last_mut().filter(|_| !is_full);
        match last {
            Some(last) => {
                last.extend(group);
                left -= 1;
                is_full = alive(last) >= total / MOST_SEGMENTS as u64;
            }
            None => {
                is_full = left <= MOST_SEGMENTS || alive(&group) >= total / MOST_SEGMENTS as u64;
                packed.push(group);
            }
        }
        is_full |= left <= MOST_SEGMENTS;
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(alive: &[u64]) -> Vec<Vec<usize>> {
        let size = |alive: &u64| Size {
            alive: *alive,
            deleted: 0,
        };
        groups(&alive.iter().map(size).collect::<Vec<_>>())
    }

    const NONE: [Vec<usize>; 0] = [];

    #[test]
    fn what_is_tidy_stays() {
        assert_eq!(of(&[]), NONE);
        assert_eq!(of(&[3]), NONE);
        assert_eq!(of(&[70_000, 70_000, 60_000]), NONE);
        assert_eq!(of(&[200_000, 3]), NONE);
        assert_eq!(of(&[100_000; 8]), NONE);
    }

    #[test]
    fn small_segments_become_one() {
        assert_eq!(of(&[1, 2]), [vec![0, 1]]);
        assert_eq!(of(&[200_000, 3, 4_999, 5_000]), [vec![1, 2]]);
        // A fiftieth of all.
        assert_eq!(of(&[900_000, 19_000, 90_000, 1]), [vec![1, 3]]);
    }

    #[test]
    fn of_too_many_the_smallest_are_put_together() {
        let mut alive = [100_000; 9];
        (alive[4], alive[7]) = (50_000, 20_000);
        assert_eq!(of(&alive), [vec![7, 4]]);
        // Of thirty, each is put into a bin until that holds an eighth, and no bin is left over.
        let groups = of(&[60_000; 30]);
        assert!(groups.iter().all(|group| group.len() <= 4), "{groups:?}");
        let merged: usize = groups.iter().map(|group| group.len() - 1).sum();
        assert_eq!(30 - merged, MOST_SEGMENTS, "{groups:?}");
    }

    #[test]
    fn small_ones_may_go_with_others_where_there_are_too_many() {
        let groups = of(&[
            100_000, 100_000, 100_000, 100_000, 100_000, 100_000, 100_000, 90_000, 1, 1,
        ]);
        assert_eq!(groups, [vec![8, 9, 7]]);
    }

    #[test]
    fn a_segment_with_many_deleted_stories_is_written_anew() {
        let worn = |alive, deleted| groups(&[Size { alive, deleted }]);
        assert_eq!(worn(80, 20), NONE);
        assert_eq!(worn(79, 21), [vec![0]]);
        assert_eq!(worn(800_000, 200_001), [vec![0]]);
    }
}
