import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Who sits here, and the way out. */
Card {
    id: panel

    required property WorkModel work

    z: 1
    padding: Theme.gap
    implicitWidth: 0
    implicitHeight: Theme.touch + 2 * padding

    RowLayout {
        anchors.fill: parent
        spacing: Theme.gap

        Rectangle {
            Layout.preferredWidth: Theme.touch
            Layout.preferredHeight: Theme.touch
            radius: Theme.radius
            color: Theme.primary

            Text {
                objectName: "desk-number"
                anchors.fill: parent
                anchors.margins: Theme.gapSmall
                text: panel.work.counter
                color: Theme.inkOnPrimary
                font.family: Theme.family
                font.pixelSize: Theme.textTitle
                font.weight: Theme.extraBold
                fontSizeMode: Text.Fit
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Caption {
                Layout.fillWidth: true
                text: qsTr("Counter %1").arg(panel.work.counter)
            }

            Body {
                objectName: "desk-officer"
                Layout.fillWidth: true
                text: panel.work.officer
                strong: true
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.textCaption
            }
        }

        IconButton {
            id: leave

            objectName: "sign-off"
            iconName: "log-out"
            text: qsTr("Sign off")
            enabled: panel.work.canLeave
            focusPolicy: Qt.TabFocus
            onClicked: panel.work.perform("sign_off")
        }
    }

    Chip {
        visible: leave.hovered
        anchors.right: parent.right
        anchors.top: parent.bottom
        anchors.topMargin: panel.padding + Theme.gapSmall
        text: leave.text
        tone: "primary"
    }
}
