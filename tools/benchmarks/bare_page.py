"""Run by Streamlit: the recorded page, and the menu around it."""

import streamlit as st

from tools.benchmarks import bare

calls, menu = bare.recorded()
st.set_page_config(page_title="bare", layout="wide")
pages = {
    group: [
        st.Page(
            lambda: bare.play(calls), title=title, url_path=address or f"page{number}", default=not address
        )
        for number, (title, address) in enumerate(listed)
    ]
    for group, listed in menu.items()
}
st.navigation(pages).run()
