pragma Singleton

import QtQuick

/** Every colour, size, duration and font of the apps, named by role. Sizes are in pixels and follow `scale`. */
QtObject {
    id: theme

    /** Set by the window from its size; 1 on a screen whose short side is 1080 px. */
    property real scale: 1
    /** The hall display's theme: the colour roles below switch with it. */
    property bool dark: false

    // Colours by role
    readonly property color ink: dark ? nightInk : "#10233A"
    readonly property color muted: dark ? nightMuted : "#51627A"
    readonly property color page: dark ? night : "#F3F6FA"
    readonly property color surface: dark ? nightSurface : "#FFFFFF"
    readonly property color surfaceHigh: dark ? nightSurfaceHigh : "#E9EEF4"
    readonly property color outline: dark ? nightOutline : "#D6DEE8"
    readonly property color primary: dark ? "#6FB6F2" : "#0B5FA5"
    readonly property color primaryStrong: dark ? "#9CCFFA" : "#084A82"
    readonly property color primarySoft: dark ? "#173B5E" : "#E3EFF9"
    readonly property color inkOnPrimary: dark ? night : "#FFFFFF"
    readonly property color accent: "#F2A900"
    readonly property color accentSoft: dark ? "#3D3416" : "#FDF1D0"
    readonly property color inkOnAccent: "#10233A"
    readonly property color success: dark ? "#6FD3A0" : "#1E7F4F"
    readonly property color successSoft: dark ? "#123D30" : "#EAF6F0"
    readonly property color warning: dark ? "#F7C948" : "#7A5200"
    readonly property color warningSoft: dark ? "#3D3416" : "#FFF4D6"
    readonly property color danger: dark ? "#FF9C94" : "#B3261E"
    readonly property color dangerSoft: dark ? "#48201F" : "#FBE9E7"
    readonly property color inkOnDanger: dark ? night : "#FFFFFF"
    readonly property color disabled: dark ? "#34506F" : "#C3CDD9"
    readonly property color inkOnDisabled: dark ? "#C7D5E6" : "#3F4E63"
    readonly property color paper: "#FFFFFF"
    readonly property color inkOnPaper: "#000000"

    readonly property color night: "#0B1B2E"
    readonly property color nightSurface: "#132943"
    readonly property color nightSurfaceHigh: "#1B3656"
    readonly property color nightOutline: "#24405F"
    readonly property color nightInk: "#FFFFFF"
    readonly property color nightMuted: "#A9BCD3"

    /** One for each tenant, by its place in the catalogue; white text on any of them is readable. */
    readonly property list<color> tints: [
        "#0B5FA5", "#1A7448", "#9A4A00", "#7A3E9D", "#B3261E", "#00707A", "#5050C8",
        "#9C2D6B", "#4F6B12", "#455A64", "#A63D12", "#2A4BA0", "#6B5200", "#C2185B"
    ]

    // Grid
    readonly property real unit: 8 * scale
    readonly property real gapSmall: 8 * scale
    readonly property real gap: 16 * scale
    readonly property real gapLarge: 32 * scale
    readonly property real margin: 40 * scale
    readonly property real border: Math.max(1, 2 * scale)
    readonly property real radius: 16 * scale
    readonly property real radiusSmall: 10 * scale
    readonly property real radiusLarge: 28 * scale
    readonly property real touch: 80 * scale
    readonly property real touchLarge: 112 * scale
    readonly property real bar: 104 * scale
    readonly property real iconSmall: 28 * scale
    readonly property real icon: 40 * scale
    readonly property real iconLarge: 56 * scale
    readonly property real iconHuge: 120 * scale
    readonly property real lineLength: 920 * scale

    // Text
    readonly property string family: "Plus Jakarta Sans"
    readonly property int textCaption: 22 * scale
    readonly property int textBody: 28 * scale
    readonly property int textLarge: 34 * scale
    readonly property int textTitle: 42 * scale
    readonly property int textHeading: 56 * scale
    readonly property int textDisplay: 80 * scale
    readonly property int textNumber: 220 * scale
    readonly property int medium: Font.Medium
    readonly property int semiBold: Font.DemiBold
    readonly property int bold: Font.Bold
    readonly property int extraBold: Font.ExtraBold

    // Durations, milliseconds
    readonly property int calmMs: 220
    readonly property int pulseMs: 1100
    readonly property int toastMs: 4000
    /** Half a period of an LED sign that blinks. */
    readonly property int blinkMs: 500

    /** The strong colour of the tenant at that place in the catalogue. */
    function tint(index: int): color {
        const strong = tints[((index % tints.length) + tints.length) % tints.length];
        return dark ? Qt.tint(strong, Qt.alpha("#FFFFFF", 0.55)) : strong;
    }

    /** A background for text or an icon in `strong`. */
    function soft(strong: color): color {
        return dark ? Qt.tint(nightSurface, Qt.alpha(strong, 0.16)) : Qt.tint("#FFFFFF", Qt.alpha(strong, 0.10));
    }

    /** The scale at which a layout drawn for `shortSide` pixels fills a window. */
    function scaleFor(width: real, height: real, shortSide: real): real {
        return Math.max(0.35, Math.min(width, height) / shortSide);
    }
}
