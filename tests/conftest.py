"""What every test may ask for: the folder of observations of DataCite's own back end."""

from __future__ import annotations

import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
OBSERVATIONS = pathlib.Path(os.environ.get("DATACITE_OBSERVATIONS") or ROOT.parent / "shared")


def observed(name: str) -> pathlib.Path:
    """The path of one file or folder of observations, such as `observed/real.jsonl`; skips the test where it is absent."""
    path = OBSERVATIONS / name
    if not path.exists():
        pytest.skip(f"no observations of DataCite's back end here: {name} (set DATACITE_OBSERVATIONS to their folder)")
    return path


@pytest.fixture(scope="session")
def observations():
    """`observations("observed/real.jsonl")` is that file's path; the test is skipped where the folder is not at hand."""
    return observed
