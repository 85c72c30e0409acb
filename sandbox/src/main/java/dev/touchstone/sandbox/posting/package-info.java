/// Turns what an app sends into the body of a message or a view, refusing what Slack refuses. The entries are `Drafts`
/// and `Poster`. It must not know how the request came: method call, `response_url` or acknowledgement.
@NullMarked
package dev.touchstone.sandbox.posting;

import org.jspecify.annotations.NullMarked;
