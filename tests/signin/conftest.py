"""The browser of tests/browser, for readers who sign in elsewhere."""

from tests.browser.conftest import browser, idle_readers, new_reader, pytest_runtest_makereport

__all__ = ["browser", "idle_readers", "new_reader", "pytest_runtest_makereport"]
