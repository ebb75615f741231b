import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Asks once more before what cannot be undone at once. */
Rectangle {
    id: sheet

    required property WorkModel work
    required property KeypadModel keypad
    readonly property bool noShow: work.asking === "no_show"

    visible: work.asking !== ""
    color: Qt.alpha(Theme.night, 0.55)
    Accessible.role: Accessible.Dialog
    Accessible.name: question.text
    // No button behind it keeps the keys.
    onVisibleChanged: if (visible) forceActiveFocus()

    // Nothing behind it can be reached.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onClicked: sheet.work.dismiss()
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
                id: question

                Layout.fillWidth: true
                font.pixelSize: Theme.textTitle
                text: sheet.noShow ? qsTr("Mark %1 as no-show?").arg(sheet.work.label)
                    : qsTr("Sign off with %1 called?").arg(sheet.work.label)
            }

            Body {
                Layout.fillWidth: true
                color: Theme.muted
                text: sheet.noShow ? qsTr("The visitor was called only a moment ago and may still be on the way.")
                    : qsTr("The number returns to its place in the line and can be called at another counter.")
            }

            KeypadLine {
                Layout.fillWidth: true
                keypad: sheet.keypad
            }

            RowLayout {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
                spacing: Theme.gap
                uniformCellSizes: true

                SecondaryButton {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    objectName: "ask-dismiss"
                    text: sheet.noShow ? qsTr("Keep waiting") : qsTr("Stay")
                    implicitHeight: Theme.touchLarge * 0.8
                    onClicked: sheet.work.dismiss()

                    KeyCap {
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.gap
                        anchors.verticalCenter: parent.verticalCenter
                        text: "Esc"
                        tint: Theme.primaryStrong
                    }
                }

                PrimaryButton {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    objectName: sheet.noShow ? "no-show-confirm" : "sign-off-confirm"
                    text: sheet.noShow ? qsTr("Yes, no-show") : qsTr("Sign off")
                    tone: "danger"
                    textSize: Theme.textBody
                    implicitHeight: Theme.touchLarge * 0.8
                    onClicked: sheet.work.confirm()

                    KeyCap {
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.gap
                        anchors.verticalCenter: parent.verticalCenter
                        text: "Enter"
                        tint: Theme.inkOnDanger
                    }
                }
            }
        }
    }
}
