"""How long a test waits for what must happen: it decides no test, it ends one that would wait for ever."""

TIMEOUT = 600  # seconds; a machine may be busy with other things
MILLISECONDS = TIMEOUT * 1000
