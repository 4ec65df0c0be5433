package dev.winnow.policy;

import dev.winnow.finding.ScanContent;
import dev.winnow.importers.Severity;
import dev.winnow.policy.language.Weights;
import dev.winnow.project.Grade;
import org.roaringbitmap.RoaringBitmap;

/**
 * A build's score: {@code round(100 · 100 / (100 + risk))}, 100 is clean, each doubling of {@code 100 + risk} halves it.
 *
 * @param risk points, the sum of the weights of the build's distinct, unsilenced findings; from 0
 */
public record Score(long risk) {
    public Score {
        if (risk < 0) {
            throw new IllegalArgumentException("risk is never negative");
        }
    }

    /** 0 to 100. */
    public int points() {
        return (int) Math.round(100.0 * 100.0 / (100.0 + risk));
    }

    public Grade grade() {
        return Grade.of(points());
    }

    /** The points that one finding costs in these contents; 0 where it is silenced or not in there. */
    public static long cost(Weights weights, ScanContent content, int finding) {
        if (content.silenced().contains(finding)) {
            return 0;
        }
        for (Severity severity : Severity.values()) {
            if (content.of(severity).contains(finding)) {
                return weights.of(severity, content.exploited().contains(finding));
            }
        }
        return 0;
    }

    /** The points that these findings of one severity cost. */
    public static long risk(Weights weights, Severity severity, RoaringBitmap findings, RoaringBitmap exploited) {
        long twice = RoaringBitmap.andCardinality(findings, exploited);
        long once = findings.getLongCardinality() - twice;
        return once * weights.of(severity, false) + twice * weights.of(severity, true);
    }
}
