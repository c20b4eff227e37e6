"""What a run of a page looks at: view, filters, URL, snapshot, user, cached answers."""
