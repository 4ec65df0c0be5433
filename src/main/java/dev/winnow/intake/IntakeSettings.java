package dev.winnow.intake;

import dev.winnow.importers.Limits;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where reports lie and within which bounds they are read.
 *
 * @param dataDir everything Winnow keeps on disk
 * @param secretKey encrypts stored reports and keys the hashes of secrets; without it one is made in the data directory
 * @param imports how imports run
 */
@ConfigurationProperties("winnow")
public record IntakeSettings(
        @DefaultValue("./data") Path dataDir,
        @Nullable String secretKey,
        @DefaultValue Imports imports) {

    /**
     * How imports run.
     *
     * @param workers how many reports are read at once
     * @param defaultWait how long an upload waits for its outcome where it does not say
     * @param maxUpload the largest upload, as it comes
     * @param maxSize the largest report, decompressed
     * @param maxRatio the most that decompression may multiply a report
     * @param maxDepth the deepest nesting
     * @param maxString the longest text, in characters
     * @param maxNumber the longest number, in characters
     * @param maxResults the most results of a report
     */
    public record Imports(
            @DefaultValue("2") int workers,
            @DefaultValue("30s") Duration defaultWait,
            @DefaultValue("2GB") DataSize maxUpload,
            @DefaultValue("4GB") DataSize maxSize,
            @DefaultValue("200") int maxRatio,
            @DefaultValue("200") int maxDepth,
            @DefaultValue("16777216") int maxString,
            @DefaultValue("100") int maxNumber,
            @DefaultValue("1000000") int maxResults) {}

    public Limits limits() {
        return new Limits(
                imports.maxSize().toBytes(),
                imports.maxRatio(),
                imports.maxDepth(),
                imports.maxString(),
                imports.maxNumber(),
                imports.maxResults());
    }

    /** The memory in which one import may keep results for writing, in bytes: less in a small heap. */
    long spoolBytes() {
        return Runtime.getRuntime().maxMemory() / (8L * Math.max(1, imports.workers()));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "IntakeSettings[dataDir=" + dataDir + ", imports=" + imports + "]";
    }
}
