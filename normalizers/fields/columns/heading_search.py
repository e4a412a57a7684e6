"""The search for a heading in the lexicon: all that it may mean on its own.

In this order: the name as the lexicon has it, an abbreviation, a pattern (the name
without year, letter, unit and explanation, or a regular expression of the lexicon),
a likeness of letters. Where nothing fits the answer is no field: none is better than
a wrong one, above all between baseline, target and actual.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations

from rapidfuzz import fuzz, process

from piao.normalizers.fields.columns.heading_text import HeadingText, read_heading
from piao.normalizers.fields.columns.segmentation import HUMP, is_in_pieces, rejoined_words
from piao.normalizers.fields.grammar import counts_several, known_stems, understand
from piao.normalizers.lexicon import Entry, Lexicon, letters_of
from piao.normalizers.text.cleaning import fold

# Measured on names with one misprint: at 90 four in five are still found and one in 3,000
# is taken for another; lower finds hardly more, higher loses one in ten.
FUZZY_THRESHOLD = 90.0
FUZZY_WORD_THRESHOLD = 75.0
FUZZY_LETTERS_THRESHOLD = 94.0
FUZZY_WORD = 87.0
SHORTEST_MISPRINTED = 7
SHORTEST_READ = 5
SHORTEST_FUZZY = 7
LONGEST_FUZZY = 60
LONG = 10
"""Letters enough to know a word by that lost its first."""
LONGEST_HEADING = 300
_TWO_LABELS = re.compile(r"([A-ZÀ-Ý][^\W\d_A-Z]+(?: [^\W\d_A-Z]+)+) ([A-ZÀ-Ý][^\W\d_A-Z]+)")
_ARTICLES = {"il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una", "che"}
_CONTEXT = {"objective.mission", "objective.programme"}
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
    entry = Entry((), "none", 0.0) if _glued(text, lexicon) else _find(text, heading, lexicon)
    unknown = not entry.fields and (not heading.alternatives or is_in_pieces(text))
    pieces = text if is_in_pieces(text) or HUMP.search(text) else heading.name
    words = rejoined_words(pieces, lexicon) if unknown else None
    if words and fold(words) != heading.name:
        mended = replace(read_heading(words, lexicon), inner=heading.inner)
        entry = _taken_as(_find(words, mended, lexicon), "pattern", 0.95)
        if entry.fields and " " in text.strip() and _are_two(text, lexicon):
            entry = Entry((), "none", 0.0)
        heading = mended if entry.fields else heading
    fields = tuple(_role_of_its_year(field, heading, plan_year) for field in entry.fields)
    if heading.year is not None:  # 'Competenza 2025' is an amount, and no skill
        fields = tuple(field for field in fields if not field.startswith("criterion."))
    if not fields:
        fields = _field_by_year(heading, lexicon, plan_year)
        entry = Entry(fields, "pattern", 0.85) if fields else Entry((), "none", 0.0)
    return Reading(heading.name, fields, year, heading.unit, entry.method, entry.score, entry.looks)


def is_dismissed(text: str, lexicon: Lexicon) -> bool:
    """Whether a user said of a heading that it means nothing."""
    dismissed = lexicon.dismissed
    return bool(dismissed) and (
        fold(text) in dismissed or read_heading(text, lexicon).name in dismissed
    )


def _find(text: str, heading: HeadingText, lexicon: Lexicon) -> Entry:
    """The entry of the lexicon that the heading is, or the empty one."""
    if (entry := lexicon.by_name.get(fold(text))) is not None:
        return entry
    if not any(map(str.isalpha, f"{heading.name}{heading.inner}")):
        return Entry((), "none", 0.0)  # optical reading takes '00' for 'OO', a figure is no name
    whole = f"{heading.name} {heading.inner}".strip()
    alone = _find_name(heading.name, heading, lexicon) if heading.inner else None
    open_to_more = alone is not None and len(alone.fields) > 1
    names = (whole, heading.name) if open_to_more else (heading.name, whole)
    for name in dict.fromkeys(names):
        entry = _find_name(name, heading, lexicon)
        if entry is not None and not _contradicted(entry, heading, lexicon):
            both = _names_two(heading, lexicon)
            return both if both is not None else entry
    return (
        _find_alternatives(heading, lexicon) or _both_of(heading, lexicon) or Entry((), "none", 0.0)
    )


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


def _glued(text: str, lexicon: Lexicon) -> bool:
    """Whether two labels stand in one, each with its capital: 'Unità organizzativa Responsabile'.

    In 'Unità Organizzativa Responsabile' all words have one: that is a single name.
    """
    match = _TWO_LABELS.fullmatch(text.strip())
    names = [lexicon.by_name.get(fold(part)) for part in match.groups()] if match else []
    return bool(names) and all(name is not None and name.fields for name in names)


def _are_two(text: str, lexicon: Lexicon) -> bool:
    """Whether two headings run into each other: 'Peso IndicatoriValore atteso'."""
    parts = HUMP.split(text)
    return len(parts) == 2 and all(
        _find(part, read_heading(part, lexicon), lexicon).fields for part in parts
    )


def _names_two(heading: HeadingText, lexicon: Lexicon) -> Entry | None:
    """What a heading means that sets two things side by side; None where it names but one."""
    fields = _fields_of_both(heading, lexicon)
    if fields and heading.has_stroke and set(_EITHER) <= fields[0] | fields[1]:
        return Entry(_EITHER, "pattern", 0.85)
    if fields is None or fields[0] & fields[1]:
        return None
    if lexicon.stems(heading.name) in lexicon.by_stems and not heading.has_stroke:
        return None
    codes = [any(field.endswith(".code") for field in some) for some in fields]
    if any(codes) or not _CONTEXT.isdisjoint(fields[0]) or _is_thing_of(fields[1], fields[0]):
        return None
    return _both_of(heading, lexicon) or Entry((), "none", 0.0)


def _is_thing_of(fields: Set[str], others: Set[str]) -> bool:
    """Whether a second name is another word for the thing of the first: 'Peso indicatore/KPI'."""
    records = {field.partition(".")[0] for field in others}
    return len(others) == 1 and any(
        field in _THINGS and field.partition(".")[0] in records for field in fields
    )


_THINGS = frozenset({"indicator.name", "objective.title", "action.description"})


def _both_of(heading: HeadingText, lexicon: Lexicon) -> Entry | None:
    """'Azioni e tempi', 'Indicatori e target': the one whose own text prints the other."""
    fields = _fields_of_both(heading, lexicon)
    for whole, part in _WITHIN if fields else ():
        if any(whole in one and part in other for one, other in permutations(fields or ())):
            return Entry((whole,), "pattern", 0.85)
    return None


_EITHER = ("objective.description", "action.description")
"""'Descrizione / attività': the columns beside it say which."""
_WITHIN = (
    ("action.description", "action.due_date"),
    ("indicator.name", "value.target"),
    ("objective.title", "objective.org_unit"),
    ("objective.title", "objective.responsible"),
)


def names_beside(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The fields of the second of two names in one heading: 'Obiettivo e ufficio'."""
    heading = read_heading(text, lexicon)
    fields = _fields_of_both(heading, lexicon)
    return frozenset(fields[1]) if fields else frozenset()


