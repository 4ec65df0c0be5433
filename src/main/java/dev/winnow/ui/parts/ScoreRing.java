package dev.winnow.ui.parts;

import com.vaadin.flow.component.html.Span;
import dev.winnow.project.Build;
import dev.winnow.project.Grade;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A build's score in a ring that it fills. */
public final class ScoreRing extends Span {
    private ScoreRing(@Nullable Integer score) {
        addClassName("ring");
        getElement().setAttribute("role", "img");
        if (score == null) {
            getElement().setAttribute("aria-label", "No score: nobody scanned it");
            add(new Span("–"));
            return;
        }
        Grade grade = Grade.of(score);
        addClassName("grade-" + grade.name().toLowerCase(Locale.ROOT));
        getElement().setAttribute("aria-label", "Score " + score + " of 100, grade " + grade);
        getStyle().set("--score", score.toString());
        add(new Span(score.toString()));
    }

    public static ScoreRing of(Optional<Build> build) {
        return new ScoreRing(build.flatMap(Build::score).orElse(null));
    }

    public ScoreRing small() {
        addClassName("small");
        return this;
    }

    public ScoreRing large() {
        addClassName("large");
        return this;
    }
}
