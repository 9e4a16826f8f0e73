"""Engines that point at evidence: built-in, and a local model in a child process.

An engine sees the evidence it is handed and returns suggestions. There is no path from here to a
draft, to a casebook, or to the network.
"""
