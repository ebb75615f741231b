pragma ComponentBehavior: Bound

import QtQuick

/** The pages of the flow, one of them in sight. Those on the way to the slip wait ready made. */
Item {
    id: pages

    required property KioskModel kiosk
    required property bool wide
    required property bool squat
    readonly property string screen: kiosk.screen

    StartPage {
        anchors.fill: parent
        visible: pages.screen === "start"
        kiosk: pages.kiosk
        wide: pages.wide
    }

    ServicesPage {
        anchors.fill: parent
        visible: pages.screen === "services"
        kiosk: pages.kiosk
        wide: pages.wide
    }

    ServicePage {
        anchors.fill: parent
        visible: pages.screen === "service"
        kiosk: pages.kiosk
        wide: pages.wide
    }

    Loader {
        anchors.fill: parent
        active: pages.screen === "check_in"
        sourceComponent: CheckInPage {
            kiosk: pages.kiosk
            wide: pages.wide
        }
    }

    PrintingPage {
        anchors.fill: parent
        visible: pages.screen === "issuing" || pages.screen === "printing"
        kiosk: pages.kiosk
        wide: pages.wide
        squat: pages.squat
    }

    // These come after the slip: made when they are needed, they cost nobody a moment before.
    Loader {
        anchors.fill: parent
        active: pages.screen === "question"
        sourceComponent: QuestionPage {
            kiosk: pages.kiosk
            wide: pages.wide
            squat: pages.squat
        }
    }

    Loader {
        anchors.fill: parent
        active: pages.screen === "trouble" || pages.screen === "screen_ticket"
        sourceComponent: ScreenTicketPage {
            kiosk: pages.kiosk
            wide: pages.wide
            squat: pages.squat
        }
    }

    Loader {
        anchors.fill: parent
        active: pages.screen === "done"
        sourceComponent: DonePage {
            kiosk: pages.kiosk
            wide: pages.wide
            squat: pages.squat
        }
    }

    Loader {
        anchors.fill: parent
        active: pages.screen === "place"
        sourceComponent: PlacePage {
            kiosk: pages.kiosk
            wide: pages.wide
            squat: pages.squat
        }
    }

    Loader {
        anchors.fill: parent
        active: pages.screen === "unread"
        sourceComponent: UnreadPage {
            kiosk: pages.kiosk
        }
    }

    Loader {
        anchors.fill: parent
        active: pages.screen === "refused"
        sourceComponent: RefusedPage {
            kiosk: pages.kiosk
        }
    }
}
