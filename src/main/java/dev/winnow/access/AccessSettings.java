package dev.winnow.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the first users.
 *
 * @param adminPassword of the user {@code admin}; without it a random one is printed once
 * @param resetAdminPassword given to the user {@code admin} with every start, who is an active administrator then
 * @param demo whether an empty database gets demo users
 */
@ConfigurationProperties("winnow")
record AccessSettings(
        @Nullable String adminPassword, @Nullable String resetAdminPassword, boolean demo) {
    /** Without the password. */
    @Override
    public String toString() {
        return "AccessSettings[demo=" + demo + "]";
    }
}
