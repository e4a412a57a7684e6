"""The exceptions of the library; every one derives from :class:`PiaoError`."""


class PiaoError(Exception):
    """Base of all errors that a caller of the library may want to catch.

    The message names the file, the page where there is one, and the remedy.
    """


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
