"""What the bot knows is looked at again: what is due, what lacks, what is disputed."""

from .freshness import Freshness
from .standing import Count, Standing, counted, in_order

__all__ = ["Count", "Freshness", "Standing", "counted", "in_order"]
