"""The frame of every page, its recovery, style and security policy."""
