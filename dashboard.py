"""Entry: ``streamlit run dashboard.py``. The frame, the shared filters and the menu around every page."""

from reform.ui import frame

frame.open_page()
page = frame.menu()
frame.choose_view()
page.run()
frame.speak_builtin()
