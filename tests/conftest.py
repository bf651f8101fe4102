from __future__ import annotations

import signal

# A run that a script starts in the background inherits an ignored SIGINT; the tests of Ctrl-C need Python's own.
signal.signal(signal.SIGINT, signal.default_int_handler)
