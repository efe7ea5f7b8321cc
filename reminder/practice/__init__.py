"""What people do, one use case a module: plain async functions over one open transaction."""
