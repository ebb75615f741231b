pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Where to sit down today, and who does. */
Item {
    id: page

    required property CounterModel counter

    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.margin
        spacing: Theme.margin

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap

            Heading {
                Layout.fillWidth: true
                text: qsTr("Choose your counter")
            }

            GridView {
                id: grid

                readonly property int columns: 2

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.topMargin: Theme.gap
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                cellWidth: Math.floor(width / columns)
                cellHeight: Theme.touchLarge + Theme.gap * 1.5
                model: page.counter.signOn.seats

                delegate: Item {
                    id: cell

                    required property int number
                    required property bool taken
                    required property string holder
                    required property string services
                    required property bool chosen

                    width: grid.cellWidth
                    height: grid.cellHeight

                    CounterTile {
                        anchors.fill: parent
                        anchors.rightMargin: Theme.gap
                        anchors.bottomMargin: Theme.gap
                        number: cell.number
                        taken: cell.taken
                        holder: cell.holder
                        services: cell.services
                        chosen: cell.chosen
                        onClicked: page.counter.signOn.choose(cell.number)
                    }
                }

                EmptyState {
                    anchors.centerIn: parent
                    width: parent.width
                    visible: page.counter.signOn.seatCount === 0
                    iconName: "landmark"
                    title: qsTr("This agency has no counters")
                    text: qsTr("The administrator can add counters for %1 in the catalogue.").arg(page.counter.tenant)
                }
            }
        }

        Card {
            Layout.preferredWidth: page.width * 0.34
            Layout.fillWidth: false
            Layout.alignment: Qt.AlignTop
            padding: Theme.gapLarge
            implicitWidth: 0
            implicitHeight: form.implicitHeight + 2 * padding

            ColumnLayout {
                id: form

                anchors.fill: parent
                spacing: Theme.gap

                Heading {
                    Layout.fillWidth: true
                    font.pixelSize: Theme.textTitle
                    text: qsTr("Who is serving?")
                }

                Caption {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.gapSmall
                    text: qsTr("Officer's name")
                }

                TextField {
                    id: name

                    objectName: "officer-name"
                    Layout.fillWidth: true
                    text: page.counter.signOn.officer
                    placeholderText: qsTr("Your name")
                    maximumLength: page.counter.signOn.officerLengthMax
                    focus: page.visible
                    Accessible.name: qsTr("Officer's name")
                    onTextEdited: page.counter.signOn.typeName(text)
                    onAccepted: page.counter.signOn.signOn()
                }

                Notice {
                    objectName: "sign-on-problem"
                    Layout.fillWidth: true
                    visible: text !== ""
                    tone: "danger"
                    text: page.counter.signOn.problem
                }

                PrimaryButton {
                    objectName: "sign-on"
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.gapSmall
                    enabled: page.counter.signOn.ready
                    iconName: "log-in"
                    text: page.counter.signOn.busy ? qsTr("One moment…") : qsTr("Start work")
                    onClicked: page.counter.signOn.signOn()
                }

                Caption {
                    Layout.fillWidth: true
                    horizontalAlignment: Text.AlignHCenter
                    visible: !page.counter.signOn.ready && !page.counter.signOn.busy
                    text: !page.counter.connected ? qsTr("Waiting for the server")
                        : qsTr("Choose a free counter and type your name.")
                }
            }
        }
    }
}
