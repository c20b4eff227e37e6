"""Entry: ``streamlit run dashboard.py``. The frame, the shared filters and the menu around every page."""

from reform.ui import frame, safety

frame.open_page()
page = frame.menu()
with safety.questions_fit():
    if frame.choose_view(page.url_path or "overview"):
        page.run()
frame.speak_builtin()
