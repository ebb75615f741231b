import QtQuick

Window {
    title: nothing.of.the.kind
}
