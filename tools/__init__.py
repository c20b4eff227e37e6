"""Programs for developers. None is part of the product."""
