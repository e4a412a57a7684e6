"""The lexicon: what plans call their fields, read once from YAML.

`lexicon.yaml` holds the Italian names and is made to be edited; a user's file of
the same form adds to it and wins over it, and profiles win over both. This module
indexes them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from piao.normalizers.lexicon.file import read_lexicon_file
from piao.normalizers.text.cleaning import fold
from piao.schema.errors import LexiconError

OWN_FILE = Path(__file__).with_name("lexicon.yaml")
SECONDARY_SCORE = 0.7
AMBIGUOUS_SCORE = 0.85
PHRASE_SCORE = 0.9
_MIXED_UP = str.maketrans("l1|05", "iiios")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name means: its fields, the most usual first; none where it means no field.

    `method` and `score` are those of a match by this very name. `looks` is where in
    its table a column with several fields finds the record it belongs to: 'left',
    'right' or 'table'.
    """

    fields: tuple[str, ...]
    method: str = "exact"
    score: float = 1.0
    looks: str = "left"


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A kind of context line ('mission', 'objective') and the words it begins with."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell alone in its row of a table of `columns`, that holds a record: a line a field."""

    columns: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The names of the fields, indexed for the search; `lexicon.yaml` explains each part.

    Names are found as folded text (`by_name`), by their `letters_of` (`by_letters`) and
    as the stems of its meaningful words (`by_stems`).
    """

    labels: Mapping[str, str]
    contents: Mapping[str, str]
    by_name: Mapping[str, Entry]
    by_letters: Mapping[str, Entry]
    by_stems: Mapping[str, Entry]
    by_year: Mapping[str, str | None]
    heads: Mapping[str, str]
    companions: Mapping[str, frozenset[str]]
    role_stems: Mapping[str, str]
    units: Mapping[str, str]
    stop_words: frozenset[str]
    unchanged_words: frozenset[str]
    year_words: frozenset[str]
    qualifiers: frozenset[str]
    word_abbreviations: Mapping[str, str]
    lead_ins: tuple[LeadIn, ...]
    announces_objective: frozenset[str]
    sections: frozenset[str]
    objective_groups: frozenset[str]
    unit_words: tuple[str, ...]
    narrow_units: tuple[str, ...]
    sheet_words: tuple[str, ...]
    entity_words: tuple[str, ...]
    entity_names: frozenset[str]
    entity_labels: frozenset[str]
    document_parts: frozenset[str]
    period_columns: frozenset[str]
    total_words: tuple[str, ...]
    document_kinds: Mapping[str, tuple[str, ...]]
    acts: tuple[str, ...]
    cell_words: Mapping[str, frozenset[str]]
    blanks: frozenset[str]
    dismissed: frozenset[str] = frozenset()
    """Folded names of which a user said that they mean nothing: no guess is made of them."""
    heading_rows: frozenset[tuple[str, ...]] = frozenset()
    """Rows of tables, each as its folded texts, that are known to be headings."""
    boxes: tuple[Box, ...] = ()

    @classmethod
    def load(cls, user_file: Path | None = None, profiles: Sequence[Path] = ()) -> Lexicon:
        """The lexicon of the program, that of `user_file` over it; read once.

        `profiles` are files that lie over both, the one that wins over the others first.

        Raises :class:`LexiconError` naming the file and the entry that is wrong.
        """
        files = [*profiles, *([user_file] if user_file is not None else [])]
        return _load(tuple((file, *_state(file)) for file in files))

    def stems(self, folded: str) -> str:
        """The meaningful words of folded text, abbreviations written out, endings off.

        >>> Lexicon.load().stems("cod dell obiettivo operativo")
        'codic obiettiv operativ'
        """
        return _stems(folded, self.stop_words, self.unchanged_words, self.word_abbreviations)

    def roles(self, stems: str) -> frozenset[str]:
        """The roles of figures that the words of `stems` speak of: {'target'}."""
        words = stems.split()
        return frozenset(self.role_stems[word] for word in words if word in self.role_stems)

    def is_total(self, text: str) -> bool:
        """Whether a label begins the row that adds up a table: 'TOTALE PESI'."""
        folded = fold(text)
        return any(folded == word or folded.startswith(word + " ") for word in self.total_words)

    def is_blank(self, text: str) -> bool:
        """Whether a cell says that there is nothing: '', '-', 'n.d.'."""
        return not (text := text.strip().lower()) or text in self.blanks


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """`word` (folded) without the vowels of its ending, or the s of an English plural.

    >>> stem("strategiche"), stem("obiettivi"), stem("stakeholders")
    ('strategic', 'obiettiv', 'stakeholder')
    """
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for _ in range(2):
        if len(word) > 3 and word[-1] in "aeiou":
            word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith(("ch", "gh")) else word


def letters_of(folded: str) -> str:
    """The letters of folded text, those that optical reading mixes up made one.

    >>> letters_of("lndicat0re") == letters_of("i n d i c a t o r e")
    True
    """
    return folded.replace(" ", "").translate(_MIXED_UP).replace("rn", "m")


def joined_initials(words: Iterable[str]) -> Iterator[str]:
    """The words, with the letters of an abbreviation together: 'p', 'o' is 'po'."""
    initials: list[str] = []
    for word in words:
        if len(word) == 1 and word.isalpha():
            initials.append(word)
            continue
        if initials:
            yield "".join(initials)
            initials = []
        yield word
    if initials:
        yield "".join(initials)


def _stems(
    folded: str,
    stop_words: frozenset[str],
    unchanged: frozenset[str],
    written_out: Mapping[str, str],
) -> str:
    stems: list[str] = []
    for printed in joined_initials(folded.split()):
        for word in written_out.get(printed, printed).split():
            key = word if word in unchanged else stem(word)
            if word not in stop_words and stems[-1:] != [key]:
                stems.append(key)
    return " ".join(stems)


def _state(file: Path) -> tuple[int, int]:
    """When a file was written, and its size: what was read of it holds until these change."""
    try:
        state = file.stat()
    except OSError as error:
        raise LexiconError(
            "{file}: cannot be read ({reason})", file=file, reason=error.strerror
        ) from error
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=32)
def _load(files: tuple[tuple[Path, int, int], ...]) -> Lexicon:
    own = read_lexicon_file(OWN_FILE)
    return _build([read_lexicon_file(file, own["fields"]) for file, _, _ in files], own)


def _build(over: Sequence[Mapping[str, Any]], own: Mapping[str, Any]) -> Lexicon:
    """The indexes of all files; the first to claim a name keeps it, ours is the last."""
    files = (*over, own)
    stop_words = frozenset(map(fold, _all(files, "stop_words")))
    unchanged = frozenset(map(fold, _all(files, "unchanged_words")))
    written_out = {
        fold(short): fold(long)
        for source in reversed(files)
        for short, long in source.get("word_abbreviations", {}).items()
    }

    def stems(name: str) -> str:
        return _stems(fold(name), stop_words, unchanged, written_out)

    by_name: dict[str, Entry] = {}
    for source in files:
        names: dict[str, Entry] = {}
        for name, entry in _entries(source, more_certain=source is not own):
            names.setdefault(fold(name), entry)
        by_name = by_name | {name: entry for name, entry in names.items() if name not in by_name}
    by_letters: dict[str, Entry] = {}
    by_stems: dict[str, Entry] = {}
    for name, entry in by_name.items():
        by_letters.setdefault(letters_of(name), entry)
        if entry.method != "abbreviation" and (key := stems(name)):
            by_stems.setdefault(key, entry)
    fields = own["fields"]
    return Lexicon(
        labels={name: entry["label"] for name, entry in fields.items()},
        contents={name: entry["content"] for name, entry in fields.items() if "content" in entry},
        by_name=by_name,
        by_letters=by_letters,
        by_stems=by_stems,
        by_year={
            stems(name): field
            for source in reversed(files)
            for name, field in source.get("by_year", {}).items()
        },
        heads=_inverted(files, "heads", str),
        companions={name: frozenset(fields) for name, fields in own["companions"].items()},
        role_stems=_inverted(files, "roles", stems),
        units=_inverted(files, "units", fold),
        stop_words=stop_words,
        unchanged_words=unchanged,
        year_words=frozenset(stems(word) for word in _all(files, "year_words")),
        qualifiers=frozenset(stems(word) for word in _all(files, "qualifiers")),
        word_abbreviations=written_out,
        lead_ins=tuple(
            LeadIn(entry["kind"], tuple(entry["words"]))
            for source in files
            for entry in source.get("lead_ins", [])
        ),
        announces_objective=frozenset(map(fold, _all(files, "announces_objective"))),
        sections=frozenset(map(fold, _all(files, "sections"))),
        objective_groups=frozenset(map(fold, _all(files, "objective_groups"))),
        unit_words=tuple(_all(files, "unit_words")),
        narrow_units=tuple(map(fold, _all(files, "narrow_units"))),
        sheet_words=tuple(map(fold, _all(files, "sheet_words"))),
        entity_words=tuple(fold(word) + " " for word in _all(files, "entity_words")),
        entity_names=frozenset(map(fold, _all(files, "entity_names"))),
        entity_labels=frozenset(map(fold, _all(files, "entity_labels"))),
        document_parts=frozenset(_all(files, "document_parts")),
        period_columns=frozenset(map(fold, _all(files, "period_columns"))),
        total_words=tuple(fold(word) for word in _all(files, "total_words")),
        document_kinds={
            kind: tuple(map(fold, _of_group(files, "document_kinds", kind)))
            for kind in own["document_kinds"]
        },
        acts=tuple(map(fold, _all(files, "acts"))),
        cell_words={
            kind: frozenset(word.lower() for word in _of_group(files, "cell_words", kind))
            for kind in own["cell_words"]
        },
        blanks=frozenset(word.lower() for word in _all(files, "blanks")),
        dismissed=frozenset(
            name
            for name in map(fold, _all(over, "none"))
            if name in by_name and not by_name[name].fields
        ),
        boxes=tuple(Box(box["columns"], tuple(box["lines"])) for box in _all(files, "boxes")),
        heading_rows=frozenset(tuple(map(fold, row)) for row in _all(files, "heading_rows")),
    )


def _entries(source: Mapping[str, Any], *, more_certain: bool) -> Iterator[tuple[str, Entry]]:
    """Every name of a file with what it means, those that win first.

    A user who gives a name one field means it: it wins over the user's own `ambiguous`
    as over ours. In our file the names listed as ambiguous win.
    """
    names = list(_field_names(source))
    if more_certain:
        yield from names
    for name in source.get("none", []):
        yield name, Entry((), "none", 0.0)
    for name, entry in source.get("ambiguous", {}).items():
        fields = tuple(entry["fields"])
        yield name, Entry(fields, score=AMBIGUOUS_SCORE, looks=entry.get("looks", "left"))
    yield from names


def _field_names(source: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for field, entry in source.get("fields", {}).items():
        for name in entry.get("synonyms", []):
            yield name, Entry((field,))
        for name in entry.get("abbreviations", []):
            yield name, Entry((field,), "abbreviation", 0.98)
        for name in entry.get("secondary", []):
            yield name, Entry((field,), score=SECONDARY_SCORE)


def _all(files: Sequence[Mapping[str, Any]], section: str) -> list[Any]:
    return [entry for source in files for entry in source.get(section, [])]


def _of_group(files: Sequence[Mapping[str, Any]], section: str, group: str) -> list[Any]:
    return [word for source in files for word in source.get(section, {}).get(group, [])]


def _inverted(
    files: Sequence[Mapping[str, Any]], section: str, key: Callable[[str], str]
) -> dict[str, str]:
    """Word to the name of its group, of a section that lists words by group."""
    return {
        key(word): group
        for source in reversed(files)
        for group, words in source.get(section, {}).items()
        for word in words
    }
