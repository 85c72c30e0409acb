/// What one action does, a class for each kind: inside of Touchstone ([RaisePolicy], [PostSlack]) or by calling
/// somebody else's server ([CallWebhook], [OpenIssue], [PagerDuty]). Entry class [Acts]. An act gets an [Order] and
/// answers an [Outcome]; it knows nothing of when it is run, tried again or undone.
@NullMarked
package dev.touchstone.backend.drift.action.act;

import org.jspecify.annotations.NullMarked;
