"""Delivery of due reminders: claim, compose, send, record."""
