package dev.winnow.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadHandler;

/** A place to drop one file at a time. */
final class FileDrop {
    private FileDrop() {}

    static Upload of(String button, String label, UploadHandler handler) {
        var upload = new Upload(handler);
        // As it is: a multipart body would be read into a file first.
        upload.setUploadFormat(UploadFormat.RAW);
        upload.setDropLabel(new Span(label));
        var words = new UploadI18N();
        words.setAddFiles(new UploadI18N.AddFiles().setOne(button).setMany(button));
        upload.setI18n(words);
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        return upload;
    }
}
