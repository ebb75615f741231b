import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One service: what it takes and what it gives, before the number is taken. */
PageFrame {
    id: page

    required property KioskModel kiosk
    required property bool wide
    readonly property var service: kiosk.service

    onVisibleChanged: scroll.contentY = 0

    heading: TenantHead {
        Layout.fillWidth: true
        tenant: page.kiosk.tenant
        title: page.service.title
    }

    buttons: [
        BackButton { kiosk: page.kiosk },
        PrimaryButton {
            objectName: "take-number"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge * 1.2
            enabled: page.kiosk.canTake
            iconName: "ticket"
            text: qsTr("Take a number")
            textSize: Theme.textTitle
            onClicked: page.kiosk.take()
        }
    ]

    Flickable {
        id: scroll

        objectName: "requirements"
        readonly property bool sliding: more.sliding || moving

        anchors.fill: parent
        clip: true
        contentHeight: body.implicitHeight
        boundsBehavior: Flickable.StopAtBounds

        GridLayout {
            id: body

            width: scroll.width
            columns: page.wide ? 2 : 1
            columnSpacing: Theme.gapLarge
            rowSpacing: Theme.gap * 1.5

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: Theme.gap * 1.5

                UnstaffedNotice {
                    Layout.fillWidth: true
                    visible: page.service.unstaffed && !page.wide
                }

                Panel {
                    Layout.fillWidth: true

                    Requirements {
                        Layout.fillWidth: true
                        items: page.service.requirements
                        textSize: page.wide ? Theme.textBody : Theme.textLarge
                    }
                }

                OnlineHint {
                    Layout.fillWidth: true
                    name: page.service.online_name
                    url: page.service.online_url
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: Theme.gap * 1.5

                UnstaffedNotice {
                    Layout.fillWidth: true
                    visible: page.service.unstaffed && page.wide
                }

                ServiceFacts {
                    Layout.fillWidth: true
                    service: page.service
                }
            }
        }
    }

    MoreBelow {
        id: more

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        list: scroll
    }
}
