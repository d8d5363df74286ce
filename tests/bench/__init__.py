"""Measuring: ratios against a bare reference app in the same run, and server CPU per request."""
