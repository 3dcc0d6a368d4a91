"""The bench's arithmetic, and its reading of Chromium's network log."""
import json

import numpy as np
import pytest

from bench.browsing import asked_elsewhere
from bench.cases import CASES
from bench.rows import Row, p95, table
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
