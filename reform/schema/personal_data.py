"""The kinds of personal data found in texts and codes (``common.redaction``), as reports call them."""

from collections.abc import Iterable

from reform.common.i18n import gettext
from reform.common.i18n import mark as _

KINDS: dict[str, str] = {
    "id_number": _("ID numbers"),
    "mobile": _("mobile numbers"),
    "landline": _("telephone numbers"),
    "email": _("e-mail addresses"),
    "bank_card": _("bank cards and accounts"),
    "paper": _("passports, permits and other papers"),
    "chat": _("WeChat and QQ names"),
    "sole_trader": _("credit codes of one-person businesses"),
    "plate": _("car plates"),
    "name": _("names"),
    "address": _("addresses"),
    "birthday": _("birthdays"),
}


SENTENCES: dict[str, str] = {
    "column_personal": _(
        "The column {column} holds personal data ({personal}), which must not be kept. "
        "Export it with the system's own number."
    ),
    "code_is_personal": _(
        "This is a person's ID number, which must not be kept. "
        "Export the column with the system's own number."
    ),
    "code_is_phone": _(
        "This is a phone number, which must not be kept. Give each person a code of its own and export that."
    ),
    "code_holds_personal": _(
        "Personal data stand here ({personal}), which must not be kept. "
        "Export the column with the system's own number."
    ),
    "key_holds_personal": _(
        "Personal data stand here ({personal}), and without them this row could not be told from others. "
        "Take them out of the file and load it again."
    ),
}
"""A part of ``reform.schema.messages.SENTENCES``."""


def told(kinds: Iterable[str]) -> str:
    """Kinds of personal data in words."""
    return "、".join(gettext(KINDS[kind]) for kind in kinds)
