package dev.winnow.api;

import dev.winnow.access.Caller;
import dev.winnow.problem.NotPermitted;
import dev.winnow.search.FindingIndex;
import dev.winnow.search.IndexStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The search index, for those who run Winnow. */
@Tag(name = "Administration")
@RestController
@RequestMapping("/api/v1/admin/search-index")
class SearchIndexController {
    private final FindingIndex index;

    SearchIndexController(FindingIndex index) {
        this.index = index;
    }

    @Operation(summary = "How the search index is, and how far what is rebuilt has come")
    @GetMapping
    IndexStatus status(@AuthenticationPrincipal Caller caller) {
        permitted(caller);
        return index.status();
    }

    @Operation(
            summary = "Writes the search index anew from the database",
            description = "Searches go on meanwhile. `GET` shows the progress.")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    IndexStatus rebuild(@AuthenticationPrincipal Caller caller) {
        permitted(caller);
        return index.rebuild();
    }

    private static void permitted(Caller caller) {
        if (!caller.mayAdminister()) {
            throw new NotPermitted("Only administrators see the search index.");
        }
    }
}
