"""Python's garbage collector, kept away from what stays for good."""

import gc


def settle() -> None:
    """Leave what is in memory now out of the collector's rounds.

    The knowledge and LINE's SDK are 400,000 objects; to walk through them stops every thread for
    0.2 seconds, several times an hour. Call it when something large has come to stay.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
