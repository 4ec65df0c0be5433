package dev.winnow.ui;

import static dev.winnow.ui.SarifText.quoted;

/** A report whose author wants to be run, not read. */
final class HostileReport {
    private HostileReport() {}

    /** @param text in every text of the report @param address in every address of it */
    static String with(String text, String address) {
        return """
                {"version":"2.1.0","runs":[{
                 "tool":{"driver":{"name":"Lint","version":TEXT,"rules":[{"id":"H1","name":TEXT,
                  "shortDescription":{"text":TEXT},"fullDescription":{"text":TEXT,"markdown":TEXT},
                  "help":{"text":TEXT,"markdown":TEXT},"helpUri":ADDRESS,
                  "properties":{"tags":["CWE-79",TEXT]}}]}},
                 "invocations":[{"executionSuccessful":true,
                  "toolExecutionNotifications":[{"level":"warning","message":{"text":TEXT}}]}],
                 "results":[{"ruleId":"H1","level":"error","message":{"text":TEXT,"markdown":TEXT},
                  "hostedViewerUri":ADDRESS,"workItemUris":[ADDRESS],
                  "locations":[{"message":{"text":TEXT},"physicalLocation":{"artifactLocation":{"uri":"src/%3Cb%3E.c"},
                   "region":{"startLine":3,"snippet":{"text":TEXT}},"contextRegion":{"startLine":2,"snippet":{"text":TEXT}}},
                   "logicalLocations":[{"fullyQualifiedName":TEXT}]}],
                  "codeFlows":[{"threadFlows":[{"locations":[{"location":{"message":{"text":TEXT},
                   "physicalLocation":{"artifactLocation":{"uri":"src/a.c"},"region":{"startLine":1,"snippet":{"text":TEXT}}}}}]}]}],
                  "suppressions":[]}]}]}""".replace("TEXT", quoted(text)).replace("ADDRESS", quoted(address));
    }
}
