package dev.winnow.security;

import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import dev.winnow.access.Caller;
import dev.winnow.ui.OwnSession;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Lets the session that changed its user's password outlive the change; {@link LiveSessions} ends the others. */
@Component
class ContinuedSession implements OwnSession {
    private final SecurityContextHolderStrategy holder;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    ContinuedSession(SecurityContextHolderStrategy holder) {
        this.holder = holder;
    }

    @Override
    public void goOnAs(Caller caller) {
        Authentication before = holder.getContext().getAuthentication();
        SecurityContext context = holder.createEmptyContext();
        context.setAuthentication(PasswordSignIn.signedIn(caller, before == null ? null : before.getDetails()));
        holder.setContext(context);
        contexts.saveContext(
                context,
                VaadinServletRequest.getCurrent().getHttpServletRequest(),
                VaadinServletResponse.getCurrent().getHttpServletResponse());
    }
}
