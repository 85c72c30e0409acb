/// What alarms do: raise the audit rate or the threshold for as long as an alarm lasts, call a webhook, open an
/// issue, page, post. Entry class [AlarmActions], which only writes down what is to be done; [ActionWork] does
/// it, by the acts in `drift.action.act`. Knows alarms as the API shows them, and nothing of how they come about.
@NullMarked
package dev.touchstone.backend.drift.action;

import org.jspecify.annotations.NullMarked;
