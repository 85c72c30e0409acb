package dev.touchstone.bot.action;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.alarm.AlarmRef;
import dev.touchstone.bot.card.alarm.AlarmWords;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.posting.ShownAlarms;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people do about alarms. Whoever may review the pipeline may act; what somebody else has done meanwhile is
/// told and not done again. Thread-safe.
public final class AlarmClicks {
    private static final Duration MUTE = Duration.ofHours(24);

    private final TouchstoneClient client;
    private final People people;
    private final Admission admission;
    private final ShownAlarms alarms;
    private final Errands errands;
    private final Teller teller;
    private final InstantSource clock;

    public AlarmClicks(
            TouchstoneClient client,
            People people,
            Admission admission,
            ShownAlarms alarms,
            Errands errands,
            Teller teller,
            InstantSource clock) {
        this.client = client;
        this.people = people;
        this.admission = admission;
        this.alarms = alarms;
        this.errands = errands;
        this.teller = teller;
        this.clock = clock;
    }

    void acknowledge(Click click, AlarmRef ref) {
        act("acknowledge", click, ref, (detail, actions, by) -> {
            Alarm alarm = detail.alarm();
            if (alarm.course().acknowledgedBy() != null) {
                return already(by, "acknowledged", alarm.course().acknowledgedBy());
            }
            Alarm unused = client.alarms().acknowledge(ref.alarm(), AlarmCommand.of(by));
            return null;
        });
    }

    void mute(Click click, AlarmRef ref) {
        act("mute", click, ref, (detail, actions, by) -> {
            if (detail.alarm().state() == AlarmState.MUTED) {
                return Refusal.alreadyDone("muted", null, null, clock.instant());
            }
            Alarm unused = client.alarms().mute(ref.alarm(), new AlarmCommand(by, MUTE, null));
            return null;
        });
    }

    void start(Click click, AlarmRef ref) {
        String name = ref.action();
        if (name == null) {
            throw new IllegalArgumentException("a button that starts nothing");
        }
        act("start " + name, click, ref, (detail, actions, by) -> {
            if (!detail.available().contains(name)) {
                return started(detail, name)
                        .map(run -> Refusal.alreadyDone("started", run.by(), run.at(), clock.instant()))
                        .orElseGet(() -> Refusal.notAvailable(AlarmWords.action(name, actions)));
            }
            AlarmDetail.Run unused = client.alarms().start(ref.alarm(), name, AlarmCommand.of(by));
            return null;
        });
    }

    /// Something done about an alarm.
    private interface Act {
        /// @return what to tell instead of doing it; null when it was done
        @Nullable
        Message on(AlarmDetail detail, List<AlarmAction> actions, Reviewer by);
    }

    /// One click about an alarm at a time: the second of two sees what the first has done.
    private void act(String what, Click click, AlarmRef ref, Act act) {
        errands.run(what, click, () -> {
            Optional<Message> refusal = alarms.alone(ref.alarm(), () -> Optional.ofNullable(tried(click, ref, act)));
            refusal.ifPresent(message -> teller.tell(click, message));
            alarms.refreshAll(ref.alarm());
        });
    }

    private @Nullable Message tried(Click click, AlarmRef ref, Act act) {
        AlarmDetail detail = client.alarms().alarm(ref.alarm());
        PipelineName pipeline = detail.alarm().pipeline();
        Policy policy = client.pipeline(pipeline.value()).policy();
        Optional<Refusal.Barrier> barrier = admission.barrier(click.user(), policy.reviewers());
        if (barrier.isPresent()) {
            return Refusal.mayNotAct(pipeline, barrier.get());
        }
        return detail.alarm().state() == AlarmState.RECOVERED
                ? Refusal.alarmOver()
                : act.on(detail, policy.drift().actions(), people.reviewer(click.user()));
    }

    /// Who has clicked twice knows.
    private @Nullable Message already(Reviewer by, String what, Reviewer who) {
        return who.id().equals(by.id()) ? null : Refusal.alreadyDone(what, who, null, clock.instant());
    }

    private static Optional<AlarmDetail.Run> started(AlarmDetail detail, String name) {
        return detail.actions().reversed().stream()
                .filter(run -> run.action().equals(name))
                .findFirst();
    }
}
