/// Who somebody is and whether they may review, as the policy and the workspace say at the moment of the click. The
/// entry is [Admission].
@NullMarked
package dev.touchstone.bot.people;

import org.jspecify.annotations.NullMarked;
