"""State of a script run: view, filters, URL parameters, snapshot, user, cached answers."""
