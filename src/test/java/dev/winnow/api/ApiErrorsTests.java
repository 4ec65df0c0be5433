package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.winnow.problem.Conflict;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotFound;
import dev.winnow.problem.NotPermitted;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@ExtendWith(OutputCaptureExtension.class)
class ApiErrorsTests {
    private Supplier<RuntimeException> error = IllegalStateException::new;

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Failing())
            .setControllerAdvice(new ApiErrors())
            .build();

    @RestController
    @SuppressWarnings("UnusedMethod")
    private final class Failing {
        @GetMapping("/fail")
        String fail() {
            throw error.get();
        }

        @GetMapping("/ask")
        String ask(@RequestParam Instant from) {
            return from.toString();
        }
    }

    private ResultActions answerTo(Supplier<RuntimeException> thrown) throws Exception {
        error = thrown;
        return mvc.perform(get("/fail").accept(MediaType.APPLICATION_JSON))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.instance").value("/fail"));
    }

    @Test
    void whatTheCallerCanChangeIsSaid() throws Exception {
        answerTo(() -> new InvalidRequest("branch: too long."))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("branch: too long."));
        answerTo(() -> new NotFound("There is no scan 7."))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("There is no scan 7."));
        answerTo(() -> new Conflict("Taken.")).andExpect(status().isConflict());
        answerTo(() -> new NotPermitted("Not yours."))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value("Not yours."));
        answerTo(() -> new AccessDeniedException("x")).andExpect(status().isForbidden());
        answerTo(() -> new CannotAcquireLockException("x"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("try again")));
    }

    @Test
    void aCheckOfOursIsTheCallersMistakeAndOneOfALibraryIsNot() throws Exception {
        answerTo(() -> new IllegalArgumentException("a build has a commit"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("a build has a commit"));
        answerTo(Thrown::byALibrary).andExpect(status().isInternalServerError());
    }

    private static final class Thrown {
        static IllegalArgumentException byALibrary() {
            try {
                Charset.forName("no such charset");
                throw new AssertionError();
            } catch (IllegalArgumentException e) {
                return e;
            }
        }
    }

    @Test
    void theUnexpectedIsLoggedUnderTheNumberThatTheAnswerGivesAndNothingElseIsTold(CapturedOutput output)
            throws Exception {
        String answer = answerTo(() -> new IllegalStateException("jdbc:h2:secret"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.trace").doesNotExist())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(answer).doesNotContain("jdbc").doesNotContain("Exception").doesNotContain("dev.winnow");
        String number = answer.replaceAll(".*the log has it as ([0-9a-f-]{36}).*", "$1");
        assertThat(output.getAll()).contains("Unexpected error " + number).contains("jdbc:h2:secret");
    }

    @Test
    void whatTheDatabaseSaysIsNotTold() throws Exception {
        answerTo(() -> new DataIntegrityViolationException("insert into api_token"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value(containsString("does not fit")));
    }

    @Test
    void aParameterThatIsMissingOrOfAnotherTypeIsNamed() throws Exception {
        mvc.perform(get("/ask"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("from")));
        mvc.perform(get("/ask").param("from", "yesterday"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("from: not a time such as 2026-01-31T12:00:00Z."));
    }
}
