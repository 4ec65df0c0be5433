package dev.winnow.finding;

import dev.winnow.importers.Severity;
import dev.winnow.project.SeverityCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * What one scan found: sets of finding numbers by severity, and which of them the scanner suppressed or calls exploited.
 * A finding has the worst severity of its unsuppressed results; where all are suppressed, the worst of them. Not to be
 * changed once it is in use.
 */
public final class ScanContent {
    private static final int FORMAT = 1;

    private final Map<Severity, RoaringBitmap> bySeverity = new EnumMap<>(Severity.class);
    private final RoaringBitmap all = new RoaringBitmap();
    private final RoaringBitmap suppressed = new RoaringBitmap();
    private final RoaringBitmap exploited = new RoaringBitmap();

    /** Of people, not of the scan: never stored with it. */
    private final RoaringBitmap decided = new RoaringBitmap();

    private ScanContent() {
        for (Severity severity : Severity.values()) {
            bySeverity.put(severity, new RoaringBitmap());
        }
    }

    public static ScanContent empty() {
        return new ScanContent();
    }

    /** Collects results; several of them may be one finding. */
    static final class Collector {
        private final ScanContent standing = new ScanContent();
        private final ScanContent suppressed = new ScanContent();

        void add(int finding, Severity severity, boolean isSuppressed, boolean isExploited) {
            ScanContent content = isSuppressed ? suppressed : standing;
            content.of(severity).add(finding);
            if (isExploited) {
                content.exploited.add(finding);
            }
        }

        ScanContent content() {
            var content = new ScanContent();
            for (Severity severity : Severity.values()) {
                content.take(severity, standing.of(severity));
            }
            RoaringBitmap stands = content.all.clone();
            for (Severity severity : Severity.values()) {
                content.take(severity, suppressed.of(severity));
            }
            content.suppressed.or(content.all);
            content.suppressed.andNot(stands);
            content.exploited.or(standing.exploited);
            content.exploited.or(RoaringBitmap.and(suppressed.exploited, content.suppressed));
            content.compact();
            return content;
        }
    }

    /** Adds findings that have no worse severity yet. */
    private void take(Severity severity, RoaringBitmap findings) {
        RoaringBitmap fresh = RoaringBitmap.andNot(findings, all);
        of(severity).or(fresh);
        all.or(fresh);
    }

    private void compact() {
        bySeverity.values().forEach(RoaringBitmap::runOptimize);
        all.runOptimize();
        suppressed.runOptimize();
        exploited.runOptimize();
    }

    /** All findings of this severity, suppressed ones among them. */
    public RoaringBitmap of(Severity severity) {
        return bySeverity.getOrDefault(severity, new RoaringBitmap());
    }

    public RoaringBitmap all() {
        return all;
    }

    /** Findings that the scanner itself suppresses. */
    public RoaringBitmap suppressed() {
        return suppressed;
    }

    /** Findings that do not count: the scanner itself suppresses them, or people took them out. */
    public RoaringBitmap silenced() {
        return RoaringBitmap.or(suppressed, decided);
    }

    /** Findings that people took out: by decisions, silence rules and VEX documents. */
    public RoaringBitmap decided() {
        return decided;
    }

    /** The same, where people took these findings out and no others. */
    public ScanContent deciding(RoaringBitmap silenced) {
        var content = new ScanContent();
        bySeverity.forEach((severity, findings) -> content.of(severity).or(findings));
        content.all.or(all);
        content.suppressed.or(suppressed);
        content.exploited.or(exploited);
        content.decided.or(RoaringBitmap.and(all, silenced));
        return content;
    }

    /** Findings that are known to be exploited. */
    public RoaringBitmap exploited() {
        return exploited;
    }

    /** Distinct findings that count, by severity. */
    public SeverityCounts counts() {
        RoaringBitmap without = silenced();
        int[] counts = new int[Severity.values().length];
        for (Severity severity : Severity.values()) {
            counts[severity.ordinal()] = RoaringBitmap.andNotCardinality(of(severity), without);
        }
        return SeverityCounts.of(counts);
    }

    /**
     * What several scans of one build found together: each finding once, with the worst severity of the scans in which it
     * stands; suppressed only where every scan that has it suppresses it.
     */
    public static ScanContent union(Iterable<ScanContent> contents) {
        var collector = new Collector();
        for (ScanContent content : contents) {
            for (Severity severity : Severity.values()) {
                RoaringBitmap findings = content.of(severity);
                collector.standing.of(severity).or(RoaringBitmap.andNot(findings, content.suppressed));
                collector.suppressed.of(severity).or(RoaringBitmap.and(findings, content.suppressed));
            }
            collector.standing.exploited.or(RoaringBitmap.andNot(content.exploited, content.suppressed));
            collector.suppressed.exploited.or(RoaringBitmap.and(content.exploited, content.suppressed));
        }
        return collector.content();
    }

    /** The part of it that lies in the given set. */
    ScanContent only(RoaringBitmap findings) {
        var part = new ScanContent();
        for (Severity severity : Severity.values()) {
            part.take(severity, RoaringBitmap.and(of(severity), findings));
        }
        part.suppressed.or(RoaringBitmap.and(suppressed, findings));
        part.exploited.or(RoaringBitmap.and(exploited, findings));
        part.compact();
        return part;
    }

    /** The same with numbers replaced; what is one finding then has the worst severity of those. */
    ScanContent with(Map<Integer, Integer> survivors) {
        RoaringBitmap absorbed = RoaringBitmap.bitmapOf(
                survivors.keySet().stream().mapToInt(Integer::intValue).toArray());
        if (!RoaringBitmap.intersects(all, absorbed)) {
            return this;
        }
        var collector = new Collector();
        for (int finding : all) {
            collector.add(
                    survivors.getOrDefault(finding, finding),
                    severity(finding),
                    suppressed.contains(finding),
                    exploited.contains(finding));
        }
        return collector.content();
    }

    /** The worst severity of the finding. @throws IllegalArgumentException where it is not in here */
    public Severity severity(int finding) {
        for (Severity severity : Severity.values()) {
            if (of(severity).contains(finding)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("finding " + finding + " is not in this scan");
    }

    byte[] encoded() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            for (Severity severity : Severity.values()) {
                of(severity).serialize(out);
            }
            suppressed.serialize(out);
            exploited.serialize(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ScanContent decoded(byte[] bytes) {
        var content = new ScanContent();
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new IOException("a scan's contents are of a newer version of Winnow");
            }
            for (Severity severity : Severity.values()) {
                content.of(severity).deserialize(in);
                content.all.or(content.of(severity));
            }
            content.suppressed.deserialize(in);
            content.exploited.deserialize(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }
}
