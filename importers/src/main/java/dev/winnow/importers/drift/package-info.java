/** What reports about changes share: values before and after, what tells them apart, and what of them may be shown. */
@NullMarked
package dev.winnow.importers.drift;

import org.jspecify.annotations.NullMarked;
