"""How quick whosaid is on this machine, and how near Chroma comes to the exact search: `python -m benchmarks`."""
