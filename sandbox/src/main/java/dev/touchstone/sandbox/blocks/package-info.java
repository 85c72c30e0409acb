/// Block Kit's rules as tables: which blocks and elements exist, where each may stand, and every limit. The entry is
/// `BlockKit`; it answers findings in Slack's words and places. It must not know workspaces, HTTP or who asks.
@NullMarked
package dev.touchstone.sandbox.blocks;

import org.jspecify.annotations.NullMarked;
