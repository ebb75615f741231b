import QtQuick
import Mall.Look

/** One who is set aside: parked, a no-show who may still come, or a result. */
PersonRow {
    id: row

    required property string kind
    required property int visit
    required property int stop
    required property string what
    required property string note
    required property string symbol
    required property string tone

    objectName: "aside-" + label
    text1: note
    text2: what
    iconName: symbol
    tint: tone === "danger" ? Theme.danger : tone === "warning" ? Theme.warning : tone === "success" ? Theme.success
        : Theme.muted
}
