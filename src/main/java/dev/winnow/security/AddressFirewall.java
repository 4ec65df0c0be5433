package dev.winnow.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Refuses addresses that one program may read otherwise than the next. One place has to take more: the id of a build is
 * whatever a pipeline calls it, also {@code jenkins-shop%2Fmain-7} or {@code feature/login}, and stands percent-encoded
 * as one segment of its address and of its verdict's.
 */
@Component
class AddressFirewall implements HttpFirewall {
    private static final Pattern BUILD =
            Pattern.compile("/api/v1/projects/[A-Za-z0-9._-]+/builds/([^/;]+)(?:/verdict)?");

    private final StrictHttpFirewall strict = new StrictHttpFirewall();
    private final StrictHttpFirewall forBuilds = new StrictHttpFirewall();

    AddressFirewall() {
        forBuilds.setAllowUrlEncodedSlash(true);
        forBuilds.setAllowUrlEncodedDoubleSlash(true);
        forBuilds.setAllowUrlEncodedPercent(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        String address =
                request.getRequestURI().substring(request.getContextPath().length());
        Matcher build = BUILD.matcher(address);
        if (!build.matches()) {
            return strict.getFirewalledRequest(request);
        }
        check(build.group(1));
        return forBuilds.getFirewalledRequest(request);
    }

    /** What looks like a step to another folder once somebody has decoded it, or decoded it twice, is not for us. */
    private static void check(String segment) {
        String id = segment;
        for (int i = 0; i < 2; i++) {
            id = decoded(id);
            boolean steps = Arrays.stream(id.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."));
            if (steps || id.chars().anyMatch(c -> Character.isISOControl(c) || c == ';' || c == '\\')) {
                throw new RequestRejectedException("The id of a build in an address is rejected.");
            }
        }
    }

    private static String decoded(String text) {
        try {
            return UriUtils.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that encodes nothing.
            return text;
        }
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
    }
}
