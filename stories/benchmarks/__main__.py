"""python -m stories.benchmarks [NAME…]: measure, print one table, write one JSON file."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from stories.benchmarks.figures import machine, save, table

BENCHMARKS = ("language", "times", "comparison")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which ones; all by default")
    parser.add_argument("--output", type=Path, default=Path("bench.json"))
    arguments = parser.parse_args()
    figures = [
        figure
        for name in arguments.names or BENCHMARKS
        for figure in importlib.import_module(f"stories.benchmarks.{name}").measure()
    ]
    print(table(figures))  # noqa: T201
    print(", ".join(f"{key} {value}" for key, value in machine().items()))  # noqa: T201
    save(figures, arguments.output)


if __name__ == "__main__":
    main()
