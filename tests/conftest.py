from __future__ import annotations

import os
import signal

# A run that a script starts in the background inherits an ignored SIGINT; the tests of Ctrl-C need Python's own.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The models that tests train are tiny: a second thread of torch waits for the first, and costs 60 s where one costs 13.
os.environ["OMP_NUM_THREADS"] = "1"
