package dev.winnow.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordConfigurationTests {
    /** Other tests hash with less work. */
    @Test
    void aHashTakesAThousandRoundsAndSaysSo() {
        String hash = new PasswordConfiguration().passwordEncoder().encode("a long enough one");

        assertThat(hash).startsWith("{bcrypt}$2a$10$");
    }
}
