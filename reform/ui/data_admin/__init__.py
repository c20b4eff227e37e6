"""Upload, check, mapping, history, undo, departments, health."""
