package dev.winnow.chart;

import java.awt.Color;

/**
 * Colours by their role. A chart is drawn in stand-ins that no drawing uses otherwise; the finished SVG names the style
 * sheet's tokens instead.
 */
enum Tone {
    INK("--ink"),
    SOFT("--soft"),
    LINE("--line"),
    CARD("--card"),
    ACCENT("--accent"),
    GOOD("--good"),
    MIDDLING("--middling"),
    BAD("--bad");

    private final String token;

    Tone(String token) {
        this.token = token;
    }

    /** The stand-in, opaque. */
    Color color() {
        return new Color(1, 2, 3 + ordinal());
    }

    /** The stand-in of what is not to be seen. */
    static Color clear() {
        Color card = CARD.color();
        return new Color(card.getRed(), card.getGreen(), card.getBlue(), 0);
    }

    /** The SVG with tokens for stand-ins. */
    static String named(String svg) {
        String named = svg;
        for (Tone tone : values()) {
            Color color = tone.color();
            named = named.replace(
                    "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")",
                    "var(" + tone.token + ")");
        }
        return named;
    }
}
