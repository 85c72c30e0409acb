/// What happens when a person clicks, submits, types a command or opens the Home tab: the payloads in Slack's
/// shape, the triggers and `response_url`s that go with them, the modal stacks, and what the app's acknowledgement
/// does. It must not know how payloads travel nor how the page looks.
@NullMarked
package dev.touchstone.sandbox.interactivity;

import org.jspecify.annotations.NullMarked;
