import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Why no number is given for this service now, or that nobody sits at a counter for it yet. */
ColumnLayout {
    id: notice

    required property KioskModel kiosk
    property bool active: true
    readonly property var service: kiosk.service

    visible: active && (service.shut !== "" || service.unstaffed)
    spacing: Theme.gap

    Notice {
        objectName: "service-shut"
        Layout.fillWidth: true
        visible: notice.service.shut !== ""
        iconName: "lock"
        tone: "warning"
        title: qsTr("No numbers are given now")
        text: notice.service.shut
    }

    Notice {
        objectName: "unstaffed"
        Layout.fillWidth: true
        visible: notice.service.unstaffed
        tone: "warning"
        title: qsTr("No counter is open for this service yet")
        text: qsTr("You may take a number and wait.")
    }
}
