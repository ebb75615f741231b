import QtQuick
import QtQuick.Layouts
import Mall.Look

/** In which language the slip is, and the page behind its code. */
RowLayout {
    id: control

    required property string language
    signal chosen(language: string)

    spacing: Theme.gapSmall

    Caption {
        Layout.fillWidth: true
        text: qsTr("Language of the slip")
    }

    KeyCap {
        text: "F7"
    }

    LanguageSwitch {
        objectName: "visitor-language"
        implicitHeight: Theme.touch * 0.8
        language: control.language
        onChosen: language => control.chosen(language)
    }
}
