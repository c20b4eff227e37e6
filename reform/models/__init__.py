"""Accepted rows → facts → cube: SQL in layers, built inside a snapshot."""
