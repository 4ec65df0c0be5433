package dev.winnow.api;

import dev.winnow.support.ApiClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** What all claims about the REST interface start with: an administrator's token, and a project that no other test has. */
public abstract class ApiClaims {
    private static final AtomicInteger PROJECTS = new AtomicInteger();

    @Autowired
    protected MockMvc mvc;

    protected ApiClient api;
    protected final String project = "project-" + PROJECTS.incrementAndGet();

    @BeforeEach
    protected void signIn() throws Exception {
        api = ApiClient.of(mvc, "admin", null);
    }

    /** How many findings of the project are open. */
    protected int open() throws Exception {
        return api.get("/findings?project=" + project + "&size=1")
                .json(200)
                .path("total")
                .asInt();
    }
}
