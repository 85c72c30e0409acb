/// Uploaded files: reserved by a URL, filled with bytes, completed, then served. The entry is `FileStore`. It must not
/// know the Web API's argument names or the page.
@NullMarked
package dev.touchstone.sandbox.files;

import org.jspecify.annotations.NullMarked;
