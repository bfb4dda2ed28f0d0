"""The demo: stories written for this project, and a log-in to try the editors' side."""

from stories.demo.loading import load_demo

__all__ = ["load_demo"]
