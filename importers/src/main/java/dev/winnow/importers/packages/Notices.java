package dev.winnow.importers.packages;

import dev.winnow.importers.Masking;
import dev.winnow.importers.Texts;
import java.util.ArrayList;
import java.util.List;

/** What a scanner says of its own run, a few lines of it. */
public final class Notices {
    private static final int MOST = 20;

    private final List<String> lines = new ArrayList<>();

    /** Adds a line, without credentials; those after the twentieth say little more. */
    public void add(String notice) {
        if (lines.size() < MOST && !notice.isBlank()) {
            lines.add(Texts.line(Masking.maskKnown(Texts.block(notice))));
        }
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
