package dev.winnow.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.winnow.finding.FindingProfile;
import dev.winnow.finding.ProfileReader;
import dev.winnow.policy.language.Asked;
import dev.winnow.policy.language.Attribute;
import dev.winnow.policy.language.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * For which findings conditions hold that ask more of them than their build says. Answers are kept, so that the next
 * build's judgement costs about what changed. Whoever asks holds the project, or has answers of its own.
 */
final class Answers {
    /** Conditions, each of one project and set of findings alike; a set of numbers takes some kilobytes. */
    private static final int KEPT = 2_000;

    /** What only the sightings of a finding say. */
    private static final Set<Attribute> SAID =
            EnumSet.of(Attribute.IDENTIFIERS, Attribute.CWES, Attribute.CVSS, Attribute.EPSS, Attribute.PURL);

    private final ProfileReader profiles;
    private final Cache<Key, Known> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    Answers(ProfileReader profiles) {
        this.profiles = profiles;
    }

    /**
     * What answers depend on, apart from the finding.
     *
     * @param day where the condition asks for ages; else null
     */
    private record Key(
            long project,
            String condition,
            Asked asked,
            @Nullable LocalDate day) {}

    /** For which findings an answer is known, and for which of them it is yes. */
    private record Known(RoaringBitmap asked, RoaringBitmap yes) {}

    /**
     * Which of these findings the condition holds for.
     *
     * @param asked what is the same for all of them
     */
    RoaringBitmap matching(long project, Condition condition, Asked asked, RoaringBitmap findings, Instant at) {
        LocalDate day = condition.attributes().contains(Attribute.AGE_DAYS) ? day(at) : null;
        var key = new Key(project, condition.text(), condition.needed(asked), day);
        Known answers = known.get(key, fresh -> new Known(new RoaringBitmap(), new RoaringBitmap()));
        synchronized (answers) {
            RoaringBitmap missing = RoaringBitmap.andNot(findings, answers.asked());
            if (!missing.isEmpty()) {
                boolean said = condition.attributes().stream().anyMatch(SAID::contains);
                profiles.read(project, missing, said, profile -> {
                    if (condition.holds(asked.with(attributes(profile, at)))) {
                        answers.yes().add(profile.number());
                    }
                });
                answers.asked().or(missing);
            }
            return RoaringBitmap.and(findings, answers.yes());
        }
    }

    private static Map<String, Object> attributes(FindingProfile profile, Instant at) {
        var attributes = new HashMap<String, Object>();
        attributes.put(Attribute.KIND.word(), profile.kind().name());
        attributes.put(Attribute.RULE.word(), profile.ruleId());
        attributes.put(Attribute.IDENTIFIERS.word(), List.copyOf(profile.identifiers()));
        attributes.put(Attribute.CWES.word(), List.copyOf(profile.cwes()));
        attributes.put(Attribute.FIX_AVAILABLE.word(), profile.fixable());
        attributes.put(
                Attribute.AGE_DAYS.word(), Math.max(0, ChronoUnit.DAYS.between(day(profile.firstSeenAt()), day(at))));
        put(attributes, Attribute.CVSS, profile.cvss());
        put(attributes, Attribute.EPSS, profile.epss());
        put(attributes, Attribute.PACKAGE, profile.packageName());
        put(attributes, Attribute.PURL, profile.purl());
        put(attributes, Attribute.PATH, profile.place());
        return attributes;
    }

    /** Ages are counted in days of the calendar: so they change for all findings at once, and a day's answers hold for it. */
    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static void put(Map<String, Object> attributes, Attribute attribute, @Nullable Object value) {
        Optional.ofNullable(value).ifPresent(there -> attributes.put(attribute.word(), there));
    }

    /** Forgets what was answered of findings that changed. */
    void forget(long project, RoaringBitmap findings) {
        of(project).forEach(answers -> {
            synchronized (answers) {
                answers.asked().andNot(findings);
                answers.yes().andNot(findings);
            }
        });
    }

    /** Forgets all that was answered of a project. */
    void forget(long project) {
        known.asMap().keySet().removeIf(key -> key.project() == project);
    }

    private List<Known> of(long project) {
        var answers = new ArrayList<Known>();
        known.asMap().forEach((key, value) -> {
            if (key.project() == project) {
                answers.add(value);
            }
        });
        return answers;
    }
}
