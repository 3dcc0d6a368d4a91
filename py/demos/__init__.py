"""One file per demo; nothing else lives here."""
