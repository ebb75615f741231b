import QtQuick
import Mall.Look

/** One service in a list. */
ListRow {
    required property string key
    required property string title
    required property string tenant
    required property int tint
    required property string standing
    required property string tone

    objectName: "service-" + key
    heading: title
    detail: tenant
    chip: standing
    chipTone: tone
    strip: Theme.tint(tint)
}
