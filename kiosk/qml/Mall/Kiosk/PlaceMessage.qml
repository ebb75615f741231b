import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What is the matter with a number, and what to do: the one message of its page. */
Rectangle {
    id: message

    required property var place
    /** The icon stands over the words, and all is larger. */
    property bool tall: false
    /** The headline alone. */
    property bool brief: false
    readonly property color ink: place.tone === "accent" ? Theme.inkOnAccent
        : place.tone === "success" ? Theme.success : place.tone === "warning" ? Theme.warning
        : place.tone === "danger" ? Theme.danger : place.tone === "primary" ? Theme.primaryStrong : Theme.ink

    implicitHeight: body.implicitHeight + 2 * Theme.gapLarge
    radius: Theme.radius
    color: place.tone === "accent" ? Theme.accent : place.tone === "success" ? Theme.successSoft
        : place.tone === "warning" ? Theme.warningSoft : place.tone === "danger" ? Theme.dangerSoft
        : place.tone === "primary" ? Theme.primarySoft : Theme.surfaceHigh
    Accessible.role: Accessible.AlertMessage
    Accessible.name: place.headline
    Accessible.description: place.text

    GridLayout {
        id: body

        anchors.fill: parent
        anchors.margins: Theme.gapLarge
        columns: message.tall ? 1 : 2
        columnSpacing: Theme.gapLarge
        rowSpacing: Theme.gap

        Icon {
            Layout.alignment: Qt.AlignCenter
            name: message.place.emblem
            tint: message.ink
            size: (message.tall ? 1 : 0.7) * Theme.iconHuge
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.gapSmall

            Heading {
                objectName: "place-headline"
                Layout.fillWidth: true
                horizontalAlignment: message.tall ? Text.AlignHCenter : Text.AlignLeft
                text: message.place.headline
                color: message.ink
                font.pixelSize: message.tall ? 0.85 * Theme.textDisplay : 0.9 * Theme.textHeading
            }

            Body {
                objectName: "place-text"
                Layout.fillWidth: true
                visible: text !== "" && !message.brief
                horizontalAlignment: message.tall ? Text.AlignHCenter : Text.AlignLeft
                text: message.place.text
                font.pixelSize: message.tall ? Theme.textTitle : Theme.textLarge
                color: message.place.tone === "accent" ? Theme.inkOnAccent : Theme.ink
            }
        }
    }
}
