import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One line of a service standard: what it is about, over what it says. */
RowLayout {
    id: fact

    required property string iconName
    required property string label
    required property string value

    visible: value !== ""
    spacing: Theme.gap * 1.25

    Icon {
        Layout.alignment: Qt.AlignTop
        name: fact.iconName
        tint: Theme.primary
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Caption {
            Layout.fillWidth: true
            text: fact.label
        }

        Body {
            Layout.fillWidth: true
            text: fact.value
            strong: true
        }
    }
}
