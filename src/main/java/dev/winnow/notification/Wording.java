package dev.winnow.notification;

import dev.winnow.finding.Finding;
import dev.winnow.finding.Findings;
import dev.winnow.notification.NoticeRows.Noted;
import dev.winnow.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Puts into words what is sent. */
@Component
class Wording {
    /** So many findings are looked at for the worst of them. */
    private static final int LOOKED_AT = 300;

    private final Findings findings;

    Wording(Findings findings) {
        this.findings = findings;
    }

    /** @param matching those of its findings that the channel asks for */
    Message notice(Noted noted, Project project, RoaringBitmap matching, List<String> notes) {
        Notice notice = noted.notice();
        List<Integer> numbers = matching.stream().limit(LOOKED_AT).boxed().toList();
        List<Message.Item> items = findings.ofNumbers(project.id(), numbers).stream()
                .sorted(Comparator.comparing(Finding::severity))
                .limit(Message.MOST_ITEMS)
                .map(Wording::item)
                .toList();
        String some = part(notice, matching);
        return new Message(
                "notice",
                notice.occasion().word(),
                project.name(),
                notice.title(),
                some.isEmpty() ? notice.text() : (notice.text() + " " + some).strip(),
                notice.path(),
                noted.raisedAt(),
                items,
                matching.getCardinality(),
                notes);
    }

    private static Message.Item item(Finding finding) {
        String name = finding.title().contains(finding.label()) ? "" : finding.label() + ": ";
        return new Message.Item(
                finding.severity().name().toLowerCase(Locale.ROOT),
                name + finding.title(),
                "/findings/" + finding.id());
    }

    private static String part(Notice notice, RoaringBitmap matching) {
        int all = notice.findings().getCardinality();
        int some = matching.getCardinality();
        return some < all ? some + " of " + all + " fit what this channel asks for." : "";
    }

    /** @param overLimit whether it is here only because people had their share of alerts that day */
    record Gathered(Noted noted, String project, RoaringBitmap matching, boolean overLimit) {}

    /** @param gathered at least one */
    Message digest(Channel channel, List<Gathered> gathered, Instant at) {
        List<Gathered> sorted = new ArrayList<>(gathered);
        sorted.sort(Comparator.comparing((Gathered one) -> one.noted().notice().occasion())
                .thenComparing(one -> one.noted().id()));
        Map<Occasion, Long> counts = sorted.stream()
                .collect(Collectors.groupingBy(
                        one -> one.noted().notice().occasion(), TreeMap::new, Collectors.counting()));
        String text = counts.entrySet().stream()
                .map(count -> count.getKey().title() + ": " + count.getValue())
                .collect(Collectors.joining(" · "));
        long over = gathered.stream().filter(Gathered::overLimit).count();
        List<String> notes = over == 0
                ? List.of()
                : List.of((over == 1 ? "1 of these was not sent at once: " : over + " of these were not sent at once: ")
                        + "people had got as many alerts that day as the policy allows.");
        int total = gathered.size();
        return new Message(
                "digest",
                "",
                channel.reach() instanceof Reach.Of(var scope) && scope.kind() == dev.winnow.access.Scope.Kind.PROJECT
                        ? scope.name()
                        : "",
                total == 1 ? "Digest of 1 alert" : "Digest of " + total + " alerts",
                text,
                "",
                at,
                sorted.stream().map(Wording::line).toList(),
                total,
                notes);
    }

    private static Message.Item line(Gathered one) {
        Notice notice = one.noted().notice();
        String some = part(notice, one.matching());
        return new Message.Item(
                one.project(), notice.title() + (some.isEmpty() ? "" : " (" + some + ")"), notice.path());
    }

    static Message test(Channel channel, Instant at) {
        return new Message(
                "test",
                "",
                "",
                "Test of channel " + channel.name(),
                "Alerts about " + channel.reach().title() + " arrive here.",
                "/",
                at,
                List.of(),
                0,
                List.of());
    }
}
