"""A film of 300 MB into the vault, out of it and opened, against copying the file, in one run.

The table names each ratio; ``extra_info`` of the JSON output holds it too.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LARGE = ROOT / "tests" / "vault" / "large_file.py"
MEGABYTES = 300


def copied(source, target):
    """A plain copy that is on the disk before it counts, as ours are."""
    begun = time.perf_counter()
    with source.open("rb") as read, target.open("wb") as write:
        while piece := read.read(1024 * 1024):
            write.write(piece)
        write.flush()
        os.fsync(write.fileno())
    return time.perf_counter() - begun


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is told in another way elsewhere")
def test_a_large_film(benchmark, tmp_path):
    def run():
        done = subprocess.run(
            [sys.executable, str(LARGE), str(tmp_path), str(MEGABYTES)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        return json.loads(done.stdout)

    found = benchmark.pedantic(run, rounds=1)
    plain = min(copied(tmp_path / "film.mp4", tmp_path / f"plain-{one}") for one in range(3))
    for name, seconds in found["times"].items():
        benchmark.extra_info[f"{name}, ratio to a plain copy"] = round(seconds / plain, 1)
    benchmark.extra_info["plain copy, s"] = round(plain, 2)
    benchmark.extra_info["memory, MB"] = round(found["needed"] / 1e6)
