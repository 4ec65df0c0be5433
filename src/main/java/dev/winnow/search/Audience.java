package dev.winnow.search;

import java.util.Optional;

/** Who sees a saved view, besides its owner. */
public sealed interface Audience {
    /** Nobody else. */
    record Nobody() implements Audience {}

    record Everyone() implements Audience {}

    /** Those who have a role in this team. */
    record Team(String name) implements Audience {}

    Audience NOBODY = new Nobody();
    Audience EVERYONE = new Everyone();

    default boolean isShared() {
        return !(this instanceof Nobody);
    }

    default Optional<String> team() {
        return this instanceof Team(String name) ? Optional.of(name) : Optional.empty();
    }
}
