"""The basis of "days saved": one of three, never mixed. The reader chooses it, the link keeps it."""

from typing import Any, NamedTuple

from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.ui.context import st
from reform.ui.context.view import one, worded


class Basis(NamedTuple):
    """A basis that working days saved are counted against."""

    name: str
    code: str
    label: str


BASES = {
    "statutory": Basis("statutory", "D05", mark("against the statutory limit")),
    "promise": Basis("promise", "D05b", mark("against the promise")),
    "transfer": Basis("transfer", "D05c", mark("against the same item before its transfer")),
}


def choose() -> Basis:
    """Show the choice of the basis, which all pages share."""
    st.session_state.setdefault("f_basis", "statutory")
    name = st.segmented_control(
        worded("D05", _("Days saved")),
        list(BASES),
        key="f_basis",
        format_func=lambda name: _(BASES[name].label),
        label_visibility="collapsed",
        required=True,
        persist_state="session",
    )
    return BASES[name or "statutory"]


def chosen() -> Basis:
    """The chosen basis, on pages that do not offer the choice."""
    return BASES[st.session_state.get("f_basis") or "statutory"]


def means(basis: Basis) -> tuple[Any, Any]:
    """Mean limit and mean days used of the basis, over the same cases."""
    if basis.name == "transfer":
        change = one("D06")
        return change["mean_before"], change["mean_after"]
    saved = one(basis.code)
    if not saved["n"]:
        return None, None
    used = saved["limit_days"] / saved["n"] - saved["per_case"]
    return saved["limit_days"] / saved["n"], used
