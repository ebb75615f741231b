pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The calls of late, newest first: those still expected stand out. */
Panel {
    id: panel

    required property DisplayModel display

    title: qsTr("Latest calls")
    aside: PageDots {
        objectName: "recent-pages"
        page: panel.display.recentPage
        pages: panel.display.recentPages
    }

    ListView {
        id: list

        readonly property int lines: panel.display.recentLines

        objectName: "recent"
        Layout.fillWidth: true
        Layout.fillHeight: true
        interactive: false
        clip: true
        spacing: Theme.gapSmall
        model: panel.display.recent

        delegate: RecentLine {
            width: list.width
            height: (list.height - (list.lines - 1) * list.spacing) / list.lines
        }
    }
}
