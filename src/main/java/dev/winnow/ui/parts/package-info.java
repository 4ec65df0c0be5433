/** What pages are made of: marks, chips, tables, lists. All text given to them is shown as text. */
@NullMarked
package dev.winnow.ui.parts;

import org.jspecify.annotations.NullMarked;
