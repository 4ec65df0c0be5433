package dev.winnow.export;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number for the cover, against its target and the quarter before.
 *
 * @param metric its word
 * @param title as its definition calls it
 * @param value empty where nothing was counted
 * @param target empty where there is none
 * @param before the same in the quarter before
 * @param n on how many it stands
 * @param basis the same in words, such as {@code 31 fixed}
 * @param met whether the target is met; empty where that cannot be said
 */
public record Figure(
        String metric,
        String title,
        Unit unit,
        OptionalDouble value,
        Aim aim,
        OptionalDouble target,
        OptionalDouble before,
        int n,
        String basis,
        Optional<Boolean> met) {
    /** Which way is better. */
    public enum Aim {
        AT_MOST("at most "),
        AT_LEAST("at least "),
        /** Fewer than in the quarter before, or none. */
        FALLING("");

        private final String words;

        Aim(String words) {
            this.words = words;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Held against its target now. */
    static Figure of(
            String metric,
            String title,
            Unit unit,
            OptionalDouble value,
            Aim aim,
            OptionalDouble target,
            OptionalDouble before,
            int n,
            String basis) {
        return new Figure(metric, title, unit, value, aim, target, before, n, basis, met(aim, value, target, before));
    }

    private static Optional<Boolean> met(Aim aim, OptionalDouble value, OptionalDouble target, OptionalDouble before) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        double is = value.getAsDouble();
        return switch (aim) {
            case AT_MOST -> target.isEmpty() ? Optional.empty() : Optional.of(is <= target.getAsDouble());
            case AT_LEAST -> target.isEmpty() ? Optional.empty() : Optional.of(is >= target.getAsDouble());
            case FALLING ->
                is == 0
                        ? Optional.of(true)
                        : before.isEmpty() ? Optional.empty() : Optional.of(is < before.getAsDouble());
        };
    }

    /** How it changed since the quarter before; empty where one of both is not known. */
    public OptionalDouble change() {
        return value.isEmpty() || before.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(value.getAsDouble() - before.getAsDouble());
    }

    /** Whether it got better; empty where it is not known, or reads the same: nobody sees a difference then. */
    public Optional<Boolean> better() {
        OptionalDouble change = change();
        if (change.isEmpty() || change.getAsDouble() == 0 || valueText().equals(beforeText())) {
            return Optional.empty();
        }
        return Optional.of((change.getAsDouble() > 0) == (aim == Aim.AT_LEAST));
    }

    public String valueText() {
        return Amounts.text(value, unit);
    }

    public String beforeText() {
        return Amounts.text(before, unit);
    }

    public String targetText() {
        if (aim == Aim.FALLING) {
            return "falling";
        }
        return target.isEmpty() ? Amounts.NOTHING : aim.words + Amounts.text(target, unit);
    }

    public String metText() {
        if (aim != Aim.FALLING && target.isEmpty()) {
            return "no target";
        }
        return met().map(is -> is ? "met" : "missed").orElse("not known");
    }
}
