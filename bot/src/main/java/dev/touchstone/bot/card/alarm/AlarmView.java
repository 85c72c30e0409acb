package dev.touchstone.bot.card.alarm;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.Links;
import java.util.List;

/// All that an alarm's message is drawn from.
///
/// @param actions the policy's actions, which give the buttons their names
/// @param examples the reviews that the alarm names, as far as they can still be read
/// @param links where its page is
public record AlarmView(AlarmDetail detail, List<AlarmAction> actions, List<ReviewDetail> examples, Links links) {
    /// Without a console.
    public AlarmView(AlarmDetail detail, List<AlarmAction> actions, List<ReviewDetail> examples) {
        this(detail, actions, examples, Links.NONE);
    }

    public AlarmView {
        actions = List.copyOf(actions);
        examples = List.copyOf(examples);
    }
}
