"""Cards that support workers hand to families: made, met, answered, counted."""

from .cards import Made, Mark, OfficeTotals, Referrals, Shown
from .form import Form

__all__ = ["Form", "Made", "Mark", "OfficeTotals", "Referrals", "Shown"]
