"""Questions to a snapshot: indicators, lists, targets, status, forecast."""
