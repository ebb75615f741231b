import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One key of the keyboard, as wide as its neighbours. */
SecondaryButton {
    Layout.fillWidth: true
    Layout.fillHeight: true
    Layout.preferredWidth: 1
    Layout.minimumHeight: 72 * Theme.scale
    leftPadding: Theme.gapSmall
    rightPadding: Theme.gapSmall
    focusPolicy: Qt.NoFocus
    autoRepeat: false
    textSize: Theme.textLarge
}
