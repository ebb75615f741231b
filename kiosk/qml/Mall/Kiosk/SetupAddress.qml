pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The address of a printer that is not in the list, typed with our own keys or real ones. */
PageFrame {
    id: page

    required property SetupModel setup
    required property bool wide
    readonly property AddressField field: setup.address

    title: wide ? "" : qsTr("Address of the printer")

    buttons: [
        SetupBack { setup: page.setup },
        PrimaryButton {
            objectName: "use-address"
            Layout.fillWidth: true
            enabled: page.field.text !== ""
            iconName: "check"
            text: qsTr("Use this address")
            textSize: Theme.textTitle
            onClicked: page.field.use()
        }
    ]

    SetupTyping {
        setup: page.setup
        onTyped: text => page.field.type(text)
        onErased: page.field.erase()
        onEntered: page.field.use()
        onEscaped: page.setup.back()
    }

    ColumnLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        height: page.wide ? parent.height : Math.min(parent.height, 1080 * Theme.scale)
        spacing: Theme.gap

        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(Theme.touchLarge, typed.implicitHeight + 2 * Theme.gap)
            radius: Theme.radius
            color: Theme.surface
            border.width: 2 * Theme.border
            border.color: page.field.note === "" ? Theme.primary : Theme.warning

            Body {
                id: typed

                objectName: "address"
                anchors.verticalCenter: parent.verticalCenter
                x: Theme.gap * 1.5
                width: parent.width - 2 * x
                text: page.field.text + "|"
                strong: true
                font.pixelSize: Theme.textLarge
                wrapMode: Text.WrapAnywhere
            }
        }

        Notice {
            objectName: "address-note"
            Layout.fillWidth: true
            visible: text !== ""
            tone: "warning"
            text: page.field.note
        }

        SetupKeys {
            Layout.fillWidth: true
            Layout.fillHeight: true
            onTyped: text => page.field.type(text)
            onErased: page.field.erase()
            onStarted: scheme => page.field.start(scheme)
        }
    }
}
