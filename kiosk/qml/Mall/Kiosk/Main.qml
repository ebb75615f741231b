pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The kiosk's window: bar and notes on top, one page of the flow below. */
Window {
    id: window

    required property KioskModel kiosk
    required property SetupModel setup
    readonly property bool wide: width > height
    /** Too low for number and code below one another. */
    readonly property bool squat: height < 1.55 * width
    readonly property bool choosing: ["start", "services", "service"].includes(kiosk.screen)
    /** A long list would leave no room for what is needed for the service in sight. It shows what holds the number. */
    readonly property bool cramped: squat && kiosk.screen === "service" && kiosk.wantedCount > 3 && !kiosk.held
    readonly property bool settingUp: kiosk.screen === "setup"
    readonly property bool obstructed: kiosk.obstacle.title !== undefined && !settingUp

    width: 1080
    height: 1920
    color: Theme.page
    title: kiosk.mall

    Binding {
        target: Theme
        property: "scale"
        value: Theme.scaleFor(window.width, window.height, window.wide ? 1180 : 1080)
    }

    // Fingers need no pointer; the one that a touch leaves behind only hides a word.
    HoverHandler {
        objectName: "pointer"
        cursorShape: window.visibility === Window.FullScreen ? Qt.BlankCursor : Qt.ArrowCursor
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TopBar {
            Layout.fillWidth: true
            mall: window.kiosk.mall
            clock: window.kiosk.clock
            date: window.kiosk.date
            language: window.kiosk.language
            onLanguageChosen: language => window.kiosk.setLanguage(language)
        }

        TrainingRibbon {
            Layout.fillWidth: true
            shown: window.kiosk.training
        }

        ConnectionBanner {
            Layout.fillWidth: true
            text: window.kiosk.banner
        }

        Obstacle {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: window.obstructed
            obstacle: window.kiosk.obstacle
        }

        Loader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            active: window.settingUp
            visible: active
            sourceComponent: SetupPage {
                setup: window.setup
                wide: window.wide
            }
        }

        Pages {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !window.obstructed && !window.settingUp
            kiosk: window.kiosk
            wide: window.wide
            squat: window.squat
        }

        ErrandBar {
            Layout.fillWidth: true
            visible: !window.obstructed && window.choosing && window.kiosk.errandCount > 0 && !window.cramped
            kiosk: window.kiosk
        }
    }

    // Under the note below: who holds the name while it counts touches a page that is about to go.
    SetupHandle {
        width: Theme.bar * 4
        height: Theme.bar
        enabled: window.setup.hears
        setup: window.setup
    }

    // Over the clock and the name, where it hides nothing that can be touched.
    LeavingNote {
        x: Theme.margin
        y: (Theme.bar - height) / 2
        width: parent.width - 2 * Theme.margin - 200 * Theme.scale
        seconds: window.settingUp ? window.setup.secondsLeft : window.kiosk.screen === "done" ? 0 : window.kiosk.secondsLeft
    }
}
