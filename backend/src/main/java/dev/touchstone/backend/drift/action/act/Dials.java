package dev.touchstone.backend.drift.action.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.Strata;
import dev.touchstone.backend.pipeline.PolicyEdit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of a policy that an action raises, by name: one threshold, or the audit rate and those of the
/// strata, because a stratum with a low rate of its own would stay unseen.
enum Dials {
    AUDIT(AlarmAction.Type.RAISE_AUDIT, "the audit rate") {
        @Override
        Map<String, Double> read(Policy policy) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put(title(), policy.auditRate());
            policy.strata().rates().forEach(rate -> values.put(nameOf(rate), rate.rate()));
            return values;
        }

        @Override
        Policy write(Policy policy, Map<String, Double> values) {
            List<Strata.Rate> rates = policy.strata().rates();
            return PolicyEdit.with(policy, node -> {
                set(node, "audit_rate", values.get(title()));
                for (int i = 0; i < rates.size(); i++) {
                    set((ObjectNode) node.at("/strata/rates/" + i), "rate", values.get(nameOf(rates.get(i))));
                }
            });
        }

        @Override
        String shown(double value) {
            return AlarmFacts.percent(value);
        }
    },
    THRESHOLD(AlarmAction.Type.TIGHTEN_THRESHOLD, "the confidence threshold") {
        @Override
        Map<String, Double> read(Policy policy) {
            return Map.of(title(), policy.confidenceThreshold());
        }

        @Override
        Policy write(Policy policy, Map<String, Double> values) {
            return PolicyEdit.with(policy, node -> set(node, "confidence_threshold", values.get(title())));
        }

        @Override
        String shown(double value) {
            return String.valueOf(value);
        }
    };

    private final AlarmAction.Type type;
    private final String title;

    Dials(AlarmAction.Type type, String title) {
        this.type = type;
        this.title = title;
    }

    AlarmAction.Type type() {
        return type;
    }

    String title() {
        return title;
    }

    /// Every dial of a policy, in a fixed order.
    abstract Map<String, Double> read(Policy policy);

    /// The policy with these dials set; what it does not have is left out.
    abstract Policy write(Policy policy, Map<String, Double> values);

    abstract String shown(double value);

    private static String nameOf(Strata.Rate rate) {
        return "the audit rate of " + rate.when();
    }

    private static void set(ObjectNode node, String field, @Nullable Double value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
