package dev.winnow.security;

import dev.winnow.access.Caller;
import dev.winnow.audit.AuditLog;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/** Notes who signed out. A session that ends by itself is not a deed. */
@Component
class SignOuts {
    private final AuditLog log;

    SignOuts(AuditLog log) {
        this.log = log;
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof Caller caller) {
            log.record(caller.actor(), "sign-out", "user:" + caller.login(), null, null);
        }
    }
}
