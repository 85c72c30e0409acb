package dev.touchstone.backend.model;

/// What a call used, when the endpoint does not say or says what cannot be: counted from the text, four characters
/// to a token, so that limits and the spend cap hold all the same. Pure.
final class TokenCount {
    private static final int CHARS = 4;
    /// No token is shorter than a byte, no character longer than four of them.
    private static final int MOST_PER_CHAR = 4;
    /// Of a text long enough to tell, no tokenizer makes so few.
    private static final int MOST_CHARS = 40;
    /// What an endpoint may add of its own: a template, the schema.
    private static final long BESIDES = 8_192;

    private TokenCount() {}

    /// The reply with what it used, counted where need be.
    ///
    /// @param asked characters of the question
    /// @param mostAnswered tokens that the answer may have
    static Reply checked(Reply reply, long asked, long mostAnswered) {
        if (!costs(reply) || believable(reply, asked, mostAnswered)) {
            return reply;
        }
        return reply.using(new Reply.Usage(asked / CHARS + 1, written(reply, mostAnswered), true));
    }

    /// Whether a completion was made: an endpoint that is away, or refuses the request, made none.
    private static boolean costs(Reply reply) {
        return switch (reply) {
            case Reply.Text text -> true;
            case Reply.Fault fault ->
                switch (fault.cause()) {
                    case REFUSAL, CUT_OFF, NO_CONTENT, EMPTY, TOO_LARGE -> true;
                    default -> fault.usage().total() > 0;
                };
        };
    }

    private static boolean believable(Reply reply, long asked, long mostAnswered) {
        Reply.Usage usage = reply.usage();
        long heard = reply instanceof Reply.Text text ? text.content().length() : 0;
        return usage.input() > 0
                && usage.input() <= asked * MOST_PER_CHAR + BESIDES
                && usage.input() >= asked / MOST_CHARS
                && usage.output() <= 2 * mostAnswered + heard
                && usage.output() >= heard / MOST_CHARS
                && (heard == 0 || usage.output() > 0);
    }

    private static long written(Reply reply, long mostAnswered) {
        return switch (reply) {
            case Reply.Text text -> text.content().length() / CHARS + 1;
            case Reply.Fault fault
            when fault.cause() == ModelFault.CUT_OFF || fault.cause() == ModelFault.TOO_LARGE -> mostAnswered;
            case Reply.Fault fault -> 1;
        };
    }
}
