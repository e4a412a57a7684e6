"""The store knows whose each plan is: tied when saved, when corrected, when a list comes in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from piao.pipeline.comparison import compare
from piao.pipeline.store import Store
from piao.pipeline.store.administrations.linking import UNCERTAIN
from piao.pipeline.store.upgrade import upgrade
from piao.schema.administrations import How
from piao.schema.errors import UnknownRecordError, UnreadableFileError, UsageError
from piao.schema.statements import Statement
from tests.plans import make_document, make_records
from tests.store.databases import set_back

REGISTER = (
    "Codice_IPA\tDenominazione_ente\tCodice_fiscale_ente\tTipologia\tCodice_Categoria\t"
    "Ente_in_liquidazione\tCodice_comune_ISTAT\tCAP\n"
    "c_a509\tComune di Avellino\t00184530640\tPubbliche Amministrazioni\tL6\tN\t064008\t83100\n"
    "ucvp\tUnione dei Comuni Valle di Prova\t90000000001\tPubbliche Amministrazioni\tL18\tN\t"
    "064008\t83100\n"
    "chiuso\tConsorzio Chiuso\t90000000002\tPubbliche Amministrazioni\tL36\tS\t064008\t83100\n"
)
FORMER_REGISTER = (
    "cod_amm\tdes_amm\tComune\tCf\n"
    "c_a509\tComune di Avellino\tAvellino\t00184530640\n"
    "ucvp\tUnione dei Comuni Valle di Prova\tAvellino\t90000000001\n"
)


def owner(store: Store, name: str = "a.pdf") -> tuple[str | None, How | None]:
    (found,) = (o for o in store.owners(superseded=True) if o.document.file_name == name)
    return (found.administration.administration_id if found.administration else None), found.how


def questions(store: Store, name: str = "a.pdf") -> list[str]:
    findings = store.records(store.find(name).document_id).findings
    return [f.message for f in findings if f.code == UNCERTAIN]


def save(store: Store, name: str, entity: str | None, year: int = 2024) -> None:
    records = make_records(name, entity=entity)
    document = replace(records.document, year=year, period_start=None, period_end=None)
    store.save(replace(records, document=document), make_document(name))


def test_a_document_is_tied_when_it_is_saved(location: str) -> None:
    with Store(location) as store:
        save(store, "a", "COMUNE DI AVELLINO (AV)")
        assert owner(store) == ("istat:064008", How.NAME_AND_PROVINCE)
        assert store.find("a.pdf").entity_name == "COMUNE DI AVELLINO (AV)"
        save(store, "b", None)
        assert owner(store, "b.pdf") == (None, None)
        assert questions(store) == questions(store, "b.pdf") == []


def test_two_writings_of_a_name_are_versions_of_one_plan(location: str) -> None:
    with Store(location) as store:
        save(store, "a", "Comune di Avellino")
        save(store, "b", "COMUNE DI AVELLINO (AV)")
        save(store, "c", "Comune di Atripalda")
        current = [document.file_name for document in store.documents(superseded=False)]
        assert current == ["b.pdf", "c.pdf"]
        store.correct(store.find("b.pdf").document_id, Statement(administration="istat:098031"))
        current = [document.file_name for document in store.documents(superseded=False)]
        assert current == ["a.pdf", "b.pdf", "c.pdf"]


def test_what_is_not_sure_is_asked_and_what_is_stated_lasts(location: str) -> None:
    records = make_records("a", entity="Comune di Castro")
    with Store(location) as store:
        store.save(records, make_document("a"))
        assert owner(store) == (None, None)
        assert questions(store) == [
            "Quale amministrazione sia 'Comune di Castro' non è certo. Può essere: Comune di "
            "Castro (BG), istat:016065, 0,45; Comune di Castro (LE), istat:075096, 0,45. Si indica "
            "con `piao set DOCUMENTO --administration CODICE` (as_printed: il nome è giusto, e non "
            "è fra quelli noti)."
        ]
        (found,) = store.owners()
        assert [p.administration.province_sign for p in found.proposals] == ["BG", "LE"]
        document_id = records.document.document_id
        store.correct(document_id, Statement(administration="istat:075096"))
        assert (owner(store), questions(store)) == (("istat:075096", How.STATED), [])
        refreshed = Statement(administration="istat:075096").over(records.document)
        store.save(replace(records, document=refreshed), make_document("a"), refresh=True)
        assert (owner(store), questions(store)) == (("istat:075096", How.STATED), [])
        store.undo(document_id)
        assert owner(store) == (None, None)
        assert len(questions(store)) == 1
        store.delete(document_id)
        assert store.owners(superseded=True) == []


def test_a_name_that_is_right_and_in_no_list_is_kept(location: str) -> None:
    records = make_records("a", entity="Comune di Avellina")
    with Store(location) as store:
        store.save(records, make_document("a"))
        assert len(questions(store)) == 1
        store.correct(records.document.document_id, Statement(administration="as_printed"))
        assert owner(store) == ("name:comune avellina", How.STATED)
        assert questions(store) == []


def test_a_correction_of_something_else_leaves_the_question(location: str) -> None:
    records = make_records("a", entity="Comune di Castro")
    with Store(location) as store:
        store.save(records, make_document("a"))
        document_id = records.document.document_id
        store.confirm(document_id, [records.objectives[0].objective_id])
        store.undo(document_id)
        store.correct(document_id, Statement(year=2025))
        store.undo(document_id)
        assert len(questions(store)) == 1


@pytest.mark.parametrize("content", [REGISTER, FORMER_REGISTER, REGISTER.replace("\t", ";")])
def test_a_register_ties_what_was_read_before(location: str, tmp_path: Path, content: str) -> None:
    file = tmp_path / "enti.csv"
    file.write_text(content, encoding="utf-8")
    with Store(location) as store:
        save(store, "a", "Unione Comuni Valle di Prova")
        assert owner(store) == ("name:unione valle di prova", How.AS_PRINTED)
        coded = make_records("b", entity=None)
        document = replace(coded.document, tax_code="00184530640")
        store.save(replace(coded, document=document), make_document("b"))
        brought = store.import_administrations(file)
        assert (brought.administrations, brought.tied) == (2, 2)
        assert brought.left == (1 if "chiuso" in content else 0)
        assert owner(store) == ("ipa:ucvp", How.NAME)
        assert owner(store, "b.pdf") == ("istat:064008", How.TAX_CODE)
        assert store.administration("C_A509").tax_code == "00184530640"
        assert store.import_administrations(file).tied == 0


def test_a_register_as_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    for line in REGISTER.splitlines():
        workbook.active.append(line.split("\t"))
    workbook.save(tmp_path / "enti.xlsx")
    with Store(":memory:") as store:
        assert store.import_administrations(tmp_path / "enti.xlsx").administrations == 2
        assert store.administration("90000000001").kind == "unione"


def test_inhabitants_make_sizes(location: str, tmp_path: Path) -> None:
    file = tmp_path / "abitanti.csv"
    file.write_text("istat_code,population\n064008,52568\n64006,10.500\n999999,1\n,3\n")
    with Store(location) as store:
        for name, entity in (
            ("a", "Comune di Avellino"),
            ("b", "Comune di Atripalda"),
            ("c", "Comune di Ariano Irpino"),
        ):
            save(store, name, entity)  # fmt: skip
        size = store.group(size="10000-15.000")
        assert store.of_group(size) == []
        brought = store.import_administrations(file)
        assert (brought.administrations, brought.left, brought.tied) == (2, 2, 0)
        assert [d.file_name for d in store.of_group(size)] == ["b.pdf"]
        assert [d.file_name for d in store.of_group(store.group(size="non noti"))] == ["c.pdf"]
        (share,) = store.shares(store.group(province="AV"), [2024])
        assert share.sentence == (
            "3 su 118 comuni della provincia di Avellino hanno un piano del 2024"
        )


@pytest.mark.parametrize(
    ("content", "said"),
    [("nome;codice\nAvellino;1\n", "no line names the columns"), ("\0\1\2\3", "no text")],
)
def test_what_is_no_list_is_refused(content: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "enti.csv"
    file.write_text(content)
    with Store(":memory:") as store, pytest.raises(UnreadableFileError, match=said):
        store.import_administrations(file)


@pytest.mark.parametrize("code", ["999", "064008x", "name:comune vattelapesca"])
def test_a_code_of_none_is_refused(code: str) -> None:
    with Store(":memory:") as store, pytest.raises(UnknownRecordError, match="no administration"):
        store.administration(code)


@pytest.mark.parametrize(
    "asked", [{"region": "Padania"}, {"province": "ZZ"}, {"kind": "club"}, {"size": "7"}]
)
def test_a_group_of_none_is_refused(asked: dict[str, str]) -> None:
    with Store(":memory:") as store, pytest.raises(UsageError, match="no "):
        store.group(**asked)


def test_years_are_compared_by_administration(location: str) -> None:
    with Store(location) as store:
        save(store, "a", "COMUNE DI AVELLINO (AV)", 2024)
        save(store, "b", "Comune di Avellino", 2025)
        save(store, "c", "Comune di Lodi", 2025)
        found = compare(store, ["2024", "2025"])
        assert found.entities == {"Comune di Avellino"}
        assert found.sides[0].absent == ("Comune di Lodi",)
        assert {row.status.value for row in found.rows} <= {"common", "changed"}
        sides = compare(store, ["2024", "2025"], group=store.group(region="Campania")).sides
        assert [[d.file_name for d in side.documents] for side in sides] == [["a.pdf"], ["b.pdf"]]
        named = compare(store, ["COMUNE DI AVELLINO (AV)", "Comune di Lodi"]).sides
        assert [side.label for side in named] == ["Comune di Avellino 2025", "Comune di Lodi 2025"]


def test_two_of_one_name_stay_two_in_a_comparison(location: str) -> None:
    with Store(location) as store:
        save(store, "a", "Comune di Castro (BG)", 2024)
        save(store, "b", "Comune di Castro (LE)", 2025)
        names = [d.entity_name for d in store.named(store.documents())]
        assert names == ["Comune di Castro (BG)", "Comune di Castro (LE)"]
        with pytest.raises(UsageError, match="no administration has plans of"):
            compare(store, ["2024", "2025"])


def test_documents_of_an_older_store_are_tied_by_the_upgrade(location: str) -> None:
    with Store(location) as store:
        save(store, "a", "Comune di Avellino")
    set_back(location, "0012")
    assert upgrade(location) is True
    with Store(location) as store:
        assert owner(store) == ("istat:064008", How.NAME)
