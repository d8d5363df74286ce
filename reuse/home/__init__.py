"""The front door: home, mine, the installable shell (manifest, worker, offline page) and readiness."""
