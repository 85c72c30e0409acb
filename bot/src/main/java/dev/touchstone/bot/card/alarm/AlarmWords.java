package dev.touchstone.bot.card.alarm;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.bot.card.text.Figures;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Duration;
import java.util.List;

/// How alarms, their states and their actions read. What comes from elsewhere is cleaned here and escaped where it
/// is put into `mrkdwn`.
public final class AlarmWords {
    private static final int NAME = 60;

    private AlarmWords() {}

    /// `⚠️ Drift: error 18 %, baseline 6 % (5–8 %)`, with an icon for the state: the bracket stands behind what it
    /// belongs to. Plain text.
    static String title(Alarm alarm) {
        String what = what(alarm);
        Alarm.Found found = alarm.message().found();
        if (found != null) {
            what += ": " + measure(alarm) + " " + Figures.rate(found.window().rate()) + against(found);
        }
        return icon(alarm) + " " + (alarm.state() == AlarmState.RECOVERED ? over(alarm) + " · " + what : what);
    }

    private static String against(Alarm.Found found) {
        if (found.before().baseline() == null) {
            return " (promised at most " + Figures.rate(found.tolerated()) + ")";
        }
        return ", baseline " + Figures.rate(found.before().baseline())
                + (found.before().baselineInterval() == null
                        ? ""
                        : " (" + Figures.range(found.before().baselineInterval()) + ")");
    }

    private static String icon(Alarm alarm) {
        return switch (alarm.state()) {
            case OPEN -> alarm.pages() ? "⚠️" : "🔎";
            case ACKNOWLEDGED -> "👀";
            case MUTED -> "🔕";
            case RECOVERED -> "✅";
        };
    }

    private static String what(Alarm alarm) {
        return switch (alarm.kind()) {
            case FLOOR -> "Below the promised quality";
            case REGRESSION -> "Drift";
            case ATTRIBUTE, STRATUM -> "Drift in " + SlackText.plainLine(alarm.series(), NAME);
            case RELEASE -> "Released without review";
            case CANARY -> "Canary is worse";
            case JUDGE -> "Judge drift";
            case SCORES -> "Confidences have shifted";
            case ROUTES -> "Review load has shifted";
            case JUDGE_STALLED -> "The judge has stopped";
            case REBUILT -> "Detector rebuilt";
        };
    }

    /// What an alarm's rate is a rate of.
    static String measure(Alarm alarm) {
        return switch (alarm.kind()) {
            case JUDGE -> "disagreement";
            case SCORES, ROUTES -> "share";
            default -> "error";
        };
    }

    /// `Recovered after 3 h`.
    private static String over(Alarm alarm) {
        return alarm.course().recoveredAt() == null
                ? "Recovered"
                : "Recovered after "
                        + Words.span(Duration.between(
                                alarm.course().openedAt(), alarm.course().recoveredAt()));
    }

    /// Where it stands, in `mrkdwn`.
    static String state(Alarm alarm) {
        String opened = "open since " + SlackText.dayAndTime(alarm.course().openedAt());
        String taken = alarm.course().acknowledgedBy() == null
                ? "nobody has taken it on"
                : "taken on by " + SlackText.mention(alarm.course().acknowledgedBy());
        return switch (alarm.state()) {
            case OPEN -> "*Open* since " + SlackText.dayAndTime(alarm.course().openedAt()) + " · " + taken;
            case ACKNOWLEDGED -> "*Acknowledged*, " + taken + " · " + opened;
            case MUTED ->
                "*Muted*"
                        + (alarm.course().mutedUntil() == null
                                ? ""
                                : " until "
                                        + SlackText.dayAndTime(alarm.course().mutedUntil()))
                        + " · " + taken + " · " + opened;
            case RECOVERED ->
                "*Recovered*"
                        + (alarm.course().recoveredAt() == null
                                ? ""
                                : " " + SlackText.dayAndTime(alarm.course().recoveredAt()))
                        + " · was " + opened;
        };
    }

    /// `Raise audit to 25 %`, or the name the policy gives, for a button. Plain text.
    static String action(AlarmAction action) {
        String dry = action.dryRun() ? " (dry run)" : "";
        Double to = action.to();
        return switch (action.type()) {
            case RAISE_AUDIT -> (to == null ? words(action.name()) : "Raise audit to " + Figures.rate(to)) + dry;
            case TIGHTEN_THRESHOLD ->
                (to == null ? words(action.name()) : "Raise threshold to " + Words.probability(to)) + dry;
            case WEBHOOK, GITHUB_ISSUE, PAGERDUTY, SLACK -> words(action.name()) + dry;
        };
    }

    /// The label of an action by name; one that the policy has lost keeps its name.
    public static String action(String name, List<AlarmAction> actions) {
        return actions.stream()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .map(AlarmWords::action)
                .orElseGet(() -> words(name));
    }

    /// `roll-back` reads `Roll back`.
    private static String words(String name) {
        return Words.capital(SlackText.plainLine(name.replace('-', ' ').replace('_', ' '), NAME));
    }

    /// What became of an action, with an icon.
    static String run(AlarmDetail.Run run) {
        return switch (run.state()) {
            case "waiting" -> "⏳ under way";
            case "dry_run" -> "🧪 dry run";
            case "done" -> "✅ done";
            case "undone" -> "↩️ put back";
            case "failed" -> "❌ failed";
            default -> "• " + SlackText.mrkdwnLine(run.state(), NAME);
        };
    }
}
