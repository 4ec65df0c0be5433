package dev.winnow.notification;

import java.util.Locale;
import java.util.Optional;

/** Names of closed choices as they stand in the REST interface and in messages. */
final class Words {
    private Words() {}

    static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        for (E choice : type.getEnumConstants()) {
            if (of(choice).equals(word)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
