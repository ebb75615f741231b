"""The languages of the interface; switched while the app runs.

Texts in the code are English; other languages are compiled translation files beside this module.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator, Signal

from protocol.catalogue import Language

TRANSLATIONS = Path(__file__).resolve().parent / "translations"
LOCALES: dict[Language, str] = {"id": "id_ID", "en": "en_GB"}


def translate(context: str, text: str) -> str:
    """The text in the language of the moment; itself where there is no translation."""
    return QCoreApplication.translate(context, text)


class Languages(QObject):
    """`changed` comes after the switch: a view-model renews then what it has translated itself."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language: Language = "en"
        self._translator = QTranslator(self)
        indonesian = TRANSLATIONS / "antrean_id.qm"
        if not self._translator.load(str(indonesian)):
            raise FileNotFoundError(f"{indonesian} cannot be read; ./mall translations makes it")

    @property
    def language(self) -> Language:
        return self._language

    def set_language(self, language: Language) -> None:
        QLocale.setDefault(QLocale(LOCALES[language]))
        if language == self._language:
            return
        self._language = language
        if language == "en":
            QCoreApplication.removeTranslator(self._translator)
        else:
            QCoreApplication.installTranslator(self._translator)
        self.changed.emit(language)

    def close(self) -> None:
        """Leaves the process without a translation, as it was."""
        self.set_language("en")
