import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What everybody who waits should know; what is closed takes turns with it. */
Rectangle {
    id: foot

    required property Lists lists
    readonly property bool closing: lists.note !== ""

    objectName: "foot"
    // Of one height as long as there is a note, so that nothing above moves when the words change.
    implicitHeight: lists.noted ? Theme.unit * 11 : Theme.unit * 8.5
    color: Theme.surface

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.unit
        anchors.bottomMargin: Theme.unit
        spacing: Theme.gap

        Icon {
            name: foot.closing ? "alert-triangle" : "info"
            tint: foot.closing ? Theme.warning : Theme.primary
            size: foot.closing ? Theme.icon : Theme.iconSmall
        }

        Text {
            objectName: "foot-text"
            Layout.fillWidth: true
            Layout.fillHeight: true
            text: foot.closing ? foot.lists.note
                : qsTr("Please have your documents ready. If your number was missed, please ask an officer.")
            color: foot.closing ? Theme.ink : Theme.muted
            font.family: Theme.family
            font.pixelSize: Theme.textBody
            font.weight: Theme.medium
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.textCaption * 0.8
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.WordWrap
            maximumLineCount: 3
            elide: Text.ElideRight
            textFormat: Text.PlainText
        }
    }

    Rectangle {
        width: parent.width
        height: Theme.border
        color: Theme.outline
    }
}
