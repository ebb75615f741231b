import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A scanner: a text to hold before it, or the newest slip. */
PiecePanel {
    id: panel

    title: qsTr("Scanner")
    iconName: "qr-code"

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gapSmall

        TextField {
            id: field

            objectName: "scan-text"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touch * 0.8
            placeholderText: qsTr("Text or address to scan")
            maximumLength: 400
            onAccepted: scan.clicked()
        }

        SecondaryButton {
            id: scan

            objectName: "scan"
            Layout.preferredHeight: Theme.touch * 0.8
            leftPadding: Theme.gap
            rightPadding: Theme.gap
            textSize: Theme.textCaption * 1.1
            enabled: field.text !== ""
            text: qsTr("Scan")
            onClicked: panel.piece.scan(field.text)
        }
    }

    SecondaryButton {
        objectName: "scan-slip"
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.touch * 0.8
        iconName: "ticket"
        textSize: Theme.textCaption * 1.1
        text: qsTr("Scan the newest slip")
        onClicked: panel.piece.scan("")
    }

    Caption {
        objectName: "scan-note"
        Layout.fillWidth: true
        color: panel.piece.note !== "" ? Theme.danger : Theme.muted
        Layout.fillHeight: true
        wrapMode: Text.WrapAnywhere
        maximumLineCount: 4
        elide: Text.ElideRight
        text: panel.piece.note !== "" ? panel.piece.note : panel.piece.said
    }
}
