import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A page: title and lead on top, its content, and a row of buttons at the same place at the bottom. */
Item {
    id: frame

    property string title
    property string lead
    default property alias content: middle.data
    property alias buttons: footer.data
    property alias heading: header.data
    /** Between content and buttons. */
    property alias above: over.data
    property bool aboveShown: false
    property bool footed: true
    /** What is left for the content of a page without buttons. */
    readonly property real roomWithoutButtons: height - 2 * Theme.margin - header.height - Theme.gapLarge
        - (aboveShown ? over.height + Theme.gapLarge : 0)

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.margin
        spacing: Theme.gapLarge

        ColumnLayout {
            id: header

            Layout.fillWidth: true
            Layout.fillHeight: false
            spacing: Theme.gapSmall

            Heading {
                Layout.fillWidth: true
                visible: text !== ""
                text: frame.title
            }

            Body {
                Layout.fillWidth: true
                visible: text !== ""
                text: frame.lead
                color: Theme.muted
            }
        }

        Item {
            id: middle

            objectName: "page-content"
            Layout.fillWidth: true
            Layout.fillHeight: true
        }

        ColumnLayout {
            id: over

            visible: frame.aboveShown
            Layout.fillWidth: true
            Layout.fillHeight: false
            spacing: Theme.gap
        }

        RowLayout {
            id: footer

            visible: frame.footed
            Layout.fillWidth: true
            Layout.fillHeight: false
            spacing: Theme.gap
        }
    }
}
