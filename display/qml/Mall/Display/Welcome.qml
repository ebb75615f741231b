pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** While nobody is called: whose house this is and when it is open. */
ColumnLayout {
    id: welcome

    required property DisplayModel display
    required property bool large

    objectName: large ? "idle" : "no-calls"
    spacing: Theme.gap

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: Theme.iconHuge
        Layout.preferredHeight: Layout.preferredWidth
        radius: Theme.radiusLarge
        color: Theme.primary

        Icon {
            anchors.centerIn: parent
            name: "landmark"
            tint: Theme.inkOnPrimary
            size: parent.width * 0.6
        }
    }

    Heading {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap
        horizontalAlignment: Text.AlignHCenter
        text: welcome.large ? welcome.display.mall : qsTr("No calls yet")
        font.pixelSize: welcome.large ? Theme.textDisplay : Theme.textHeading
        font.weight: Theme.extraBold
    }

    Body {
        objectName: "today"
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        visible: text !== ""
        text: welcome.display.today
        color: Theme.accent
        strong: true
        font.pixelSize: welcome.large ? Theme.textTitle : Theme.textLarge
    }

    Body {
        objectName: "again"
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        visible: text !== ""
        text: welcome.display.again
        strong: true
        font.pixelSize: welcome.large ? Theme.textTitle : Theme.textLarge
    }

    GridLayout {
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.gap
        visible: welcome.large
        columns: 1
        rowSpacing: Theme.gapSmall

        Repeater {
            model: welcome.display.lists.openings

            RowLayout {
                id: opening

                required property string days
                required property string hours

                spacing: Theme.gapLarge

                Body {
                    Layout.preferredWidth: Theme.lineLength * 0.4
                    horizontalAlignment: Text.AlignRight
                    text: opening.days
                    color: Theme.muted
                    font.pixelSize: Theme.textLarge
                }

                Body {
                    Layout.preferredWidth: Theme.lineLength * 0.4
                    text: opening.hours
                    font.pixelSize: Theme.textLarge
                }
            }
        }
    }
}
