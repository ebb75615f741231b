// Named like the translation context whose texts it shows.
import QtQuick
import QtQuick.Controls.Basic

Window {
    id: window

    required property QtObject model

    width: 400
    height: 400
    color: "#FFFFFF"

    Text {
        id: heard

        objectName: "heard"
        text: "nothing"
    }

    Text {
        objectName: "translated"
        y: 20
        text: qsTr("Connected")
    }

    Shortcut {
        sequences: ["F2"]
        onActivated: heard.text = "F2"
    }

    Shortcut {
        sequences: ["Ctrl+S"]
        onActivated: heard.text = "Ctrl+S"
    }

    Button {
        objectName: "press"
        y: 50
        text: "Press"
        onClicked: heard.text = "pressed"
    }

    Button {
        objectName: "disabled"
        x: 150
        y: 50
        text: "Disabled"
        enabled: false
    }

    Button {
        objectName: "hidden"
        visible: false
        text: "Hidden"
    }

    Item {
        opacity: 0

        Button {
            objectName: "transparent"
            text: "Transparent"
        }
    }

    Button {
        objectName: "under"
        y: 100
        width: 100
        height: 40
        text: "Under"
    }

    MouseArea {
        objectName: "over"
        y: 100
        width: 100
        height: 40
    }

    TextField {
        objectName: "field"
        y: 150
        width: 200
    }

    Timer {
        id: later

        interval: 30
        onTriggered: late.visible = true
    }

    Button {
        objectName: "start-timer"
        x: 250
        y: 50
        text: "Start"
        onClicked: later.start()
    }

    Text {
        id: late

        objectName: "late"
        x: 250
        y: 100
        visible: false
        text: "here"
    }

    ListView {
        objectName: "list"
        y: 200
        width: 200
        height: 100
        clip: true
        cacheBuffer: 1000
        model: 10

        delegate: Button {
            required property int index

            objectName: `row-${index}`
            width: 200
            height: 40
            text: index
            onClicked: heard.text = objectName
        }
    }
}
