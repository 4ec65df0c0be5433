package dev.winnow.finding.identity;

import dev.winnow.importers.Result;
import java.util.List;

/**
 * One version of the rules that make keys. When a rule of identity changes, a new version is added and the old one
 * stays: results are then also matched by their old keys, and findings take on the new ones.
 */
interface KeyScheme {
    /** The keys of a result, strongest first; at least one. */
    List<Key> keys(Result result);
}
