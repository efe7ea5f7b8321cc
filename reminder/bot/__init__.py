"""The Telegram side: what staff and patients write and press, and the gateway that answers."""
