"""Classes of staff of a firm, from the SIRENE band: what « une entreprise de votre taille » means here."""

from __future__ import annotations

MICRO, SMALL, MEDIUM, LARGE = "0-9", "10-49", "50-249", "250+"
CLASS_OF_BAND = {
    **dict.fromkeys(("NN", "00", "01", "02", "03"), MICRO),
    **dict.fromkeys(("11", "12"), SMALL),
    **dict.fromkeys(("21", "22", "31"), MEDIUM),
    **dict.fromkeys(("32", "41", "42", "51", "52", "53"), LARGE),
}
WORDS = {
    MICRO: "moins de 10 salariés",
    SMALL: "10 à 49 salariés",
    MEDIUM: "50 à 249 salariés",
    LARGE: "250 salariés ou plus",
}
DEFAULT = SMALL  # a visitor is shown the view of a firm of 10 people


def size_class(staff_band: str | None) -> str | None:
    """The class of a SIRENE staff band, None when the register leaves it empty."""
    return CLASS_OF_BAND.get(staff_band or "")
