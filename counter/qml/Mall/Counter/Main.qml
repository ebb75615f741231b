import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import Mall.Look

/** The counter's window: one page at a time under the bar, questions and news over it. */
Window {
    id: window

    required property CounterModel counter
    readonly property bool atWork: counter.page === "work"

    width: 1280
    height: 800
    minimumWidth: 1000
    minimumHeight: 640
    color: Theme.page
    title: window.atWork ? qsTr("Counter %1").arg(window.counter.work.counter) : qsTr("Counter")

    Binding {
        target: Theme
        property: "scale"
        value: Theme.scaleFor(Math.min(window.width, window.height * 1.6), window.height, 1200)
    }

    Shortcuts {
        work: window.counter.work
        sheet: window.counter.sheet
        aside: window.counter.aside
        shown: window.atWork
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TrainingRibbon {
            Layout.fillWidth: true
            shown: window.counter.training
        }

        TopBar {
            Layout.fillWidth: true
            mall: window.counter.mall
            place: window.counter.tenant
            clock: window.counter.clock
            date: window.counter.date
            language: window.counter.language
            onLanguageChosen: language => window.counter.chooseLanguage(language)
        }

        ConnectionBanner {
            Layout.fillWidth: true
            text: window.atWork || window.counter.page === "sign_on" ? window.counter.banner : ""
        }

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            SignOnPage {
                anchors.fill: parent
                visible: window.counter.page === "sign_on"
                counter: window.counter
            }

            WorkPage {
                anchors.fill: parent
                visible: window.atWork
                work: window.counter.work
                visit: window.counter.visit
                aside: window.counter.aside
                sheet: window.counter.sheet
                keypad: window.counter.keypad
                deviceTrouble: window.counter.deviceTrouble
            }

            FullNote {
                anchors.fill: parent
                visible: !window.atWork && window.counter.page !== "sign_on"
                counter: window.counter
            }

            // Over what is only looked at, never over a button.
            Toast {
                id: toast

                textWidthMax: parent.width * 0.5
                x: (parent.width * 0.67 - width) / 2
                anchors.top: parent.top
                anchors.topMargin: Theme.gapSmall
            }
        }
    }

    Sheet {
        anchors.fill: parent
        visible: window.atWork && sheet.open
        sheet: window.counter.sheet
        keypad: window.counter.keypad
    }

    AskSheet {
        anchors.fill: parent
        work: window.counter.work
        keypad: window.counter.keypad
    }

    Connections {
        target: window.counter.work

        function onNoticed(text: string, tone: string): void {
            toast.show(text, tone);
        }

        function onOutdated(): void {
            toast.hide();
        }
    }
}
