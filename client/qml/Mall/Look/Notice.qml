import QtQuick
import QtQuick.Layouts

/** A panel that tells something. `tone`: "info", "success", "warning" or "danger". */
Rectangle {
    id: notice

    property string title
    property string text
    property string tone: "info"
    property string iconName: tone === "danger" || tone === "warning" ? "alert-triangle"
        : tone === "success" ? "check-circle" : "info"
    readonly property color tint: tone === "danger" ? Theme.danger : tone === "warning" ? Theme.warning
        : tone === "success" ? Theme.success : Theme.primaryStrong

    implicitHeight: row.implicitHeight + 2 * Theme.gap * 1.5
    implicitWidth: row.implicitWidth + 2 * Theme.gap * 1.5
    radius: Theme.radius
    color: tone === "danger" ? Theme.dangerSoft : tone === "warning" ? Theme.warningSoft
        : tone === "success" ? Theme.successSoft : Theme.primarySoft
    Accessible.role: Accessible.Notification
    Accessible.name: title
    Accessible.description: text

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.gap * 1.5
        spacing: Theme.gap * 1.5

        Icon {
            Layout.alignment: Qt.AlignVCenter
            name: notice.iconName
            tint: notice.tint
            size: Theme.iconLarge
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.unit / 2

            Body {
                Layout.fillWidth: true
                visible: text !== ""
                text: notice.title
                strong: true
                color: notice.tint
            }

            Body {
                Layout.fillWidth: true
                visible: text !== ""
                text: notice.text
            }
        }
    }
}
