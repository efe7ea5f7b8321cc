"""The file of those who were erased: added to, never rewritten, and whole after a loss of power."""

from pathlib import Path

from reminder.store.traces import NAME, add_traces, read_traces

ONE, TWO, THREE = ("1" * 32, "2" * 32, "3" * 32)


def test_it_is_added_to(tmp_path: Path) -> None:
    """Each stands there once, whoever adds it again; no other account may read it."""
    assert read_traces(tmp_path) == frozenset()
    add_traces(tmp_path, [ONE])
    add_traces(tmp_path, [TWO, ONE])
    assert read_traces(tmp_path) == {ONE, TWO}
    file = tmp_path / NAME
    assert file.read_text().count(ONE) == 1
    assert file.read_text().startswith("# Who was erased")
    assert file.stat().st_mode & 0o077 == 0


def test_a_line_that_was_cut_short_spoils_no_other(tmp_path: Path) -> None:
    """What a loss of power left of a line stays a line of its own."""
    add_traces(tmp_path, [ONE, TWO])
    file = tmp_path / NAME
    file.write_bytes(file.read_bytes()[:-9])
    assert read_traces(tmp_path) == {ONE}
    add_traces(tmp_path, [TWO, THREE])
    assert read_traces(tmp_path) == {ONE, TWO, THREE}
