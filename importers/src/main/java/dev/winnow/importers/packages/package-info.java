/**
 * What reports about packages share, whichever scanner wrote them: package URLs in one spelling, image names without
 * their tags, identifiers in order, dates, links. Two scanners agree on a finding only where these agree.
 */
@NullMarked
package dev.winnow.importers.packages;

import org.jspecify.annotations.NullMarked;
