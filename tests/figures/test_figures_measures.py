"""Cells that list several measures, and cells that only look so."""

import pytest

from piao.normalizers.figures import split_measures

SPLIT = [
    (
        "Rafforzamento delle verifiche sul territorio: Verifiche edilizie n. 20 Verifiche "
        "commerciali n. 40 Ore di pattuglia a piedi n. 300",
        [
            "Verifiche edilizie n. 20",
            "Verifiche commerciali n. 40",
            "Ore di pattuglia a piedi n. 300",
        ],
    ),
    (
        "N. riunioni di rete ≥ 6 N. protocolli firmati = 2",
        ["N. riunioni di rete ≥ 6", "N. protocolli firmati = 2"],
    ),
    (
        "n. sportelli aperti ≥ 3 nr cittadini accolti ≥ 2.500 n. ore dedicate allo sportello",
        [
            "n. sportelli aperti ≥ 3",
            "nr cittadini accolti ≥ 2.500",
            "n. ore dedicate allo sportello",
        ],
    ),
    (
        "N. colloqui ≥ 15 colloqui N. iscritti al 1° e 2° anno = 80% % ritiri = in media (7,5%)",
        [
            "N. colloqui ≥ 15 colloqui",
            "N. iscritti al 1° e 2° anno = 80%",
            "% ritiri = in media (7,5%)",
        ],
    ),
    (
        "Laboratori avviati ≥ 4 % adesione dei servizi 0/3 ≥ 60%",
        ["Laboratori avviati ≥ 4", "% adesione dei servizi 0/3 ≥ 60%"],
    ),
    (
        "Adozione PUMS entro il 31/03/2024 Stesura PEBA entro il 31/10/2024",
        ["Adozione PUMS entro il 31/03/2024", "Stesura PEBA entro il 31/10/2024"],
    ),
    (
        "Ore previste dal progetto, così ripartite: - Gruppo: 60 ore entro 30.11.2024 - Singoli: "
        "25 ore entro 30.11.2024",
        ["Gruppo: 60 ore entro 30.11.2024", "Singoli: 25 ore entro 30.11.2024"],
    ),
    (
        "Guida ai servizi (GS) entro il 30 aprile 2024 Carta dei servizi (CS) entro giugno 2024 "
        "Bilancio sociale (BS) entro ottobre 2024",
        [
            "Guida ai servizi (GS) entro il 30 aprile 2024",
            "Carta dei servizi (CS) entro giugno 2024",
            "Bilancio sociale (BS) entro ottobre 2024",
        ],
    ),
    (
        "N. prestiti = ≥ 2022/23 n. lettori = ≥ 2022/23",
        ["N. prestiti = ≥ 2022/23", "n. lettori = ≥ 2022/23"],
    ),
    (
        "Controlli:\nStrade comunali n. 12\nScuole e\npalestre n. 5",
        ["Strade comunali n. 12", "Scuole e palestre n. 5"],
    ),
    (
        "• N. corsi ≥ 2\n• N. iscritti ≥ 40",
        ["N. corsi ≥ 2", "N. iscritti ≥ 40"],
    ),
    (
        "Bozza del bando entro giugno\nPubblicazione del bando entro ottobre",
        ["Bozza del bando entro giugno", "Pubblicazione del bando entro ottobre"],
    ),
]


@pytest.mark.parametrize(("text", "lines"), SPLIT)
def test_lines_that_stand_alone_are_split(text: str, lines: list[str]) -> None:
    assert split_measures(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "",
        "≥ 80%",
        "Stesura del progetto entro il 30.6.2024. Fine dei lavori entro 31.12.2024",
        "Stesura del progetto entro il\n30.6.2024. Fine dei lavori\nentro 31.12.2024",
        "n. famiglie seguite (al 31.12.2023 n. 120) / n. famiglie segnalate = ≥ 50%",
        "n. istanze accolte / n. istanze presentate = 100%",
        "Coinvolgimento di n. 4 Comuni entro il 31/12/2024",
        "Realizzazione di 3 Open Day e 2 Convegni entro il 31/12/2024",
        "Adesione alla rete entro il 30/06/2024 da parte della Giunta Comunale",
        "2024: 80% 2025: 85%",
        "Accoglienza in n. 6 posti (n. 2 alloggi) al 31.12.2024",
        "Gli uffici esaminano le domande. Il servizio risponde ai cittadini. Il resto segue.",
        "Rapporti trimestrali\nRelazione finale entro il 31/12/2024",
    ],
)
def test_one_measure_stays_whole(text: str) -> None:
    assert split_measures(text) == [text]
