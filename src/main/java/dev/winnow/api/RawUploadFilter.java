package dev.winnow.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Keeps the body of an upload unread. {@code curl --data-binary} calls every body a form, and a servlet container reads a
 * form to its end as soon as anyone asks for a query parameter.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RawUploadFilter extends OncePerRequestFilter {
    private static final Pattern UPLOAD = Pattern.compile(
            ".*/api/v1/(projects/[^/]+/(scans|vex|policy|alerts)|silence-rules/import|policies/(check|replay))/?");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return !(request.getMethod().equals("POST") || request.getMethod().equals("PUT"))
                || type == null
                || !type.toLowerCase(java.util.Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                || !UPLOAD.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new QueryOnly(request), response);
    }

    /** Sees the parameters of the query alone, and a body of no known type. */
    private static final class QueryOnly extends HttpServletRequestWrapper {
        private final Map<String, String[]> parameters = new LinkedHashMap<>();

        QueryOnly(HttpServletRequest request) {
            super(request);
            String query = request.getQueryString();
            UriComponentsBuilder.newInstance()
                    .query(query == null ? "" : query)
                    .build()
                    .getQueryParams()
                    .forEach((name, values) -> parameters.put(
                            decoded(name),
                            values.stream()
                                    .map(value -> value == null ? "" : decoded(value))
                                    .toArray(String[]::new)));
        }

        private static String decoded(String text) {
            try {
                return UriUtils.decode(text.replace('+', ' '), java.nio.charset.StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }

        @Override
        public String getContentType() {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase("Content-Type") ? getContentType() : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase("Content-Type")
                    ? Collections.enumeration(List.of(getContentType()))
                    : super.getHeaders(name);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null || values.length == 0 ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return parameters.get(name);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }
    }
}
