import QtQuick

/** A short fact in a pill. `tone`: "neutral", "primary", "accent", "success", "warning" or "danger". */
Rectangle {
    id: chip

    property string text
    property string iconName
    property string tone: "neutral"
    property int textSize: Theme.textCaption
    readonly property color ink: tone === "primary" ? Theme.primaryStrong : tone === "accent" ? Theme.inkOnAccent
        : tone === "success" ? Theme.success : tone === "warning" ? Theme.warning
        : tone === "danger" ? Theme.danger : Theme.muted

    implicitWidth: row.implicitWidth + 1.4 * textSize
    implicitHeight: textSize * 1.9
    radius: height / 2
    color: tone === "primary" ? Theme.primarySoft : tone === "accent" ? Theme.accent
        : tone === "success" ? Theme.successSoft : tone === "warning" ? Theme.warningSoft
        : tone === "danger" ? Theme.dangerSoft : Theme.surfaceHigh
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: row

        anchors.centerIn: parent
        spacing: chip.textSize * 0.4

        Icon {
            visible: chip.iconName !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: chip.iconName
            tint: chip.ink
            size: chip.textSize * 1.15
        }

        Text {
            anchors.verticalCenter: parent.verticalCenter
            text: chip.text
            color: chip.ink
            font.family: Theme.family
            font.pixelSize: chip.textSize
            font.weight: Theme.semiBold
            textFormat: Text.PlainText
        }
    }
}
