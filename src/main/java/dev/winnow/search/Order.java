package dev.winnow.search;

import java.util.Locale;
import java.util.Optional;

/** In which order findings are listed. */
public enum Order {
    /** The worst first, then in the order they were found. */
    SEVERITY,
    /** Those first that were first seen last. */
    NEWEST,
    OLDEST,
    /** Those first that fit the words best, then the worst. */
    RELEVANCE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Order> of(String word) {
        for (Order order : values()) {
            if (order.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }
}
