package dev.winnow.deployment;

import dev.winnow.problem.InvalidRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be recorded. The build is named in exactly one way.
 *
 * @param build the pipeline's id
 * @param digest of its image: {@code sha256:…}, alone or at the end of a reference
 * @param branch where the build is, for a name that several branches have; empty: the newest of all
 * @param environment its name
 * @param production whether the environment is one of production; empty: as it was, and for a new one as its name says
 * @param deployedAt empty: now
 */
public record NewDeployment(
        Optional<String> build,
        Optional<String> commit,
        Optional<String> digest,
        Optional<String> branch,
        String environment,
        Optional<Boolean> production,
        Optional<Instant> deployedAt) {
    /** @throws InvalidRequest where it names no build, or names it twice */
    public NewDeployment {
        if (Stream.of(build, commit, digest).filter(Optional::isPresent).count() != 1) {
            throw new InvalidRequest("Name the build in one way: build (the pipeline's id), commit, or digest.");
        }
    }

    /** A build by its pipeline's id, that runs from now on. */
    public static NewDeployment of(String build, String environment) {
        return new NewDeployment(
                Optional.of(build),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                environment,
                Optional.empty(),
                Optional.empty());
    }

    /** The same, that ran from an instant on. */
    public NewDeployment at(Instant instant) {
        return new NewDeployment(build, commit, digest, branch, environment, production, Optional.of(instant));
    }
}
