"""The one part that imports streamlit: frame, filters, cards, charts with their tables, downloads."""
