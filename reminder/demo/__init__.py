"""A Telegram stand-in on loopback, and its page with two phones."""
