import QtQuick

/** A line that shows for some seconds what just happened; `show` again replaces it. */
Rectangle {
    id: toast

    property string text
    property string tone: "info"
    /** A longer text goes on in the next line. */
    property real textWidthMax: Theme.lineLength

    /** Tones: "info", "success", "danger". */
    function show(text: string, tone: string): void {
        toast.text = text;
        toast.tone = tone;
        life.restart();
    }

    /** Before its time: what it says is no longer so. */
    function hide(): void {
        life.stop();
    }

    objectName: "toast"
    visible: opacity > 0
    opacity: life.running ? 1 : 0
    implicitWidth: row.implicitWidth + 2 * Theme.gapLarge
    implicitHeight: row.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: tone === "danger" ? Theme.danger : tone === "success" ? Theme.success : Theme.ink
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Behavior on opacity {
        NumberAnimation { duration: Theme.calmMs }
    }

    SequentialAnimation {
        id: life

        PauseAnimation { duration: Theme.toastMs }
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gap

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: toast.tone === "danger" ? "alert-triangle" : toast.tone === "success" ? "check" : "info"
            tint: Theme.surface
            size: Theme.iconSmall
        }

        Body {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, toast.textWidthMax)
            text: toast.text
            strong: true
            color: Theme.surface
        }
    }
}
