package dev.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** What browsers show where there is nothing. */
class ErrorPageTests {
    private static ResponseEntity<?> page(String address) {
        var request = new MockHttpServletRequest();
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, address);
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 404);
        return new ErrorPage().page(request);
    }

    @Test
    void aDisplayLinkThatWasRevokedSaysSoAndLeadsNowhereElse() {
        ResponseEntity<?> page = page("/wall/wnd_abc");

        assertThat(page.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(page.getHeaders().getContentType()).isEqualTo(MediaType.TEXT_HTML);
        assertThat(String.valueOf(page.getBody())).contains("it was revoked").doesNotContain("abc", "<a ");
    }

    @Test
    void anAddressInTheInterfaceAnswersAsTheInterfaceDoes() {
        ResponseEntity<?> page = page("/api/v1/nothing");

        assertThat(page.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(page.getBody()).isInstanceOf(ProblemDetail.class);
    }

    @Test
    void nothingOfTheAddressIsInThePage() {
        assertThat(String.valueOf(page("/<script>alert(1)</script>").getBody()))
                .contains("To Winnow")
                .doesNotContain("<script");
    }
}
