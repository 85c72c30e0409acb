package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.List;
import java.util.Locale;

/// What becomes of verdicts: which are learned from, and how the items are split.
///
/// @param admit who says that an item is golden; default `automatic`
/// @param approvals which approvals become items; default `random_audit`
/// @param groups keys of `metadata` whose values must stay on one side of a split, such as `user`; `cluster` stands for
///     the output's own cluster; at most 10, none by default
/// @param splits the shares of the sides; default 0.8, 0.1 and 0.1
public record GoldenRules(
        @Defaulted("automatic") Admit admit,
        @Defaulted("random_audit") Approvals approvals,
        @Defaulted("[]") @Limits(maxSize = 10) List<String> groups,
        @Defaulted Shares splits) {
    /// The group that stands for the output's own cluster.
    public static final String CLUSTER = "cluster";

    public static final GoldenRules DEFAULT =
            new GoldenRules(Admit.AUTOMATIC, Approvals.RANDOM_AUDIT, List.of(), Shares.DEFAULT);

    public GoldenRules {
        admit = admit == null ? Admit.AUTOMATIC : admit;
        approvals = approvals == null ? Approvals.RANDOM_AUDIT : approvals;
        groups = groups == null ? List.of() : List.copyOf(groups);
        splits = splits == null ? Shares.DEFAULT : splits;
        if (groups.size() > 10) {
            throw new InvalidField("groups", "must be at most 10, were " + groups.size());
        }
        groups.forEach(key -> Check.label("groups", key, 60));
    }

    /// Who says that an item is golden.
    public enum Admit {
        /// The decision itself.
        AUTOMATIC,
        /// Somebody else than who decided.
        SECOND_PERSON,
        /// Two people who gave the same answer to the same input.
        AGREEMENT_OF_TWO;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Which approvals become items. Those of outputs that were looked at for their doubt are no fair sample of what is
    /// right.
    public enum Approvals {
        /// Those of the random audit.
        RANDOM_AUDIT,
        /// All; the lineage of each says what chose it.
        ALL,
        /// None.
        NONE;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The shares of the sides, which make 1 together.
    ///
    /// @param train 0 to 1
    /// @param dev 0 to 1
    /// @param test 0 to 1
    public record Shares(
            @Limits(min = 0, max = 1) Double train,
            @Limits(min = 0, max = 1) Double dev,
            @Limits(min = 0, max = 1) Double test) {
        public static final Shares DEFAULT = new Shares(0.8, 0.1, 0.1);

        public Shares {
            Check.probability("train", Check.present("train", train));
            Check.probability("dev", Check.present("dev", dev));
            Check.probability("test", Check.present("test", test));
            if (Math.abs(train + dev + test - 1) > 1e-9) {
                throw new InvalidField("test", "must make 1 with train and dev, made " + (train + dev + test));
            }
        }
    }

    /// Whether two people have to have a part in an item.
    @JsonIgnore
    public boolean needsTwo() {
        return admit != Admit.AUTOMATIC;
    }
}
