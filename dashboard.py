"""Entry: ``streamlit run dashboard.py``. The frame, the shared filters and the menu around every page."""

from reform.ui.layout import page_frame, recovery

page_frame.open_page()
page = page_frame.menu()
with recovery.questions_fit():
    if page_frame.choose_view(page.url_path or "overview"):
        page.run()
page_frame.speak_builtin()
