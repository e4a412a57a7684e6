"""How an ingestion goes: a bar for whoever watches, a line for each file, a summary."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from piao.normalizers.records.whole.parts import Coverage
from piao.pipeline.display.console import say
from piao.pipeline.display.form import coverage_line
from piao.pipeline.display.wording import counts_text, waiting_line
from piao.pipeline.display.words import count_text, word
from piao.pipeline.ingestion import IngestResult, Status
from piao.pipeline.reading.remote import Place
from piao.pipeline.requirements import missing_of
from piao.schema.language import counted, text

WELL_READ = 0.8
HARDLY_READ = 0.5
MOST_NAMED = 5


class Bar(Protocol):
    """Shows how far the files are."""

    def done(self, line: str, style: str) -> None:
        """Print the line of a finished file, in a style."""

    def reading(self, path: Place, page: int) -> None:
        """Show the page that is read of a file; 0 once all its pages are."""

    def waiting(self, path: Place, worker: str) -> None:
        """Say that another process reads a file."""


class _Lines:
    """A line a file: for a file or another program."""

    def done(self, line: str, _: str) -> None:
        say(line)

    def reading(self, path: Place, page: int) -> None:
        pass

    def waiting(self, path: Place, worker: str) -> None:
        say(waiting_line(path, worker))


@contextmanager
def progress(total: int) -> Iterator[Bar]:
    """What shows how `total` files come along: on a terminal with a bar, on standard error."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from piao.pipeline.display.bar import progress_bar

    with progress_bar(total) as bar:
        yield bar


def result_line(result: IngestResult, *, in_shards: bool = False) -> str:
    """What became of one file, in one line; it may have been read into shards."""
    status = word(result.status.value)
    if result.error is not None:
        return f"{status} {result.error}"
    if result.status is Status.UNCHANGED:
        same = result.same_as == result.path.name
        known = text("already in the shards") if in_shards else text("already in the store")
        known += "" if same else text(" as {name}", name=result.same_as)
        line = f"{status} {result.path.name}: {known} ({result.document_id})"
        return line if in_shards else f"{line}; {text('--refresh reads it again')}"
    counts = ", ".join(count_text(count, name) for name, count in result.counts.items() if count)
    parts = [f"{status} {result.path.name}: {counts or text('no records')}"]
    if line := coverage_line(Coverage(result.parts_read, result.parts)):
        parts.append(line)
    if result.corrections:
        lost = (
            text(", {count} of them without place", count=result.without_place)
            if result.without_place
            else ""
        )
        parts.append(text("corrections: {count}", count=result.corrections) + lost)
    if findings := _findings_text([result]):
        parts.append(text("findings: {findings}", findings=findings))
    if result.supersedes:
        parts.append(text("replaces {file} as the current version", file=result.supersedes))
    return "; ".join(parts)


def style_of(result: IngestResult) -> str:
    """The colour of a result's line: yellow and red where little was read."""
    if result.error is not None:
        return "red" if result.status is Status.FAILED else "dim"
    share = Coverage(result.parts_read, result.parts).share
    if share is None or share >= WELL_READ:
        return ""
    return "yellow" if share >= HARDLY_READ else "red"


def advice(results: Sequence[IngestResult]) -> str:
    """What to do where little of a plan was read, or nothing; '' where all is well.

    What is no plan is as it should be. Scans without text are told apart: they need other means.
    """
    held = [r for r in results if r.document_id and r.error is None]
    little = [r for r in held if _is_little(r) and "not_a_plan" not in r.codes]
    scans = [result for result in little if "no_text_layer" in result.codes]
    others = [result for result in little if result not in scans]
    return "\n".join(filter(None, (_of_scans(scans), _of_little_read(others))))


def _of_scans(scans: Sequence[IngestResult]) -> str:
    if not scans:
        return ""
    files = counted(
        len(scans), "{count} file has pages without text", "{count} files have pages without text"
    )
    if missing_of("ocr"):
        return text(
            "{files} ({names}): they are pictures; install what reads them "
            "(`pip install 'piao[ocr]'`) and ingest again with `--refresh`",
            files=files,
            names=_named(scans),
        )
    return text(
        "{files} ({names}): they are pictures; ingest again with `--ocr auto --refresh`",
        files=files,
        names=_named(scans),
    )


def _of_little_read(little: Sequence[IngestResult]) -> str:
    if not little:
        return ""
    return text(
        "{plans} read in part or not at all ({named}): `piao show {first} --unread` prints "
        "what was left, `piao show {first} --form` how it was understood; `piao lexicon add` "
        "teaches its labels",
        plans=counted(len(little), "{count} plan was", "{count} plans were"),
        named=_named(little),
        first=little[0].document_id,
    )


def _named(results: Sequence[IngestResult]) -> str:
    named = ", ".join(result.path.name for result in results[:MOST_NAMED])
    more = len(results) - MOST_NAMED
    return text("{names} and {count} more", names=named, count=more) if more > 0 else named


def _is_little(result: IngestResult) -> bool:
    share = Coverage(result.parts_read, result.parts).share
    nothing = result.status is not Status.UNCHANGED and not any(result.counts.values())
    return nothing or (share is not None and share < WELL_READ)


def summary_line(results: Sequence[IngestResult]) -> str:
    """What became of all files, in one line."""
    statuses = Counter(result.status for result in results)
    parts = [count_text(statuses[each], each.value) for each in Status if statuses[each]]
    line = f"{counted(len(results), '{count} file', '{count} files')}: {', '.join(parts)}"
    findings = _findings_text(results)
    return f"{line}; {text('findings: {findings}', findings=findings)}" if findings else line


def interrupted_line(results: Sequence[IngestResult], files: int) -> str:
    """How far an ingestion came that the user stopped, in one line.

    >>> interrupted_line([], 3)
    'interrupted: 0 of 3 files done, 0 documents saved; the same command goes on from there'
    """
    saved = sum(result.status in (Status.ADDED, Status.REFRESHED) for result in results)
    return text(
        "interrupted: {done} of {files} done, {saved} saved; the same command goes on from there",
        done=len(results),
        files=counted(files, "{count} file", "{count} files"),
        saved=counted(saved, "{count} document", "{count} documents"),
    )


def _findings_text(results: Sequence[IngestResult]) -> str:
    total: Counter[str] = Counter()
    for result in results:
        total.update(result.findings)
    return counts_text(total)
