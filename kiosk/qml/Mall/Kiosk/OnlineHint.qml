import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The same errand can be done from home. */
Panel {
    id: hint

    required property string name
    required property string url

    objectName: "online"
    visible: url !== ""
    color: Theme.primarySoft
    border.width: 0

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gapLarge

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.unit / 2

            Body {
                Layout.fillWidth: true
                text: qsTr("You can also do this from home")
                strong: true
                color: Theme.primaryStrong
            }

            Body {
                Layout.fillWidth: true
                text: hint.name
            }

            Caption {
                Layout.fillWidth: true
                text: hint.url
                wrapMode: Text.WrapAnywhere
            }
        }

        QrImage {
            size: 170 * Theme.scale
            value: hint.url
        }
    }
}
