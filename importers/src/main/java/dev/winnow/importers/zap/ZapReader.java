package dev.winnow.importers.zap;

import java.io.IOException;

/** Walks a report once, from its start. */
interface ZapReader {
    /**
     * @param header takes what the report says about itself
     * @param alerts takes alerts and instances in the report's order
     */
    void read(Header header, AlertStream alerts) throws IOException;
}
