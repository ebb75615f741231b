pragma ComponentBehavior: Bound

import QtQuick

/** The keyboard at work: one key an action, as its button shows. */
Item {
    id: keys

    required property WorkModel work
    required property SheetModel sheet
    required property AsideModel aside
    /** The work is on the screen, and no note instead of it. */
    required property bool shown
    readonly property bool free: shown && work.counter > 0 && work.asking === "" && !sheet.open
    readonly property bool resting: free && work.onBreak
    readonly property bool choosing: shown && sheet.open && work.asking === ""

    component ActionKey: Shortcut {
        required property string name

        enabled: keys.free && !keys.resting && keys.work.possible.includes(name)
        context: Qt.WindowShortcut
        autoRepeat: false
        onActivated: keys.work.perform(name)
    }

    component PageKey: Shortcut {
        required property string name

        enabled: keys.free
        autoRepeat: false
        onActivated: keys.sheet.show(name)
    }

    component OutcomeKey: Shortcut {
        required property string name

        enabled: keys.free && keys.work.state === "serving"
        onActivated: keys.work.chooseOutcome(name)
    }

    ActionKey {
        name: "call_next"
        sequences: ["F2", "Space"]
    }

    ActionKey {
        name: "recall"
        sequences: ["F3"]
    }

    ActionKey {
        name: "start"
        sequences: ["F4"]
    }

    ActionKey {
        name: "finish"
        sequences: ["F5"]
    }

    ActionKey {
        name: "no_show"
        sequences: ["F8"]
    }

    ActionKey {
        name: "take_back"
        sequences: ["F9"]
    }

    ActionKey {
        name: "park"
        sequences: ["F7"]
    }

    PageKey {
        name: "transfer"
        sequences: ["F6"]
    }

    PageKey {
        name: "more"
        sequences: ["F10"]
    }

    PageKey {
        name: "find"
        sequences: ["F12"]
    }

    Shortcut {
        enabled: keys.resting
        sequences: ["F2", "Space", "Return", "Enter"]
        autoRepeat: false
        onActivated: keys.work.perform("end_break")
    }

    Shortcut {
        enabled: keys.free
        sequences: ["F11"]
        autoRepeat: false
        onActivated: keys.aside.look(!keys.aside.shown)
    }

    OutcomeKey {
        name: "completed"
        sequences: ["1"]
    }

    OutcomeKey {
        name: "incomplete_documents"
        sequences: ["2"]
    }

    OutcomeKey {
        name: "referred"
        sequences: ["3"]
    }

    OutcomeKey {
        name: "not_served"
        sequences: ["4"]
    }

    OutcomeKey {
        name: "result_later"
        sequences: ["5"]
    }

    SheetKeys {
        sheet: keys.sheet
        choosing: keys.choosing
    }

    Shortcut {
        enabled: keys.work.asking !== ""
        sequences: ["Return", "Enter"]
        autoRepeat: false
        onActivated: keys.work.confirm()
    }

    Shortcut {
        enabled: keys.work.asking !== ""
        sequences: ["Escape"]
        onActivated: keys.work.dismiss()
    }

    // Taken and dropped: it would lead to the buttons behind the question.
    Shortcut {
        enabled: keys.work.asking !== ""
        sequences: ["Tab", "Backtab", "Shift+Backtab"]
    }
}
