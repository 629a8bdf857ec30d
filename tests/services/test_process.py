"""How the process sits on its machine."""

import gc
import subprocess
import sys

from bot.services.process import settle

PINNED = """
import os, threading
from bot.services.process import stay_on_one_core
stay_on_one_core()
thread = threading.Thread(target=lambda: print(len(os.sched_getaffinity(0))))
thread.start()
"""


def test_threads_that_start_later_stay_on_one_core():
    done = subprocess.run([sys.executable, "-c", PINNED], capture_output=True, text=True)
    assert done.stdout == "1\n", done.stderr


def test_what_settled_is_left_alone_and_later_garbage_is_not():
    settle()
    assert gc.get_freeze_count() > 0
    circle = []
    circle.append(circle)
    del circle
    assert gc.collect() >= 1
    gc.unfreeze()
