import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Who may set the kiosk up types the code; which digits were typed is not shown. */
PageFrame {
    id: page

    required property SetupModel setup
    required property bool wide
    readonly property bool locked: setup.locked

    title: qsTr("Set-up of this kiosk")
    lead: qsTr("For staff: type the code, then touch Open.")

    buttons: [
        SetupBack { setup: page.setup },
        PrimaryButton {
            objectName: "setup-enter"
            Layout.fillWidth: true
            enabled: page.setup.canEnter
            iconName: "lock"
            text: qsTr("Open")
            textSize: Theme.textTitle
            onClicked: page.setup.enter()
        }
    ]

    SetupTyping {
        setup: page.setup
        onTyped: text => page.setup.typeDigit(text)
        onErased: page.setup.eraseDigit()
        onEntered: page.setup.enter()
        onEscaped: page.setup.back()
    }

    GridLayout {
        anchors.centerIn: parent
        width: parent.width
        height: page.wide ? parent.height : Math.min(parent.height, 1180 * Theme.scale)
        columns: page.wide ? 2 : 1
        columnSpacing: 2 * Theme.gapLarge
        rowSpacing: 2 * Theme.gapLarge

        ColumnLayout {
            Layout.alignment: Qt.AlignCenter
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            spacing: Theme.gapLarge

            SetupDots {
                objectName: "setup-dots"
                Layout.alignment: Qt.AlignHCenter
                opacity: page.locked ? 0.4 : 1
                count: page.setup.digitCount
                countMax: page.setup.digitCountMax
            }

            Notice {
                objectName: "setup-wrong"
                Layout.fillWidth: true
                Layout.minimumHeight: 116 * Theme.scale
                Layout.maximumWidth: Theme.lineLength
                Layout.alignment: Qt.AlignHCenter
                opacity: text === "" ? 0 : 1
                tone: page.locked ? "danger" : "warning"
                iconName: page.locked ? "lock" : "alert-triangle"
                text: page.locked ? page.setup.lockedText : page.setup.wrongText
            }
        }

        KeyPad {
            Layout.alignment: Qt.AlignHCenter
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.maximumWidth: 760 * Theme.scale
            enabled: !page.locked
            erasable: page.setup.digitCount > 0
            onTyped: digit => page.setup.typeDigit(digit)
            onErased: page.setup.eraseDigit()
        }
    }
}
