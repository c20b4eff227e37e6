"""How the projection of the transfer would have done on the sample county, week by week."""

from reform.metrics import forecast, query
from reform.metrics.query import Scope
from reform.pipeline.county import prepare_sample
from tools.benchmarks.table import head, row

AHEAD = (4, 13, 26)


def show() -> None:
    """How often the actual count fell inside the band p15–p85, which promises 70 of 100."""
    warehouse = prepare_sample()
    with warehouse.open() as connection:
        curve = query.ask(connection, "transfer_curve", Scope(query.last_day(connection)))
    head(
        "projection of the transfer, backtested on the sample county (示例数据)",
        *("weeks ahead:", "projections:", "inside the band:", "promised:", "below it:", "above it:"),
    )
    for weeks in AHEAD:
        judged = forecast.backtest(curve, ahead=weeks)
        shares = [judged["inside"], judged["actual"] < judged["low"], judged["actual"] > judged["high"]]
        inside, below, above = (f"{100 * share.mean():.0f}%" for share in shares)
        row(str(weeks), str(len(judged)), inside, f"{forecast.HIGH - forecast.LOW}%", below, above)
