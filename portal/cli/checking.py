"""`tremplin consultation read`, `recognise`, `check`, `explain`, `rules`: no instance needed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import click

from checker import report as checker_report
from checker.consultation import consultation_to_json, read_consultation
from checker.locate import add_boxes
from checker.reading import problem_sentence, read_isolated
from checker.recognise import files_to_json, read_file
from checker.rules.model import Firm
from portal.check_job import report_on
from portal.cli.common import LocalMoment, existing_files, print_json, say, write_out
from portal.report_paper import to_html, to_pdf
from procurement import clock, identifiers


@click.group()
def consultation() -> None:
    """Ce que l'acheteur demande."""


@consultation.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FICHIER…")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
def consultation_read(files: tuple[str, ...], as_json: bool) -> int:
    """Lit le règlement, l'avis, le CCAP, l'acte d'engagement… ensemble.

    Exemple : tremplin consultation read RC.pdf CCAP.pdf --json
    """
    documents = read_isolated(existing_files(files))
    unreadable = [sentence for document in documents if (sentence := problem_sentence(document))]
    asked = consultation_to_json(read_consultation(documents, day=clock.today()))
    add_boxes(asked, documents)
    if as_json:
        print_json(asked)
    else:
        _print_consultation(asked)
    for sentence in unreadable:
        say(sentence)
    return 2 if len(unreadable) == len(documents) else 1 if unreadable else 0


def _value(asked: dict[str, Any], name: str) -> str:
    found = asked.get(name)
    return "non indiqué" if found is None else f"{found['value']} (page {found['evidence']['page']})"


def _print_consultation(asked: dict[str, Any]) -> None:
    for label, name in (
        ("Acheteur", "buyer"),
        ("Objet", "object"),
        ("Référence", "reference"),
        ("Procédure", "procedure"),
        ("Date limite", "deadline"),
        ("Validité des offres (jours)", "offer_validity_days"),
    ):
        click.echo(f"{label} : {_value(asked, name)}")
    piles = (
        ("Candidature", "candidature_documents"),
        ("Offre", "offer_documents"),
        ("Seulement si vous gagnez", "award_documents"),
    )
    for title, pile in piles:
        click.echo(f"\n{title}")
        for item in asked[pile]:
            click.echo(f"  - {item['label']} : « {item['as_worded']} » (page {item['evidence']['page']})")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FICHIER…")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
def recognise(files: tuple[str, ...], as_json: bool) -> int:
    """Dit la nature de chaque fichier et les faits qui s'y lisent.

    Exemple : tremplin recognise attestation.pdf DPGF.xlsx --json
    """
    documents = read_isolated(existing_files(files))
    found = files_to_json([read_file(document) for document in documents])
    add_boxes(found, documents)
    if as_json:
        print_json(found)
    else:
        for one in found:
            click.echo(f"{one['name']} : {one['kind']} (confiance {one['confidence']:.2f})")
            for fact in one["facts"]:
                click.echo(f"  {fact['name']} = {fact['value']}")
    unreadable = [sentence for document in documents if (sentence := problem_sentence(document))]
    for sentence in unreadable:
        say(sentence)
    return 2 if len(unreadable) == len(documents) else 1 if unreadable else 0


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FICHIER|DOSSIER|ZIP…")
@click.option("--consultation", "asked", multiple=True, required=True, help="Un fichier de l'acheteur (répétable).")
@click.option("--lot", "lots", multiple=True, help="Un lot auquel vous répondez (répétable).")
@click.option("--day", type=LocalMoment(), help="Moment de la vérification, heure de Paris (défaut : maintenant).")
@click.option("--firm", "siret", help="SIRET de l'entreprise.")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
@click.option("--html", "html", metavar="SORTIE", help="Une page à imprimer ou à envoyer, dans ce fichier.")
@click.option("--pdf", "pdf", metavar="SORTIE", help="Le même rapport en PDF, dans ce fichier.")
def check(
    files: tuple[str, ...],
    asked: tuple[str, ...],
    lots: tuple[str, ...],
    day: datetime | None,
    siret: str | None,
    as_json: bool,
    html: str | None,
    pdf: str | None,
) -> int:
    """Vérifie un dossier de réponse contre ce que l'acheteur demande.

    Exemple : tremplin check ma_reponse/ --consultation RC.pdf --lot 2 --html rapport.html
    """
    report = report_on(
        existing_files(asked), existing_files(files), day or clock.local_now(), _lots(lots), _firm(siret)
    )
    _refuse_unreadable(report["consultation"]["files"])
    if html:
        write_out(html, to_html(report).encode("utf-8"))
    if pdf:
        write_out(pdf, to_pdf(report))
    if as_json:
        print_json(report)
    elif not html and not pdf:
        _print_report(report)
    wrong = [one for one in report["findings"] if one["outcome"] == "non_conforme"]
    return 1 if wrong else 0


