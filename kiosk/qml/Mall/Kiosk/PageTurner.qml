import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Buttons that turn the pages of a `ChoiceGrid`; nothing where there is but one page. */
RowLayout {
    id: turner

    required property ChoiceGrid grid

    visible: grid.pages > 1
    spacing: Theme.gap

    SecondaryButton {
        objectName: "page-back"
        Layout.preferredHeight: Theme.touchLarge
        enabled: turner.grid.page > 0
        iconName: "arrow-left"
        text: qsTr("Previous")
        onClicked: turner.grid.turn(-1)
    }

    Body {
        objectName: "page-number"
        Layout.preferredWidth: 150 * Theme.scale
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("%1 of %2").arg(turner.grid.page + 1).arg(turner.grid.pages)
        color: Theme.muted
    }

    PrimaryButton {
        objectName: "page-next"
        Layout.preferredHeight: Theme.touchLarge
        enabled: turner.grid.page < turner.grid.pages - 1
        iconName: "arrow-right"
        iconAfter: true
        text: qsTr("More")
        textSize: Theme.textBody
        onClicked: turner.grid.turn(1)
    }
}
