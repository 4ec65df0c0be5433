package dev.winnow.intake;

import dev.winnow.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the vault its key, made of the installation's secret. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {
    @Bean
    Vault vault(SecretKeys keys) {
        return new Vault(keys.derive("secrets kept in the database"));
    }
}
