package dev.winnow.wall;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes boards. */
interface BoardMaker {
    Board make(WallScope scope);

    /** A project, and the team that it belongs to now. */
    record Known(String name, @Nullable String team) {}

    /** Projects by number. */
    Collection<Known> projects(Set<Long> ids);
}
