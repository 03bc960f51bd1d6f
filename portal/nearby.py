"""Which communes are within some kilometres of another: a box first, then exact distances."""

from __future__ import annotations

import math
from functools import lru_cache

from procurement.models import Commune
from procurement.nomenclature import places

_KM_A_DEGREE = 110.5  # of latitude, at its shortest in France: no commune within reach is left out of the box


@lru_cache(maxsize=512)
def communes_within(centre: Commune, km: float) -> tuple[str, ...]:
    """INSEE codes of the communes whose centre is at most `km` (great circle) from that of `centre`, itself included."""
    if centre.latitude is None or centre.longitude is None:
        return (centre.insee,)
    high = km / _KM_A_DEGREE
    wide = high / max(0.1, math.cos(math.radians(abs(centre.latitude) + high)))
    boxed = (
        one
        for one in places.communes()
        if one.latitude is not None
        and one.longitude is not None
        and abs(one.latitude - centre.latitude) <= high
        and abs(one.longitude - centre.longitude) <= wide
    )
    return tuple(one.insee for one in boxed if (gap := places.distance_km(centre, one)) is not None and gap <= km)
