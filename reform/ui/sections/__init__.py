"""One module a topic, called by pages."""
