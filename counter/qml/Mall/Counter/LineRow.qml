import QtQuick
import Mall.Look

/** One visitor in the line. */
PersonRow {
    id: row

    required property int visit
    required property int stop
    required property string service
    required property string note
    required property string symbol
    required property string waited
    required away

    objectName: "waiter-" + label
    text1: service
    text2: note
    iconName: symbol
    tint: Theme.primaryStrong
    trailing: waited
}
