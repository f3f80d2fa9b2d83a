from __future__ import annotations

from datetime import date, timedelta

from conftest import Write, planned, slot, sop


def posted(root, first, last, today=date(2026, 11, 22)):
    plan = planned(root, today=today)
    return [(f"{post.start:%m-%d}", post.series.slot, post.series.rest) for post in plan.posts(first, last)]


def calendar(*lines: str, starts: str = "2026-12-01") -> str:
    return f"title: 店\nindustry: shop\nstarts: {starts}\nsops:\n  welfare: {{}}\n" + "".join(
        f"{line}\n" for line in lines
    )


def test_places_before_the_start_count_but_are_not_posted(project: Write) -> None:
    """2026-12-01 is a Tuesday: the Monday before it takes the first text."""
    root = project()
    assert posted(root, date(2026, 11, 30), date(2026, 12, 4)) == [
        ("12-01", "menu", "2"),
        ("12-02", "menu", "3"),
        ("12-03", "menu", "1"),
        ("12-04", "menu", "2"),
    ]


def test_a_text_that_comes_twice_in_a_cycle_has_a_second_uid(project: Write) -> None:
    """Two texts beside a table of three rows: m = 3 places, and place 2 shows text 1 with row 2."""
    rows = "[{name: a, price: 1元}, {name: b, price: 2元}, {name: c, price: 3元}]"
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                menu=slot(
                    "{every: day, at: 11:00}", '["{{ item.name }}一", "{{ item.name }}二"]', rotate="dishes"
                )
            ),
            "calendars/main.yml": calendar(f"variables: {{dishes: {rows}}}"),
        }
    )
    plan = planned(root)
    assert [(each.rest, each.text) for each in plan.series] == [("1", "a一"), ("2", "b二"), ("1.r2", "c一")]


def test_a_make_up_saturday_posts_mondays_text_of_its_own_week(project: Write) -> None:
    """2026-02-28 is a Saturday worked for Spring Festival; Monday 23 February is a day off."""
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                menu=slot("{every: workday, at: 11:00}", "[一, 二, 三, 四, 五]")
            ),
            "calendars/main.yml": calendar(starts="2026-01-05"),
        }
    )
    assert posted(root, date(2026, 2, 21), date(2026, 3, 1), date(2026, 1, 1)) == [
        ("02-24", "menu", "2"),
        ("02-25", "menu", "3"),
        ("02-26", "menu", "4"),
        ("02-27", "menu", "5"),
        ("02-28", "menu", "m2026-02-28"),
    ]


def test_a_campaign_replaces_the_routine_only_on_days_it_is_posted(project: Write) -> None:
    """The calendar is closed on the second campaign day: neither campaign nor routine is posted."""
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                menu=slot("{every: day, at: 11:00}", "[一]"),
                sale=slot("{date: [2026-12-03, 2026-12-04], at: 18:00}", "[甲, 乙]", replaces="[menu]"),
            ),
            "calendars/main.yml": calendar("closed: [2026-12-04]"),
        }
    )
    assert posted(root, date(2026, 12, 2), date(2026, 12, 5)) == [
        ("12-02", "menu", "1"),
        ("12-03", "sale", "2026-12-03"),
        ("12-05", "menu", "1"),
    ]


def test_every_start_repeats_the_days_of_a_run_and_runs_may_overlap(project: Write) -> None:
    """Two starts two days apart, three days each."""
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                day=slot("{day: 1-3, at: 09:00}", "[一, 二, 三]")
            ),
            "calendars/main.yml": calendar().replace(
                "welfare: {}", "welfare: {starts: [2026-12-01, 2026-12-03]}"
            ),
        }
    )
    assert posted(root, date(2026, 12, 1), date(2026, 12, 31)) == [
        ("12-01", "day", "2026-12-01.d1"),
        ("12-02", "day", "2026-12-01.d2"),
        ("12-03", "day", "2026-12-01.d3"),
        ("12-03", "day", "2026-12-03.d1"),
        ("12-04", "day", "2026-12-03.d2"),
        ("12-05", "day", "2026-12-03.d3"),
    ]


def test_the_first_post_is_never_an_exception(project: Write) -> None:
    """Closed from the start: DTSTART moves to the first day that is posted, EXDATE lists only later ones."""
    root = project({"calendars/main.yml": calendar("closed: [2026-12-01/2026-12-09, 2026-12-20]")})
    for series in planned(root).series:
        assert series.first >= date(2026, 12, 10)
        assert all(day > series.first for day in series.exceptions)


def test_a_month_that_began_before_the_start_takes_the_day_of_the_next_cycle(project: Write) -> None:
    """Started on the 10th: the 1st of that month has passed, the 15th has not."""
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                menu=slot("{every: month, monthdays: [1, 15], at: 11:00}", "[一, 二, 三, 四]")
            ),
            "calendars/main.yml": calendar(starts="2026-12-10"),
        }
    )
    assert posted(root, date(2026, 12, 1), date(2027, 3, 31)) == [
        ("12-15", "menu", "2"),
        ("01-01", "menu", "3"),
        ("01-15", "menu", "4"),
        ("02-01", "menu", "1"),
        ("02-15", "menu", "2"),
        ("03-01", "menu", "3"),
        ("03-15", "menu", "4"),
    ]


def test_a_slower_calendar_leaves_out_the_faster_slots(project: Write) -> None:
    """A standard calendar posts light and standard, not full."""
    root = project(
        {
            "content/industries/shop/sops/welfare.yml": sop(
                a=slot("{every: day, at: 09:00}", "[一]"),
                b=slot("{every: day, at: 10:00}", "[一]", pace="standard"),
                c=slot("{every: day, at: 11:00}", "[一]", pace="full"),
            ),
            "calendars/main.yml": calendar("pace: standard"),
        }
    )
    assert {series.slot for series in planned(root).series} == {"a", "b"}


def test_what_a_window_shows_does_not_depend_on_where_it_opens(project: Write) -> None:
    """The union of single days equals the whole window."""
    plan = planned(project())
    first = date(2026, 12, 1)
    days = [first + timedelta(days=number) for number in range(60)]
    assert plan.posts(days[0], days[-1]) == [post for day in days for post in plan.posts(day, day)]
