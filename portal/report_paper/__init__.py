"""The report of a check as a paper to print or send: one HTML page without anything outside it, or a PDF."""

from portal.report_paper.paper import to_html, to_pdf

__all__ = ["to_html", "to_pdf"]
