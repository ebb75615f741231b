import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A card as high as what it holds, for use in layouts. */
Rectangle {
    default property alias content: column.data
    property alias spacing: column.spacing

    implicitHeight: column.implicitHeight + 2 * Theme.gapLarge
    implicitWidth: column.implicitWidth + 2 * Theme.gapLarge
    radius: Theme.radius
    color: Theme.surface
    border.width: Theme.border
    border.color: Theme.outline

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.gapLarge
        spacing: Theme.gap * 1.5
    }
}
