import QtQuick

/** A white panel with a hairline around it; whatever is placed in it keeps `padding` away from the edge. */
Rectangle {
    id: card

    default property alias content: inner.data
    property real padding: Theme.gapLarge

    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.border
    border.color: Theme.outline
    implicitWidth: inner.childrenRect.width + 2 * padding
    implicitHeight: inner.childrenRect.height + 2 * padding

    Item {
        id: inner

        anchors.fill: parent
        anchors.margins: card.padding
    }
}
