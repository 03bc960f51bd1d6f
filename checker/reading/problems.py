"""What a person can do about a file that could not be read, in one or two French sentences."""

from __future__ import annotations

from checker.reading.document import Document

_SENTENCES = {
    "encrypted": "« {name} » est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis déposez-le à nouveau.",
    "corrupt": "« {name} » est abîmé ou incomplet et ne s'ouvre pas. Ouvrez l'original sur votre ordinateur, "
    "enregistrez-le à nouveau (en PDF si possible), puis déposez cette copie.",
    "empty": "« {name} » est vide. Vérifiez le fichier d'origine, puis déposez-le à nouveau.",
    "blank": "« {name} » s'ouvre mais ses pages sont blanches. Vérifiez le fichier d'origine, puis déposez-le à nouveau.",
    "too_large": "« {name} » est trop volumineux pour être lu. Réduisez la taille des images ou séparez-le en plusieurs fichiers.",
    "too_many_pages": "« {name} » a trop de pages : seules les {pages} premières ont été lues. "
    "Séparez-le en plusieurs fichiers si les pages suivantes comptent.",
    "bomb": "L'archive « {name} » contient trop de fichiers, trop d'archives emboîtées ou trop de données. "
    "Déposez directement les fichiers qu'elle contient.",
    "unsupported": "Le format de « {name} » n'est pas lu ici. Convertissez-le en PDF, puis déposez la copie.",
    "executable": "« {name} » est un programme, pas un document. Retirez-le de votre dossier : les acheteurs refusent ces fichiers.",
    "timeout": "La lecture de « {name} » a pris trop de temps et a été arrêtée. Enregistrez-le à nouveau en PDF plus léger, "
    "ou séparez-le en plusieurs fichiers.",
    "crashed": "La lecture de « {name} » a échoué. Ouvrez-le sur votre ordinateur, enregistrez-le à nouveau en PDF, "
    "puis déposez cette copie.",
    "no_ocr": "« {name} » est une image (scan ou photo) et ce serveur ne sait pas lire les images. Déposez si possible le fichier "
    "d'origine (PDF ou Word) ; sinon, vérifiez-le vous-même.",
    "entities": "« {name} » contient des définitions XML (entités) refusées par prudence. Exportez-le à nouveau depuis le site "
    "qui l'a produit.",
    "missing": "« {name} » est introuvable sur le serveur. Déposez-le à nouveau.",
}  # fmt: skip


def problem_sentence(document: Document) -> str | None:
    """The French sentence about the problem of `document`, or None when it has none."""
    if document.problem is None:
        return None
    sentence = _SENTENCES.get(document.problem, _SENTENCES["crashed"])
    if document.problem == "unsupported" and document.media_type == "image/heic":
        sentence = "« {name} » est une photo au format HEIC. Enregistrez-la en JPEG, puis déposez la copie."
    if document.problem == "unsupported" and document.media_type in _ARCHIVES:
        sentence = "L'archive « {name} » n'est pas au format ZIP. Déposez directement les fichiers, ou une archive ZIP."
    return sentence.format(name=document.name, pages=len(document.pages))


_ARCHIVES = {
    "application/vnd.rar", "application/gzip", "application/x-bzip2", "application/x-xz", "application/x-tar",
}  # fmt: skip
