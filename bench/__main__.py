"""`make bench`: every benchmark once, at sizes that take minutes; each alone takes larger ones."""

import subprocess
import sys

RUNS = (
    ("bench.sample",),
    ("bench.matching",),
    ("bench.search", "--names", "20000"),
    ("bench.resolution", "--places", "20000", "--rows", "2000"),
    ("bench.importing", "--rows", "5000"),
    ("bench.gleif", "--records", "20000"),
)


def main() -> int:
    """Run them one after the other; the first failure's code, or 0."""
    codes = []
    for run in RUNS:
        print(f"== python -m {' '.join(run)}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", *run], check=False).returncode)
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())
