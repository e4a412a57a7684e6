"""Labels: the words that say what a text is, wherever they stand: before it, above it, beside it.

One grammar for all of them: a label names a field of a record, may carry an ordinal
('OBIETTIVO N. 3', 'Indicatore 2') and a year ('Target 2025'), and what follows it is its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from piao.extractors.shared.lines import is_open
from piao.normalizers.fields.columns.heading_search import Reading, read
from piao.normalizers.fields.columns.headings import HeadingMatch
from piao.normalizers.fields.sentences import sentences
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold, rejoined

LEAST_SCORE = 0.65
LONGEST = 90
LONGEST_NAME = 250
MOST_WORDS = 9
ANNOUNCED = frozenset(
    {
        "objective.title", "objective.strategic", "objective.description", "objective.area",
        "objective.sub_area", "objective.project", "objective.code", "indicator.name",
        "action.description",
    }
)  # fmt: skip
"""Fields that a label with an ordinal and nothing beside it announces: 'OBIETTIVO N. 3'."""
NUMBERED = ANNOUNCED | {
    "objective.org_unit", "objective.mission", "objective.programme", "objective.strategic_area",
    "unit.code", "unit.name", "criterion.component", "indicator.formula", "indicator.code",
}  # fmt: skip
"""Fields whose label may carry an ordinal; 'Peso 25' is a label and a figure."""

LONGEST_BEFORE = 500
"""Letters before a colon in which its label is looked for."""
LONGEST_WEIGHT = 200
"""Letters at the end of a text in which its weight is looked for."""

_ORDINAL = re.compile(
    r"[\s,]*(?:\b(?:n|nr|num|numero|no)\b)?[.\s]*[°º]?\s*"
    r"(?<![^\W_])(?P<ordinal>\d{1,3}(?:\.\d{1,3})*(?:\.[a-z])?|[A-Z]{1,3}[.-]?\d{1,3}(?:[.-]\d{1,3})*|[IVX]{1,4})"
    r"[.):]?\s*$",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(r"\b(?:n|nr|num|numero)\b\.?\s*[°º]?\s*$", re.IGNORECASE)
_COUNT = re.compile(r"^(?:\d+ )+")
_PLURALS = frozenset(
    {"obiettivi", "indicatori", "progetti", "azioni", "strategie", "linee", "indirizzi"}
)
_NO_LABEL = re.compile(r"^[,;.)]|:|[<>≤≥=]|\s[A-ZÀ-Ý]$")
"""'Indicatore 1 <= 5%' is a condition, 'Settore A' one of several sectors: no labels."""
_CODE = re.compile(r"[A-Za-z]{1,6}(?:[-_./]\d+){2,}")
_MARKER = re.compile(r"^(?:[-–—•●▪■□◦❖➢✓✔\uf0b7\uf0a7·*]\s*)+")
_PIPE = re.compile(r"\s+[|¦]\s+|\s*[|¦]\s*$")
_SEPARATOR = re.compile(r":(?!//)(?!\d)|:(?=\d)(?<!\d:)|(?<=\d)\s+[–—-]\s+(?=\S)|\s+=\s+(?=\d)")
_BEFORE_FIGURE = re.compile(
    r"(?:^|[:;,(]\s*|\s[–—-]\s+)(?P<label>[^\W\d][^:;,()<>≤≥=\d]{2,40}?(?:\s20\d\d)?)\s+"
    r"(?=[<>≤≥=±]|(?!20\d\d\b)\d|€|(?:almeno|non|entro|max|massimo|min|minimo|pari|fino|oltre|meno|tra|fra)\b)",
    re.IGNORECASE,
)
"""'… : valore atteso non superiore a 4,5 (valore 2023: 5,2)': a label of figures needs no colon."""
_ANOTHER_YEAR = re.compile(r"[;,–—-]\s*(?:anno\s+|nel\s+)?(?P<year>20\d\d)\s*$", re.IGNORECASE)
_NAMED = re.compile(r"(?:\s[-–—]|[,(:])\s*$")
"""What stands between an indicator's name and the label of its figure."""
_WORD = re.compile(r"\S+")
_FIGURE_AFTER = re.compile(
    r"(?P<label>(?:peso|punteggio|punti|codice)(?:\s+fino\s+a)?)\s+(?P<figure>\d[\d.,]*\s*%?)",
    re.IGNORECASE,
)
_WEIGHT_AT_END = re.compile(
    r"(?P<before>\S.*?)(?P<dash>[ ,;(–—-]*)(?<!\w)(?P<label>(?:peso|pesatura|punteggio|punti)\b"
    r"[^\d:=()]{0,40}?)\s*[:=]?\s*(?P<figure>\d[\d.,]*\s*%?)\s*\)?",
    re.IGNORECASE | re.DOTALL,
)
_AFTER_TITLE = re.compile(
    r"(?:\s*[-–—,]?\s*[(\[](?P<inner>[^()\[\]]{3,40})[)\]]\s*[.;]?"
    r"|\s+[-–—]\s*(?P<last>[^()\[\]–—-]{3,40})"
    r"|\s+(?P<bare>[Pp](?:eso|ESO):?\s*\d[\d.,]*\s*%))\s*$"
)
_WEIGHT_OF_TITLE = re.compile(
    r"(?:p|peso|punti|punteggio|pesatura)\b\s*(?:max|fino a)?\s*[=:.]?\s*"
    r"(?P<figure>\d[\d.,]*\s*%?)(?:\s+[-–—;,]\s.*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed and what it may mean: `fields`, the most usual first.

    No field at all is a label that is known to mean none ('Note'). `ordinal` is its number.
    """

    text: str
    fields: tuple[str, ...] = ()
    ordinal: str | None = None
    year: int | None = None
    unit: str | None = None
    method: str = "none"
    score: float = 0.0
    years_after: int | None = None

    @property
    def field(self) -> str | None:
        """What it most usually means."""
        return self.fields[0] if self.fields else None

    @property
    def is_plural(self) -> bool:
        """Whether it speaks of several: 'Obiettivi 2025', 'Indicatori di risultato'."""
        return names_several(self.text)

    @property
    def announces(self) -> bool:
        """Whether alone, with its ordinal, it says that such a record begins."""
        is_word = self.method != "abbreviation" or self.text[:1].isupper()
        return self.ordinal is not None and self.field in ANNOUNCED and is_word

    def as_field(self, field: str | None) -> HeadingMatch:
        """How it was understood where it means `field`."""
        if field is None:
            return HeadingMatch(None, self.year, "none", 0.0, self.unit)
        return HeadingMatch(field, self.year, self.method, self.score, self.unit)


IMPLIED_NAME = Label("", ("indicator.name",), method="position", score=0.8)
"""What a text is that stands right before a label of figures: 'ettari recuperati – target: 35'."""


def names_several(text: str) -> bool:
    """Whether the first words of a text speak of several things: 'Obiettivi trasversali'."""
    words = _COUNT.sub("", fold(text)).split(" ")
    return bool(_PLURALS.intersection(words[:3]))


WEIGHT_OF_TITLE = Label("peso", ("objective.weight",), method="pattern", score=0.9)
"""What a figure at the end of a title is: '(punti 20)'."""
UNKNOWN = Label("")


@lru_cache(maxsize=8192)
def read_label(text: str, lexicon: Lexicon, plan_year: int | None = None) -> Label | None:
    """The label that the whole of `text` is; None where it is none.

    >>> read_label("OBIETTIVO N. 3", Lexicon.load()).ordinal
    '3'
    >>> read_label("Il Comune ha approvato il piano", Lexicon.load()) is None
    True
    """
    printed = _MARKER.sub("", text.strip()).rstrip(" :.")
    if _ORDINAL.fullmatch(printed):
        return None
    if not printed or len(printed) > LONGEST or len(printed.split()) > MOST_WORDS + 3:
        return None
    if _NO_LABEL.search(printed) or _CODE.fullmatch(printed):
        return None
    reading = read(printed, lexicon, plan_year)
    name, ordinal = printed, None
    if match := _ORDINAL.search(printed):
        name, ordinal = printed[: match.start()], match["ordinal"].upper()
        if not reading.fields or reading.score < LEAST_SCORE:
            reading = read(name, lexicon, plan_year)
    if (not reading.fields or reading.score < LEAST_SCORE) and not _is_known(printed, lexicon):
        return None
    if reading.fields and ordinal and _numbers_itself(reading, name, lexicon):
        reading = read(_NO_NUMBER.sub("", name).strip(), lexicon, plan_year)
    if ordinal is not None and not NUMBERED.intersection(reading.fields):
        if not read(printed, lexicon, plan_year).fields or ordinal.isdigit():
            return None
        ordinal = None
    return Label(
        printed,
        reading.fields,
        ordinal,
        reading.year,
        reading.unit,
        reading.method,
        reading.score,
    )


def _numbers_itself(reading: Reading, name: str, lexicon: Lexicon) -> bool:
    """Whether it was read as a code only for the 'n.' before its own number."""
    is_code = reading.fields[0].endswith(".code")
    return is_code and bool(read(_NO_NUMBER.sub("", name).strip(), lexicon).fields)


def without_marker(text: str) -> str:
    """A line without the dash or bullet before it."""
    return _MARKER.sub("", text.strip())


def _is_known(text: str, lexicon: Lexicon) -> bool:
    """Whether the lexicon lists it as a name that means no field."""
    entry = lexicon.by_name.get(fold(text))
    return entry is not None and not entry.fields


def is_strict(label: Label | None) -> bool:
    """Whether it is a label by more than likeness."""
    return label is not None and label.method != "fuzzy"


def split_label(left: str, right: str, lexicon: Lexicon) -> Label | None:
    """A label that a cell border cuts: 'Riferiment' | 'o DUP'; None where it is none."""
    for text in rejoined(left, right):
        label = read_label(text, lexicon)
        if label is not None and label.field is not None:
            return label
    return None


def labelled_parts(
    text: str, lexicon: Lexicon, plan_year: int | None = None, lead: str = ""
) -> list[tuple[Label | None, str]]:
    """The text cut at the labels in it, each with what follows it; None for what comes before.

    A label ends with a colon, or with its ordinal and a dash, or fills the first line; `lead`
    is the first words where these alone are bold. A text without labels is one part.

    >>> [(label.field, part) for label, part in
    ...  labelled_parts("Responsabile: M. Riva Peso: 60%", Lexicon.load()) if label]
    [('objective.responsible', 'M. Riva'), ('indicator.weight', '60%')]
    """
    text = text.strip()
    if first := _first_label(text, lexicon, plan_year, lead):
        return first
    found = labels_in(text, lexicon, plan_year)
    if not found:
        return [(None, text)]
    parts: list[tuple[Label | None, str]] = []
    if before := _MARKER.sub("", text[: found[0][1]]).strip(" ;:,-–—\n("):
        figures = (found[0][0].field or "").startswith("value.")
        named = figures and _NAMED.search(text, 0, found[0][1]) and "\n" not in before
        named = named and len(before) <= LONGEST_NAME
        parts.append((IMPLIED_NAME if named else None, before))
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    for (label, _, after), end in zip(found, ends, strict=True):
        said = text[after:end]
        if (label.field or "").startswith("value."):
            said = sentences(said)[0] if said.strip() else said
        parts.append((label, _within(said)))
    return parts


def _first_label(
    text: str, lexicon: Lexicon, plan_year: int | None, lead: str
) -> list[tuple[Label | None, str]]:
    """The parts of a text whose first label needs no colon; none where there is no such label."""
    if figure := _FIGURE_AFTER.fullmatch(text):
        label = read_label(figure["label"], lexicon, plan_year)
        return [(label or read_label("peso", lexicon), figure["figure"])]
    if parts := _with_weight_at_end(text, lexicon, plan_year):
        return parts
    first, newline, rest = text.partition("\n")
    if newline and (parts := _label_of_line(first, lexicon, plan_year)):
        return [(parts[0][0], rest.strip()), *parts[1:]]
    if lead and len(lead) < len(text):
        return _label_in_bold(text, lead, lexicon, plan_year)
    return []


def _label_of_line(
    line: str, lexicon: Lexicon, plan_year: int | None
) -> list[tuple[Label | None, str]]:
    """The label that a whole line is, with the weight that it may end with."""
    if is_strict(label := read_label(line, lexicon, plan_year)):
        return [(label, "")]
    parts = _with_weight_at_end(line, lexicon, plan_year)
    return parts if len(parts) > 1 and not parts[0][1] else []


def _label_in_bold(
    text: str, lead: str, lexicon: Lexicon, plan_year: int | None
) -> list[tuple[Label | None, str]]:
    """The label that the bold first words of a text are, and what follows it."""
    label = read_label(lead, lexicon, plan_year)
    if not is_strict(label):
        return []
    rest = text[len(lead) :].strip(" :–—-\n")
    following = labelled_parts(rest, lexicon, plan_year) if rest else []
    if following and following[0][0] in (None, IMPLIED_NAME):
        return [(label, following[0][1]), *following[1:]]
    return [(label, ""), *following] if following else [(None, text)]


def _with_weight_at_end(
    text: str, lexicon: Lexicon, plan_year: int | None
) -> list[tuple[Label | None, str]]:
    """The parts of 'OBIETTIVO 3 Peso 30%', 'Obiettivo 3 – Riqualificare … – Peso 30'."""
    head, tail = _with_tail(text, LONGEST_WEIGHT)
    match = _WEIGHT_AT_END.fullmatch(tail)
    if match is None:
        return []
    before = head + match["before"]
    weight = read_label(match["label"], lexicon, plan_year)
    if weight is None or not (weight.field or "").endswith("weight"):
        return []
    whole = read_label(before, lexicon, plan_year)
    if whole is not None and whole.announces:
        return [(whole, ""), (weight, match["figure"])]
    if not match["dash"].strip():
        return []
    parts = labelled_parts(before, lexicon, plan_year)
    return [*parts, (weight, match["figure"])] if parts[0][0] is not None else []


def _with_tail(text: str, most: int) -> tuple[str, str]:
    """The text cut in two; what is asked of its end is asked of no more than the second."""
    tail = text[-most:].lstrip()
    return text[: len(text) - len(tail)], tail


def _within(text: str) -> str:
    """What a label's text is, without what parts it from the next one."""
    text = _PIPE.split(text, maxsplit=1)[0].strip(" ;\n").rstrip("-–—, ")
    if text.count("(") > text.count(")"):
        text = text.rstrip("( ")
    if text.count(")") > text.count("("):
        text = text.rstrip(" .;").removesuffix(")")
    return text


def labels_in(
    text: str, lexicon: Lexicon, plan_year: int | None = None
) -> list[tuple[Label, int, int]]:
    """The labels in a text, each with where it begins and where its text does."""
    found = _figure_labels(text, lexicon, plan_year)
    figures = [(start, end) for _, start, end in found]
    floor = 0
    for separator in _SEPARATOR.finditer(text):
        if any(start <= separator.start() < end for start, end in figures):
            continue
        best = _label_before(text, floor, separator.start(), lexicon, plan_year)
        best = best or _next_year(text, floor, separator.start(), found)
        if best is None:
            continue
        label, start = _behind_figure(text, best, separator.start(), lexicon, plan_year)
        dash = separator[0].strip() in ("–", "—", "-", "=")
        if dash and (not label.announces or text[:start].strip(" \n-–—•*\"'(")):
            continue  # within running text only a colon makes a label
        found.append((label, start, separator.end()))
        floor = separator.end()
    return sorted(found, key=lambda one: one[1:])


def _behind_figure(
    text: str, found: tuple[Label, int], end: int, lexicon: Lexicon, plan_year: int | None
) -> tuple[Label, int]:
    """The label without the figure before it: 'Target 2026' of '45 Target 2026'."""
    label, start = found
    figure = _LEADING_FIGURE.match(text, start, end)
    bare = read_label(text[figure.end() : end], lexicon, plan_year) if figure and start else None
    same = figure is not None and bare is not None and bare.field == label.field
    return (bare, figure.end()) if same and bare and figure else found


_LEADING_FIGURE = re.compile(r"[<>≥≤=\s]*\d[\d.,]*\s*[%€]?\s+(?=[^\W\d_]{3})")


def _figure_labels(
    text: str, lexicon: Lexicon, plan_year: int | None
) -> list[tuple[Label, int, int]]:
    """The labels of figures that stand right before these."""
    found: list[tuple[Label, int, int]] = []
    for match in _BEFORE_FIGURE.finditer(text):
        if is_open(match["label"]):
            continue  # 'Risultato al 31/12/2025' goes on with its day
        label = read_label(match["label"], lexicon, plan_year)
        if is_strict(label) and label is not None and (label.field or "").startswith("value."):
            found.append((label, match.start("label"), match.end()))
    return found


def _next_year(
    text: str, floor: int, end: int, found: Sequence[tuple[Label, int, int]]
) -> tuple[Label, int] | None:
    """The label of a figure said again for another year: 'Target 2025: 18; 2026: 22'."""
    year = _ANOTHER_YEAR.search(text, max(floor, end - LONGEST_BEFORE), end)
    if year is None or not found or not (found[-1][0].field or "").startswith("value."):
        return None
    return replace(found[-1][0], year=int(year["year"])), year.start()


def _label_before(
    text: str, floor: int, end: int, lexicon: Lexicon, plan_year: int | None
) -> tuple[Label, int] | None:
    """The longest label that ends at `end`: it begins the text or a sentence, or in a capital."""
    words = list(_WORD.finditer(text, max(floor, end - LONGEST_BEFORE), end))[-MOST_WORDS:]
    for word in words:
        start, opens = word.start(), word[0].startswith("(")
        if opens and ")" in text[start:end]:
            continue
        before = text[max(floor, start - LONGEST_BEFORE) : start]
        begins = not before.strip(" \n-–—•*\"'(") or _ends_sentence(before)
        capital = word[0].lstrip("(-–—•*").strip()[:1].isupper()
        if not (begins or opens or capital):
            continue
        start += opens
        label = read_label(text[start:end], lexicon, plan_year)
        if label is not None and is_strict(label):
            return label, start
    return None


def _ends_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ")", "\n", " –", " -", "—", "("))


def titled(title: str) -> tuple[str, str | None]:
    """A title without the weight that it prints at its end, and that weight.

    >>> titled("Manutenzione delle strade (peso 40%)"), titled("Sicurezza - (P = 11,00)")
    (('Manutenzione delle strade', '40%'), ('Sicurezza', '11,00'))
    """
    if (inner := _AFTER_TITLE.search(title)) and (
        weight := _WEIGHT_OF_TITLE.fullmatch(
            (inner["inner"] or inner["last"] or inner["bare"]).strip()
        )
    ):
        return title[: inner.start()].rstrip(" -–—"), weight["figure"]
    return title, None


def parts_with_labels(parts: list[tuple[Label | None, str]]) -> Iterator[tuple[Label, str]]:
    """Those parts that a label begins."""
    for label, text in parts:
        if label is not None:
            yield label, text
