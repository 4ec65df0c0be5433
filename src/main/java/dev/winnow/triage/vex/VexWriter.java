package dev.winnow.triage.vex;

import java.time.Instant;

/** Writes a VEX document, one vulnerability at a time; those of a project come one after the other. */
sealed interface VexWriter permits OpenVexWriter, CycloneDxWriter {
    void start(Instant now);

    void write(String project, VexSaid said);

    void end();
}
