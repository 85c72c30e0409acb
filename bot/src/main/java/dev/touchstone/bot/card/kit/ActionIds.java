package dev.touchstone.bot.card.kit;

/// Every action and callback id that our blocks carry, so that a handler can be found for each. The value of a button
/// is always a [ReviewRef], an [AlarmRef] or empty; what else a handler needs is in the view's `private_metadata`.
public final class ActionIds {
    /// Buttons of a card.
    public static final String APPROVE = "review.approve";

    public static final String EDIT = "review.edit";
    public static final String REJECT = "review.reject";
    public static final String UNDO = "review.undo";

    /// The overflow menu of a card; the chosen option's value is an [OverflowChoice].
    public static final String MORE = "review.more";

    public static final String SHOW_FULL = "review.full";
    public static final String SHOW_SOURCES = "review.sources";

    /// Opens the card's review in a modal, from Home or from an answer to a slash command.
    public static final String OPEN = "review.open";

    /// A button that only carries a link. Slack still reports the click, which has to be acknowledged.
    public static final String LINK = "link";

    /// Another such button in the same block, where ids must differ.
    public static final String SECOND_LINK = "link.second";

    /// Buttons of an alarm's message; their value is an [AlarmRef].
    public static final String ALARM_ACKNOWLEDGE = "alarm.acknowledge";

    public static final String ALARM_MUTE = "alarm.mute";

    /// Starts one of the policy's actions; the action's name follows, because ids must differ within a message.
    public static final String ALARM_ACT = "alarm.act.";

    /// Buttons of a golden item; their value names pipeline and item.
    public static final String GOLDEN_ADMIT = "golden.admit";

    public static final String GOLDEN_RETIRE = "golden.retire";

    /// Asks for a review of an output that has none; its value is the output's id.
    public static final String REQUEST_REVIEW = "request.review";

    /// Slack's own feedback buttons under the answers of an assistant that shares our app; their value is a
    /// [FeedbackRef].
    public static final String FEEDBACK = "touchstone.feedback";

    /// Paging of [FullModal].
    public static final String FULL_PREVIOUS = "full.previous";

    public static final String FULL_NEXT = "full.next";

    /// Home.
    public static final String HOME_START = "home.start";

    public static final String HOME_PIPELINE = "home.pipeline";
    public static final String HOME_REASON = "home.reason";
    public static final String HOME_FIRST = "home.first";
    public static final String HOME_NEXT = "home.next";

    /// Callback ids of the modals.
    public static final String EDIT_MODAL = "modal.edit";

    public static final String REJECT_MODAL = "modal.reject";
    public static final String ASSIGN_MODAL = "modal.assign";
    public static final String FULL_MODAL = "modal.full";
    public static final String SOURCES_MODAL = "modal.sources";
    public static final String SESSION_MODAL = "modal.session";

    /// A modal that only says something.
    public static final String NOTE_MODAL = "modal.note";

    public static final String HOME = "home";

    private ActionIds() {}
}
