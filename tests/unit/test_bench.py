"""The bench's arithmetic, its slow line, and its reading of Chromium's network log."""
import json
import threading

import numpy as np
import pytest

from bench.boots import DEMOS, TARGETS, Boot, files_note, phases_note
from bench.browsing import asked_elsewhere
from bench.cases import CASES
from bench.line import PIECE, Line
from bench.rows import Row, beside_plain, p95, table
from livedemo import discovery

SITE = "http://127.0.0.1:8000/"
START = 7


@pytest.mark.parametrize("count", [1, 19, 20, 60, 101])
def test_p95_is_the_nearest_rank(count):
    values = np.random.default_rng(count).random(count).tolist()
    assert p95(values) == np.percentile(values, 95, method="inverted_cdf")


def test_a_row_is_held_to_its_statistic():
    values = [10.0] * 18 + [90.0] * 2
    assert Row("a", values, 30, "ms").met
    assert not Row("a", values, 30, "ms", "p95").met
    assert json.loads(json.dumps(Row("a", values, 30, "ms").describe()))["value"] == 10


def test_the_table_says_which_budget_is_missed():
    lines = table([Row("quick", [1.234], 2, "s"), Row("slow", [3, 5], 2, "s", note="why")]).splitlines()
    assert lines[2:] == ["| quick | 1.23 s | 2 s | 1 | yes |  |", "| slow | 4 s | 2 s | 2 | NO | why |"]


def test_a_score_has_a_budget_from_below():
    rows = [Row("good", [95, 91, 20], 90, "", least=True), Row("poor", [89], 90, "", least=True)]
    assert [row.met for row in rows] == [True, False]
    assert table(rows).splitlines()[3] == "| poor | 89  | at least 90  | 1 | NO |  |"


def test_a_row_stands_beside_the_plain_boot():
    row = Row("live", [2, 1, 3], 2, "s", plain=[9, 8, 10])
    lines = beside_plain([row, Row("alone", [1], None, "s")]).splitlines()
    assert lines[2:] == ["| live | 2 s | 9 s | 4.5 |"]
    assert json.loads(json.dumps(row.describe()))["ratio"] == 4.5
    assert Row("alone", [0], None, "s").describe()["plain_value"] is None
    assert beside_plain([Row("alone", [1], None, "s")]) == ""


def test_every_target_has_a_budget_for_each_demo_and_the_demos_are_there():
    assert all(target.most.keys() == DEMOS.keys() for target in TARGETS.values())
    assert set(DEMOS.values()) <= set(discovery.names())


def test_phases_and_rungs_are_told_by_their_medians():
    boots = [Boot(1, "bundle", {"download": 10, "import": 30}), Boot(1, "bundle", {"download": 90}),
             Boot(1, "bundle", {"download": 20, "import": 50})]
    assert phases_note(boots) == "bundle: download 20, import 40 ms"
    mixed = phases_note([boots[0], Boot(1, "snapshot")])
    assert mixed == "bundle 1×, snapshot 1×: download 10, import 30 ms"
    assert phases_note([Boot(1)]) == ""


def test_the_largest_files_are_named():
    boot = Boot(1, sent={"a/b.js": 1_000_000, "scipy-1.0.whl": 3_000_000, "c": 100})
    assert files_note([boot], 2) == "scipy 3.0, b.js 1.0"
    assert boot.megabytes == pytest.approx(4.0001)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self):
        self.now = 100.0

    def time(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


@pytest.mark.parametrize("sizes", [[1], [PIECE], [3 * PIECE + 5], [10, PIECE + 1, 0, 4000]])
def test_bytes_take_as_long_as_the_line_needs(sizes):
    clock, written = Clock(), []
    line = Line(1000, 0.04, clock.time, clock.sleep)
    for size in sizes:
        line.send(b"x" * size, lambda piece: written.append(len(piece)))
    assert clock.now - 100 == pytest.approx(sum(sizes) / 1000)
    assert sum(written) == sum(sizes)
    assert max(written) <= PIECE


def test_a_response_is_delayed_and_an_idle_line_saves_nothing_up():
    clock = Clock()
    line = Line(1000, 0.04, clock.time, clock.sleep)
    line.respond()
    assert clock.now == pytest.approx(100.04)
    clock.sleep(60)
    line.send(b"x" * 500, lambda piece: None)
    assert clock.now == pytest.approx(160.54)


def test_connections_share_the_line():
    """Two at once take as long as one with the bytes of both."""
    line, threads, ended = Line(200 * PIECE, 0), [], []
    start = threading.Event()

    def send():
        start.wait()
        line.send(b"x" * 10 * PIECE, lambda piece: None)
        ended.append(line._clock())

    for _ in range(2):
        threads.append(threading.Thread(target=send))
        threads[-1].start()
    since = line._clock()
    start.set()
    for thread in threads:
        thread.join()
    assert max(ended) - since >= 0.1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.demo)
def test_a_case_drags_a_control_that_is_there_on_an_image_that_the_demo_takes(case):
    demo = discovery.load(case.demo)
    assert case.control in {control.name for control in demo.controls}
    assert demo.image_inputs or not case.shape


def test_every_demo_is_dragged_but_the_race():
    assert {case.demo for case in CASES} == set(discovery.names()) - {"fft-race"}


def write_log(path, *requests):
    events = [{"type": START, "params": {"url": url, "initiator": initiator}} for url, initiator in requests]
    events += [{"type": START, "params": {"url": "chrome://newtab"}}, {"type": START}, {"type": 1}]
    constants = {"logEventTypes": {"URL_REQUEST_START_JOB": START}}
    path.write_text(json.dumps({"constants": constants, "events": events}))
    return path


def test_only_what_the_site_asks_of_others_counts(tmp_path):
    ours = SITE[:-1]
    log = write_log(tmp_path / "log.json", (f"{SITE}a.js", ours), ("https://elsewhere.example/b", ours),
                    ("https://browser.example/", "not an origin"), ("data:,x", ours))
    assert asked_elsewhere(log, SITE) == ["https://elsewhere.example/b"]


def test_a_log_without_the_site_is_no_proof(tmp_path):
    log = write_log(tmp_path / "log.json", ("https://browser.example/", "not an origin"))
    with pytest.raises(RuntimeError, match="has no request of http"):
        asked_elsewhere(log, SITE)
