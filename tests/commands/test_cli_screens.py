"""Each screen speaks one language at a time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command_line import Run

PLAN = """\
# Comune di Avellino

## Piano della performance {year}

| Obiettivo | Peso | Indicatore | Valore atteso {year} |
| --- | --- | --- | --- |
| Rispetto dei tempi di pagamento | {weight} | Indicatore di ritardo annuale | <= {days} giorni |
| Assumere presto | 67,5 | Persone assunte | >= 5 |
| {other} | 10 | {other} svolti | entro il 30/06/{year} |
"""
SCREENS = (
    ("list",),
    ("show", "2025.md"),
    ("show", "2025.md", "--form"),
    ("show", "2025.md", "--unread"),
    ("findings",),
    ("compare", "2024.md", "2025.md"),
    ("score", "2025.md"),
    ("similar", "ritardo dei pagamenti"),
    ("common",),
    ("common", "payment_delay"),
    ("administrations",),
    ("administrations", "--province", "AV"),
    ("explain", "heading", "Peso"),
    ("explain", "value", "80,5 % entro giugno"),
    ("explain", "table", "2025.md"),
    ("explain", "table", "2025.md", "t1"),
    ("corrections", "list"),
    ("profile", "list"),
    ("db", "claims"),
)


@pytest.fixture
def plans(piao: Run, tmp_path: Path) -> Run:
    """A store with the plans of two years of one municipality."""
    for year, weight, days, other in ((2024, "20,5", 5, "Corsi"), (2025, "22,5", 0, "Incontri")):
        plan = PLAN.format(year=year, weight=weight, days=days, other=other)
        (tmp_path / f"{year}.md").write_text(plan, encoding="utf-8")
    assert piao("ingest", "2024.md", "2025.md").status == 0
    return piao


@pytest.mark.parametrize("command", SCREENS, ids=" ".join)
def test_screens_differ(plans: Run, command: tuple[str, ...]) -> None:
    english, italian = plans(*command), plans(*command, "--lang", "it")
    assert (english.status, italian.status) == (0, 0)
    assert english.out + english.err != italian.out + italian.err
    left = _said(italian.out + italian.err) & _said(english.out + english.err) & ENGLISH
    assert left == set()


ENGLISH = {
    *("and", "of", "the", "was", "were", "objective", "objectives", "indicator", "indicators"),
    *("weight", "page", "pages", "found", "taken", "heading", "column", "rows", "score"),
    *("changed", "common", "dropped", "new", "read", "by", "expected", "reached", "kind"),
    *("period", "administration", "findings", "warning", "error", "plan", "plans", "see"),
}
"""Words that no Italian screen has."""


def _said(screen: str) -> set[str]:
    """The words of a screen, without commands, options, names of fields and codes."""
    return set(re.findall(r"[^\W\d_]+", re.sub(r"`[^`]*`|--\w+|\w+\.\w+|\w+_\w+", "", screen)))


def test_ingest(piao: Run, tmp_path: Path) -> None:
    plan = PLAN.format(year=2025, weight="22,5", days=0, other="Incontri")
    (tmp_path / "piano.md").write_text(plan, encoding="utf-8")
    ran = piao("ingest", "piano.md", "--lang", "it")
    assert ran.err.splitlines() == [
        "aggiunto piano.md: 3 obiettivi, 3 indicatori, 3 valori; lette 1 su 1 tabelle e riquadri "
        "della sezione performance; rilievi: 1 avviso",
        "1 file: 1 aggiunto; rilievi: 1 avviso",
    ]
    assert (
        piao("ingest", "piano.md", "--lang", "it")
        .err.splitlines()[0]
        .startswith("invariato piano.md: già nell'archivio (")
    )


ITALIAN = """\
2024.md | 2025.md
~ obiettivo: Rispetto dei tempi di pagamento
    peso: 20,5 % → 22,5 %
= obiettivo: Assumere presto
- obiettivo: Corsi
~ indicatore: Indicatore di ritardo annuale
    target: ≤ 5 giorni → ≤ 0 giorni
= indicatore: Persone assunte
- indicatore: Corsi svolti
+ obiettivo: Incontri
+ indicatore: Incontri svolti
2 comuni, 2 cambiati, 2 nuovi, 2 non più presenti
"""


def test_compare(plans: Run) -> None:
    assert plans("compare", "2024.md", "2025.md", "--lang", "it").out == ITALIAN
    english = plans("compare", "2024.md", "2025.md").out.splitlines()
    assert english[1:3] == [
        "~ objective: Rispetto dei tempi di pagamento",
        "    weight: 20.5 % → 22.5 %",
    ]
    assert english[-1] == "2 common, 2 changed, 2 new, 2 dropped"
    data = plans("compare", "2024.md", "2025.md", "--format", "csv")
    assert data == plans("compare", "2024.md", "2025.md", "--format", "csv", "--lang", "it")


SCORE = """\
Rispetto dei tempi di pagamento: 100 %  [22.5 % of the level]
  ◦ Indicatore di ritardo annuale: 100 %  [100 % of the level]
      expected ≤ 0 giorni, reached -2.5
Assumere presto: not scored  [67.5 % of the level]
  ◦ Persone assunte: not scored  [100 % of the level]
      the result is missing
Incontri: 100 %  [10 % of the level]
  ◦ Incontri svolti: 100 %  [100 % of the level]
      expected by 30/06/2025, done on 01/06/2025

Total: 100 % on 32.5 % of the weight
Indicators not scored, left out of the total: 1
"""


def test_score(plans: Run, tmp_path: Path) -> None:
    results = "indicatore;consuntivo\nIndicatore di ritardo annuale;-2,5\nAltro;1\n"
    (tmp_path / "r.csv").write_text(f"{results}Incontri svolti;1/6/2025\n", encoding="utf-8")
    ran = plans("score", "2025.md", "--actuals", "r.csv")
    assert (ran.out, ran.err) == (SCORE, "r.csv: line 3: no indicator 'Altro' in the plan\n")
    data = plans("score", "2025.md", "--actuals", "r.csv", "--format", "csv")
    assert data.err == "r.csv: line 3: no indicator 'Altro' in the plan\n"
    assert "atteso ≤ 0 giorni, conseguito -2,5" in data.out
    ran = plans("score", "2025.md", "--actuals", "r.csv", "--lang", "it")
    assert ran.out.splitlines()[2] == "      atteso ≤ 0 giorni, conseguito -2,5"
    assert ran.out.splitlines()[-2] == "Totale: 100 % su 32,5 % del peso"
    assert ran.err == "r.csv: riga 3: nessun indicatore 'Altro' nel piano\n"


def test_list(plans: Run) -> None:
    lines = plans("list", "--lang", "it").out.splitlines()
    assert [re.sub(r"  +", " | ", line).strip(" |") for line in lines] == [
        "documento | amministrazione | tipo | periodo | pagine | letto | file | rilievi",
        "9804f52a09f61402 | Comune di Avellino | piano della performance | 2024 | 100 % | 2024.md "
        "| 3 avvisi",
        "5801c2049b1dd08a | Comune di Avellino | piano della performance | 2025 | 100 % | 2025.md "
        "| 1 avviso",
    ]
