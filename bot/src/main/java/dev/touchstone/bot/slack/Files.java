package dev.touchstone.bot.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.SlackFilesUploadV2Exception;
import com.slack.api.methods.response.files.FilesUploadV2Response;
import dev.touchstone.api.wire.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pictures that messages show: uploaded in Slack's three steps, then waited for. Thread-safe.
public final class Files {
    private static final String UPLOAD = "files.upload";
    private static final Backoff BACKOFF = Backoff.doubling(Duration.ofMillis(100), Duration.ofSeconds(1));

    private final SlackCalls calls;

    public Files(MethodsClient methods) {
        this(methods, new CallCounts());
    }

    public Files(MethodsClient methods, CallCounts counts) {
        this.calls = new SlackCalls(methods, counts);
    }

    /// Uploads a picture without sharing it anywhere. A repeated upload leaves a file that nobody sees.
    ///
    /// @param name with its ending, such as `quality.png`
    /// @return the file's id; a block may show it only once it is [#usable]
    /// @throws SlackFailure when it was not taken
    public String upload(String name, String title, String altText, byte[] bytes) {
        try {
            FilesUploadV2Response uploaded = calls.once(
                    UPLOAD,
                    slack -> slack.filesUploadV2(upload ->
                            upload.filename(name).title(title).altTxt(altText).fileData(bytes)));
            return uploaded.getFile().getId();
        } catch (SlackFilesUploadV2Exception e) {
            throw failure(e);
        }
    }

    /// Waits until Slack has processed a file: a block that shows it earlier is refused.
    ///
    /// @param patience how long to wait at most
    /// @return whether it can be shown now
    public boolean usable(String id, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        for (int looks = 1; ; looks++) {
            var info = calls.patiently("files.info", slack -> slack.filesInfo(file -> file.file(id)));
            if (isProcessed(info.getFile())) {
                return true;
            }
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            SlackCalls.pause(BACKOFF.after(looks));
        }
    }

    private static boolean isProcessed(com.slack.api.model.@Nullable File file) {
        return file != null && file.getMimetype() != null && !file.getMimetype().isEmpty();
    }

    /// The SDK gathers the answers of its steps; the one that said no names the error.
    private static SlackFailure failure(SlackFilesUploadV2Exception e) {
        Stream<SlackApiTextResponse> steps = Stream.concat(
                e.getGetURLResponses() == null ? Stream.empty() : e.getGetURLResponses().stream(),
                Stream.ofNullable(e.getCompleteResponse()));
        Optional<String> code = steps.filter(step -> !step.isOk())
                .map(SlackApiTextResponse::getError)
                .filter(error -> error != null)
                .findFirst();
        return code.<SlackFailure>map(error -> SlackCalls.refusal(UPLOAD, error))
                .orElseGet(() -> new SlackFailure.Unanswered(UPLOAD, e));
    }
}
