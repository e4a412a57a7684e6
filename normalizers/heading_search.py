"""The search for a heading in the lexicon: all that it may mean on its own.

In this order: the name as the lexicon has it, an abbreviation, a pattern (the name
without year, letter, unit and explanation, or a regular expression of the lexicon),
a likeness of letters. Where nothing fits the answer is no field: none is better than
a wrong one, above all between baseline, target and actual.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from piao.normalizers.cleaning import fold
from piao.normalizers.heading_text import HeadingText, read_heading
from piao.normalizers.lexicon import Entry, Lexicon, letters_of

# Measured on names with one misprint: at 90 four in five are still found and one in 3,000
# is taken for another; lower finds hardly more, higher loses one in ten.
FUZZY_THRESHOLD = 90.0
FUZZY_WORD_THRESHOLD = 75.0
FUZZY_LETTERS_THRESHOLD = 94.0
SHORTEST_FUZZY = 7
LONGEST_FUZZY = 60
LONGEST_HEADING = 300
SIMILAR_ROLES = ("baseline", "target", "actual")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a heading may mean: `fields`, the most usual first; none on abstain.

    `name` is the folded heading without what stands beside its name; blank for a
    heading of a year alone.
    """

    name: str

    fields: tuple[str, ...]
    year: int | None
    unit: str | None
    method: str
    score: float
    looks: str = "left"


@lru_cache(maxsize=4096)
def read(text: str, lexicon: Lexicon, plan_year: int | None = None) -> Reading:
    """All that a heading may mean, before the columns beside it are looked at."""
    if len(text) > LONGEST_HEADING:
        return Reading("", (), None, None, "none", 0.0)
    heading = read_heading(text, lexicon)
    year = heading.year
    if heading.years_before is not None and plan_year is not None:
        year = plan_year - heading.years_before
    entry = _find(text, heading, lexicon)
    fields = tuple(_role_of_its_year(field, heading, plan_year) for field in entry.fields)
    if not fields:
        fields = _field_by_year(heading, lexicon, plan_year)
        entry = Entry(fields, "pattern", 0.85) if fields else Entry((), "none", 0.0)
    return Reading(heading.name, fields, year, heading.unit, entry.method, entry.score, entry.looks)


def _find(text: str, heading: HeadingText, lexicon: Lexicon) -> Entry:
    """The entry of the lexicon that the heading is, or the empty one."""
    if (entry := lexicon.by_name.get(fold(text))) is not None:
        return entry
    for name in dict.fromkeys((heading.name, f"{heading.name} {heading.inner}".strip())):
        entry = _find_name(name, heading, lexicon)
        if entry is not None and not _contradicted(entry, heading, lexicon):
            return entry
    return _find_alternatives(heading, lexicon) or Entry((), "none", 0.0)


def _find_alternatives(heading: HeadingText, lexicon: Lexicon) -> Entry | None:
    """The entry on which all of a heading's alternatives agree: 'Fonte / Banca dati'."""
    entries = [_find_name(name, heading, lexicon) for name in heading.alternatives]
    found = [entry for entry in entries if entry is not None]
    if len(found) < max(len(entries), 2):
        return None
    fields = [field for field in found[0].fields if all(field in other.fields for other in found)]
    if not fields:
        return None
    return Entry(tuple(fields), "pattern", round(0.9 * min(entry.score for entry in found), 4))


def _find_name(name: str, heading: HeadingText, lexicon: Lexicon) -> Entry | None:
    """The entry of a folded name: as it stands, by its words, by a pattern, by likeness."""
    if not name:
        return None
    if (entry := lexicon.by_name.get(name)) is not None:
        return entry if heading.plain else _taken_as(entry, "pattern", 0.98)
    letters, stems = letters_of(name), lexicon.stems(name)
    if len(letters) > 1 and (entry := lexicon.by_letters.get(letters)) is not None:
        return entry
    if (entry := lexicon.by_stems.get(stems)) is not None:
        method = "abbreviation" if _is_abbreviated(name, lexicon) else "exact"
        return _taken_as(entry, method if heading.plain else "pattern", 0.97)
    return _find_phrase(stems.split(), lexicon) or _find_alike(stems, letters, lexicon)


def _find_phrase(words: list[str], lexicon: Lexicon) -> Entry | None:
    """The entry by a phrase of the lexicon, or without words that only qualify the name.

    A target, baseline or actual may speak of no other role than its own.
    """
    for phrase in lexicon.phrases.get(words[0], ()) if words else ():
        if phrase.fits(words):
            role = phrase.entry.fields[0].removeprefix("value.")
            if role not in SIMILAR_ROLES or lexicon.roles(" ".join(words)) == {role}:
                return phrase.entry
    shorter = [word for word in words if word not in lexicon.qualifiers]
    if len(shorter) == len(words) or (entry := lexicon.by_stems.get(" ".join(shorter))) is None:
        return None
    return _taken_as(entry, "pattern", 0.85)


