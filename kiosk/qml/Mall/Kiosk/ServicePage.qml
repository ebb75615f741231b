import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One service: what it takes and what it gives, before the number is taken. */
PageFrame {
    id: page

    required property KioskModel kiosk
    required property bool wide
    readonly property var service: kiosk.service
    readonly property bool open: service.shut === ""

    onVisibleChanged: scroll.contentY = 0

    heading: TenantHead {
        Layout.fillWidth: true
        tenant: page.kiosk.tenant
        title: page.service.title
    }

    aboveShown: open
    above: [
        ClassChips {
            Layout.fillWidth: true
            kiosk: page.kiosk
            wide: page.wide
        },
        AddErrand {
            Layout.fillWidth: true
            visible: !page.wide
            kiosk: page.kiosk
        }
    ]

    buttons: [
        BackButton { kiosk: page.kiosk },
        AddErrand {
            Layout.preferredWidth: 560 * Theme.scale
            Layout.fillHeight: true
            visible: page.open && page.wide
            kiosk: page.kiosk
        },
        PrimaryButton {
            objectName: "take-number"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge * 1.2
            enabled: page.kiosk.canTake
            iconName: "ticket"
            text: page.kiosk.wantedCount > 1 ? qsTr("Take one number for %1").arg(page.kiosk.wantedCount)
                : qsTr("Take a number")
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

                ServiceNotice {
                    Layout.fillWidth: true
                    active: !page.wide
                    kiosk: page.kiosk
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

                ServiceNotice {
                    Layout.fillWidth: true
                    active: page.wide
                    kiosk: page.kiosk
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
