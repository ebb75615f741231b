import QtQuick
import QtQuick.Layouts

/** Whose mall this is, what time it is, and in which language to go on. */
Rectangle {
    id: bar

    property string mall
    property string place
    property string clock
    property string date
    property string language: "id"
    property bool languages: true
    signal languageChosen(language: string)

    implicitHeight: Theme.bar
    color: Theme.surface

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        spacing: Theme.gapLarge

        Rectangle {
            Layout.preferredWidth: Theme.touch * 0.85
            Layout.preferredHeight: Theme.touch * 0.85
            radius: Theme.radius
            color: Theme.primary

            Icon {
                anchors.centerIn: parent
                name: "landmark"
                tint: Theme.inkOnPrimary
                size: Theme.icon
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Text {
                Layout.fillWidth: true
                text: bar.mall
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: Theme.textBody
                font.weight: Theme.bold
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.textCaption
                elide: Text.ElideRight
                textFormat: Text.PlainText
            }

            Caption {
                Layout.fillWidth: true
                visible: text !== ""
                text: bar.place
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
            }
        }

        ColumnLayout {
            spacing: 0

            Text {
                Layout.alignment: Qt.AlignRight
                text: bar.clock
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: Theme.textLarge
                font.weight: Theme.bold
            }

            Caption {
                Layout.alignment: Qt.AlignRight
                visible: text !== ""
                text: bar.date
                wrapMode: Text.NoWrap
            }
        }

        LanguageSwitch {
            visible: bar.languages
            language: bar.language
            onChosen: language => bar.languageChosen(language)
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.border
        color: Theme.outline
    }
}
