"""What is kept: tables, queries, encrypted columns and migrations."""
