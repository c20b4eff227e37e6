"""数据管理."""

import streamlit as st

from reform.i18n import gettext as _
from reform.ui import frame

frame.title(_("Files"))
