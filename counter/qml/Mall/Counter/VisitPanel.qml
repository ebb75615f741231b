import QtQuick
import Mall.Look

/** Who is at the counter; while nobody is, how many wait. */
Card {
    id: panel

    required property WorkModel work
    required property VisitModel visit

    implicitWidth: 0
    implicitHeight: 0

    VisitFacts {
        anchors.fill: parent
        visible: panel.work.state !== "idle"
        work: panel.work
        visit: panel.visit
    }

    IdleFacts {
        anchors.fill: parent
        visible: panel.work.state === "idle"
        work: panel.work
    }
}
