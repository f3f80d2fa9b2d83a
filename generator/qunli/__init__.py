"""Qunli: posting SOPs of customer groups, as a handbook and as calendar feeds."""

__version__ = "0.2.0"
