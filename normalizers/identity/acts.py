"""Acts that are no plans: told by the name that opens them, or by their articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold

LONGEST_TITLE = 200
FEWEST_ARTICLES = 4
_ARTICLE = re.compile(r"^(?:art|articolo)\s*\.?\s*(\d{1,3})\b", re.IGNORECASE)
_ATTACHED = re.compile(r"^(?:allegato|all|schema)\b.{0,12}?\b(?:al|alla|all|allo|di)\b\s*")
_LISTED = re.compile(r"^\W*(?:\d{1,2}|[a-z])[.)]\s")
_LATEST = 50
"""Letters before the name of a plan, in a line that is its title."""


def act_named(opening: Sequence[str], lines: Iterable[str], lexicon: Lexicon) -> str | None:
    """The title of an act that is no plan; None for a plan and for what may be one.

    `opening` are the document's first lines, `lines` all of them. A line among the first that
    names a plan goes before any act; a document in articles is a regulation, call or contract.
    """
    titles = [line for line in opening if len(line) <= LONGEST_TITLE]
    if any(names_plan(line, lexicon) for line in titles):
        return None
    named = next((line for line in titles if names_act(line, lexicon)), None)
    if named is None and _has_articles(lines):
        return next(iter(titles), None) or "—"
    return named


def names_plan(line: str, lexicon: Lexicon) -> bool:
    """Whether a line is the title of a plan: 'Piano della performance 2025-2027'."""
    folded = f" {fold(line)} "
    if line.endswith((";", ":")) or _LISTED.match(line) or names_act(line, lexicon):
        return False
    places = [
        folded.find(f" {word} ") for words in lexicon.document_kinds.values() for word in words
    ]
    return any(0 <= place <= _LATEST for place in places)


def names_act(line: str, lexicon: Lexicon) -> bool:
    """Whether a line begins with the name of an act that is no plan: 'AVVISO PUBBLICO …'.

    The longer name says more: an 'accordo di budget' is a plan.
    """
    name = f"{_ATTACHED.sub('', fold(line))} "
    acts = [len(act) for act in lexicon.acts if name.startswith(f"{act} ")]
    plans = (words for kind in lexicon.document_kinds.values() for words in kind)
    longest = max(acts, default=0)
    return longest > 0 and not any(
        len(plan) > longest and name.startswith(f"{plan} ") for plan in plans
    )


def _has_articles(lines: Iterable[str]) -> bool:
    """Whether a document is cut in articles that count from 1."""
    numbers = {int(match[1]) for line in lines if (match := _ARTICLE.match(line))}
    return {*range(1, FEWEST_ARTICLES + 1)} <= numbers
