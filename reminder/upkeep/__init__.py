"""What keeps the data safe: backups, restoring, moving, other keys, and a look at it all."""
