"""A mall day on a virtual clock, through the real hub and the real engine.

Visitors, officers and a manager do what people do, over a network, printers and a server that fail as such
things fail. Everything that is left to chance comes from one seed, each part from a stream of its own, so a
seed gives one day, byte for byte, and a change of one habit does not shift all others.
"""
