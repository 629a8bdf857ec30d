"""How this process sits on its machine."""

import gc
import os


def settle() -> None:
    """Leave what is in memory now out of the garbage collector's rounds.

    The knowledge and LINE's SDK are 400,000 objects; to walk through them stops every thread for
    0.2 seconds, several times an hour. Call it when something large has come to stay.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def stay_on_one_core() -> None:
    """Keep the threads that start from now on, and this one, on one of the cores.

    The interpreter runs one thread at a time. Where they take turns on several cores, each turn
    begins with cold caches: a webhook then waits five times as long, and a third fewer replies
    leave in a second. Processes that start together choose different cores.
    """
    if hasattr(os, "sched_setaffinity"):  # Linux
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})
