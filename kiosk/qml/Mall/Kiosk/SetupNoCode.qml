import QtQuick
import QtQuick.Layouts
import Mall.Look

/** No code is set, so nobody gets in: how to set one, in both languages at once. */
PageFrame {
    id: page

    required property SetupModel setup

    objectName: "setup-no-code"
    buttons: [
        SetupBack { setup: page.setup },
        Item { Layout.fillWidth: true }
    ]

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.lineLength)
        spacing: Theme.gapLarge

        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: Theme.iconHuge * 1.2
            Layout.preferredHeight: Theme.iconHuge * 1.2
            radius: width / 2
            color: Theme.soft(Theme.primary)

            Icon {
                anchors.centerIn: parent
                name: "lock"
                tint: Theme.primary
                size: Theme.iconHuge * 0.6
            }
        }

        Body {
            objectName: "no-code-id"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: page.setup.noCode.id
        }

        Panel {
            Layout.fillWidth: true
            spacing: Theme.gapSmall

            Caption {
                objectName: "no-code-file"
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.WrapAnywhere
                text: page.setup.noCode.file
            }

            Body {
                objectName: "no-code-line"
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                text: page.setup.noCode.line
                strong: true
                font.pixelSize: Theme.textTitle
            }
        }

        Body {
            objectName: "no-code-en"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: page.setup.noCode.en
            color: Theme.muted
        }
    }
}
