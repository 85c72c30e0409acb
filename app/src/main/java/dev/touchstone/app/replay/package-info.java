/// `touchstone replay`: sends files of outputs again, with progress and a summary. Entry class [ReplayCommand]. It
/// speaks to a server over the API alone.
@NullMarked
package dev.touchstone.app.replay;

import org.jspecify.annotations.NullMarked;
