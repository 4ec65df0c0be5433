package dev.winnow.runtime;

import dev.winnow.finding.identity.WideKey;
import dev.winnow.importers.Result;

/**
 * One alert of a request.
 *
 * @param key what tells its finding from others
 * @param json the alert as it came
 */
record ReadAlert(Result result, WideKey key, byte[] json) {}