def _fields_of_both(heading: HeadingText, lexicon: Lexicon) -> list[set[str]] | None:
    """The fields of each of two names that stand side by side, where both are understood."""
    if len(heading.alternatives) != 2:
        return None
    found = [_find_name(name, heading, lexicon) for name in heading.alternatives]
    fields = [set(one.fields) for one in found if one is not None and one.fields]
    return fields if len(fields) == 2 else None


def _find_name(name: str, heading: HeadingText, lexicon: Lexicon) -> Entry | None:
    """The entry of a folded name: as it stands, by its words, by the grammar, by likeness."""
    if not name:
        return None
    if (entry := lexicon.by_name.get(name)) is not None:
        return entry if heading.plain else _taken_as(entry, "pattern", 0.98)
    if name.split(" ", maxsplit=1)[0] in lexicon.stop_words - _ARTICLES:
        return None  # 'Per intervento' says of what something else is
    if counts_several(name):
        return Entry((), "none", 0.0)  # 'N. obiettivi' is how many there are
    return _find_words(name, heading, lexicon)


def _find_words(name: str, heading: HeadingText, lexicon: Lexicon) -> Entry | None:
    """The entry of a name by its letters, its words, the grammar, a likeness."""
    letters, stems = letters_of(name), lexicon.stems(name)
    if len(letters) > 1 and (entry := lexicon.by_letters.get(letters)) is not None:
        return entry
    if (entry := lexicon.by_stems.get(stems)) is not None:
        method = "abbreviation" if _is_abbreviated(name, lexicon) else "exact"
        return _taken_as(entry, method if heading.plain else "pattern", 0.97)
    understood = understand(stems.split(), lexicon)
    if understood is not None and understood.method == "exact" and not heading.plain:
        understood = _taken_as(understood, "pattern", 0.98)
    return (
        understood
        or _find_alike(stems, letters, lexicon)
        or _find_misprinted(stems.split(), lexicon)
    )


