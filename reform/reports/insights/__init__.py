"""Sentences and titles told from figures, one module a topic."""
