package dev.winnow.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the first start.
 *
 * @param adminPassword of the user {@code admin}; without it a random one is printed once
 * @param demo whether an empty database gets demo users
 */
@ConfigurationProperties("winnow")
record AccessSettings(@Nullable String adminPassword, boolean demo) {
    /** Without the password. */
    @Override
    public String toString() {
        return "AccessSettings[demo=" + demo + "]";
    }
}
