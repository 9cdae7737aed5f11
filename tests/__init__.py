"""Tests of the whole system through RPC, portal and browser.

They run against a server with the demo municipality that the run itself starts.
"""
