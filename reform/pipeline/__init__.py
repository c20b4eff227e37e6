"""Operations on a warehouse: load, merge, rebuild, upgrade, backup, restore."""
