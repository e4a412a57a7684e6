"""How a plan was understood: its form, what was left unread, how much was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from piao.pipeline.store import Store
from tests.command_line import Run

OBJECTIVE = "### Obiettivo {} - {}\n\n| Indicatore | Target 2025 |\n|---|---|\n| {} | {} |\n\n"
UNKNOWN = "| Zeta | Omicron |\n|---|---|\n| rosso | quadro |\n| verde | tondo |\n\n"
OBJECTIVES = (
    ("1", "Pagare prima", "Ritardo medio", "0 giorni"),
    ("2", "Curare il verde", "Alberi piantati", "150"),
    ("3", "Aprire i dati", "Archivi aperti", "4"),
)


def write_plan(folder: Path, *, unknown: int = 1, objectives: int = 3) -> None:
    text = "# Piano della performance 2025\n\nComune di Prova\n\n## 2.2 Performance\n\n"
    text += "".join(OBJECTIVE.format(*known) for known in OBJECTIVES[:objectives])
    text += "".join(f"### Prospetto {name}\n\n{UNKNOWN}" for name in "ABCDE"[:unknown])
    (folder / "plan.md").write_text(text, encoding="utf-8")


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


FORM = """\
plan.md
└── chapter [planning] Piano della performance 2025
├── text context Comune di Prova
└── chapter [planning] 2.2 Performance
├── 3 × objective [planning] read 1 Pagare prima
│ └── table read Indicatore | Target 2025
└── chapter [planning] Prospetto A
└── table unread — | —
label taken for by score times first
Indicatore indicator.name name of the lexicon 1 3 TABLE
Target 2025 value.target words of the label 0.98 3 TABLE
"""


def test_form_shows_what_repeats_once(piao: Run, tmp_path: Path) -> None:
    write_plan(tmp_path)
    piao("ingest", "plan.md")
    ran = piao("show", "plan.md", "--form")
    with Store(tmp_path / "piao.db") as store:
        first = f"{store.find('plan.md').document_id}-t1"
    assert lines(ran.out.replace(first, "TABLE")) == lines(FORM)
    assert (ran.status, ran.err) == (
        0,
        "read 3 of 4 tables and boxes of the performance section\n",
    )


def test_full_form_shows_each(piao: Run, tmp_path: Path) -> None:
    write_plan(tmp_path)
    piao("ingest", "plan.md")
    ran = piao("show", "plan.md", "--form", "--full")
    shown = [line for line in lines(ran.out) if "objective [planning]" in line]
    assert shown == [
        "├── objective [planning] read 1 Pagare prima",
        "├── objective [planning] read 2 Curare il verde",
        "├── objective [planning] read 3 Aprire i dati",
    ]


def test_unread_groups_what_is_alike(piao: Run, tmp_path: Path) -> None:
    write_plan(tmp_path, unknown=3)
    piao("ingest", "plan.md")
    assert lines(piao("show", "plan.md", "--unread").out) == [
        "pages count what labels or headings example",
        "— 3 table — | — Zeta | Omicron",
    ]
    parts = json.loads(piao("show", "plan.md", "--unread", "--json").out)
    assert [(part["shape"], part["outcome"], part["title"], part["form"]) for part in parts] == [
        ("table", "unread", "Zeta | Omicron", "— | —")
    ] * 3
    found = json.loads(piao("findings", "--json", "--lang", "it").out)
    assert [(one["code"], one["message"]) for one in found] == [
        (
            "unmapped_tables",
            "Tabelle simili non interpretate (3, pagine —; intestazione: Zeta | Omicron).",
        )
    ]


def test_nothing_unread(piao: Run, tmp_path: Path) -> None:
    write_plan(tmp_path, unknown=0)
    piao("ingest", "plan.md")
    ran = piao("show", "plan.md", "--unread")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "no table, card or box was left unread",
        "read 3 of 3 tables and boxes of the performance section",
    ]
    assert piao("show", "plan.md", "--unread", "--json").out == "[]\n"


COVERED = [
    (3, 0, (1.0, "100 %"), False),
    (3, 1, (0.75, "75 %"), True),
    (1, 3, (0.25, "25 %"), True),
    (0, 0, (None, ""), True),
]


@pytest.mark.parametrize(("objectives", "unknown", "share", "advised"), COVERED)
def test_how_much_was_read(
    piao: Run, objectives: int, unknown: int, share: tuple[float | None, str], advised: bool
) -> None:
    write_plan(Path(), objectives=objectives, unknown=unknown)
    ran = piao("ingest", "plan.md")
    assert ran.status == 0
    assert ("--unread` prints what was left" in ran.err) is advised
    total = objectives + unknown
    told = f"read {objectives} of {total} tables and boxes of the performance section"
    assert (told in ran.err) is bool(total)
    documents = json.loads(piao("list", "--json").out)
    assert [document["coverage"] for document in documents] == [share[0]]
    assert share[1] in piao("list").out


WRONG = [
    (["plan.md", "--form", "--unread"], 2, "give --form or --unread, not both"),
    (["plan.md", "--json"], 2, "--json"),
    (["absent.md", "--form"], 1, "absent.md"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG)
def test_refusals(
    piao: Run, tmp_path: Path, arguments: list[str], status: int, message: str
) -> None:
    write_plan(tmp_path)
    piao("ingest", "plan.md")
    ran = piao("show", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert message in ran.err
