"""Many rows into a table: by COPY where the database has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.exc import DBAPIError


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all have the same columns; PostgreSQL takes them by COPY."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        connection.execute(insert(table), rows)


def _copy(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    from psycopg import Error

    names = list(rows[0])
    dialect = connection.dialect
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(map(quote, names))
    statement = f"COPY {quote(table.name)} ({columns}) FROM STDIN"
    turns = [
        table.c[name].type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is
        for name in names
    ]
    pairs: list[tuple[str, Callable[[Any], Any]]] = list(zip(names, turns, strict=True))
    try:
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([turn(row[name]) for name, turn in pairs])
    except Error as error:
        raise DBAPIError.instance(statement, None, error, Error, dialect=dialect) from error


def _as_it_is(value: Any) -> Any:
    return value
