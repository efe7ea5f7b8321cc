"""The messages with buttons on which somebody agrees, the first time and again."""

from reminder.outgoing import Button, Outgoing
from reminder.practice.clinic import Practice
from reminder.practice.consent import consent_text
from reminder.practice.said import SHOWN

Rows = tuple[tuple[Button, ...], ...]
LANGUAGES_IN_A_ROW = 2


def invitation_page(practice: Practice, invitation_id: int, language: str) -> Outgoing:
    """Return what somebody sees who opens a link: what is agreed to, and no name or procedure."""
    words = practice.words(language)
    about = f"{invitation_id}:{words.language}"
    buttons: Rows = (
        (Button(words.plain("patient-consent-agree-button"), data=f"p:agree:{about}"),),
        (Button(words.plain("patient-consent-carer-button"), data=f"p:carer:{about}"),),
        (
            Button(words.plain("patient-consent-not-me-button"), data=f"p:notme:{about}"),
            Button(words.plain("patient-consent-no-thanks-button"), data=f"p:nothanks:{about}"),
        ),
        *_languages(practice, words.language, f"p:lang:{invitation_id}"),
    )
    return Outgoing(
        consent_text(practice, words.language),
        buttons=buttons,
        anchor=f"{SHOWN}{invitation_id}",
    )


def return_page(practice: Practice, patient_id: int, language: str) -> Outgoing:
    """Return what somebody sees who has left and asks to come back: the consent once more."""
    words = practice.words(language)
    about = f"{patient_id}:{words.language}"
    buttons: Rows = (
        (Button(words.plain("patient-consent-agree-button"), data=f"p:back:{about}"),),
        (Button(words.plain("patient-consent-carer-button"), data=f"p:backcarer:{about}"),),
        (Button(words.plain("patient-consent-no-thanks-button"), data=f"p:stayaway:{about}"),),
        *_languages(practice, words.language, f"p:backlang:{patient_id}"),
    )
    text = f"{words('patient-consent-again')}\n\n{consent_text(practice, words.language)}"
    return Outgoing(text, buttons=buttons)


def _languages(practice: Practice, shown: str, data: str) -> Rows:
    others = [
        Button(practice.words(language).plain("patient-language-button"), data=f"{data}:{language}")
        for language in practice.catalogue.languages
        if language != shown
    ]
    starts = range(0, len(others), LANGUAGES_IN_A_ROW)
    return tuple(tuple(others[start : start + LANGUAGES_IN_A_ROW]) for start in starts)
