"""Forms of accounts. Messages are sentences that say how to go on."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, PasswordField, StringField, SubmitField
from wtforms.validators import Email, InputRequired, Length, ValidationError

from portal import passwords
from procurement.identifiers import valid_siret

EMAIL_WRONG = "Cette adresse électronique n'est pas complète. Exemple : prenom.nom@exemple.fr"
SIRET_WRONG = (
    "Ce numéro n'est pas un SIRET : il compte 14 chiffres et se vérifie. "
    "Vous le trouvez sur vos factures, ou sur annuaire-entreprises.data.gouv.fr."
)


def _strip(text: str | None) -> str:
    """Without spaces around, nor control characters, which PostgreSQL refuses to keep."""
    return "".join(c for c in text or "" if c.isprintable()).strip()


def _required(message: str) -> InputRequired:
    return InputRequired(message)


def _email(label: str = "Adresse électronique", autocomplete: str = "email") -> EmailField:
    return EmailField(
        label,
        [_required("Indiquez votre adresse électronique."), Email(EMAIL_WRONG), Length(max=254)],
        filters=[_strip],
        render_kw={"autocomplete": autocomplete},
    )


def _new_password(label: str = "Mot de passe") -> PasswordField:
    return PasswordField(
        label,
        [_required("Choisissez un mot de passe.")],
        description=f"{passwords.MIN_LENGTH} caractères au moins. Trois ou quatre mots à la suite conviennent.",
        render_kw={"autocomplete": "new-password", "minlength": passwords.MIN_LENGTH},
    )


def _password(label: str = "Mot de passe") -> PasswordField:
    return PasswordField(
        label, [_required("Indiquez votre mot de passe.")], render_kw={"autocomplete": "current-password"}
    )


class SiretForm(FlaskForm):  # type: ignore[misc]
    """First step of the sign-up; sent by GET, it changes nothing."""

    class Meta:
        """No token in the address."""

        csrf = False

    siret = StringField(
        "Numéro SIRET de votre entreprise",
        [_required("Indiquez votre numéro SIRET.")],
        filters=[_strip],
        description="14 chiffres, sur vos factures ou votre avis de situation.",
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 20},
    )

    def validate_siret(self, field: Any) -> None:
        """The number must be a SIRET."""
        if not valid_siret(field.data):
            raise ValidationError(SIRET_WRONG)


class SignUpForm(FlaskForm):  # type: ignore[misc]
    """Second step of the sign-up."""

    siret = StringField("Numéro SIRET", [_required("Indiquez votre numéro SIRET.")], filters=[_strip])
    firm_name = StringField(
        "Nom de l'entreprise",
        [_required("Indiquez le nom de votre entreprise."), Length(max=200)],
        filters=[_strip],
        render_kw={"autocomplete": "organization"},
    )
    name = StringField(
        "Vos prénom et nom",
        [_required("Indiquez vos prénom et nom."), Length(max=120)],
        filters=[_strip],
        render_kw={"autocomplete": "name"},
    )
    email = _email()
    password = _new_password()
    submit = SubmitField("Créer mon compte")

    def validate_siret(self, field: Any) -> None:
        """The number must be a SIRET."""
        if not valid_siret(field.data):
            raise ValidationError(SIRET_WRONG)

    def validate_password(self, field: Any) -> None:
        """The password must not be guessable."""
        if words := passwords.weakness(field.data, self.email.data or ""):
            raise ValidationError(words)


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Sign-in. The address is only looked up: whether it could receive mail was asked at sign-up."""

    email = EmailField(
        "Adresse électronique",
        [_required("Indiquez votre adresse électronique."), Length(max=254)],
        filters=[_strip],
        render_kw={"autocomplete": "username"},
    )
    password = _password()
    remember = BooleanField("Rester connecté sur cet appareil pendant 30 jours")
    submit = SubmitField("Me connecter")


class AddressForm(FlaskForm):  # type: ignore[misc]
    """Asks for a link by mail."""

    email = _email()
    submit = SubmitField("Recevoir le lien")


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """Chooses a new password after a reset link."""

    password = _new_password("Nouveau mot de passe")
    submit = SubmitField("Enregistrer ce mot de passe")

    def validate_password(self, field: Any) -> None:
        """The password must not be guessable."""
        if words := passwords.weakness(field.data):
            raise ValidationError(words)


class ConfirmForm(FlaskForm):  # type: ignore[misc]
    """One button: a mail robot that opens links confirms nothing."""

    submit = SubmitField("Confirmer mon adresse")


class NameForm(FlaskForm):  # type: ignore[misc]
    """The person's name."""

    name = StringField(
        "Vos prénom et nom", [_required("Indiquez vos prénom et nom."), Length(max=120)], filters=[_strip],
        render_kw={"autocomplete": "name"},
    )  # fmt: skip
    submit = SubmitField("Enregistrer")


class ChangePasswordForm(FlaskForm):  # type: ignore[misc]
    """Changes the password of the signed-in person."""

    current = _password("Mot de passe actuel")
    password = _new_password("Nouveau mot de passe")
    submit = SubmitField("Changer le mot de passe")

    def validate_password(self, field: Any) -> None:
        """The password must not be guessable."""
        if words := passwords.weakness(field.data):
            raise ValidationError(words)


class ChangeEmailForm(FlaskForm):  # type: ignore[misc]
    """Changes the address of the signed-in person."""

    email = _email("Nouvelle adresse électronique")
    current = _password("Mot de passe actuel")
    submit = SubmitField("Changer d'adresse")


class DeleteForm(FlaskForm):  # type: ignore[misc]
    """Deletes the account."""

    current = _password("Mot de passe, pour confirmer")
    submit = SubmitField("Supprimer définitivement mon compte et mes données")
