"""How exact a list's coordinates are. Lists do not say; a geocoder's way of giving up can be told."""

# Where Google's geocoder puts an address of which it understood the country alone, to four digits. Drawn as
# a factory such a point would mislead.
COUNTRY_CENTRES = frozenset({
    (35.8617, 104.1954), (14.0583, 108.2772), (23.6850, 90.3563), (20.5937, 78.9629), (12.5657, 104.9910),
    (-0.7893, 113.9213), (7.8731, 80.7718), (30.3753, 69.3451), (38.9637, 35.2433), (15.8700, 100.9925),
    (23.6345, -102.5528), (12.8797, 121.7740), (21.9140, 95.9562), (26.8206, 30.8025), (15.2000, -86.2419),
    (13.7942, -88.8965), (15.7835, -90.2308), (12.8654, -85.2072), (18.7357, -70.1627), (37.0902, -95.7129),
})  # fmt: skip


def precision_of(lat: float | None, lon: float | None) -> str | None:
    """`country` for the middle of a country, `unknown` for any other point, None without one."""
    if lat is None or lon is None:
        return None
    return "country" if (round(lat, 4), round(lon, 4)) in COUNTRY_CENTRES else "unknown"
