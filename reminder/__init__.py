"""Aftercare reminders for the patients of a clinic, sent through Telegram."""

__version__ = "0.1.0"
