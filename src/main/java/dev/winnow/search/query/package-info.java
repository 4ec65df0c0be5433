/** The query line: what people type to choose findings, as a tree, without any index. */
@NamedInterface("query")
@NullMarked
package dev.winnow.search.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
