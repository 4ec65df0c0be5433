package dev.winnow.api;

import dev.winnow.problem.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Refuses parameters that an address does not know: whoever mistypes {@code severity} would be told of all severities, and
 * believe it.
 */
@Component
class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {
    private final ConcurrentHashMap<Method, SortedSet<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    /** @throws InvalidRequest for one that it does not know; names those that it knows */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod method) {
            SortedSet<String> names = known.computeIfAbsent(method.getMethod(), KnownParameters::of);
            for (String raw : UriComponentsBuilder.newInstance()
                    .query(query)
                    .build()
                    .getQueryParams()
                    .keySet()) {
                String name = UriUtils.decode(raw.replace('+', ' '), StandardCharsets.UTF_8);
                if (!name.isEmpty() && !names.contains(name)) {
                    throw new InvalidRequest(name + ": no parameter of this address; "
                            + (names.isEmpty() ? "it has none." : "it has " + String.join(", ", names) + "."));
                }
            }
        }
        return true;
    }

    private static SortedSet<String> of(Method method) {
        var names = new TreeSet<String>();
        Arrays.stream(method.getParameters()).forEach(parameter -> {
            RequestParam asked = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestParam.class);
            if (asked != null) {
                names.add(asked.name().isEmpty() ? parameter.getName() : asked.name());
            }
        });
        return names;
    }
}
