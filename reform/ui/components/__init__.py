"""Parts that pages share: cards, tables, badges, source rows."""
