import QtQuick

/** One result in a list. */
ListRow {
    required property string label
    required property string day
    required property string service
    required property string tenant
    required property string standing
    required property string tone

    objectName: "result-" + label
    lead: label
    heading: service
    detail: tenant + " · " + day
    chip: standing
    chipTone: tone
}
