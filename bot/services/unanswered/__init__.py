"""What could not be answered: in groups, for those who mend the knowledge."""

from .grouping import Group, Text
from .unanswered import Unanswered

__all__ = ["Group", "Text", "Unanswered"]
