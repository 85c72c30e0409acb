package dev.touchstone.backend.golden.search;

import dev.touchstone.api.id.PipelineName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;

/// An item that an index has found.
///
/// @param score above 0, the more the better; only those of one search compare
record Hit(String id, double score) {
    /// The field that says whose item it is.
    static final String PIPELINE = "pipeline";

    /// Only the items of a pipeline.
    static Query of(PipelineName pipeline) {
        return new TermQuery(new Term(PIPELINE, pipeline.value()));
    }

    static List<Hit> all(IndexSearcher searcher, TopDocs found) throws IOException {
        List<Hit> hits = new ArrayList<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc one : found.scoreDocs) {
            hits.add(new Hit(
                    Objects.requireNonNull(stored.document(one.doc).get(KeptIndex.ID), "every item has an id"),
                    one.score));
        }
        return hits;
    }
}
