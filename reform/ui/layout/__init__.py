"""The frame around every page, the state where nothing can be shown, and the style."""
