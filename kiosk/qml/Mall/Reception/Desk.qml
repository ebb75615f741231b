pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Pages on top, what was found at the left, what to do about it at the right. */
Item {
    id: desk

    required property ReceptionModel reception
    readonly property bool made: reception.ticket.label !== undefined

    /** Back to where everything is typed. */
    function takeFocus(): void {
        field.forceActiveFocus();
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap * 1.5
        spacing: Theme.gap

        PageTabs {
            Layout.fillWidth: true
            reception: desk.reception
            onTurned: desk.takeFocus()
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap

            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                spacing: Theme.gap

                QueryField {
                    id: field

                    Layout.fillWidth: true
                    reception: desk.reception
                }

                FoundList {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    reception: desk.reception
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                spacing: Theme.gap

                Loader {
                    id: panel

                    readonly property string page: desk.made ? "ticket"
                        : desk.reception.page === "bookings" && desk.reception.bookings.making ? "form"
                        : desk.reception.page

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    sourceComponent: page === "ticket" ? ticket : page === "issue" ? issue
                        : page === "look_up" ? lookUp : page === "form" ? form
                        : page === "bookings" ? booking : pickUp
                    // The field of the hour goes with its form.
                    onPageChanged: desk.takeFocus()
                }

                Notice {
                    objectName: "news"
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: desk.reception.news
                    tone: desk.reception.newsTone
                }
            }
        }
    }

    Component { id: ticket; TicketPanel { reception: desk.reception } }
    Component { id: issue; IssuePanel { reception: desk.reception } }
    Component { id: lookUp; VisitPanel { reception: desk.reception } }
    Component { id: booking; BookingPanel { reception: desk.reception } }
    Component { id: form; BookingFormPanel { reception: desk.reception } }
    Component { id: pickUp; PickUpPanel { reception: desk.reception } }
}
