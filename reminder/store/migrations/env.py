"""Alembic's entry: migrates over the connection that `reminder.store.migrate` hands in."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel

import reminder.store.tables  # noqa: F401  (fills the metadata)
from reminder.store.encryption import Encrypted


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write an encrypted column as the text that it is, so that old migrations need no keys."""
    return "sa.Text()" if kind == "type" and isinstance(item, Encrypted) else False


def main() -> None:
    """Migrate over the given connection."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


main()
