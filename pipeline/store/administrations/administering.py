"""The part of the store that knows administrations: whose plans there are, lists brought in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from piao.normalizers.administrations.directory import Directory
from piao.normalizers.text.cleaning import fold
from piao.pipeline.administrations.groups import Group, Share, group_of, shares
from piao.pipeline.administrations.lists import read_list
from piao.pipeline.store import database, loading, tables
from piao.pipeline.store.administrations import known
from piao.pipeline.store.administrations.known import ImportedList
from piao.pipeline.store.stored import StoredDocument
from piao.schema.administrations import Administration, How, Proposal
from piao.schema.errors import UnknownRecordError


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose a document is: the administration where it is sure, else the proposals."""

    document: StoredDocument
    administration: Administration | None = None
    how: How | None = None
    score: float | None = None
    proposals: tuple[Proposal, ...] = ()


class Administering:
    """The administrations of a store's documents, and of the lists that were brought in."""

    _engine: Engine
    _known: Directory | None = None

    def _directory(self, connection: Connection) -> Directory:
        """What is known, loaded once; what another program brings in meanwhile is seen later."""
        if self._known is None:
            self._known = known.directory(connection)
        return self._known

    def administration(self, code: str) -> Administration:
        """The administration of an id, an ISTAT, IPA or tax code.

        Raises `UnknownRecordError` where none, or more than one, has it.
        """
        with database.reading(self._engine) as connection:
            found = self._directory(connection).of_code(code.strip())
        if len(found) == 1:
            return found[0]
        if found:
            listing = ", ".join(f"{a.administration_id} ({a.name})" for a in found[:8])
            raise UnknownRecordError(
                "{code!r} is several administrations: {listing}; say which",
                code=code,
                listing=listing,
            )
        raise UnknownRecordError(
            "no administration {code!r}: give its ISTAT, IPA or tax code; `piao administrations "
            "import FILE` brings in the public register (IPA)",
            code=code,
        )

    def owners(self, *, superseded: bool = False) -> list[Owner]:
        """Whose each document is, in the order of their first ingestion."""
        ties, proposed = tables.document_administrations, tables.administration_proposals
        query = loading.columns("documents").order_by(
            tables.documents.c.ingested_at, tables.documents.c.document_id
        )
        if not superseded:
            query = query.where(tables.documents.c.superseded_by.is_(None))
        with database.reading(self._engine) as connection:
            documents = [StoredDocument(**row) for row in connection.execute(query).mappings()]
            by_id = {a.administration_id: a for a in known.administrations(connection)}
            tied = {row.document_id: row for row in connection.execute(select(ties))}
            proposals: dict[str, list[Proposal]] = defaultdict(list)
            for row in connection.execute(select(proposed).order_by(proposed.c.position)):
                proposals[row.document_id].append(
                    Proposal(
                        administration=by_id[row.administration_id],
                        how=How(row.how),
                        score=row.score,
                    )
                )
        return [
            Owner(
                document=document,
                administration=by_id.get(tie.administration_id) if tie else None,
                how=How(tie.how) if tie and tie.how else None,
                score=tie.score if tie else None,
                proposals=tuple(proposals[document.document_id]),
            )
            for document in documents
            for tie in [tied.get(document.document_id)]
        ]

    def named(self, documents: Iterable[StoredDocument]) -> list[StoredDocument]:
        """The documents, each with the name that its administration goes by in the store.

        Of several of one name each has its province beside it.
        """
        ties, proposed = tables.document_administrations.c, tables.administration_proposals.c
        own = tables.documents.c
        asked = select(own.entity_name).where(own.document_id.in_(select(proposed.document_id)))
        with database.reading(self._engine) as connection:
            by_id = {a.administration_id: a for a in known.administrations(connection)}
            tied = select(ties.document_id, ties.administration_id).where(
                ties.administration_id.is_not(None)
            )
            sure = {identity: by_id[owner] for identity, owner in connection.execute(tied)}
            doubtful = connection.execute(asked).scalars().all()
        # A printed name that is not sure may be any of those that are called so.
        owners = {owner.administration_id: owner for owner in sure.values()}
        called = {(identity, fold(owner.name)) for identity, owner in owners.items()}
        called |= {("", fold(name or "")) for name in doubtful}
        times = Counter(name for _, name in called)
        return [
            replace(document, entity_name=_name(owner, times[fold(owner.name)] > 1))
            if (owner := sure.get(document.document_id))
            else document
            for document in documents
        ]

    def import_administrations(self, path: str | Path) -> ImportedList:
        """Brings in the public register (IPA), or inhabitants, and ties all documents anew.

        Raises `UnreadableFileError` for a file that is no such list.
        """
        with database.reading(self._engine) as connection:
            listed = read_list(Path(path), known.directory(connection))
        with database.writing(self._engine) as connection:
            count = known.take_over(connection, listed.administrations)
            if listed.population is not None:
                count = known.give_population(connection, listed.population)
                listed = replace(listed, left=listed.left + len(listed.population) - count)
            tied = known.tie_all(connection)
        self._known = None
        return ImportedList(count, listed.left, tied)

    def group(
        self,
        region: str | None = None,
        province: str | None = None,
        kind: str | None = None,
        size: str | None = None,
    ) -> Group:
        """The group of administrations that words mean; see `group_of`."""
        if region is None and province is None and kind is None and size is None:
            return Group()
        with database.reading(self._engine) as connection:
            return group_of(self._directory(connection), region, province, kind, size)

    def of_group(self, group: Group, *, superseded: bool = False) -> list[StoredDocument]:
        """The documents of the administrations of a group, those that are current or all."""
        owners = self.owners(superseded=superseded)
        return [o.document for o in owners if o.administration and group.has(o.administration)]

    def shares(self, group: Group, years: Iterable[int] = ()) -> list[Share]:
        """How many administrations of a group have a current plan of a year, by kind."""
        plans = [(o.administration, o.document.year) for o in self.owners() if o.administration]
        with database.reading(self._engine) as connection:
            return shares(self._directory(connection), group, plans, tuple(years))


def _name(administration: Administration, is_shared: bool) -> str:
    sign = administration.province_sign
    return f"{administration.name} ({sign})" if is_shared and sign else administration.name
