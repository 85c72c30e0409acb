package dev.touchstone.bot.card.alarm;

import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.review.ReviewDetail;
import java.util.List;

/// All that an alarm's message is drawn from.
///
/// @param actions the policy's actions, which give the buttons their names
/// @param examples the reviews that the alarm names, as far as they can still be read
public record AlarmView(AlarmDetail detail, List<AlarmAction> actions, List<ReviewDetail> examples) {
    public AlarmView {
        actions = List.copyOf(actions);
        examples = List.copyOf(examples);
    }
}
