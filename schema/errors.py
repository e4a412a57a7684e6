"""The exceptions of the library; every one derives from :class:`PiaoError`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from piao.schema.language import text


class PiaoError(Exception):
    """Base of all errors that a caller of the library may want to catch.

    The message names the file, the page where there is one, and the remedy. It is a template of
    the catalogue of messages and what fills it, so that it can be told in each language.

    >>> str(PiaoError("{path}: no tables", path="plan.pdf"))
    'plan.pdf: no tables'
    """

    def __init__(self, template: str, /, **details: object) -> None:
        super().__init__(template)
        self.template, self.details = template, details

    def __str__(self) -> str:
        return text(self.template, **self.details)

    def __reduce__(self) -> tuple[Callable[..., PiaoError], tuple[object, ...]]:
        return _made, (type(self), self.template, self.details)


class UnreadableFileError(PiaoError):
    """The file is missing, empty, damaged, of an unknown format, has no pages or is no plan."""


class PasswordError(UnreadableFileError):
    """The file is encrypted and the password is missing or wrong."""


class NoPlanError(UnreadableFileError):
    """The file is something else that is known: results of a plan, or an output of the program."""


class ReaderStoppedError(UnreadableFileError):
    """The process that read the file died or was stopped, again and again."""


class LexiconError(PiaoError):
    """A lexicon file does not follow its format."""


class StoreError(PiaoError):
    """The store cannot be opened, read or written."""


class UnstorableError(StoreError):
    """The records of one document do not fit the store; others may."""


class UnknownDocumentError(PiaoError):
    """No document, or more than one, in the store answers to the given name."""


class UsageError(PiaoError):
    """The call asks for things that do not go together, or leaves one out."""


class UnknownRecordError(PiaoError):
    """The document has no record, or no correction, of the given id."""


class ChangedDocumentError(PiaoError):
    """The document was changed since the caller saw it: nothing was done."""


def _made(kind: type[PiaoError], template: str, details: Mapping[str, object]) -> PiaoError:
    """An error as it was before it was sent to another process."""
    return kind(template, **details)
