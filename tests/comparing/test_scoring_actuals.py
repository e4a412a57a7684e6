"""Results for a plan: what a text says, files of them, those that the plan prints."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from piao.pipeline.scoring.actuals import read_actual
from piao.pipeline.scoring.joining import Named
from piao.pipeline.scoring.result_files import read_results
from piao.schema.errors import UsageError
from piao.schema.records import Comparator


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Del. n. 12 del 15/06/2025", "2025-06-15"),
        ("approvato con DGC 45 del 3 marzo 2025", "2025-03-03"),
        ("D.G.C. n. 12/2025 del 15.06.2025, esecutiva", "2025-06-15"),
        ("corso concluso il 15 giugno (Det. 12/2025)", "2025-06-15"),
        ("15/06/2025: approvato il 15 giugno 2025", "2025-06-15"),
        ("adottata il 12/01/2026", "2026-01-12"),
        ("2025-06-15", "2025-06-15"),
        ("30 giugno", "2025-06-30"),
        ("DGC 45 del 03/03/2025 e DGC 50 del 04/04/2025", None),
        ("dal 01/01/2025 al 31/12/2025", None),
        ("in corso al 31/12/2025", None),
        ("approvato; situazione al 31/12/2025", None),
        ("non approvato, rinviato al 30/06/2026", None),
        ("entro il 30/06/2025", None),
        ("previsto il 30/06/2025", None),
        ("attuato ai sensi della legge 190 del 6/11/2012", None),
        ("Det. 123/2025", None),
        ("Del. 12 del 31/02/2025", None),
        ("concluso a giugno", None),
    ],
)
def test_the_day_on_which_something_was_done(text: str, day: str | None) -> None:
    actual = read_actual(text, 2025)
    assert actual is not None
    assert actual.date == (datetime.date.fromisoformat(day) if day else None)


NAMES = [
    Named("i1", "Ritardo medio", "Pagare in tempo › Fatture"),
    Named("i2", "Visite", "Curare › Anziani"),
    Named("i3", "visite", "Curare › Bambini"),
    Named("i4", None),
    Named("i5", "=SOMMA(A1) <b>"),
]


@pytest.mark.parametrize(
    ("text", "expected", "problems"),
    [
        ("id;consuntivo\ni1;1.234,5\ni2;\n", {"i1": "1.234,5"}, []),
        ("Indicatore,Valore\nRITARDO  medio,3\n", {"i1": "3"}, []),
        ("nome,data,valore\nRitardo medio,30/06/2025,\n", {"i1": "30/06/2025"}, []),
        ("nome;valore\n'=SOMMA(A1) <b>;3\n", {"i5": "3"}, []),
        (
            "Comune di Prova;\nConsuntivo 2025;\n\nIndicatore;Valore\n\nRitardo medio;3\nY;4\n",
            {"i1": "3"},
            ["riga 7: nessun indicatore 'Y' nel piano"],
        ),
        ("sep=;\nnome;valore\nRitardo medio;3\n", {"i1": "3"}, []),
        ("id,valore\nx9,3\n", {}, ["riga 2: nessun indicatore 'x9' nel piano"]),
        (
            "nome,valore\nVisite,3\n",
            {},
            [
                "riga 2: 2 indicatori si chiamano 'Visite': indicare l'obiettivo o l'id "
                "(i2, Curare › Anziani; i3, Curare › Bambini)"
            ],
        ),
        (
            "Obiettivo,Indicatore,Valore\nBambini,Visite,3\nCurare › anziani,Visite,4\n"
            "Altro,Ritardo medio,5\nCura,Visite,6\n",
            {"i3": "3", "i2": "4", "i1": "5"},
            [
                "riga 5: 2 indicatori si chiamano 'Visite': indicare l'obiettivo o l'id "
                "(i2, Curare › Anziani; i3, Curare › Bambini)"
            ],
        ),
        (
            "id,valore\ni1,3\ni1,4\n",
            {"i1": "3"},
            ["riga 3: 'i1' ha già un risultato: riga non usata"],
        ),
    ],
)
@pytest.mark.usefixtures("spoken_italian")
def test_results_of_a_file(
    tmp_path: Path, text: str, expected: dict[str, str], problems: list[str]
) -> None:
    file = tmp_path / "consuntivo.csv"
    file.write_text(text, encoding="utf-8")
    found = read_results(file, NAMES)
    assert {key: actual.raw for key, actual in found.actuals.items()} == expected
    assert found.problems == problems


@pytest.mark.parametrize(
    ("headings", "read"),
    [
        ("id;obiettivo;indicatore;consuntivo", "7"),
        ("x;y;INDICATORI;Consuntivo 2025", "7"),
        ("x;y;Denominazione indicatore;Consuntivo al 31/12/2025", "7"),
        ("x;y;Indicatore;Valore raggiunto", "7"),
        ("x;y;Indicatore;Risultato conseguito (anno 2025)", "7"),
        ("x;Consuntivo 2024;Indicatore;Consuntivo 2025", "7"),
        ("x;Consuntivo 2025;Indicatore;Consuntivo", "6"),
        ("x;Consuntivo 2024;Indicatore;Consuntivo", "7"),
        ("x;y;KPI;Risultato 2025", "7"),
        ("x;y;Indicatore di output;Livello raggiunto", "7"),
        ("x;y;Nome:;Valore", "7"),
        ("x;Note;Descrizione KPI;Rendicontazione al 31.12.2025", None),
        ("x;y;Indicatore *;Dato rilevato (31/12/2025)", "7"),
        ("x;y;Indicatore;Esito al 31/12/2025", "7"),
        ("x;y;Indicatore;Baseline", None),
        ("x;y;Indicatore;Peso", None),
        ("x;y;Indicatore;Grado di raggiungimento", None),
        ("x;y;Indicatore;Consuntivo 2024", None),
        ("x;y;Indicatore;Risultato atteso", None),
        ("x;y;Indicatore;2025", None),
    ],
)
def test_headings_of_a_file(tmp_path: Path, headings: str, read: str | None) -> None:
    file = tmp_path / "consuntivo.csv"
    file.write_text(f"{headings}\ni1;6;Ritardo medio;7\n", encoding="utf-8")
    if read is None:
        refusal = r"\('id' or 'indicatore'\) and a result of 2025 \('consuntivo' or 'data'\)"
        with pytest.raises(UsageError, match=refusal):
            read_results(file, NAMES, 2025)
    else:
        assert read_results(file, NAMES, 2025).actuals["i1"].raw == read


TARGETS = [
    Named("i1", "Fatture", "Pagare", "Settore Tecnico", comparator=Comparator.EQ),
    Named("i2", "Fatture", "Pagare", "Settore Affari", comparator=Comparator.EQ),
    Named("v1", "Lavori", "Costruire", "Settore Tecnico", "i3", "entro giugno e dicembre"),
    Named("v2", "Lavori", "Costruire", "Settore Tecnico", "i3", "entro giugno e dicembre"),
    Named("i4", "Attesa", None, None, None, "≤ 5", Comparator.LE, "lower"),
]


@pytest.mark.parametrize(
    ("text", "results", "directions", "problems"),
    [
        (
            "struttura;obiettivo;indicatore;consuntivo\n"
            "settore  affari;Pagare;Fatture;3\n;Pagare;Fatture;4\nAltro;Pagare;Fatture;4\n",
            {"i2": "3"},
            {},
            [
                f"riga {row}: 2 indicatori si chiamano 'Fatture': indicare la struttura o l'id "
                "(i1, Settore Tecnico; i2, Settore Affari)"
                for row in (3, 4)
            ],
        ),
        (
            "id;consuntivo\nv1;30/06/2025\nv2;sì\n",
            {"v1": "30/06/2025", "v2": "sì"},
            {},
            [],
        ),
        (
            "id;nome;consuntivo\ni3;;sì\n;Lavori;sì\n",
            {},
            {},
            [
                f"riga {row}: {name!r} ha 2 valori attesi: indicare l'id di ciascuno (v1; v2)"
                for row, name in ((2, "i3"), (3, "Lavori"))
            ],
        ),
        (
            "id;verso;consuntivo\ni1;Crescere;3\ni2;in diminuzione;\ni4;calare;2\n",
            {"i1": "3", "i4": "2"},
            {"i1": "higher", "i2": "lower"},
            [],
        ),
        (
            "id;verso;consuntivo\ni1;boh;3\ni4;crescere;2\n",
            {"i1": "3", "i4": "2"},
            {},
            [
                "riga 2: verso 'boh' non letto: scrivere crescere o calare",
                "riga 3: il verso 'crescere' non vale per '≤ 5': non usato",
            ],
        ),
    ],
)
@pytest.mark.usefixtures("spoken_italian")
def test_what_a_row_is_about(
    tmp_path: Path,
    text: str,
    results: dict[str, str],
    directions: dict[str, str],
    problems: list[str],
) -> None:
    file = tmp_path / "consuntivo.csv"
    file.write_text(text, encoding="utf-8")
    found = read_results(file, TARGETS, 2025)
    assert {key: actual.raw for key, actual in found.actuals.items()} == results
    assert (found.directions, found.problems) == (directions, problems)


def test_a_year_in_the_heading_where_none_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "consuntivo.csv"
    file.write_text("nome;Consuntivo 2025\nRitardo medio;7\n", encoding="utf-8")
    assert read_results(file, NAMES).actuals["i1"].raw == "7"
    file.write_text("nome;Consuntivo 2024;Consuntivo 2025\nRitardo medio;6;7\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no line names an indicator"):
        read_results(file, NAMES)


@pytest.mark.usefixtures("spoken_italian")
def test_results_of_a_workbook(tmp_path: Path) -> None:
    workbook = Workbook()
    assert workbook.active is not None
    sheet = [(), ("Consuntivo",), (), ("Indicatore", "Risultato"), ("Ritardo medio", 2.5), ()]
    for line in (*sheet, ("Visite", "sì"), ("Y", 4)):
        workbook.active.append(line)
    workbook.save(tmp_path / "consuntivo.xlsx")
    found = read_results(tmp_path / "consuntivo.xlsx", NAMES[:1])
    assert found.actuals["i1"].value == Decimal("2.5")
    assert found.problems == [
        "riga 7: nessun indicatore 'Visite' nel piano",
        "riga 8: nessun indicatore 'Y' nel piano",
    ]


@pytest.mark.parametrize(
    ("value", "code", "read", "unit"),
    [
        (0.896, "0%", "89.6", "%"),
        (12.345, "0.00", "12.345", None),
        (1.234, "General", "1.234", None),
        (1234.5, "#,##0", "1234.5", None),
        (0.1 + 0.2, "0", "0.3", None),
        (12, "0.00", "12.00", None),
    ],
)
def test_numbers_of_a_workbook_are_not_rounded(
    tmp_path: Path, value: float, code: str, read: str, unit: str | None
) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Indicatore", "Risultato"])
    sheet.append(["Ritardo medio", value])
    sheet["B2"].number_format = code
    workbook.save(tmp_path / "consuntivo.xlsx")
    actual = read_results(tmp_path / "consuntivo.xlsx", NAMES[:1]).actuals["i1"]
    assert (actual.value, actual.unit) == (Decimal(read), unit)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a,b\n1,2\n",
            "no line names an indicator ('id' or 'indicatore') and a result of 2025 "
            "('consuntivo' or 'data'); it begins with 'a,b'. "
            "`piao score DOCUMENT --template FILE` makes a file to fill in",
        ),
        (
            "nome;Consuntivo al 30/06/2025;Consuntivo al 31/12/2025\nVisite;1;2\n",
            "several columns hold results: "
            "'Consuntivo al 30/06/2025', 'Consuntivo al 31/12/2025'; keep one",
        ),
    ],
)
def test_a_file_whose_columns_are_not_clear(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "altro.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        read_results(file, NAMES, 2025)
    assert str(raised.value) == f"{file}: {message}"
