//! The months of an index, and how many stories of an answer fall in each.

use crate::article::Date;
use crate::engine::{Listed, Summary};

/// The months from the first to the last story of an index, counted from the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months {
    first: i32,
    count: usize,
}

impl Months {
    /// The months of an index; none if no story has a date.
    #[must_use]
    pub fn of(summary: &Summary) -> Months {
        let Some((first, last)) = summary.dates else {
            return Months { first: 0, count: 0 };
        };
        let (first, last) = (month(first.date), month(last.date));
        Months {
            first,
            count: usize::try_from(last - first + 1).unwrap_or(0),
        }
    }

    /// Their names, such as `2020-01`, in order.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let first = self.first;
        (0..self.count as i32).map(move |month| {
            let month = first + month;
            format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
        })
    }

    /// How many stories fall in each, and behind those, how many have no date.
    #[must_use]
    pub fn tally(&self, stories: &[Listed]) -> Vec<u64> {
        let mut tally = vec![0; self.count + 1];
        for story in stories {
            let at = story.published.map(|date| month(date) - self.first);
            let at = at.and_then(|at| usize::try_from(at).ok());
            // No story lies outside of the index's own months.
            tally[at.unwrap_or(self.count).min(self.count)] += 1;
        }
        tally
    }
}

fn month(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, Timestamp};

    #[test]
    fn months_run_over_the_end_of_the_year_and_have_no_gaps() {
        let date = |year, month, day| Date::new(year, month, day).unwrap();
        let dates = (
            Timestamp::from(date(2019, 11, 30)),
            Timestamp::from(date(2020, 2, 1)),
        );
        let summary = Summary {
            dates: Some(dates),
            ..Summary::default()
        };
        let months = Months::of(&summary);
        assert_eq!(
            months.names().collect::<Vec<_>>(),
            ["2019-11", "2019-12", "2020-01", "2020-02"]
        );
        let story = |published| Listed {
            id: ArticleId("a".into()),
            score: 0.0,
            published,
        };
        let stories = [
            story(Some(date(2020, 2, 1))),
            story(None),
            story(Some(date(2019, 11, 30))),
        ];
        assert_eq!(months.tally(&stories), [1, 0, 0, 1, 1]);
        assert_eq!(Months::of(&Summary::default()).tally(&stories[1..2]), [1]);
    }
}
