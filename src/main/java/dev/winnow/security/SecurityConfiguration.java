package dev.winnow.security;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.winnow.access.Role;
import dev.winnow.access.Tokens;
import dev.winnow.access.Users;
import dev.winnow.ui.LoginView;
import dev.winnow.wall.Displays;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Four chains, the first that fits a request decides: making a token (HTTP basic), the rest of the REST interface and
 * the actuator (bearer tokens, no session), and the browser application (form and session). What a known caller may do
 * is asked of {@link dev.winnow.access.Caller} where it is done, not here.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

    /** Nothing the REST interface answers is a page. */
    private static final String NO_CONTENT = "default-src 'none'; frame-ancestors 'none'";

    /** Vaadin's start-up script is inline and it builds functions from text, so both must be allowed. */
    private static final String OWN_CONTENT = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /** To observe each filter of each request took a tenth of what an alert costs, and nobody looks at it. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain makingTokens(HttpSecurity http, ProblemResponses problems) {
        stateless(http, problems)
                .securityMatcher(PATH.matcher(HttpMethod.POST, "/api/v1/tokens"))
                .httpBasic(basic -> basic.authenticationEntryPoint(problems.basic()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(problems.basic()))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain rest(
            HttpSecurity http, Tokens tokens, ProblemResponses problems, SecurityContextHolderStrategy holder) {
        stateless(http, problems)
                .securityMatcher("/api/**")
                .addFilterBefore(new BearerTokens(tokens, problems, holder), AnonymousAuthenticationFilter.class)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(problems.bearer()))
                .authorizeHttpRequests(requests -> requests
                        // The request was let in already; this is its answer being written.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        // Its secret is in the address: calendar programs send no token.
                        .requestMatchers(PATH.matcher(HttpMethod.GET, "/api/v1/calendars/*"))
                        .permitAll()
                        .anyRequest()
                        .authenticated());
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain actuator(
            HttpSecurity http, Tokens tokens, ProblemResponses problems, SecurityContextHolderStrategy holder) {
        stateless(http, problems)
                .securityMatcher("/actuator/**")
                .addFilterBefore(new BearerTokens(tokens, problems, holder), AnonymousAuthenticationFilter.class)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(problems.bearer()))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(Role.ADMIN.authority()));
        return http.build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain browser(
            HttpSecurity http,
            Users users,
            Displays displays,
            SecurityContextHolderStrategy holder,
            VaadinDefaultRequestCache wanted) {
        wanted.setDelegateRequestCache(withoutMark());
        http.headers(SecurityConfiguration::pageHeaders)
                .addFilterBefore(new LiveSessions(users, holder), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new DisplayDoor(displays), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        // An error of the REST interface is answered here too, and must not become a redirect.
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(StaticFiles.patterns())
                        .permitAll()
                        // The description of the interface is no secret, and generators of clients fetch it.
                        .requestMatchers("/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml")
                        .permitAll())
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(LoginView.class).anyRequest(AuthorizedUrl::authenticated));
        return http.build();
    }

    /** Whoever signs in goes on to the address that they wanted, as they wanted it. */
    @SuppressWarnings("NullAway") // null turns it off, whatever the annotation of the parameter says
    private static HttpSessionRequestCache withoutMark() {
        var wanted = new HttpSessionRequestCache();
        wanted.setMatchingRequestParameterName(null);
        return wanted;
    }

    private static void pageHeaders(HeadersConfigurer<HttpSecurity> headers) {
        headers.addObjectPostProcessor(eager());
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(SecurityConfiguration::keepPagesOutOfCaches)
                .contentSecurityPolicy(policy -> policy.policyDirectives(OWN_CONTENT))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    }

    /** Vaadin's pages are sent by an inner forward, after which it is too late for headers. */
    private static ObjectPostProcessor<HeaderWriterFilter> eager() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }

    private static void keepPagesOutOfCaches(HttpServletRequest request, HttpServletResponse response) {
        if (!StaticFiles.serve(request)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** No cookie opens these, so no other site can make a browser use them. */
    private static HttpSecurity stateless(HttpSecurity http, ProblemResponses problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(errors -> errors.accessDeniedHandler(problems.denied()))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(NO_CONTENT))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
    }
}