def _find_misprinted(stems: Sequence[str], lexicon: Lexicon) -> Entry | None:
    """What a heading means once its misprinted words are words that headings have.

    Words that say which role a figure has are not mended: a likeness makes none of them.
    """
    known, by_letters = known_stems(lexicon), _stems_by_letters(lexicon)
    read = [stem if stem in known else by_letters.get(letters_of(stem), stem) for stem in stems]
    entry = understand(read, lexicon) if read != list(stems) else None
    if entry is None or not entry.fields:
        mended = [word if word in known else _near_word(word, lexicon) or word for word in read]
        entry = understand(mended, lexicon) if mended != read else None
        if entry is not None and _is_figure(entry):
            return None
    return _taken_as(entry, "fuzzy", 0.9) if entry is not None and entry.fields else None


@lru_cache(maxsize=8)
def _stems_by_letters(lexicon: Lexicon) -> dict[str, str]:
    """The words of headings by the letters that optical reading may take them for."""
    words = [word for word in known_stems(lexicon) if len(word) >= SHORTEST_READ]
    return {letters_of(word): word for word in words}


@lru_cache(maxsize=4096)
def _near_word(stem: str, lexicon: Lexicon) -> str | None:
    """The one word of headings that a misprinted one is near to."""
    if len(stem) < SHORTEST_MISPRINTED:
        return None
    near = [
        word
        for word in known_stems(lexicon)
        if word[:1] == stem[:1]
        and abs(len(word) - len(stem)) <= 1
        and fuzz.ratio(word, stem) >= FUZZY_WORD
    ]
    return near[0] if len(near) == 1 else None


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
        return _find_misread(letters_of(stems), lexicon)
    entry = lexicon.by_letters[by_letters[0]]
    if roles or _is_figure(entry):
        return None
    return _taken_as(entry, "fuzzy", 0.85 * by_letters[1] / 100)


def _find_misread(letters: str, lexicon: Lexicon) -> Entry | None:
    """The entry whose letters were taken for others like them, or that lost its first one."""
    misread, beheaded = _misread_names(lexicon)
    name = misread.get(letters) or (beheaded.get(letters) if len(letters) > LONG else None)
    if name is None or lexicon.roles(name) or _is_figure(lexicon.by_stems[name]):
        return None
    return _taken_as(lexicon.by_stems[name], "fuzzy", 0.85)


@lru_cache(maxsize=8)
def _misread_names(lexicon: Lexicon) -> tuple[dict[str, str], dict[str, str]]:
    """The stems of names by the letters of these, and by the letters after the first."""
    names = [name for name in lexicon.by_stems if len(name) >= SHORTEST_FUZZY]
    misread = {letters_of(name): name for name in reversed(names)}
    beheaded = {
        letters[1:]: name for letters, name in misread.items() if letters[1:] not in misread
    }
    return misread, beheaded


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
