package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Population;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class AlarmsTest {
    /// A pipeline whose floor was held for forty audits and then was not: an alarm is open.
    static final class Alarmed implements Population {
        @Override
        public void fill(Workbench bench) {
            alarm(new Audited(bench));
        }
    }

    private static void alarm(Audited audited) {
        audited.decided(40, 0);
        audited.decided(40, 8);
        audited.look();
    }

    private static Audited alarmed(Workbench bench) {
        return Audited.goingOn(bench, 80);
    }

    @EveryDatabase(holding = Alarmed.class)
    void anEpisodeIsToldOnceFromItsBeginningToItsEnd(Workbench bench) {
        Audited audited = alarmed(bench);
        audited.look();
        audited.decided(20, 8);
        audited.look();
        assertThat(audited.told()).containsExactly("opened");

        bench.clock.advance(Duration.ofDays(21));
        audited.decided(80, 0);
        audited.look();
        assertThat(audited.told()).containsExactly("opened", "recovered");

        audited.decided(40, 9);
        audited.look();
        assertThat(audited.said()).containsExactly("floor open", "floor recovered");
        assertThat(audited.told()).containsExactly("opened", "recovered", "opened");
    }

    @EveryDatabase(holding = Alarmed.class)
    void anAlarmSaysWhatWasFoundAndWhatItRestsOn(Workbench bench) {
        Alarm alarm = alarmed(bench).all().getFirst();

        assertThat(alarm.message().headline())
                .matches("Quality fell below the promised 90 %: .+ % of \\d+ audited outputs were wrong.");
        assertThat(alarm.message().promise())
                .isEqualTo("At most one false page in 0.1 years, over 1 series that may page.");
        assertThat(alarm.message().promptVersion()).isEqualTo("v1");
        assertThat(alarm.message().model()).isEqualTo("m1");
        assertThat(alarm.message().examples()).hasSize(3);
        assertThat(alarm.message().found().window().interval().lower())
                .isLessThan(alarm.message().found().window().rate());
        assertThat(alarm.message().found().detector().evidence())
                .isGreaterThanOrEqualTo(alarm.message().found().detector().threshold());
        assertThat(alarm.message().found().tolerated()).isEqualTo(1 - 0.9);
    }

    @EveryDatabase
    void whoListensHearsOfAnOpeningOnce(Workbench bench) {
        Audited audited = new Audited(bench);
        alarm(audited);
        audited.look();

        assertThat(audited.heard)
                .extracting(Alarm::id)
                .containsExactly(audited.all().getFirst().id());
    }

    @EveryDatabase(holding = Alarmed.class)
    void theWeekTellsWhatOpenedInIt(Workbench bench) {
        Alarm alarm = alarmed(bench).all().getFirst();
        AlarmLines lines = new AlarmLines(bench.database);
        Instant opened = alarm.course().openedAt();

        assertThat(lines.lines(alarm.pipeline(), opened, opened.plusMillis(1)))
                .containsExactly("Alarm: " + alarm.message().headline());
        assertThat(lines.lines(alarm.pipeline(), opened.minusSeconds(9), opened))
                .isEmpty();
        assertThat(lines.lines(new PipelineName("another"), opened, opened.plusMillis(1)))
                .isEmpty();
    }

    @EveryDatabase(holding = Alarmed.class)
    void whatGoesOnIsToldAgainAtMostOnceAWeek(Workbench bench) {
        Audited audited = alarmed(bench);
        for (int day = 0; day < 15; day++) {
            bench.clock.advance(Duration.ofDays(1));
            audited.decided(20, 8);
            audited.look();
        }

        assertThat(audited.told()).containsExactly("opened", "worsened", "worsened");
    }

    @EveryDatabase(holding = Alarmed.class)
    void somebodyTakesItOnAndIsNamed(Workbench bench) {
        Audited audited = alarmed(bench);
        String id = audited.all().getFirst().id();

        Alarm taken = audited.alarms.acknowledge(id, Audited.by(null));
        Alarm again = audited.alarms.acknowledge(id, Audited.by(null));

        assertThat(taken.state()).isEqualTo(AlarmState.ACKNOWLEDGED);
        assertThat(taken.course().acknowledgedBy()).isEqualTo(Audited.ANN);
        assertThat(again).isEqualTo(taken);
        assertThat(audited.told()).containsExactly("opened", "acknowledged");
        assertThat(bench.audited())
                .filteredOn(line -> line.contains("alarm."))
                .containsExactly("U-ann alarm.acknowledged " + id);
    }

    @EveryDatabase(holding = Alarmed.class)
    void aMuteIsSilentUntilItEnds(Workbench bench) {
        Audited audited = alarmed(bench);
        String id = audited.all().getFirst().id();
        Alarm muted = audited.alarms.mute(id, Audited.by(Duration.ofDays(10)));
        assertThat(muted.state()).isEqualTo(AlarmState.MUTED);
        assertThat(muted.course().mutedUntil()).isEqualTo(bench.clock.instant().plus(Duration.ofDays(10)));

        bench.clock.advance(Duration.ofDays(8));
        audited.decided(60, 8);
        audited.look();
        assertThat(audited.told()).containsExactly("opened", "muted");

        bench.clock.advance(Duration.ofDays(2));
        audited.look();
        assertThat(audited.told()).startsWith("opened", "muted", "unmuted");
        assertThat(audited.said()).containsExactly("floor open");
    }

    @EveryDatabase(holding = Alarmed.class)
    void whatIsOverCannotBeTakenOn(Workbench bench) {
        Audited audited = alarmed(bench);
        bench.clock.advance(Duration.ofDays(21));
        audited.decided(80, 0);
        audited.look();
        String id = audited.all().getFirst().id();

        assertThatThrownBy(() -> audited.alarms.acknowledge(id, Audited.by(null)))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("alarm-over"));
    }

    @EveryDatabase(holding = Alarmed.class)
    void theDetailsHoldHistoryAndCourse(Workbench bench) {
        Audited audited = alarmed(bench);
        bench.clock.advance(Duration.ofDays(6));
        audited.decided(10, 9);
        audited.look();

        AlarmRow row = audited.alarms.row(audited.all().getFirst().id()).orElseThrow();
        AlarmDetail detail = audited.reports.detail(row, audited.pipeline());

        assertThat(detail.history())
                .singleElement()
                .satisfies(event ->
                        assertThat(event.text()).isEqualTo(row.message().headline()));
        assertThat(detail.trend()).hasSize(2);
        assertThat(detail.trend().getFirst().label()).isEqualTo("2030-W01");
        assertThat(detail.trend().getFirst().reviewed()).isEqualTo(80);
        assertThat(detail.trend().getLast().value()).isEqualTo(0.9);
    }

    @EveryDatabase
    void theCourseMarksTheWeekInWhichThePromptVersionWasNew(Workbench bench) {
        Audited audited = new Audited(bench);
        audited.decided(40, 0);
        bench.clock.advance(Duration.ofDays(7));
        audited.promptVersion = "v2";
        audited.decided(40, 8);
        audited.look();

        AlarmRow row = audited.alarms.row(audited.all().getFirst().id()).orElseThrow();
        AlarmDetail detail = audited.reports.detail(row, audited.pipeline());

        assertThat(detail.trend()).extracting(TrendPoint::label).containsExactly("2030-W01", "2030-W02");
        assertThat(detail.marks()).containsExactly(new AlarmDetail.Mark("2030-W02", "prompt version v2"));
    }

    @EveryDatabase
    void aJudgeThatStandsStillIsNoticedWhereOneIsWanted(Workbench bench) {
        Audited audited = new Audited(bench, "{\"judge\": {\"share\": 0.5}, \"drift\": {\"channel\": \"#alarms\"}}");
        audited.judgeNotes = List.of("The judge has finished nothing for 20 minutes.");
        audited.look();
        audited.look();
        assertThat(audited.said()).containsExactly("judge_stalled open");

        audited.judgeNotes = List.of();
        audited.look();

        assertThat(audited.told()).containsExactly("opened", "recovered");
    }
}
