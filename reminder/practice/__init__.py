"""What people do at a clinic, one use case a module."""
