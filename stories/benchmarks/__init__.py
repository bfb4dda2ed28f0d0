"""Benchmarks: how fast the stages are, as one table and one JSON file. Run by ``make bench``."""