def _firm(siret: str | None) -> Firm:
    """The firm of --firm, spaces allowed. Fails with a sentence when the number is wrong."""
    if not siret:
        return Firm()
    number = identifiers.valid_siret(siret)
    if number is None:
        raise click.UsageError(f"« {siret} » n'est pas un SIRET valide : 14 chiffres, sans faute de recopie.")
    return Firm(siret=number, siren=number[:9])


def _lots(given: tuple[str, ...]) -> list[str]:
    """« Lot 02 » and « 2 » name the same lot."""
    bare = [re.sub(r"(?i)^\s*lots?\s*(?:n\s*°\s*)?", "", lot).strip() for lot in given]
    return list(dict.fromkeys(lot.lstrip("0") or lot for lot in bare if lot))


def _refuse_unreadable(files: list[dict[str, Any]]) -> None:
    """Fails when nothing of the buyer could be read; names on standard error the files that could not."""
    for one in files:
        if not one["readable"]:
            say(f"{one['name']} n'a pas pu être lu : vérifiez qu'il s'ouvre sans mot de passe, ou donnez-le en PDF.")
    if not any(one["readable"] for one in files):
        raise click.ClickException(
            "Aucun document de l'acheteur n'a pu être lu : la réponse ne peut pas être vérifiée."
        )


def _print_report(report: dict[str, Any]) -> None:
    labels = {"bloquant": "BLOQUANT", "a_corriger": "À CORRIGER", "conseil": "CONSEIL"}
    for finding in report["findings"]:
        if finding["outcome"] in ("non_conforme", "indecidable"):
            word = labels[finding["severity"]] if finding["outcome"] == "non_conforme" else "À VÉRIFIER"
            click.echo(f"[{word}] {finding['rule']} {finding['message']}")
            if finding["how_to_mend"]:
                click.echo(f"    → {finding['how_to_mend']}")
    summary = report["summary"]
    click.echo(
        f"\n{summary['verified']} points vérifiés sur {summary['total']}, {summary['to_check']} à vérifier, "
        "sur ce que l'outil a pu lire."
    )


@click.command()
@click.argument("code", metavar="RÈGLE")
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
def explain(code: str, as_json: bool) -> int:
    """Les papiers d'une règle : ce qu'elle affirme, sa source, comment y remédier.

    Exemple : tremplin explain H01
    """
    try:
        papers = checker_report.papers(code.strip().upper())
    except KeyError:
        raise click.UsageError(f"La règle {code} n'existe pas : « tremplin rules » les liste toutes.") from None
    if as_json:
        print_json(papers)
    else:
        click.echo(checker_report.explain(code.strip().upper()))
    return 0


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")
def rules(as_json: bool) -> int:
    """La liste des règles, une par ligne.

    Exemple : tremplin rules
    """
    known = checker_report.catalogue()
    if as_json:
        print_json([checker_report.papers(rule.code) for rule in known])
        return 0
    for rule in known:
        click.echo(f"{rule.code}\t{rule.severity}\t{rule.title}")
    return 0


COMMANDS = (consultation, recognise, check, explain, rules)
