"""Keeps the hall: one process on one machine, the only one that decides."""
