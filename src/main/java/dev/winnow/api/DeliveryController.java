package dev.winnow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.access.Caller;
import dev.winnow.notification.Deliveries;
import dev.winnow.notification.Delivery;
import dev.winnow.problem.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was sent to people, waits, or did not arrive. */
@Tag(name = "Alerts")
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveryController {
    private final Deliveries deliveries;

    DeliveryController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * A delivery.
     *
     * @param uid as the receiver got it in {@code X-Winnow-Delivery}
     * @param channel id of the channel; left out: to one person
     * @param to the channel's name, or the person's address
     * @param occasion what it is about; digest or test
     * @param due of a pending one: when it is tried next
     * @param reason why it did not arrive the last time it was tried
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryJson(
            String id,
            String uid,
            @Nullable String channel,
            String to,
            String occasion,
            String title,
            String state,
            int attempts,
            @Nullable Instant due,
            Instant created,
            @Nullable Instant ended,
            @Nullable String reason) {
        static DeliveryJson of(Delivery delivery) {
            return new DeliveryJson(
                    Long.toString(delivery.id()),
                    delivery.uid(),
                    delivery.channelId().map(String::valueOf).orElse(null),
                    delivery.to(),
                    delivery.occasion(),
                    delivery.title(),
                    delivery.state().word(),
                    delivery.attempts(),
                    delivery.state() == Delivery.State.PENDING ? delivery.dueAt() : null,
                    delivery.createdAt(),
                    delivery.endedAt().orElse(null),
                    delivery.reason().orElse(null));
        }
    }

    @Operation(
            summary = "Deliveries of channels that the caller manages, the newest first",
            description = "Administrators also see mail to single persons.")
    @GetMapping
    List<DeliveryJson> all(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "pending, sent or dead") @RequestParam(defaultValue = "dead") String state,
            @Parameter(description = "`id` of the last delivery of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    Long before,
            @Parameter(description = PageSize.WORDS) @RequestParam(defaultValue = PageSize.USUAL) int size) {
        Delivery.State asked =
                Delivery.State.of(state).orElseThrow(() -> new InvalidRequest("state: pending, sent or dead."));
        return deliveries
                .page(caller, asked, Objects.requireNonNullElse(before, Long.MAX_VALUE), PageSize.of(size))
                .stream()
                .map(DeliveryJson::of)
                .toList();
    }

    @Operation(summary = "Sends a dead delivery again, under its old id")
    @PostMapping("/{id}/retry")
    DeliveryJson retry(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return DeliveryJson.of(deliveries.retry(caller, id));
    }
}
