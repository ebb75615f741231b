"""Devices at hand: bytes on paper, not tickets; nothing of Qt, nothing of the protocol.

`receipt` says what is printed, `profiles` on what, `printer` prints it and tells the truth about the
paper, `worker` does so on a thread of its own.
"""
