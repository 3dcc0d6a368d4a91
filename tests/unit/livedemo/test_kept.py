"""Things are made once for a key, and again for another."""
from livedemo import Kept


def test_only_another_key_makes_it_anew():
    kept, made = Kept(), []

    def make():
        made.append(object())
        return made[-1]

    first = kept("picture", (1, "a"), make)
    assert kept("picture", (1, "a"), make) is first
    second = kept("picture", (2, "a"), make)
    assert second is not first
    assert kept("picture", (2, "a"), make) is second
    assert kept("picture", (1, "a"), make) not in (first, second)  # only the last one stays
    assert len(made) == 3


def test_names_do_not_mix():
    kept = Kept()
    assert kept("one", 0, lambda: "one") == "one"
    assert kept("other", 0, lambda: "other") == "other"
    assert kept("one", 0, lambda: "wrong") == "one"


def test_none_is_kept_too():
    kept = Kept()
    assert kept("nothing", None, lambda: None) is None
    assert kept("nothing", None, lambda: "made again") is None
