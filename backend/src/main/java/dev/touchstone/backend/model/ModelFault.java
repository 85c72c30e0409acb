package dev.touchstone.backend.model;

import java.util.Locale;

/// Why a call brought no verdict. Each is counted under its name.
public enum ModelFault {
    /// No address is known for the host.
    UNKNOWN_HOST(Blame.JUDGE),
    /// The connection could not be made, or broke.
    CONNECTION(Blame.JUDGE),
    /// No whole answer within the deadline.
    TIMEOUT(Blame.JUDGE),
    /// 401 or 403: the key is wrong.
    UNAUTHORIZED(Blame.JUDGE),
    /// 429.
    RATE_LIMITED(Blame.JUDGE),
    /// 5xx.
    SERVER_ERROR(Blame.JUDGE),
    /// A status that says the endpoint or the model is not there.
    NOT_SERVED(Blame.JUDGE),
    /// The answer is no chat completion.
    NO_COMPLETION(Blame.JUDGE),
    /// 400, 413 or 422: the endpoint does not take this request.
    REQUEST_REFUSED(Blame.ANSWER),
    /// The answer is larger than allowed.
    TOO_LARGE(Blame.ANSWER),
    /// The model ran into its limit of tokens, or a filter.
    CUT_OFF(Blame.ANSWER),
    /// The model refuses to judge.
    REFUSAL(Blame.ANSWER),
    /// There is no content.
    NO_CONTENT(Blame.ANSWER),
    /// The content is blank.
    EMPTY(Blame.ANSWER),
    /// The content wraps its JSON into a fence.
    FENCED(Blame.ANSWER),
    /// The JSON ends too soon.
    TRUNCATED(Blame.ANSWER),
    /// The content is no JSON.
    NOT_JSON(Blame.ANSWER),
    /// Something follows the JSON.
    MORE_THAN_ONE(Blame.ANSWER),
    /// The JSON does not follow the schema.
    OFF_SCHEMA(Blame.ANSWER),
    /// The answer does not carry the token of its request: it may have been copied from what was to be judged.
    FORGED(Blame.ANSWER),
    /// Verdict and score say the opposite.
    CONTRADICTION(Blame.ANSWER);

    private enum Blame {
        JUDGE,
        ANSWER
    }

    private final Blame blame;

    ModelFault(Blame blame) {
        this.blame = blame;
    }

    /// Whether the judge is away rather than this answer bad: then work waits, and no attempt is used up.
    public boolean away() {
        return blame == Blame.JUDGE;
    }

    /// The name in metrics and in the API.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
