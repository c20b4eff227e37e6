"""What is loaded, on the page Files."""

from reform.common.i18n import either
from reform.pipeline.county import County
from reform.schema.datasets import datasets
from tests.ui.screen import start


def test_datasets_stand_in_the_order_they_are_declared(sample: County) -> None:
    loaded = next(
        table.value["数据种类"]
        for table in start("data/files").dataframe
        if {"数据种类", "首日"} <= set(table.value.columns)
    )
    declared = [either(dataset.title) for dataset in datasets().values()]
    assert list(loaded) == [title for title in declared if title in set(loaded)]
    assert len(loaded) > 5
