import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A slip was scanned: its number, what to do now, and where. */
PageFrame {
    id: page

    required property KioskModel kiosk
    required property bool wide
    required property bool squat
    readonly property var place: kiosk.place
    readonly property bool several: stops.count > 0
    /** The message has half of the page for itself. */
    readonly property bool beside: wide && !several
    /** All errands are to be in sight. */
    readonly property bool crowded: squat && !wide && several

    buttons: [
        PrimaryButton {
            objectName: "understood"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge * (page.crowded ? 1 : page.wide ? 1.1 : 1.3)
            iconName: "check"
            text: qsTr("I understand")
            textSize: Theme.textTitle
            onClicked: page.kiosk.home()
        }
    ]

    GridLayout {
        anchors.centerIn: parent
        width: parent.width
        height: page.wide ? parent.height : Math.min(implicitHeight, parent.height)
        columns: page.wide ? 2 : 1
        columnSpacing: 2 * Theme.gapLarge
        rowSpacing: page.several ? Theme.gap : Theme.gapLarge

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: page.several ? 4 : 5
            Layout.maximumHeight: implicitHeight
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.gap

            Caption {
                Layout.fillWidth: true
                visible: !page.crowded
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Your queue number")
                font.pixelSize: Theme.textBody
            }

            GridLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                columns: page.crowded ? 2 : 1
                columnSpacing: Theme.gapLarge
                rowSpacing: Theme.gap

                TicketNumber {
                    objectName: "place-number"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredHeight: 1.1 * font.pixelSize
                    Layout.minimumHeight: 0.5 * font.pixelSize
                    Layout.maximumHeight: 1.1 * font.pixelSize
                    fontSizeMode: Text.Fit
                    text: page.place.label
                    color: Theme.primaryStrong
                    font.pixelSize: (page.crowded ? 0.6 : page.several ? 0.75 : 1) * Theme.textNumber
                }

                TicketMarks {
                    Layout.alignment: Qt.AlignHCenter
                    ticket: page.place
                }
            }

            PlaceErrand {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
                visible: page.beside
                place: page.place
            }

            PlaceMessage {
                Layout.fillWidth: true
                Layout.topMargin: page.crowded ? 0 : Theme.gap
                visible: !page.beside
                place: page.place
                tall: !page.squat && !page.several
                brief: page.crowded && stops.close
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 5
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.gapLarge

            PlaceMessage {
                Layout.fillWidth: true
                visible: page.beside
                place: page.place
                tall: true
            }

            PlaceErrand {
                Layout.fillWidth: true
                visible: !page.beside && !page.several
                place: page.place
            }

            WaitingPlace {
                Layout.fillWidth: true
                visible: !page.several && page.place.zone !== ""
                ticket: page.place
                zoneLabel: page.place.waits ? qsTr("Wait at") : qsTr("Zone")
            }

            PlaceStops {
                id: stops

                Layout.fillWidth: true
                visible: page.several
                stops: page.place.stops
            }
        }
    }
}
