package dev.touchstone.stats.estimate;

/// How an [Estimate] was computed; shown beside it.
public enum Method {
    WILSON("Wilson"),
    STRATIFIED_LHW("stratified Hájek, Laplace-shrunk Hájek-Wilson interval"),
    RATIO_LHW("Hájek ratio, Laplace-shrunk Hájek-Wilson interval"),
    JUDGE_LHW("post-stratified by judge verdict, Laplace-shrunk Hájek-Wilson interval"),
    PPI_PLUS_PLUS("PPI++"),
    CONFIDENCE_SEQUENCE("Beta-mixture confidence sequence");

    private final String title;

    Method(String title) {
        this.title = title;
    }

    /// Words for a report, such as "Wilson".
    public String title() {
        return title;
    }
}
