package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.access.ApiToken;
import dev.winnow.access.Caller;
import dev.winnow.access.IssuedToken;
import dev.winnow.access.NewToken;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.problem.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tokens: made by their owners, listed and revoked by them and by administrators. */
@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "Tokens")
class TokenController {
    private static final int LARGEST_PAGE = 500;

    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @param name what it is for
     * @param project key of the only project it opens; left out: every project
     * @param expires from when on it opens nothing; left out: never
     */
    record TokenRequest(
            @NotBlank @Size(max = 100) String name,
            @NotNull TokenRole role,
            @Size(max = 100) @Nullable String project,
            @Nullable Instant expires) {}

    /** The one answer that has the secret. */
    record CreatedToken(
            @JsonProperty("token") String secret,
            long id,
            String name,
            TokenRole role,
            @Nullable String project,
            Instant created,
            @Nullable Instant expires) {
        static CreatedToken of(IssuedToken issued) {
            ApiToken token = issued.token();
            return new CreatedToken(
                    issued.secret(),
                    token.id(),
                    token.name(),
                    token.role(),
                    token.project(),
                    token.createdAt(),
                    token.expiresAt());
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "CreatedToken[" + id + "]";
        }
    }

    /** @param owner login name */
    record ListedToken(
            long id,
            String owner,
            String name,
            TokenRole role,
            @Nullable String project,
            Instant created,
            @Nullable Instant expires,
            @Nullable Instant lastUsed,
            @Nullable Instant revoked) {
        static ListedToken of(ApiToken token) {
            return new ListedToken(
                    token.id(),
                    token.owner().login(),
                    token.name(),
                    token.role(),
                    token.project(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    token.revokedAt());
        }
    }

    @Operation(
            summary = "Makes a token; its secret is in this answer and never again",
            security = @SecurityRequirement(name = "password"))
    @PostMapping
    ResponseEntity<CreatedToken> create(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody TokenRequest request) {
        IssuedToken issued = tokens.issue(
                caller, new NewToken(request.name(), request.role(), request.project(), request.expires()));
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + issued.token().id()))
                .body(CreatedToken.of(issued));
    }

    @Operation(
            summary = "Tokens, newest first, with those that are over",
            description = "With an admin token those of all users or of one, else only the token that was sent.")
    @GetMapping
    List<ListedToken> list(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Login name; left out: everyone's") @RequestParam(required = false) @Nullable
                    String owner,
            @Parameter(description = "`id` of the last token of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    Long after,
            @Parameter(description = "1 to 500") @RequestParam(defaultValue = "100") int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw new InvalidRequest("size: 1 to " + LARGEST_PAGE + ".");
        }
        return tokens.page(caller, owner, after, size).stream()
                .map(ListedToken::of)
                .toList();
    }

    @Operation(summary = "Revokes a token at once: anyone's with an admin token, else the one that was sent")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        tokens.revoke(caller, id);
        return ResponseEntity.noContent().build();
    }
}
