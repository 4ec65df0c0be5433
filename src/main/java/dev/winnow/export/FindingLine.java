package dev.winnow.export;

import dev.winnow.discussion.Marked;
import dev.winnow.finding.Finding;
import dev.winnow.triage.Silencers.Silencer;
import java.util.List;
import java.util.Optional;

/**
 * A finding as exports have it.
 *
 * @param guards names of those that saw it
 * @param silencer who took it out, where people did
 * @param url of its page
 */
record FindingLine(Finding finding, List<String> guards, Marked marked, Optional<Silencer> silencer, String url) {}
