"""Reads what THIS buyer asks: from the RC, the notice, the CCAP and the acte d'engagement to one Consultation."""

from checker.consultation.read import read_consultation
from checker.consultation.to_json import consultation_to_json

__all__ = ["consultation_to_json", "read_consultation"]
