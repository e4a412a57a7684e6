"""Text freed of what its conversion did to it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piao.normalizers.text.cleaning import clean, fold, rejoined, strip_footnote
from piao.normalizers.text.document_text import cleaned as cleaned_document
from piao.schema.document import Cell, Document, Table


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("e\u0301 gia\u0300", "é già", id="composed"),
        pytest.param("e\u200b\u0301", "é", id="composed-over-invisible"),
        pytest.param("e\ufb03cacia e \ufb01nalita\u0300", "efficacia e finalità", id="ligatures"),
        pytest.param("orga\u00adnizza\u00ad\nzione", "organizzazione", id="soft-hyphens"),
        pytest.param("\u0422\u0415\u041c\u0420\u041e", "TEMPO", id="cyrillic-word"),
        pytest.param("\u039d. atti", "N. atti", id="greek-letter"),
        pytest.param("obiettiv\u043e", "obiettivo", id="cyrillic-letter-in-latin-word"),
        pytest.param("concentrazione in μg e Δ", "concentrazione in μg e Δ", id="greek-symbols"),
        pytest.param("costante α", "costante α", id="lone-small-greek-letter"),
        pytest.param("Москва сор", "Москва сор", id="real-cyrillic"),
        pytest.param("orga\u0131zzativa", "orgaizzativa", id="dotless-i"),
        pytest.param("a\u00a0b\u2009c\u3000d  e\tf", "a b c d e f", id="odd-spaces"),
        pytest.param("a\u200bb\ufeff\u2060c", "abc", id="invisible"),
        pytest.param("a\x00b\x07\x1fc\x9fd", "abcd", id="control-characters"),
        pytest.param("uno \r\n  due\r\n\r\n tre\x0cquattro", "uno\ndue\ntre\nquattro", id="lines"),
        pytest.param("“alta” – l’ente", "“alta” – l’ente", id="typography-kept"),
        pytest.param("\ud800x", "x", id="lone-surrogate"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("infor-\nmazioni", "informazioni"),
        ("amministra-\nzione", "amministrazione"),
        ("attivi-\ntà", "attività"),
        ("obiet- \n tivo", "obiettivo"),
        ("socio-\nsanitario", "socio-sanitario"),
        ("chiamate-\npratiche", "chiamate-pratiche"),
        ("Emilia-\nRomagna", "Emilia-Romagna"),
        ("semi-annuale", "semi-annuale"),
        ("dati- informazioni", "dati- informazioni"),
        ("2021-\n2023", "2021-\n2023"),
    ],
)
def test_hyphens_at_line_ends(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_the_words_of_the_document_decide_on_a_hyphen() -> None:
    assert clean("banca-\ndati", vocabulary={"banca", "dati"}) == "banca-dati"
    assert clean("porta-\nvoce", vocabulary={"portavoce", "porta", "voce"}) == "portavoce"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Unità  di Misura:", "unita di misura"),
        ("N° Ob.", "n ob"),
        ("dell’obiettivo", "dell obiettivo"),
        ("Peso (%) / €", "peso % €"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Valore organizzativo*", "Valore organizzativo"),
        ("Differenziazione dei premi (*)", "Differenziazione dei premi"),
        ("Patrimonio netto (1)", "Patrimonio netto"),
        ("Tempi medi¹", "Tempi medi"),
        ("Indice * (2)", "Indice"),
        ("Piano (2024)", "Piano (2024)"),
        ("Investimenti 1.2", "Investimenti 1.2"),
        ("*", "*"),
    ],
)
def test_strip_footnote(text: str, name: str) -> None:
    assert strip_footnote(text) == name


def test_long_runs_are_read_in_time_that_grows_with_their_length() -> None:
    letters, spaces = "a" * 200_000, " " * 200_000
    assert clean(letters) == letters
    assert strip_footnote(f"x{spaces}y") == f"x{spaces}y"
    assert strip_footnote(letters + " (1)") == letters


def test_rejoined_offers_the_word_whole_and_with_a_doubled_letter() -> None:
    assert "Riferimento DUP" in rejoined("Riferiment", "o DUP")
    assert "Responsabile" in rejoined("Responsal", "bile")


@settings(deadline=None)
@given(st.text())
def test_cleaning_any_text_twice_changes_nothing_more(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert fold(fold(text)) == fold(text)


CUT_WORDS = [
    (["La vaccinazion e", "Per la vaccinazion e"], ["La vaccinazione", "Per la vaccinazione"]),
    (["PREDISPOSIZION E DI ATTI"], ["PREDISPOSIZIONE DI ATTI"]),
    (["degenza preoperatori a", "La degenza preoperatoria"],
     ["degenza preoperatoria", "La degenza preoperatoria"]),
    (["piano e budget", "Piano di budget"], ["piano e budget", "Piano di budget"]),
    (["PIANI E PROGETTI"], ["PIANI E PROGETTI"]),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), CUT_WORDS)
def test_words_cut_by_a_narrow_cell(printed: list[str], expected: list[str]) -> None:
    cells = tuple(Cell(row, 0, text) for row, text in enumerate(printed))
    table = Table("t1", cells, len(printed), 1, "docx")
    document = Document("a.docx", "0" * 64, "docx", (table,))
    (block,) = cleaned_document(document).blocks
    assert isinstance(block, Table)
    assert [cell.text for cell in block.cells] == expected
