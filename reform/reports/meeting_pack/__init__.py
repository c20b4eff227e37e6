"""The meeting's papers: slides, two papers, a workbook and their list, all from figures asked once.

``material`` asks, ``figures``, ``tables`` and ``pictures`` choose and word; ``slides``, ``paper``, ``book``
write; ``files`` puts them together. Nothing here imports Streamlit, nothing asks twice.
"""
