package dev.winnow.api;

import dev.winnow.project.Build;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Addresses of pages and resources, absolute as the caller reached Winnow. Only for use while answering a request. */
final class Links {
    private Links() {}

    static String root() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }

    static String buildPage(String root, String project, Build build) {
        return buildPage(root, project, build.id());
    }

    static String buildPage(String root, String project, long build) {
        return root + "/projects/" + segment(project) + "/builds/" + build;
    }

    static String findingPage(String root, long id) {
        return root + "/findings/" + id;
    }

    static URI scan(String root, long id) {
        return URI.create(root + "/api/v1/scans/" + id);
    }

    private static String segment(String text) {
        return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
    }
}
