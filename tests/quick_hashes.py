"""Passwords hashed at the least cost: what is tested is who gets in, not how long a hash takes."""

import pytest
from argon2 import PasswordHasher


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Imported by modules of tests that make many users."""
    monkeypatch.setattr(
        "reform.storage.users._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )
