pragma ComponentBehavior: Bound

import QtQuick
import Mall.Look

/** All that can go wrong with one device, a switch each. */
Flow {
    id: switches

    required property PieceModel piece

    spacing: Theme.gapSmall

    Repeater {
        model: switches.piece.faults

        Switch {
            id: toggle

            required property string key

            objectName: `${switches.piece.name}-${key}`
            onClicked: switches.piece.toggle(toggle.key)
        }
    }
}
