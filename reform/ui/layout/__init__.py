"""The frame of every page, its recovery and style."""
