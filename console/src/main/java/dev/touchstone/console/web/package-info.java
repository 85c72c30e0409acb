/// What every page needs: who looks at it and what they may see ([Visitors]), forms that only our own pages can send
/// ([Forms]), and the way from a template to a browser ([Pages]). It knows no page.
@NullMarked
package dev.touchstone.console.web;

import org.jspecify.annotations.NullMarked;
