package dev.winnow.finding.identity;

import dev.winnow.importers.CodeFlow;
import dev.winnow.importers.Component;
import dev.winnow.importers.Location;
import dev.winnow.importers.Result;
import dev.winnow.importers.Suppression;
import dev.winnow.importers.WebRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash over all that is kept of a result, to tell whether it must be written again. What it leaves out is the
 * rule's text, which has its own row; of an advisory only what gates ask for, so that the small change of EPSS that every
 * day brings does not rewrite every finding.
 */
final class ResultDigest {
    private static final int PER_CENT = 100;
    private static final int TENTHS = 10;

    private long hash = 0x51ED270B;

    private ResultDigest() {}

    static long of(Result result) {
        var digest = new ResultDigest();
        digest.add(result.rule().id());
        digest.add(result.severity().ordinal());
        digest.add(result.title());
        digest.add(result.message());
        digest.add(result.identifiers());
        for (Location location : result.locations()) {
            digest.add(location);
        }
        Component component = result.component();
        if (component != null) {
            digest.add(component.purl());
            digest.add(component.name());
            digest.add(component.version());
            digest.add(component.fixedVersion());
            digest.add(component.fixState());
        }
        digest.add(result.resource());
        WebRequest request = result.request();
        if (request != null) {
            digest.add(request.method());
            digest.add(request.url());
            digest.add(request.parameter());
            digest.add(request.attack());
            digest.add(request.evidence());
        }
        Suppression suppression = result.suppression();
        if (suppression != null) {
            digest.add(suppression.by());
            digest.add(suppression.justification());
        }
        for (CodeFlow flow : result.codeFlows()) {
            for (Location step : flow.steps()) {
                digest.add(step);
            }
        }
        digest.add(result.references());
        digest.add(result.layer());
        var advisory = result.rule().advisory();
        digest.add(advisory != null && advisory.knownExploited() ? 1 : 0);
        if (advisory != null) {
            digest.add(advisory.epss() == null ? -1 : (int) (advisory.epss() * PER_CENT));
            digest.add(advisory.cvss() == null ? -1 : (int) (advisory.cvss() * TENTHS));
        }
        digest.add(result.rule().cwes());
        return digest.hash;
    }

    private void add(Location location) {
        add(location.uri());
        add(location.startLine());
        add(location.startColumn());
        add(location.endLine());
        add(location.endColumn());
        add((int) location.offset());
        add(location.snippet());
        add(location.context());
        add(location.logicalName());
        add(location.message());
    }

    private void add(List<String> texts) {
        for (String text : texts) {
            add(text);
        }
        add(texts.size());
    }

    private void add(@Nullable String text) {
        // String.hashCode is computed at memory speed and kept in the string.
        add(text == null ? -1 : text.hashCode());
        add(text == null ? -1 : text.length());
    }

    private void add(int value) {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 32;
    }
}
