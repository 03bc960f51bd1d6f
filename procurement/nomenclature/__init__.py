"""Nomenclatures as data files with their provenance: CPV, NAF, communes and their groupings.

The modules are `cpv`, `naf` and `places`; each loads its file at the first question.
"""
