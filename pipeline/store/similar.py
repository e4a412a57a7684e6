"""The nearest indicators of the whole store, by an index of the terms of their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, and_, select, text

from piao.normalizers.wording.names import Wording, wording
from piao.normalizers.wording.terms import Term
from piao.normalizers.wording.vocabulary import vocabulary
from piao.pipeline.comparison.likeness import wording_likeness
from piao.pipeline.store import tables

MOST_POSTINGS = 50_000
"""Of a term that more indicators have, so many are looked at for all terms of a text."""
FEWER_POSTINGS = 5_000
"""The same for two of the terms."""
MOST_TERMS = 6
"""The rarest terms of a text that are looked for."""
CANDIDATES = 100
"""How many indicators each step of the search finds, at most."""
LIKELY = 75
"""A term of the store that is this like an unknown one, of 100, is taken for it."""

_COUNT = text(
    "SELECT count(*) FROM (SELECT 1 FROM indicator_terms WHERE term = :term LIMIT :most) AS few"
)
_ONE = text("SELECT indicator_id FROM indicator_terms WHERE term = :rare LIMIT :candidates")
_VOCABULARY = text(
    "WITH RECURSIVE found(term) AS (SELECT min(term) FROM indicator_terms "
    "WHERE term >= :start AND term < :stop UNION ALL "
    "SELECT (SELECT min(term) FROM indicator_terms WHERE term > found.term AND term < :stop) "
    "FROM found WHERE found.term IS NOT NULL) SELECT term FROM found WHERE term IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Similar:
    """An indicator that is like the text asked for; `score` 0-1, `page` from 1."""

    score: float
    name: str
    entity: str | None
    year: int | None
    file_name: str
    page: int | None
    indicator_id: str
    document_id: str
    reason: str


def nearest(connection: Connection, asked: str, limit: int) -> list[Similar]:
    """The `limit` indicators of current documents whose names are most like `asked`."""
    understood = wording(asked)
    counts = _counts(connection, understood.marks)
    terms = list(understood.terms)
    for place, term in enumerate(terms):
        known = _counts(connection, term.phrases) or _counts(connection, term.meanings)
        if not known:
            terms[place] = _respelled(connection, term)
            known = _counts(connection, terms[place].meanings)
        counts |= known
    found = _candidates(connection, sorted(counts, key=lambda term: (counts[term], term)))
    return _ranked(connection, found, understood.reworded(terms))[:limit]


def _counts(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """How many indicators have each of the terms that any has."""
    counts = {term: _count(connection, term) for term in sorted(terms)}
    return {term: count for term, count in counts.items() if count}


def _count(connection: Connection, term: str) -> int:
    count: int = connection.execute(_COUNT, {"term": term, "most": MOST_POSTINGS}).scalar_one()
    return count


def _candidates(connection: Connection, terms: Sequence[str]) -> list[str]:
    """Indicators with all terms, with a rare one and another, with a rare one alone."""
    found = dict.fromkeys(_with_all(connection, terms[:MOST_TERMS], MOST_POSTINGS))
    for place, rare in enumerate(terms[:2]):
        for other in terms[place + 1 : MOST_TERMS]:
            found |= dict.fromkeys(_with_all(connection, (rare, other), FEWER_POSTINGS))
    for rare in terms[:2]:
        one = {"rare": rare, "candidates": CANDIDATES}
        found |= dict.fromkeys(connection.execute(_ONE, one).scalars())
    return list(found)[: 4 * CANDIDATES]


def _with_all(connection: Connection, terms: Sequence[str], most: int) -> list[str]:
    """Indicators that have all the terms, among `most` of those that have the first."""
    if len(terms) < 2:
        return []
    postings = tables.indicator_terms
    rare = select(postings.c.indicator_id).where(postings.c.term == terms[0]).limit(most).subquery()
    query = select(rare.c.indicator_id).limit(CANDIDATES)
    for term in terms[1:]:
        other = postings.alias()
        same = and_(other.c.term == term, other.c.indicator_id == rare.c.indicator_id)
        query = query.join(other, same)
    return list(connection.execute(query).scalars())


def _respelled(connection: Connection, unknown: Term) -> Term:
    """The term of the store that an unknown one, with a misprint, may stand for."""
    from rapidfuzz import fuzz, process

    first = unknown.root[0]
    span = {"start": first, "stop": chr(ord(first) + 1)}
    senses = vocabulary().senses
    known = {*connection.execute(_VOCABULARY, span).scalars(), *senses}
    best = process.extractOne(unknown.root, sorted(known), scorer=fuzz.ratio, score_cutoff=LIKELY)
    if best is None:
        return unknown
    return replace(unknown, root=best[0], senses=senses.get(best[0], frozenset({best[0]})))


def _ranked(connection: Connection, ids: Sequence[str], asked: Wording) -> list[Similar]:
    indicators, documents = tables.indicators.c, tables.documents.c
    query = (
        select(
            indicators.name,
            indicators.description,
            documents.entity_name,
            documents.year,
            documents.file_name,
            indicators.page,
            indicators.indicator_id,
            indicators.document_id,
            documents.superseded_by,
        )
        .join(tables.documents, documents.document_id == indicators.document_id)
        .where(indicators.indicator_id.in_(ids))
    )
    found = []
    # Asked for current documents only, SQLite would go through all their indicators.
    rows = connection.execute(query).mappings()
    for row in (row for row in rows if row["superseded_by"] is None):
        known = row["name"] or row["description"] or ""
        alike = wording_likeness(asked, wording(known))
        found.append(
            Similar(
                score=alike.score,
                name=known,
                entity=row["entity_name"],
                year=row["year"],
                file_name=row["file_name"],
                page=row["page"],
                indicator_id=row["indicator_id"],
                document_id=row["document_id"],
                reason=alike.english,
            )
        )
    return sorted(found, key=lambda item: (-item.score, item.name, item.indicator_id))
