import QtQuick
import Mall.Look

/** Whether the hall can hear this display. `sound`: "playing", "silent" or "no_device". */
Item {
    id: sign

    required property string sound
    required property bool small
    readonly property bool mute: sound === "no_device"
    readonly property string text: mute ? qsTr("No loudspeaker") : sound === "playing" ? qsTr("Speaking") : qsTr("Loudspeaker ready")

    objectName: "sound-state"
    implicitWidth: chip.visible ? chip.implicitWidth : icon.width
    implicitHeight: Math.max(chip.implicitHeight, icon.height)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Icon {
        id: icon

        anchors.centerIn: parent
        visible: !chip.visible
        name: sign.mute ? "volume-x" : "volume-2"
        tint: sign.mute ? Theme.warning : sign.sound === "playing" ? Theme.accent : Theme.muted
        size: Theme.icon
    }

    Chip {
        id: chip

        anchors.centerIn: parent
        visible: sign.mute && !sign.small
        iconName: "volume-x"
        tone: "warning"
        text: sign.text
    }
}
