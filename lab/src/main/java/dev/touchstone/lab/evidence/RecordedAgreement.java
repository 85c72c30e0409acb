package dev.touchstone.lab.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/// How often a judge and people said the same, as the data themselves count it.
///
/// @param judgeOnly approved by the judge and not by people
/// @param peopleOnly approved by people and not by the judge
record RecordedAgreement(long bothApprove, long judgeOnly, long peopleOnly, long bothReject) {
    static final RecordedAgreement NONE = new RecordedAgreement(0, 0, 0, 0);

    static RecordedAgreement of(JsonNode recorded) {
        return new RecordedAgreement(
                recorded.path("tp").asLong(),
                recorded.path("fp").asLong(),
                recorded.path("fn").asLong(),
                recorded.path("tn").asLong());
    }

    RecordedAgreement plus(RecordedAgreement other) {
        return new RecordedAgreement(
                bothApprove + other.bothApprove,
                judgeOnly + other.judgeOnly,
                peopleOnly + other.peopleOnly,
                bothReject + other.bothReject);
    }

    double agreement() {
        return (double) (bothApprove + bothReject) / (bothApprove + judgeOnly + peopleOnly + bothReject);
    }

    /// Cohen's κ in the form for two by two counts: a way to it that shares nothing with the product's.
    double kappa() {
        double beyondChance = 2.0 * bothApprove * bothReject - 2.0 * judgeOnly * peopleOnly;
        return beyondChance
                / ((double) (bothApprove + judgeOnly) * (judgeOnly + bothReject)
                        + (double) (bothApprove + peopleOnly) * (peopleOnly + bothReject));
    }

    /// Share of the wrong outputs that the judge flags.
    double sensitivity() {
        return (double) bothReject / (bothReject + judgeOnly);
    }

    /// Share of the good outputs that the judge flags.
    double falseFlags() {
        return (double) peopleOnly / (peopleOnly + bothApprove);
    }
}
