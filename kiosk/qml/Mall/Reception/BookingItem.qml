import QtQuick

/** One booking in a list. */
ListRow {
    required property string clock
    required property string service
    required property string tenant
    required property string code
    required property string due
    required property string tone

    objectName: "booking-" + code.replace(" ", "")
    lead: clock
    heading: service
    detail: tenant + " · " + code
    chip: due
    chipTone: tone
}
