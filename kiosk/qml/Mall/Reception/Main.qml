import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import QtQuick.Window
import Mall.Look

/** The desk's window: one field for all that is typed or scanned, a list of what it finds, and what to do. */
Window {
    id: window

    required property ReceptionModel reception
    readonly property bool obstructed: reception.obstacle.title !== undefined

    width: 1280
    height: 800
    minimumWidth: 1000
    minimumHeight: 640
    color: Theme.page
    title: qsTr("Reception")

    // A click leaves the keyboard where everything is typed.
    onActiveFocusItemChanged: {
        const button = activeFocusItem as T.AbstractButton;
        if (button && button.focusReason === Qt.MouseFocusReason)
            desk.takeFocus();
    }

    Binding {
        target: Theme
        property: "scale"
        value: Theme.scaleFor(Math.min(window.width, window.height * 1.6), window.height, 1200)
    }

    Shortcuts {
        reception: window.reception
        usable: !window.obstructed && window.reception.cancelling === ""
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TrainingRibbon {
            Layout.fillWidth: true
            shown: window.reception.training
        }

        TopBar {
            Layout.fillWidth: true
            mall: window.reception.mall
            place: qsTr("Reception")
            clock: window.reception.clock
            date: window.reception.date
            language: window.reception.language
            onLanguageChosen: language => window.reception.setLanguage(language)
        }

        ConnectionBanner {
            Layout.fillWidth: true
            text: window.reception.banner
        }

        Desk {
            id: desk

            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !window.obstructed
            reception: window.reception
        }

        FullNote {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: window.obstructed
            reception: window.reception
        }
    }

    AskSheet {
        anchors.fill: parent
        reception: window.reception
        onVisibleChanged: visible ? forceActiveFocus() : desk.takeFocus()
    }
}
