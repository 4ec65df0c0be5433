package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.NotFoundException;
import dev.winnow.access.Caller;
import dev.winnow.access.CurrentCaller;
import dev.winnow.access.Scope;
import dev.winnow.problem.NotPermitted;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/**
 * Who administers what a page is about, asked anew at each act: a page may stay open longer than its person's role. Who does
 * not any more is refused, and led away from the page.
 */
@Service
class Administrator {
    private final CurrentCaller caller;

    Administrator(CurrentCaller caller) {
        this.caller = caller;
    }

    /** For pages that only administrators of everything have. @throws NotFoundException where the person is none */
    void requireToEnter() {
        if (!caller.get().mayAdminister()) {
            throw new NotFoundException("Only administrators have this page.");
        }
    }

    /** One of everything. @throws NotPermitted where the person is none now */
    Caller everywhere() {
        return now(Caller::mayAdminister);
    }

    /** One of a project or team. @throws NotPermitted where the person is none now */
    Caller of(Scope scope) {
        return now(by -> by.mayAdminister(scope));
    }

    /** What only administrators of everything read; nothing where the person is none now. */
    <T> List<T> read(Function<Caller, List<T>> rows) {
        return caller.find().filter(Caller::mayAdminister).map(rows).orElseGet(List::of);
    }

    private Caller now(Predicate<Caller> may) {
        return caller.find().filter(may).orElseThrow(() -> {
            UI.getCurrent().navigate(OverviewView.class);
            return new NotPermitted("You administer this no more.");
        });
    }
}
