"""The HTTP side: health and what else is served to a browser."""
