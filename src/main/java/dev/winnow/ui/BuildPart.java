package dev.winnow.ui;

import dev.winnow.finding.BuildContent;
import java.util.Locale;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** The parts a build's findings fall into. */
enum BuildPart {
    NEW("New", "Nothing new: every finding of this build was there before."),
    CARRIED("Carried", "Nothing was carried over from the build before."),
    FIXED("Fixed", "No finding of before has gone in this build."),
    SILENCED("Silenced", "Nothing is silenced in this build.");

    static final String PARAMETER = "show";

    private final String title;
    private final String empty;

    BuildPart(String title, String empty) {
        this.title = title;
        this.empty = empty;
    }

    String title() {
        return title;
    }

    /** What to say where there is none. */
    String empty() {
        return empty;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BuildPart> ofWord(String word) {
        for (BuildPart part : values()) {
            if (part.word().equals(word)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** Numbers of the findings in it. New and carried ones make the whole build, silenced ones among them. */
    RoaringBitmap of(BuildContent content) {
        return switch (this) {
            case NEW -> content.fresh();
            case CARRIED -> RoaringBitmap.andNot(content.all().all(), content.fresh());
            case FIXED -> content.fixed();
            case SILENCED -> content.silenced();
        };
    }
}
