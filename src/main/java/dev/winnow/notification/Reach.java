package dev.winnow.notification;

import dev.winnow.access.Caller;
import dev.winnow.access.Scope;

/** Which projects a channel is for. */
public sealed interface Reach {
    /** One project, or the projects that a team has at the time. */
    record Of(Scope scope) implements Reach {}

    /** All projects there are. */
    record Everything() implements Reach {}

    static Reach project(String name) {
        return new Of(Scope.project(name));
    }

    static Reach team(String name) {
        return new Of(Scope.team(name));
    }

    Reach EVERYTHING = new Everything();

    /** Whether the caller arranges where its alerts go, and sees where they went. */
    default boolean isManagedBy(Caller caller) {
        return switch (this) {
            case Of(Scope scope) -> caller.mayTriage(scope);
            case Everything everything -> caller.mayAdminister();
        };
    }

    /** For people. */
    default String title() {
        return switch (this) {
            case Of(Scope scope) -> scope.kind().word() + " " + scope.name();
            case Everything everything -> "all projects";
        };
    }
}
