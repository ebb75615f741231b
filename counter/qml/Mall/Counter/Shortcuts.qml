pragma ComponentBehavior: Bound

import QtQuick

/** The keyboard at work: one key an action, as its button shows. */
Item {
    id: keys

    required property WorkModel work
    readonly property bool free: work.counter > 0 && work.asking === ""

    component ActionKey: Shortcut {
        required property string name

        enabled: keys.free && keys.work.possible.includes(name)
        context: Qt.WindowShortcut
        autoRepeat: false
        onActivated: keys.work.perform(name)
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
}