def _find_alike(stems: str, letters: str, lexicon: Lexicon) -> Entry | None:
    """The entry that differs by a misprint only.

    The roles that the words speak of must be the same on both sides: 'valore di
    partenza' is near to 'valore atteso', and means something else.
    """
    if not SHORTEST_FUZZY <= len(stems) <= LONGEST_FUZZY:
        return None
    roles = lexicon.roles(stems)
    near_stems, near_letters = _near_names(lexicon)
    best = process.extractOne(
        stems,
        near_stems.get((stems[0], stems.count(" ")), ()),
        scorer=fuzz.ratio,
        score_cutoff=FUZZY_THRESHOLD,
    )
    if best is not None and _same_words(stems, best[0]) and roles == lexicon.roles(best[0]):
        entry = lexicon.by_stems[best[0]]
        if roles or not _is_figure(entry):
            return _taken_as(entry, "fuzzy", 0.9 * best[1] / 100)
    by_letters = process.extractOne(
        letters,
        near_letters.get(letters[0], ()),
        scorer=fuzz.ratio,
        score_cutoff=FUZZY_LETTERS_THRESHOLD,
    )
    if by_letters is None:
        return None
    entry = lexicon.by_letters[by_letters[0]]
    if roles or _is_figure(entry):
        return None
    return _taken_as(entry, "fuzzy", 0.85 * by_letters[1] / 100)


@lru_cache(maxsize=8)
def _near_names(
    lexicon: Lexicon,
) -> tuple[dict[tuple[str, int], list[str]], dict[str, list[str]]]:
    """The names that a misprint can be near to: same first letter, same number of words."""
    stems: dict[tuple[str, int], list[str]] = {}
    letters: dict[str, list[str]] = {}
    for name in filter(None, lexicon.by_stems):
        stems.setdefault((name[0], name.count(" ")), []).append(name)
    for name in filter(None, lexicon.by_letters):
        letters.setdefault(name[0], []).append(name)
    return stems, letters


def _same_words(left: str, right: str) -> bool:
    """Whether the words of both pair off, each with its misprint, first letters equal."""
    left_words, right_words = left.split(), right.split()
    return len(left_words) == len(right_words) and all(
        a[0] == b[0] and fuzz.ratio(a, b) >= FUZZY_WORD_THRESHOLD
        for a, b in zip(left_words, right_words, strict=True)
    )


def _contradicted(entry: Entry, heading: HeadingText, lexicon: Lexicon) -> bool:
    """Whether what stands in parentheses names another role: 'Risultato (target)'."""
    role = next((field[6:] for field in entry.fields if field.startswith("value.")), None)
    if role not in SIMILAR_ROLES:
        return False
    inner_roles = lexicon.roles(lexicon.stems(heading.inner))
    return bool(inner_roles) and role not in inner_roles


def _role_of_its_year(field: str, heading: HeadingText, plan_year: int | None) -> str:
    """A result of a year before the plan's is where the plan starts from."""
    return (
        "value.baseline" if field == "value.actual" and _is_earlier(heading, plan_year) else field
    )


def _field_by_year(
    heading: HeadingText, lexicon: Lexicon, plan_year: int | None
) -> tuple[str, ...]:
    """The role of a figure whose heading has no word for it, told by its year."""
    if heading.year is None and heading.years_before is None:
        return ()
    stems = lexicon.stems(heading.name)
    if stems not in lexicon.by_year:
        return ()
    if _is_earlier(heading, plan_year):
        return ("value.baseline",)
    field = lexicon.by_year[stems]
    if field == "value.baseline":
        return ()
    field = field if plan_year is None else "value.target"
    return (field,) if field else ()


def _is_earlier(heading: HeadingText, plan_year: int | None) -> bool:
    if heading.years_before is not None:
        return heading.years_before > 0
    return heading.year is not None and plan_year is not None and heading.year < plan_year


def _is_figure(entry: Entry) -> bool:
    return any(field.startswith("value.") for field in entry.fields)


def _is_abbreviated(name: str, lexicon: Lexicon) -> bool:
    return any(word in lexicon.word_abbreviations for word in name.split())


def _taken_as(entry: Entry, method: str, certainty: float) -> Entry:
    """`entry` found by another way than its very name."""
    if not entry.fields:
        return entry
    return replace(entry, method=method, score=round(entry.score * certainty, 4))
