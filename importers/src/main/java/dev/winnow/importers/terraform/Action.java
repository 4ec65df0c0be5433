package dev.winnow.importers.terraform;

import java.util.Set;

/** What became of a resource, by the actions that would make the state follow it. */
enum Action {
    UPDATED("changed"),
    DELETED("deleted"),
    CREATED("created"),
    REPLACED("replaced"),
    /** Nothing, or no more than another address in the code. */
    NONE("");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    /** For people. */
    String word() {
        return word;
    }

    /** The first part of rules' ids. */
    String rule() {
        return "resource-" + word;
    }

    static Action of(Set<String> actions) {
        boolean created = actions.contains("create");
        boolean deleted = actions.contains("delete");
        if (created || deleted) {
            return created && deleted ? REPLACED : created ? CREATED : DELETED;
        }
        boolean nothing = actions.isEmpty()
                || (actions.size() == 1 && BENIGN.contains(actions.iterator().next()));
        return nothing ? NONE : UPDATED;
    }

    private static final Set<String> BENIGN = Set.of("no-op", "read");
}
