package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.policy.PolicyFolder.Trouble;
import dev.winnow.policy.PolicyInForce;
import dev.winnow.policy.ServerPolicies;
import dev.winnow.policy.ServerPolicies.File;
import dev.winnow.policy.ServerPolicies.Server;
import dev.winnow.policy.language.PolicyProblem;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Projects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The policies that the server reads from files. */
@Tag(name = "Policies")
@RestController
@RequestMapping("/api/v1/policies")
class ServerPolicyController {
    private final ServerPolicies policies;
    private final Projects projects;

    ServerPolicyController(ServerPolicies policies, Projects projects) {
        this.policies = policies;
        this.projects = projects;
    }

    /**
     * How they stand.
     *
     * @param path absent where the server reads no files
     * @param builtIn projects that no file is for, and that have no policy of their own
     * @param own projects whose pipeline sent one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServerJson(
            @Nullable String path,
            List<FileJson> files,
            List<String> builtIn,
            List<String> own,
            List<TroubleJson> troubles) {
        static ServerJson of(Server server) {
            return new ServerJson(
                    server.path().orElse(null),
                    server.files().stream().map(FileJson::of).toList(),
                    server.builtIn(),
                    server.own(),
                    server.troubles().stream().map(TroubleJson::of).toList());
        }
    }

    /** A file in force. @param projects that it judges @param since when this version was read first */
    record FileJson(String file, String hash, Instant since, int rules, List<String> projects) {
        static FileJson of(File file) {
            PolicyInForce found = file.policy();
            return new FileJson(
                    found.version().name().orElse(""),
                    found.policy().hash(),
                    found.version().at(),
                    found.policy().rules().size(),
                    file.projects());
        }
    }

    /** A file that is no policy. @param kept whether its last good version is in force */
    record TroubleJson(String file, boolean kept, List<String> problems) {
        static TroubleJson of(Trouble trouble) {
            return new TroubleJson(
                    trouble.file(),
                    trouble.kept(),
                    trouble.problems().stream().map(PolicyProblem::said).toList());
        }
    }

    @Operation(
            summary = "The policies that the server reads from files, which projects each judges, and what is wrong",
            description = "For administrators. Of a file that is no policy the last good version stays in force.")
    @GetMapping("/server")
    ServerJson server(@AuthenticationPrincipal Caller caller) {
        if (!caller.mayAdminister()) {
            throw new NotPermitted("Only administrators see the policies of the server.");
        }
        return ServerJson.of(policies.of(projects.visibleTo(caller)));
    }
}
