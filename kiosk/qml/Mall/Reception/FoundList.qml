pragma ComponentBehavior: Bound

import QtQuick

/** What was found for the text on the page in sight. */
Item {
    id: list

    required property ReceptionModel reception
    readonly property BookedModel bookings: reception.bookings

    ChoiceList {
        objectName: "services"
        anchors.fill: parent
        visible: list.reception.page === "issue"
        choice: list.reception.issue.choice
        emptyIcon: "search"
        emptyText: list.reception.text === "" ? qsTr("Type what the visitor needs in their own words: “ktp hilang”, “paspor”.")
                + "\n\n" + qsTr("A number, a booking code or a scanned slip works here too.")
            : qsTr("No service has these words.")

        delegate: ServiceItem {
            onClicked: list.reception.choose(index)
        }
    }

    ChoiceList {
        objectName: "visits"
        anchors.fill: parent
        visible: list.reception.page === "look_up"
        choice: list.reception.lookUp.choice
        title: list.reception.lookUp.searching ? "" : qsTr("Given at this desk")
        emptyIcon: "ticket"
        emptyText: list.reception.lookUp.searching ? qsTr("No such number today.")
            : qsTr("Type a number like A-017, or scan the slip.")

        delegate: VisitItem {
            onClicked: list.reception.choose(index)
        }
    }

    ChoiceList {
        objectName: "bookings"
        anchors.fill: parent
        visible: list.reception.page === "bookings" && !list.bookings.making
        choice: list.bookings.choice
        title: list.bookings.searching ? "" : qsTr("Today’s bookings")
        emptyIcon: "calendar"
        emptyText: list.bookings.searching ? qsTr("No booking found. Please check the digits.")
            : qsTr("Nobody who has booked for today is still to come.")

        delegate: BookingItem {
            onClicked: list.reception.choose(index)
        }
    }

    ChoiceList {
        objectName: "bookable"
        anchors.fill: parent
        visible: list.reception.page === "bookings" && list.bookings.making
        choice: list.bookings.form.choice
        title: qsTr("Services that can be booked")
        emptyIcon: "calendar"
        emptyText: qsTr("No service with these words can be booked.")

        delegate: ServiceItem {
            onClicked: list.reception.choose(index)
        }
    }

    ChoiceList {
        objectName: "results"
        anchors.fill: parent
        visible: list.reception.page === "pick_ups"
        choice: list.reception.pickUps.choice
        title: list.reception.pickUps.searching ? "" : qsTr("Results to be fetched")
        emptyIcon: "file-check"
        emptyText: list.reception.pickUps.searching ? qsTr("No result is waiting for this number.")
            : qsTr("No results are waiting to be fetched.")

        delegate: ResultItem {
            onClicked: list.reception.choose(index)
        }
    }
}
