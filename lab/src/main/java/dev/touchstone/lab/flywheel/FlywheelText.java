package dev.touchstone.lab.flywheel;

/// The words of the page.
final class FlywheelText {
    static final String HEAD = """
            # The flywheel, turned with a real model

            Made by `./touchstone evidence --flywheel --data DIR --half %s --seeds %d --out docs/evidence/flywheel.md --charts
            docs/images`. A linear model over words and runs of characters (liblinear) says what people want of an assistant:
            150 intents and "none of them". %d requests come each week, after a first %d that people answered. Everything goes
            through the HTTP API of a server with SQLite: the model's answers with its confidences, people's verdicts, the
            golden set, versions frozen of it, files exported. The next week's model is trained from the exported fine-tuning
            file and nothing else.

            The random audit draws %s; people label up to %d outputs a week beyond it, chosen in three ways. %s of the items
            are kept from training. Those of them that the audit drew certify each new model's threshold before it starts: at
            most %s of what the machine approves are wrong, with 90 %% confidence for each model, by the test that the product
            certifies releases with.

            **Labels**: verdicts before the week, those kept from training included. **Review rate**: what lies below the
            threshold, and the audit of the rest. **Perfect threshold**: the review rate under the lowest threshold that would
            have kept the tolerated error in this very week, which nobody can know. Means over the seeds.
            """;

    static final String WANTED = """
            ## What is wanted of it, and what it comes to
            """;

    static final String FOOT = """
            A certificate needs room: with some hundred test items it allows the machine an observed error well below the
            tolerated one, and its thresholds go in steps of 5 % of the traffic. That is what lies between the review rate and
            that of the perfect threshold. Items kept from training cost labels as well: the same model on all of them would be
            better by what three in ten labels teach. A single week of one seed is a draw: its share of wrong ones may lie above what was
            certified of the rate behind it, and with few seeds the tables show a course and no measurement.""";

    private FlywheelText() {}
}
