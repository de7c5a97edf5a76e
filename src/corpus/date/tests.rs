//! Dates as sources print them.

use super::*;

#[test]
fn fields_of_every_source_are_read() {
    for (field, expected) in [
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"),
        (" 2-MAR-1987 06:41:42.20", "1987-03-02T06:41:42"),
        ("9-APR-1987 00:00:00.00    # added by hand", "1987-04-09T00:00:00"),
        ("03/24/87", "1987-03-24"),
        ("06/01/1998 00:00:00", "1998-06-01T00:00:00"),
        ("24/03/1987", "1987-03-24"),
        ("24.03.1987", "1987-03-24"),
        ("910514", "1991-05-14"),
        ("20200114", "2020-01-14"),
        ("20200114T100200Z", "2020-01-14T10:02:00Z"),
        ("20200114T100200+0300", "2020-01-14T10:02:00+03:00"),
        ("20200114T1002", "2020-01-14T10:02:00"),
        ("2020-01-14T10:02:00.123Z", "2020-01-14T10:02:00Z"),
        ("2020-01-14T10:02:00-0500", "2020-01-14T10:02:00-05:00"),
        ("Tue, 14 Jan 2020 10:02:03 GMT", "2020-01-14T10:02:03Z"),
        ("Jan. 14, 2020 10:02 PM EST", "2020-01-14T22:02:00-05:00"),
        (
            "Tue Jan 14 2020 10:02:03 GMT+0300 (MSK)",
            "2020-01-14T10:02:03+03:00",
        ),
        ("2020-01-14T10:02:00+01:00", "2020-01-14T10:02:00+01:00"),
        ("2020-01-14 10:02", "2020-01-14T10:02:00"),
        ("2020-01-14", "2020-01-14"),
        ("2020/1/4", "2020-01-04"),
        ("Jan. 14, 2020 / 10:02 AM", "2020-01-14T10:02:00"),
        ("Jan. 14, 2020 / 12:02 a.m.", "2020-01-14T00:02:00"),
        ("January 14 2020 at 4 pm", "2020-01-14T16:00:00"),
        ("May 26, 2018, Saturday, Home Edition", "2018-05-26"),
        ("Saturday, May 26, 2018", "2018-05-26"),
        ("Tue, 14 Jan 2020 10:02:03 +0100", "2020-01-14T10:02:03+01:00"),
        ("Tue Jan 14 10:02:03 +0000 2020", "2020-01-14T10:02:03Z"),
        ("21 January 1994", "1994-01-21"),
        ("14th January 2020", "2020-01-14"),
        ("14 de enero de 2020", "2020-01-14"),
        ("14. März 2020, 22:15 Uhr", "2020-03-14T22:15:00"),
        ("14 février 2020 à 22h15", "2020-02-14T22:15:00"),
        ("14 января 2020", "2020-01-14"),
        ("mer, 16 nov 2022 00:38:15 +0100", "2022-11-16T00:38:15+01:00"),
        ("Seg, 24 Set 2018 19:42:40 -0300", "2018-09-24T19:42:40-03:00"),
        ("Mar., 14 gen 2020", "2020-01-14"),
        ("Mar 14, 2020", "2020-03-14"),
        ("Вт, 14 янв 2020", "2020-01-14"),
        ("1472713234", "2016-09-01T07:00:34Z"),
        ("1472713234000", "2016-09-01T07:00:34Z"),
    ] {
        let read = in_field(field).map(|time| time.to_string());
        assert_eq!(read.as_deref(), Some(expected), "{field}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for field in [
        "",
        "January",
        "Jan. 14",
        "30 February 2020",
        "99/99/99",
        "2020",
        "7",
        "may be",
        "١٤",
        "1-2",
        "--",
    ] {
        assert_eq!(in_field(field), None, "{field}");
    }
    assert_eq!(in_field(&"9".repeat(400)), None);
}

#[test]
fn a_time_line_is_nothing_but_a_time() {
    for line in [
        "Jan. 14, 2020 / 10:02 AM",
        "Published 14 January 2020",
        "Published: Jan 14, 2020 10:02 GMT",
        "Last updated on Tuesday, 14 January 2020 at 10.02 am EST",
        "Jan. 14, 2020 / 10:02 AM / Updated Jan. 15, 2020 at 7:00 PM",
        "2020-01-14T10:02:00+01:00",
    ] {
        assert_eq!(
            in_line(line).map(|time| time.date.to_string()).as_deref(),
            Some("2020-01-14"),
            "{line}"
        );
    }
    for line in [
        "Jan. 14, 2020 was the day when the harbour froze",
        "On Jan. 14, 2020 (Reuters) - A ship sank",
        "MOSCOW, Jan. 14",
        "1472713234",
        "14 people were hurt",
        "First 100 days",
    ] {
        assert_eq!(in_line(line), None, "{line}");
    }
}

#[test]
fn paths_name_days() {
    let day = |path| in_path(path).map(|date| date.to_string());
    assert_eq!(day("upi/2020/01/14/libya.txt").as_deref(), Some("2020-01-14"));
    assert_eq!(day("2020-01-14-libya.txt").as_deref(), Some("2020-01-14"));
    assert_eq!(day("a/20200114_007.txt").as_deref(), Some("2020-01-14"));
    assert_eq!(
        day("www.news.example/2010/POLITICS/08/13/vote/index.html").as_deref(),
        Some("2010-08-13")
    );
    assert_eq!(day("2010/POLITICS/99/13/vote"), None);
    assert_eq!(day("2010/a-slug/08/13/vote"), None);
    assert_eq!(day("tech/100.txt"), None);
    assert_eq!(day("a/99999999.txt"), None);
    assert_eq!(day("2020/13/14"), None);
    assert_eq!(day("1202001145"), None);
}
