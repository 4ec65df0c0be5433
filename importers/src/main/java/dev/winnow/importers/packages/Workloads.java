package dev.winnow.importers.packages;

import dev.winnow.importers.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Names of Kubernetes objects that last: a pod's name ends in what its controller made up, so that the next pod of the
 * same workload has another one.
 */
public final class Workloads {
    /** Kubernetes makes names up of letters and digits that form no words. */
    private static final String MADE_UP = "bcdfghjklmnpqrstvwxz2456789";

    private static final String DIGITS = "0123456789";

    private Workloads() {}

    /** The name of what controls the pod: without hash, run or ordinal. */
    public static String ofPod(String pod) {
        String controller = without(pod, MADE_UP, 5, 5);
        if (controller.equals(pod)) {
            return without(pod, DIGITS, 1, 3);
        }
        String replicated = ofReplicaSet(controller);
        return replicated.equals(controller) ? without(controller, DIGITS, 8, 10) : replicated;
    }

    /** The name of the deployment that a replica set belongs to. */
    public static String ofReplicaSet(String replicaSet) {
        return without(replicaSet, MADE_UP, 6, 10);
    }

    /** {@code namespace/Kind/name} of an object, without what is not known or changes; null where nothing is known. */
    public static @Nullable String path(@Nullable String namespace, @Nullable String kind, @Nullable String name) {
        String lasting = name == null || kind == null
                ? name
                : switch (kind) {
                    case "Pod" -> ofPod(name);
                    case "ReplicaSet" -> ofReplicaSet(name);
                    default -> name;
                };
        var path = new StringBuilder();
        for (String part : new @Nullable String[] {namespace, kind, lasting}) {
            if (part != null && !part.isBlank()) {
                path.append(path.isEmpty() ? "" : "/").append(part);
            }
        }
        return path.isEmpty() ? null : Texts.line(path.toString());
    }

    /** The name without its last part, where that is so long and of these characters. */
    private static String without(String name, String characters, int shortest, int longest) {
        int dash = name.lastIndexOf('-');
        int length = name.length() - dash - 1;
        if (dash <= 0 || length < shortest || length > longest) {
            return name;
        }
        for (int i = dash + 1; i < name.length(); i++) {
            if (characters.indexOf(name.charAt(i)) < 0) {
                return name;
            }
        }
        return name.substring(0, dash);
    }
}
