import QtQuick

/** One visit in a list. */
ListRow {
    required property string label
    required property string service
    required property string standing
    required property string tone
    required property string at

    objectName: "visit-" + label
    lead: label
    heading: service
    detail: at
    chip: standing
    chipTone: tone
}
