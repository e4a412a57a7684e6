"""Whose plan it is: the administration's name and its codes, where the document says them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold

NAME_LENGTH = 110
TITLE_LENGTH = 200
FEWEST_MENTIONS = 3
"""A name that nothing but sentences say, so often at least."""

_PROVINCE = re.compile(r"\s*\((?:prov\.?\s*(?:di\s*)?)?[A-Z][A-Za-z]{1,15}\)\s*$")
_YEAR = re.compile(r"20[0-4]\d")
_TAIL = re.compile(r"\s+[-–—|]\s+")
_ADDRESS = re.compile(
    r"[\s,;–—-]+(?:(?:via|viale|piazza|piazzale|corso|largo|tel|pec|c\.? ?f|p\.? ?iva|codice)\b"
    r"|\d{5}\s).*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:(?:il|lo|la)\s+|l['’]\s*)", re.IGNORECASE)
_OWNER = re.compile(r"\b(?:del|dello|della|dei|degli|delle)\s+|\bdell['’]\s*", re.IGNORECASE)
"""What stands between a plan's title and whose plan it is."""
_UNFINISHED = re.compile(r"(?:\b(?:di|del|della|dello|dei|degli|delle|per)|dell['’])$", re.I)
_INITIALS = re.compile(r"^(?:(?:[A-Z]\.){2,}[A-Z]?|[A-Z][A-Za-z]{1,7}(?=\s+[-–—]))\s*[-–—]?\s+")
"""Before the name in full: 'C.I.S. Consorzio …', 'CIS - Consorzio …'."""

