package dev.winnow.importers.terraform;

import dev.winnow.importers.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How bad a drift is: the table of docs/drift.md, whose first line that fits decides. */
final class Weights {
    /** Attributes that providers keep books in: they move by themselves, and with every change. */
    private static final Set<String> BOOKKEEPING = Set.of(
            "etag",
            "fingerprint",
            "generation",
            "label_fingerprint",
            "last_modified",
            "last_modified_date",
            "last_updated",
            "latest_version",
            "metageneration",
            "modified_at",
            "resource_version",
            "tags_fingerprint",
            "update_time",
            "updated_at",
            "version_id");

    /** Attributes that describe, and change nothing that runs. */
    private static final Set<String> DESCRIBING = Set.of(
            "annotations",
            "description",
            "display_name",
            "effective_labels",
            "labels",
            "tags",
            "tags_all",
            "terraform_labels");

    /** Words of resource types that guard something, or say who may do what. */
    private static final Set<String> GUARDING = Set.of(
            "acl",
            "access",
            "audit",
            "certificate",
            "cloudtrail",
            "credential",
            "credentials",
            "firewall",
            "guardduty",
            "iam",
            "key",
            "kms",
            "password",
            "permission",
            "permissions",
            "policy",
            "rbac",
            "role",
            "roles",
            "secret",
            "secrets",
            "securityhub",
            "token",
            "user",
            "vault",
            "waf",
            "wafv2");

    /** Two words of them that only together do. */
    private static final List<String> GUARDING_PAIRS =
            List.of("network_security", "security_group", "security_rule", "service_account", "login_profile");

    /** Types that have such a word in them and guard nothing. */
    private static final List<String> HARMLESS = List.of(
            "autoscaling_policy", "appautoscaling_policy", "scaling_policy", "lifecycle_policy", "backup_policy");

    private Weights() {}

    static boolean isBookkeeping(String attribute) {
        return BOOKKEEPING.contains(attribute);
    }

    /** @param attributes that changed; those that keep books only where no other did */
    static Severity of(Action action, String type, Collection<String> attributes) {
        if (action == Action.UPDATED && attributes.stream().allMatch(BOOKKEEPING::contains)) {
            return Severity.INFO;
        }
        if (action == Action.UPDATED && attributes.stream().allMatch(DESCRIBING::contains)) {
            return Severity.LOW;
        }
        boolean gone = action == Action.DELETED || action == Action.REPLACED;
        return gone || guards(type) ? Severity.HIGH : Severity.MEDIUM;
    }

    static boolean guards(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        if (HARMLESS.stream().anyMatch(lower::endsWith)) {
            return false;
        }
        return GUARDING_PAIRS.stream().anyMatch(lower::contains)
                || List.of(lower.split("_")).stream().anyMatch(GUARDING::contains);
    }
}
