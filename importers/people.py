"""Texts that look as if they name or describe a natural person.

A hint, not a judgement: forms of address before a name, an age, an e-mail address, a telephone number. Names
alone cannot be told from names of firms, so a person decides in the end.
"""

import re

# Forms of address as they stand before names in the languages of the reports that people hold.
_TITLES = (
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Sir", "Madam", "Shri", "Smt", "Kumari", "Md", "Mst",
    "Mohd", "Begum", "Daw", "Señor", "Señora", "Señorita", "Sr", "Sra", "Srta", "Doña", "Herr", "Frau",
    "Monsieur", "Madame", "Mme", "Mlle", "Bapak", "Ibu", "Ông", "Chị", "Comrade", "Brother", "Sister",
)  # fmt: skip
_NAMED = re.compile(rf"\b(?:{'|'.join(_TITLES)})\b\.? +[^\W\d_a-z]\w+")  # in this case: MS Mode is a firm
_AGED = re.compile(r"\b\d{1,2}[- ]year[- ]old\b", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_PHONE = re.compile(r"(?<![\w/])\+?\d[\d ()-]{8,}\d(?!\w)")
_DATES = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}|\d{4} ?[-–] ?\d{4})\b")


def looks_like_a_person(text: str) -> bool:
    """Whether the text addresses somebody by name, gives an age, an e-mail address or a telephone number."""
    plain = _DATES.sub(" ", text)
    return any(pattern.search(plain) for pattern in (_NAMED, _AGED, _MAIL, _PHONE))
