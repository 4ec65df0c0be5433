package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.policy.Policies;
import dev.winnow.policy.PolicyInForce;
import dev.winnow.policy.PolicyVersion;
import dev.winnow.policy.language.Attribute;
import dev.winnow.policy.language.InvalidPolicy;
import dev.winnow.policy.language.Policy;
import dev.winnow.policy.language.PolicyCase;
import dev.winnow.policy.language.PolicyReader;
import dev.winnow.policy.language.PolicyRule;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.project.Project;
import dev.winnow.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The gate's policies: which is in force, and what is wrong with one that is to be. */
@Tag(name = "Policies")
@RestController
@RequestMapping("/api/v1")
class PolicyController {
    private static final int PAGE = 50;

    private final Policies policies;
    private final Projects projects;
    private final Clock clock;

    PolicyController(Policies policies, Projects projects, Clock clock) {
        this.policies = policies;
        this.projects = projects;
        this.clock = clock;
    }

    /** A rule. @param asks attributes of a finding that its condition asks for */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleJson(
            String name,
            String when,
            String effect,
            @Nullable String message,
            @Nullable Instant until,
            List<String> asks) {
        static RuleJson of(PolicyRule rule) {
            return new RuleJson(
                    rule.name(),
                    rule.when().text(),
                    rule.effect().word(),
                    rule.message().isEmpty() ? null : rule.message(),
                    rule.until().orElse(null),
                    rule.when().attributes().stream()
                            .map(Attribute::word)
                            .sorted()
                            .toList());
        }
    }

    record FailedJson(String name, int line, String said) {}

    record TestsJson(int passed, List<FailedJson> failed) {
        static TestsJson of(List<PolicyCase.Result> results) {
            List<FailedJson> failed = results.stream()
                    .filter(result -> !result.passed())
                    .map(result -> new FailedJson(
                            result.of().name(),
                            result.of().line(),
                            result.said().orElse("")))
                    .toList();
            return new TestsJson(results.size() - failed.size(), failed);
        }
    }

    /** @param hash SHA-256 of the text */
    record CheckedJson(String hash, List<RuleJson> rules, TestsJson tests) {}

    /** A version of a policy. @param source built-in, file or pipeline */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionJson(
            String id,
            String source,
            @Nullable String file,
            @Nullable String commit,
            @Nullable String hash,
            Instant at,
            String by) {
        static VersionJson of(PolicyVersion version) {
            return new VersionJson(
                    Long.toString(version.id()),
                    version.source().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    version.name().orElse(null),
                    version.commit().orElse(null),
                    version.hash().orElse(null),
                    version.at(),
                    version.by());
        }
    }

    record InForceJson(VersionJson version, List<RuleJson> rules, String text) {
        static InForceJson of(PolicyInForce policy) {
            return new InForceJson(
                    VersionJson.of(policy.version()),
                    policy.policy().rules().stream().map(RuleJson::of).toList(),
                    policy.policy().text());
        }
    }

    /** @param next what to ask for as {@code before}; absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionsJson(
            List<VersionJson> versions, @Nullable String next) {}

    @Operation(
            summary = "Says what is wrong with a policy, or what it says; runs its tests",
            description =
                    "The body is YAML. What is wrong is answered as 400 with every problem's line, column and rule.")
    @PostMapping("/policies/check")
    CheckedJson check(HttpServletRequest request) throws IOException, InvalidPolicy {
        Policy policy = policy(request);
        return new CheckedJson(
                policy.hash(),
                policy.rules().stream().map(RuleJson::of).toList(),
                TestsJson.of(policy.test(clock.instant())));
    }

    @Operation(summary = "The JSON Schema of policies, for editors")
    @GetMapping(path = "/policies/schema", produces = "application/schema+json")
    ResponseEntity<byte[]> schema() throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/schema+json"))
                .body(new ClassPathResource("policy.schema.json").getContentAsByteArray());
    }

    @Operation(summary = "The policy that judges a project's builds")
    @GetMapping("/projects/{project}/policy")
    InForceJson inForce(@AuthenticationPrincipal Caller caller, @PathVariable("project") String name) {
        return InForceJson.of(policies.of(readable(caller, name)));
    }

    @Operation(
            summary = "Every policy that has been in force for a project, the newest first",
            description = "Also those that the server reads for all projects.")
    @GetMapping("/projects/{project}/policy/versions")
    VersionsJson versions(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String name,
            @RequestParam(required = false) @Nullable Long before) {
        List<PolicyVersion> some =
                policies.versions(readable(caller, name), before == null ? Long.MAX_VALUE : before, PAGE + 1);
        List<PolicyVersion> shown = some.stream().limit(PAGE).toList();
        return new VersionsJson(
                shown.stream().map(VersionJson::of).toList(),
                some.size() > PAGE ? Long.toString(shown.getLast().id()) : null);
    }

    @Operation(summary = "The text of one version of a project's policy")
    @GetMapping(path = "/projects/{project}/policy/versions/{version}", produces = "text/yaml")
    ResponseEntity<byte[]> text(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String name,
            @PathVariable("version") long version) {
        String text = policies.versions(readable(caller, name), version + 1, 1).stream()
                .filter(found -> found.id() == version)
                .flatMap(found -> found.hash().stream())
                .flatMap(hash -> policies.text(hash).stream())
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such version."));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "yaml", StandardCharsets.UTF_8))
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @Operation(
            summary = "Sends a project's own policy, as its pipeline does on the tracked branch",
            description = "It judges what is uploaded from now on. For tokens that may triage the project.")
    @PutMapping("/projects/{project}/policy")
    InForceJson send(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("project") String name,
            @RequestParam(required = false) @Nullable String commit,
            HttpServletRequest request)
            throws IOException, InvalidPolicy {
        return InForceJson.of(policies.send(caller, name, commit, policy(request)));
    }

    @Operation(summary = "Withdraws a project's own policy: the server's judges again")
    @DeleteMapping("/projects/{project}/policy")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@AuthenticationPrincipal Caller caller, @PathVariable("project") String name) {
        policies.withdraw(caller, name);
    }

    /** The policy in the body of a request. */
    static Policy policy(HttpServletRequest request) throws IOException, InvalidPolicy {
        try (InputStream body = UploadBody.of(request)) {
            byte[] text = body.readNBytes(4 * PolicyReader.LARGEST + 1);
            if (text.length == 0) {
                throw new InvalidRequest("Send the policy in YAML as the body.");
            }
            return PolicyReader.read(text);
        }
    }

    private Project readable(Caller caller, String name) {
        return projects.findByName(name)
                .filter(project -> caller.mayRead(project.name()))
                .orElseThrow(() -> new NotFound("There is no project " + name + "."));
    }
}
