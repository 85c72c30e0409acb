package dev.touchstone.api.quality;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.quality.JudgeReport.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What users' behaviour is worth: how often outputs of each class turned out wrong when chance had them audited. It
/// holds no mean of ratings, because that says who answers and not how good outputs are.
///
/// @param scope which outputs
/// @param outputs how many there were
/// @param answered of them, those of which a user said something
/// @param signalled of them, those with which a user did anything that counts
/// @param base share of all audited outputs that were wrong; null without any
/// @param undecided audits that nobody has decided; they count in no share
/// @param classes every class, from bad to good, silence last
/// @param kinds what users did, and what it meant by the rules: most audits first
/// @param notes what a reader must know
public record FeedbackReport(
        QualityScope scope,
        long outputs,
        long answered,
        long signalled,
        @Nullable Share base,
        long undecided,
        List<ClassWorth> classes,
        List<KindWorth> kinds,
        List<String> notes) {
    public FeedbackReport {
        classes = List.copyOf(classes);
        kinds = List.copyOf(kinds);
        notes = List.copyOf(notes);
    }

    /// What a class is worth.
    ///
    /// @param outputs how many outputs have it
    /// @param worth of the audited ones
    public record ClassWorth(FeedbackClass feedbackClass, long outputs, Worth worth) {}

    /// What one kind of behaviour is worth.
    ///
    /// @param means the class that the rules give it
    public record KindWorth(FeedbackKind kind, FeedbackClass means, Worth worth) {}

    /// What audits say.
    ///
    /// @param audits decided audits of such outputs
    /// @param error share of them that was wrong, with its interval; null without any
    /// @param lift that share over the base; null without any, and while nothing was wrong
    /// @param says whether the interval leaves out the base: until then it has no power to route
    /// @param words the same in a few words, such as "says nothing yet"
    public record Worth(
            long audits, @Nullable Share error, @Nullable Double lift, boolean says, String words) {}
}
