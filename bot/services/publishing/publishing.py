"""The one object that the doors of the staff side ask."""

from ...core.account import Account
from ...store import published
from .drafts import Draft
from .releasing import Releasing
from .saving import Saving


class Publishing(Saving, Releasing):
    """Keeps drafts and releases: see the methods of Reading, Saving, Deciding and Releasing."""

    def undo_change(self, account: Account, change_id: int) -> Draft:
        """A draft in which a record is again what it was before the change.

        Raises PublishError no_change, and what `save` raises.
        """
        change = self._database.read(lambda connection: published.change(connection, change_id))
        if not change:
            return self._no("no_change", str(change_id))
        now = self.record(change.table, change.new_key)
        return self.save(account, change.table, change.new_key, change.before, now, origin="undo")
