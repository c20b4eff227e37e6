"""How long a test waits for what must happen: it decides no test, it ends one that would wait for ever."""

PATIENCE = 600  # seconds; a machine may be busy with other things
MILLISECONDS = PATIENCE * 1000
