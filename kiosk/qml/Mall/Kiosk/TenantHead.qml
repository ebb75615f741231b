import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Whose services these are, over the title of a page. */
RowLayout {
    id: head

    required property var tenant
    property string title

    spacing: Theme.gap * 1.5

    Rectangle {
        Layout.preferredWidth: Theme.touchLarge
        Layout.preferredHeight: Theme.touchLarge
        radius: Theme.radius
        color: Theme.tint(head.tenant.tint ?? 0)

        Icon {
            anchors.centerIn: parent
            name: head.tenant.emblem ?? ""
            tint: Theme.surface
            size: Theme.iconLarge
        }

        Heading {
            anchors.centerIn: parent
            text: head.tenant.badge ?? ""
            color: Theme.surface
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Body {
            Layout.fillWidth: true
            text: head.tenant.subtitle ?? ""
            color: Theme.muted
            maximumLineCount: 2
            elide: Text.ElideRight
        }

        Heading {
            Layout.fillWidth: true
            text: head.title
            font.pixelSize: Theme.textTitle
        }
    }
}