_WORDS = re.compile(r"[^\s'’]+['’]?")
_SMALL = frozenset({"di", "del", "dello", "della", "dei", "degli", "delle", "dell'"})
_BEGINS_PLACE = ("di ", "del ", "della ", "dell'", "dell’", "dei ", "degli ", "delle ")
_GOES_ON = frozenset({"a", "al", "alla", "alle", "agli", "ai", "e", "ed", "in", "per", "con"})
_NAMED_BY_PLACE = re.compile(r"(?:comune|citt[àa]|provincia)\s+d(?:i\s|['’])", re.IGNORECASE)
_CITED = re.compile(
    r"[\s,;(–-]+(?:del(?:ib)?\.\s*(?:nn?\b|\d)|sent(?:enza\b|\.)"
    r"|(?:deliberazione|delibera|ordinanza|parere|determina|determinazione)"
    r"(?:\s[^\W\d]\w*){0,3}\s+(?:nn?[.°º]|\d)|nn?[.°º]\s*\d+\s*/\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""What follows the name of who is cited: 'Corte dei conti, del. n. 3/2019', '…, sentenza 12'."""
_OFFICES = frozenset({"settore", "servizio", "ufficio", "ripartizione", "dipartimento"})
"""Offices that a letterhead prints behind the place, on one line with it."""
_IN_PLACES = _SMALL | {
    *("a", "al", "all", "allo", "alla", "alle", "ai", "agli", "da", "de", "del", "dell", "in", "e"),
    *("nel", "nell", "nella", "nelle", "sul", "sull", "sulla", "su", "con", "tra", "fra", "ne"),
    *("san", "santa", "sant", "d", "lo", "la", "le", "il", "ed", "strada", "vino"),
}
"""Words in lower case within the name of a place: 'Ponte nelle Alpi', 'Monte san Savino'."""
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_ARTICLE_FORMS = re.compile(
    r"(?:il|lo|la|l|al|nel|dal|del|sul|(?:a|ne|da|de|su)ll[oa]?)['’]?", re.I
)
_TAX_CODE = re.compile(r"(?:C\.?\s?F\.?|codice fiscale)[^\d]{0,20}(\d{11})(?!\d)", re.IGNORECASE)
_ENTITY_CODE = re.compile(
    r"(?i:\bcodice (?:ente )?i\.?p\.?a\.?)(?:\s*[:=|]\s*)([a-zA-Z]\w{1,19})\b"
)


def tax_code(printed: Iterable[str]) -> str | None:
    """The first codice fiscale of an administration, of eleven digits.

    >>> tax_code(["Sede in via Grande, C.F. 01234567890"])
    '01234567890'
    """
    return next((match[1] for line in printed if (match := _TAX_CODE.search(line))), None)


def entity_code(printed: Iterable[str]) -> str | None:
    """The first codice IPA; a label and its code in two cells have `|` between them.

    >>> entity_code(["Codice IPA: c_x123"]), entity_code(["Il codice IPA dell'ente"])
    ('c_x123', None)
    """
    return next((match[1] for line in printed if (match := _ENTITY_CODE.search(line))), None)


def names_entity(line: str, lexicon: Lexicon) -> bool:
    """Whether a line begins with a kind of administration and goes on."""
    folded = fold(_ARTICLE.sub("", line[: 2 * TITLE_LENGTH]))
    return folded.startswith(lexicon.entity_words)


def entity_name(
    opening: Sequence[str],
    running: Sequence[str],
    lines: Sequence[str],
    pairs: Sequence[str],
    lexicon: Lexicon,
) -> str | None:
    """The administration's name from the surest place that has one.

    These are the title page (`opening`), running headers and footers, a label ('Ente:',
    in `pairs` of cells 'Denominazione | …'), a heading further on, and last what
    sentences speak of again and again.
    """
    found = (
        *(_title_page(opening, lexicon)),
        *(_headed(line, lexicon) for line in running),
        *(_labelled(line, lexicon) for line in (*pairs, *lines)),
        *(_further_on(line, lines, lexicon) for line in lines),
    )
    return next(filter(None, found), None) or _spoken_of(lines, lexicon)


def _title_page(opening: Sequence[str], lexicon: Lexicon) -> Iterator[str | None]:
    """Lines that begin with the name; else what a plan's title ends with."""
    for line, following in pairwise([*opening, ""]):
        goes_on = following.casefold().startswith(_BEGINS_PLACE) and names_entity(line, lexicon)
        broken = (_UNFINISHED.search(line) or goes_on) and len(line) < NAME_LENGTH / 2
        yield _headed(f"{line} {following}" if broken else line, lexicon)
    for line in opening:
        if len(line) <= TITLE_LENGTH and _kind_word(line, lexicon):
            places = [match.end() for match in (*_OWNER.finditer(line), *_TAIL.finditer(line))]
            yield from (_headed(line[place:], lexicon) for place in sorted(places))


def _headed(line: str, lexicon: Lexicon) -> str | None:
    """The name that a line begins with.

    What follows it and is an address, the plan's title or its year is no part of it.
    """
    if labelled := _labelled(line, lexicon):
        return labelled
    line = _ARTICLE.sub("", line)
    if cited := _CITED.search(_TAIL.split(line, maxsplit=1)[0]):
        if not _NAMED_BY_PLACE.match(line):
            return None
        line = line[: cited.start()]
    name, *rest = _TAIL.split(line, maxsplit=1)
    if fold(name) in lexicon.entity_names:
        return line if rest and names_entity(rest[0], lexicon) else name
    initials = None if names_entity(line, lexicon) else _INITIALS.match(line)
    if not names_entity(line[initials.end() :] if initials else line, lexicon):
        return None
    if initials or (rest and _belongs(rest[0], lexicon)):
        name = line
    name = _PROVINCE.sub("", _ADDRESS.sub("", _before_title(name, lexicon)))
    sentence = name.endswith((".", ";", ":", ",")) and not name.isupper()
    bare = f"{fold(name)} " in lexicon.entity_words  # 'REGIONE' and no more
    wrong = sentence or bare or len(name) > NAME_LENGTH or ":" in name
    return None if wrong else _place_named(name)


def _belongs(rest: str, lexicon: Lexicon) -> bool:
    """Whether what follows a dash is of the name: no plan, no year, no office."""
    words = fold(rest)
    office = words.split(" ", maxsplit=1)[0] in lexicon.unit_words or rest.startswith("S.C.")
    return not (_YEAR.search(rest) or _kind_word(rest, lexicon) or office)


def _place_named(name: str) -> str:
    """'Comune di Prova' of 'Comune di Prova nessuna tabella', two lines that were joined.

    After the name of a place a word in lower case that no place has begins something else.
    """
    kind = _NAMED_BY_PLACE.match(name)
    if kind is None:
        return name
    end = kind.end()  # of the last word with a capital
    for word in re.finditer(r"\S+", name[end:]):
        first = _FIRST_LETTERS.search(word[0])
        if first is None:
            continue
        if end > kind.end() and fold(first[0]) in _OFFICES:
            return name[:end].rstrip(" ,;–—-")
        if first[0][0].isupper():
            end = kind.end() + word.end()
        elif first[0] not in _IN_PLACES:
            return name[:end].rstrip(" ,;–—-") if end > kind.end() else name
    return name


def _before_title(name: str, lexicon: Lexicon) -> str:
    """'Comune di Prova' of 'Comune di Prova PEG 2025', 'Comune di Prova Scheda obiettivi 2025'."""
    words = name.split()
    sheets = lexicon.sheet_words if _YEAR.search(name) else ()
    for place in range(2, len(words)):
        rest = fold(" ".join(words[place:])) + " "
        kinds = (*lexicon.document_kinds.values(), sheets)
        titled = any(rest.startswith(f"{word} ") for titles in kinds for word in titles)
        if titled or _YEAR.match(words[place]):
            return " ".join(words[:place])
    return name


def _labelled(line: str, lexicon: Lexicon) -> str | None:
    """The name after 'Ente:' or in the cell beside 'Denominazione'."""
    label, mark, rest = line.partition(" | ")
    if not mark:
        label, mark, rest = line.partition(":")
    if not mark or fold(label) not in lexicon.entity_labels:
        return None
    return _headed(rest.strip(), lexicon)


def _further_on(line: str, lines: Sequence[str], lexicon: Lexicon) -> str | None:
    """A heading with a proper name; one in capitals only where it stands again."""
    name = _headed(line, lexicon)
    if name is None or name.endswith("."):
        return None
    if name.isupper():
        return name if sum(fold(name) in fold(other) for other in lines) > 1 else None
    return name if any(word[0].isupper() for word in name.split()[1:]) else None


def _spoken_of(lines: Sequence[str], lexicon: Lexicon) -> str | None:
    """The name that sentences say most, of the kind that they call the administration itself.

    A plan that speaks of 'il Consorzio' is not that of a 'Comune di …' it works for.
    """
    nouns = {word.split()[0] for word in lexicon.entity_words}
    own: Counter[str] = Counter()
    named: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for line in lines:
        words = _WORDS.findall(line)
        for place in range(1, len(words)):
            noun, article = words[place], words[place - 1]
            if (
                not noun[0].isupper()
                or fold(noun) not in nouns
                or not _ARTICLE_FORMS.fullmatch(article)
            ):
                continue
            name = _name_at(words[place:])
            if name and names_entity(name, lexicon):
                named[fold(name)] += 1
                printed.setdefault(fold(name), name)
            elif name is None:
                own[fold(noun)] += 1
    if not own:
        return None
    itself = own.most_common(1)[0][0]
    names = [(count, name) for name, count in named.items() if name.split()[0] == itself]
    names.sort(key=lambda found: -found[0])
    sure = names and names[0][0] >= max(FEWEST_MENTIONS, 2 * sum(n for n, _ in names[1:]))
    return printed[names[0][1]] if sure else None


def _name_at(words: Sequence[str]) -> str | None:
    """'Unione dei Comuni del Sorbara' at the start of the words; None for a noun alone.

    Empty where it cannot be told how far the name goes.
    """
    end = 1
    while end < len(words) and not words[end - 1].endswith((",", ".", ";", ":", ")")):
        word = words[end]
        if not (word[0].isupper() or word.replace("’", "'") in _SMALL):
            break
        end += 1
    stopped = words[end - 1].endswith((",", ".", ";", ":", ")"))
    if not stopped and end < len(words) and end > 1 and words[end] in _GOES_ON:
        return ""
    name = words[:end]
    while name[-1].replace("’", "'") in _SMALL:
        name = name[:-1]
    if len(name) == 1:
        return None
    if not any(word.replace("’", "'") in _SMALL for word in name):
        return ""
    return re.sub(r"(['’]) ", r"\1", " ".join(name)).rstrip(",.;:)")


def _kind_word(line: str, lexicon: Lexicon) -> bool:
    folded = f" {fold(line)} "
    return any(f" {word} " in folded for words in lexicon.document_kinds.values() for word in words)
