package dev.touchstone.backend.refusal;

/// A caller's mistake, or a wish that cannot be granted as things are. The message tells the next step, in words for
/// whoever asked; the code is stable, for programs. It has no stack trace: nothing is broken.
public final class Refused extends RuntimeException {
    /// What kind of refusal it is, which every door has its own way to say.
    public enum Why {
        /// What was asked cannot be read.
        MALFORMED,
        /// Whoever asks may not.
        FORBIDDEN,
        /// What it is about is not there, or not for this caller to see.
        UNKNOWN,
        /// It does not fit what has happened meanwhile.
        CONFLICT,
        /// It can be read, and says something that cannot be.
        INVALID
    }

    private final Why why;
    private final String code;

    private Refused(Why why, String code, String detail) {
        super(detail, null, false, false);
        this.why = why;
        this.code = code;
    }

    public static Refused malformed(String code, String detail) {
        return new Refused(Why.MALFORMED, code, detail);
    }

    public static Refused forbidden(String code, String detail) {
        return new Refused(Why.FORBIDDEN, code, detail);
    }

    public static Refused unknown(String code, String detail) {
        return new Refused(Why.UNKNOWN, code, detail);
    }

    public static Refused conflict(String code, String detail) {
        return new Refused(Why.CONFLICT, code, detail);
    }

    public static Refused invalid(String code, String detail) {
        return new Refused(Why.INVALID, code, detail);
    }

    public Why why() {
        return why;
    }

    public String code() {
        return code;
    }

    /// What is wrong and what to do about it.
    public String detail() {
        return String.valueOf(getMessage());
    }
}
