import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What the page is about, and the way out of it. */
RowLayout {
    id: head

    required property SheetModel sheet

    spacing: Theme.gap

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Heading {
            objectName: "sheet-title"
            Layout.fillWidth: true
            font.pixelSize: Theme.textTitle
            text: head.sheet.title
        }

        Body {
            objectName: "sheet-note"
            Layout.fillWidth: true
            visible: text !== ""
            color: Theme.muted
            text: head.sheet.note
        }
    }

    KeyCap {
        text: "Esc"
    }

    IconButton {
        objectName: "sheet-back"
        Layout.alignment: Qt.AlignVCenter
        iconName: head.sheet.first ? "x" : "arrow-left"
        text: head.sheet.first ? qsTr("Close") : qsTr("Back")
        onClicked: head.sheet.back()
    }
}
