package dev.winnow.policy;

import dev.winnow.policy.language.Effect;
import dev.winnow.project.Outcome;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * What the gate says of a build, and why.
 *
 * @param outcome the worst that a rule makes of it
 * @param reasons the rules that ask for more than passing, in the order of the policy
 */
public record Verdict(Outcome outcome, List<Reason> reasons) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /**
     * A rule that decided on findings of the build.
     *
     * @param message what the policy says to it; empty where it says nothing
     * @param size on how many findings it decided
     * @param findings their numbers, or those of the first of them
     */
    public record Reason(String rule, Effect effect, String message, int size, RoaringBitmap findings) {}

    static Verdict of(List<Reason> reasons) {
        Outcome worst =
                reasons.stream().map(reason -> reason.effect().outcome()).reduce(Outcome.PASS, Outcome::worse);
        return new Verdict(worst, reasons);
    }

    /** The rules that made the outcome what it is; none where the build passes. */
    public List<Reason> deciding() {
        return reasons.stream()
                .filter(reason -> reason.effect().outcome() == outcome)
                .toList();
    }

    /** The first of them; empty where no finding asked for more than passing. */
    public Optional<String> rule() {
        return deciding().stream().map(Reason::rule).findFirst();
    }

    /** The numbers of the findings that they decided on. */
    public RoaringBitmap findings() {
        var findings = new RoaringBitmap();
        deciding().forEach(reason -> findings.or(reason.findings()));
        return findings;
    }
}
