/**
 * Reports of the web scanner ZAP: its traditional JSON and XML, plain or with requests and responses.
 *
 * <p>{@link dev.winnow.importers.zap.ZapImporter} picks one of two readers, which walk the document and feed {@link
 * dev.winnow.importers.zap.AlertStream}; that makes a result of each instance.
 */
@NullMarked
package dev.winnow.importers.zap;

import org.jspecify.annotations.NullMarked;
