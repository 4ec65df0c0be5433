package dev.winnow.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs the tests of a class against the whole application on PostgreSQL, with MockMvc. The context and its database are shared
 * by all classes of the same settings, so a test makes its own projects and users and counts on no others.
 *
 * <p>For both databases put the tests into an abstract class and extend it twice:
 *
 * <pre>
 * class TokenTests {
 *     &#64;OnH2 &#64;Nested class OnH2File extends Claims {}
 *     &#64;OnPostgres &#64;Nested class OnPostgresServer extends Claims {}
 *     abstract static class Claims { &#64;Test void ... }
 * }
 * </pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestDatabase.Postgres.class)
public @interface OnPostgres {}
