package dev.winnow.policy;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server finds policies.
 *
 * @param path a file, or a folder with files that end in {@code .yaml} or {@code .yml}; null: only the built-in policy and
 *     those of pipelines
 * @param reload how often the server looks whether they have changed
 */
@ConfigurationProperties("winnow.policy")
record PolicySettings(
        @Nullable Path path, @DefaultValue("5s") Duration reload) {}
