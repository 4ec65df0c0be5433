/**
 * What {@code java -jar winnow.jar} starts. Nothing here may need a library, and start-up counts: no lambdas or streams
 * on the way to a command.
 */
@NullMarked
package dev.winnow.launcher;

import org.jspecify.annotations.NullMarked;
