"""How the types of the records are kept in SQL, the same in SQLite and PostgreSQL."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import DateTime, Dialect, Numeric, Text
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from piao.schema.records import BBox

SQLITE_INTEGER_LIMIT = 2**63


class SQLiteNumeric(UserDefinedType[Any]):
    """SQLite's NUMERIC column, its values handed over untouched."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "NUMERIC"


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal that comes back as it went in, and that SQL can sort, compare and sum.

    PostgreSQL has NUMERIC. SQLite has only 64-bit integers and floats: a number
    goes in as one of these where it comes back the same, which every number of up
    to 15 significant digits does. A longer one goes in as text with a final `d`
    (so that SQLite does not round it), which SQL still reads as a number.

    >>> sqlite_number(Decimal("40.0")), sqlite_number(Decimal("12.5"))
    (40, 12.5)
    >>> sqlite_number(Decimal("12345678901234567890.12"))
    '12345678901234567890.12d'
    """

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(SQLiteNumeric())
        return dialect.type_descriptor(Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return sqlite_number(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Decimal | None:
        return exact_decimal(value)


def sqlite_number(value: Decimal) -> int | float | str:
    """The form in which SQLite keeps `value` without loss."""
    if abs(value) < SQLITE_INTEGER_LIMIT and value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else f"{value}d"


def exact_decimal(value: Any) -> Decimal | None:
    """The decimal that a database gave back, in the form in which SQLite keeps it or as such."""
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(value.removesuffix("d") if isinstance(value, str) else repr(value))


class Box(TypeDecorator[BBox]):
    """A bounding box as the JSON text `[x0, top, x1, bottom]`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: BBox | None, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        x0, top, x1, bottom = value
        return f"[{x0}, {top}, {x1}, {bottom}]"

    def process_result_value(self, value: str | None, _dialect: Dialect) -> BBox | None:
        if value is None:
            return None
        x0, top, x1, bottom = json.loads(value)
        return (x0, top, x1, bottom)


EnumType = TypeVar("EnumType", bound=StrEnum)


class Word(TypeDecorator[EnumType], Generic[EnumType]):
    """A word of one of the fixed vocabularies, as text."""

    impl = Text
    cache_ok = True

    def __init__(self, vocabulary: type[EnumType]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: EnumType | None, _dialect: Dialect) -> str | None:
        return None if value is None else value.value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> EnumType | None:
        return None if value is None else self.vocabulary(value)


class Instant(TypeDecorator[datetime.datetime]):
    """A moment in UTC; SQLite, which knows no time zones, keeps it as ISO 8601 text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, _dialect: Dialect
    ) -> datetime.datetime | None:
        return None if value is None else value.astimezone(datetime.UTC)

    def process_result_value(
        self, value: datetime.datetime | None, _dialect: Dialect
    ) -> datetime.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=datetime.UTC) if value.tzinfo is None else value
