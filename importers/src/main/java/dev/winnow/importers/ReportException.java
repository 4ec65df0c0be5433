package dev.winnow.importers;

import java.io.IOException;

/** Why a report cannot be imported. The message is one sentence for the person who sent it, without report content. */
public abstract sealed class ReportException extends IOException
        permits MalformedReport, UnsupportedReport, ReportTooLarge {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }
}
