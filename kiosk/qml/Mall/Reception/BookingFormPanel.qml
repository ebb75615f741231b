import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A new booking: the service from the list, a day, and the hour as it is typed. */
Panel {
    id: panel

    required property ReceptionModel reception
    readonly property BookingForm form: reception.bookings.form
    readonly property var page: form.page

    Heading {
        Layout.fillWidth: true
        font.pixelSize: Theme.textTitle
        text: panel.page.service ?? qsTr("New booking")
    }

    Caption {
        Layout.fillWidth: true
        visible: text !== ""
        text: panel.page.tenant ?? ""
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap
        spacing: Theme.gapSmall

        IconButton {
            objectName: "day-before"
            focusPolicy: Qt.NoFocus
            iconName: "minus"
            text: qsTr("One day earlier")
            enabled: !(panel.page.first ?? true)
            onClicked: panel.form.moveDay(-1)
        }

        Body {
            objectName: "booking-day"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: panel.page.day ?? ""
            strong: true
        }

        IconButton {
            objectName: "day-after"
            focusPolicy: Qt.NoFocus
            iconName: "plus"
            text: qsTr("One day later")
            enabled: !(panel.page.last ?? true)
            onClicked: panel.form.moveDay(1)
        }
    }

    Caption {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("In the field of the hour, the arrow keys change the day.")
    }

    TextField {
        objectName: "booking-hour"
        Layout.fillWidth: true
        text: panel.form.hour
        placeholderText: qsTr("Hour, like 09:30")
        maximumLength: 5
        font.pixelSize: Theme.textLarge
        Accessible.name: placeholderText
        onTextEdited: panel.form.typeHour(text)
        onAccepted: panel.form.book()
        Keys.onUpPressed: panel.form.moveDay(-1)
        Keys.onDownPressed: panel.form.moveDay(1)
        Keys.onEscapePressed: panel.reception.escape()
    }

    Caption {
        objectName: "booking-slots"
        Layout.fillWidth: true
        text: panel.page.slots ?? ""
    }

    Body {
        objectName: "booking-taken"
        Layout.fillWidth: true
        text: panel.page.taken ?? ""
    }

    actions: [
        VisitorLanguage {
            Layout.fillWidth: true
            language: panel.form.visitorLanguage
            onChosen: language => panel.form.setVisitorLanguage(language)
        },
        ActionKey {
            objectName: "leave-form"
            iconName: "arrow-left"
            key: "Esc"
            text: qsTr("Back to the list")
            onClicked: panel.reception.makeBooking(false)
        },
        ActionKey {
            objectName: "book"
            main: true
            iconName: "calendar-check"
            key: "Enter"
            text: qsTr("Book")
            enabled: panel.form.canBook
            busy: panel.reception.busy
            onClicked: panel.form.book()
        }
    ]
}
