pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One page over the work: options to choose from, found by typing where they are many, or a line to write. */
Rectangle {
    id: pane

    required property SheetModel sheet
    required property KeypadModel keypad
    readonly property bool typing: sheet.search !== "" || sheet.write !== ""

    color: Qt.alpha(Theme.night, 0.55)
    Accessible.role: Accessible.Dialog
    Accessible.name: sheet.title
    // No button behind it keeps the keys.
    onVisibleChanged: if (visible && !typing) forceActiveFocus()
    onTypingChanged: if (visible && !typing) forceActiveFocus()

    // The list moves its own index when rows come and go: it is told anew each time.
    Connections {
        target: pane.sheet

        function onChanged(): void {
            list.currentIndex = pane.sheet.optionCount > 0 ? pane.sheet.current : -1;
        }
    }

    // Nothing behind it can be reached.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onClicked: pane.sheet.close()
    }

    Card {
        objectName: "sheet"
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.margin
        width: Math.min(parent.width - 2 * Theme.margin, Theme.lineLength * 1.1)
        implicitWidth: 0
        implicitHeight: 0
        height: Math.min(parent.height - 2 * Theme.margin, content.implicitHeight + 2 * padding)
        padding: Theme.gapLarge

        MouseArea {
            anchors.fill: parent
        }

        ColumnLayout {
            id: content

            anchors.fill: parent
            spacing: Theme.gap

            SheetHead {
                Layout.fillWidth: true
                sheet: pane.sheet
            }

            TextField {
                id: field

                objectName: "sheet-field"
                Layout.fillWidth: true
                visible: pane.typing
                // What cannot be seen must not take the keys.
                enabled: visible
                text: pane.sheet.typed
                placeholderText: pane.sheet.search || pane.sheet.write
                maximumLength: pane.sheet.lengthMax || 32767
                Accessible.name: placeholderText
                onTextEdited: pane.sheet.type(text)
                onVisibleChanged: if (visible) forceActiveFocus()
            }

            ListView {
                id: list

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: 0
                implicitHeight: contentHeight
                visible: pane.sheet.write === "" && count > 0
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                // None made ahead: rows go before they are ready when somebody types fast.
                cacheBuffer: 0
                highlightMoveDuration: 0
                highlightResizeDuration: 0
                model: pane.sheet.options
                Accessible.role: Accessible.List

                delegate: SheetOption {
                    width: list.width
                    current: index === pane.sheet.current
                    onClicked: pane.sheet.choose(key)
                }
            }

            KeypadLine {
                Layout.fillWidth: true
                keypad: pane.keypad
            }

            Caption {
                Layout.fillWidth: true
                visible: pane.sheet.search !== "" && pane.sheet.optionCount === 0 && pane.sheet.typed !== ""
                text: qsTr("Nothing is found.")
            }

            PrimaryButton {
                objectName: "sheet-confirm"
                Layout.fillWidth: true
                visible: pane.sheet.write !== ""
                enabled: pane.sheet.ready
                text: pane.sheet.confirmText
                textSize: Theme.textBody
                onClicked: pane.sheet.accept()

                KeyCap {
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.gap * 1.5
                    anchors.verticalCenter: parent.verticalCenter
                    text: "Enter"
                    tint: parent.enabled ? Theme.inkOnPrimary : Theme.inkOnDisabled
                }
            }
        }
    }
}
