pragma ComponentBehavior: Bound

import QtQuick

/** The keyboard over the sheet: digits, arrows and the tab key choose, Enter takes, Escape goes back. */
Item {
    id: keys

    required property SheetModel sheet
    required property bool choosing

    Instantiator {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]

        delegate: Shortcut {
            required property string modelData

            enabled: keys.choosing && keys.sheet.search === "" && keys.sheet.write === ""
            sequences: [modelData]
            autoRepeat: false
            onActivated: keys.sheet.chooseDigit(modelData)
        }
    }

    Shortcut {
        enabled: keys.choosing
        sequences: ["Up", "Backtab", "Shift+Backtab"]
        onActivated: keys.sheet.move(-1)
    }

    Shortcut {
        enabled: keys.choosing
        sequences: ["Down", "Tab"]
        onActivated: keys.sheet.move(1)
    }

    Shortcut {
        enabled: keys.choosing
        sequences: ["Return", "Enter"]
        autoRepeat: false
        onActivated: keys.sheet.accept()
    }

    Shortcut {
        enabled: keys.choosing
        sequences: ["Escape"]
        onActivated: keys.sheet.back()
    }

    // The key that opened it closes it again.
    Shortcut {
        enabled: keys.choosing
        sequences: ["F10"]
        autoRepeat: false
        onActivated: keys.sheet.close()
    }
}
