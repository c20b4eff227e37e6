"""The meeting's papers: slides, two papers, a workbook and their list, all from figures asked once.

``context`` asks, ``figures``, ``tables`` and ``chart_list`` choose and word; ``slides``, ``document`` and
``workbook`` write; ``files`` puts them together. Nothing here imports Streamlit, nothing asks twice.
"""
