pragma ComponentBehavior: Bound

import QtQuick

/** The keyboard: pages, and the actions of the page in sight. What is typed goes to the field. */
Item {
    id: keys

    required property ReceptionModel reception
    required property bool usable
    readonly property bool asked: reception.ticket.question ?? false
    readonly property bool given: reception.ticket.label !== undefined
    readonly property string page: usable && !given ? reception.page : ""
    readonly property bool making: page === "bookings" && reception.bookings.making

    component Key: Shortcut {
        context: Qt.WindowShortcut
        autoRepeat: false
    }

    component PageKey: Key {
        required property string opens

        enabled: keys.usable
        onActivated: keys.reception.openPage(opens)
    }

    component ClassKey: Key {
        required property int number
        readonly property var classes: keys.page === "look_up" ? keys.reception.lookUp.classes
            : keys.reception.issue.classes

        enabled: (keys.page === "issue" || keys.page === "look_up") && number <= classes.length
        onActivated: keys.page === "issue" ? keys.reception.issue.chooseClass(classes[number - 1].key)
            : keys.reception.lookUp.correctClass(classes[number - 1].key)
    }

    function otherLanguage(language: string): string {
        return language === "id" ? "en" : "id";
    }

    PageKey { sequences: ["F2"]; opens: "issue" }
    PageKey { sequences: ["F3"]; opens: "look_up" }
    PageKey { sequences: ["F4"]; opens: "bookings" }
    PageKey { sequences: ["F5"]; opens: "pick_ups" }

    ClassKey { sequences: ["Ctrl+1"]; number: 1 }
    ClassKey { sequences: ["Ctrl+2"]; number: 2 }
    ClassKey { sequences: ["Ctrl+3"]; number: 3 }
    ClassKey { sequences: ["Ctrl+4"]; number: 4 }
    ClassKey { sequences: ["Ctrl+5"]; number: 5 }
    ClassKey { sequences: ["Ctrl+6"]; number: 6 }

    Key {
        sequences: ["F6"]
        enabled: keys.usable && (keys.asked || keys.page === "look_up")
        onActivated: keys.asked ? keys.reception.answerPaper(true) : keys.reception.lookUp.perform("reprint")
    }

    Key {
        sequences: ["F7"]
        enabled: keys.usable && (keys.asked || keys.page !== "")
        onActivated: {
            const desk = keys.reception;
            if (keys.asked)
                desk.answerPaper(false);
            else if (keys.page === "issue")
                desk.issue.setVisitorLanguage(keys.otherLanguage(desk.issue.visitorLanguage));
            else if (keys.page === "look_up")
                desk.lookUp.perform("delay");
            else if (keys.making)
                desk.bookings.form.setVisitorLanguage(keys.otherLanguage(desk.bookings.form.visitorLanguage));
            else if (keys.page === "pick_ups")
                desk.pickUps.setVisitorLanguage(keys.otherLanguage(desk.pickUps.visitorLanguage));
        }
    }

    Key {
        sequences: ["F8"]
        enabled: keys.page !== ""
        onActivated: {
            if (keys.page === "issue")
                keys.reception.addErrand();
            else if (keys.page === "look_up")
                keys.reception.lookUp.perform("back");
            else if (keys.page === "bookings" && !keys.making)
                keys.reception.makeBooking(true);
        }
    }

    Key {
        sequences: ["F9"]
        enabled: keys.page === "look_up" || (keys.page === "bookings" && !keys.making)
        onActivated: keys.reception.askCancel()
    }
}
