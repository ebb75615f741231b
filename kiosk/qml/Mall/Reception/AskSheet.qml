import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Asks once more before a number or a booking is cancelled. */
Rectangle {
    id: sheet

    required property ReceptionModel reception
    readonly property bool booking: reception.page === "bookings"

    visible: reception.cancelling !== ""
    color: Qt.alpha(Theme.night, 0.55)
    Keys.onReturnPressed: reception.confirm()
    Keys.onEnterPressed: reception.confirm()
    Keys.onEscapePressed: reception.dismiss()
    Keys.onPressed: event => {
        if (event.text >= " ")
            reception.typeOn(event.text);
    }
    KeyNavigation.tab: keep

    // Nothing behind it can be reached.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onClicked: sheet.reception.dismiss()
    }

    Card {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.lineLength)
        implicitWidth: 0
        implicitHeight: 0
        height: content.implicitHeight + 2 * padding
        padding: Theme.margin

        MouseArea {
            anchors.fill: parent
        }

        ColumnLayout {
            id: content

            anchors.fill: parent
            spacing: Theme.gap

            Heading {
                Layout.fillWidth: true
                font.pixelSize: Theme.textTitle
                text: sheet.booking ? qsTr("Cancel the booking %1?").arg(sheet.reception.cancelling)
                    : qsTr("Cancel %1?").arg(sheet.reception.cancelling)
            }

            Body {
                Layout.fillWidth: true
                color: Theme.muted
                text: sheet.booking ? qsTr("Its hour is free for others then. This cannot be undone.")
                    : qsTr("The number leaves the line for good. This cannot be undone.")
            }

            RowLayout {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
                spacing: Theme.gap

                ActionKey {
                    id: keep

                    objectName: "ask-dismiss"
                    KeyNavigation.tab: cancel
                    KeyNavigation.backtab: cancel
                    key: "Esc"
                    text: qsTr("Keep it")
                    onClicked: sheet.reception.dismiss()
                }

                ActionKey {
                    id: cancel

                    objectName: "ask-confirm"
                    KeyNavigation.tab: keep
                    KeyNavigation.backtab: keep
                    danger: true
                    key: "Enter"
                    text: qsTr("Yes, cancel")
                    onClicked: sheet.reception.confirm()
                }
            }
        }
    }
}
