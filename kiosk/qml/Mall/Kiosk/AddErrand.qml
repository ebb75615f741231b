import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Put this service aside and look for another one: one number for both. */
SecondaryButton {
    required property KioskModel kiosk

    objectName: "add-errand"
    Layout.preferredHeight: Theme.touchLarge
    enabled: kiosk.canAdd
    iconName: "plus"
    text: kiosk.wantedCount < kiosk.errandCountMax ? qsTr("Something else too?")
        : qsTr("%1 errands at most").arg(kiosk.errandCountMax)
    textSize: Theme.textLarge
    onClicked: kiosk.addErrand()
}
