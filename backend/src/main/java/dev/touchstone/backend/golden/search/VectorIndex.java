package dev.touchstone.backend.golden.search;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.model.EmbeddingConfig;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Which items mean nearly what a query means, by the cosine of their vectors (HNSW, Malkov and Yashunin 2018). A
/// sentence and its negation are near one another. Thread-safe.
final class VectorIndex implements Taken, AutoCloseable {
    private static final String FORM = "2";
    private static final String INPUT = "input";
    /// Of one item; more of them mean that a group has grown together already.
    private static final int MOST_ALIKE = 32;

    private final KeptIndex index;
    private final ItemVectors vectors;
    private final Alike alike;

    /// What is done about items that mean nearly the same.
    ///
    /// @param least from which cosine on they do
    /// @param found by an item's id, those of the items that it is like; never one of the same input
    record Alike(double least, Consumer<Map<String, List<String>>> found) {}

    private VectorIndex(KeptIndex index, ItemVectors vectors, Alike alike) {
        this.index = index;
        this.vectors = vectors;
        this.alike = alike;
    }

    /// @param folder of the index; null for a temporary one
    /// @param database what tells this database from others
    static VectorIndex open(@Nullable Path folder, String database, ItemVectors vectors, Alike alike) {
        KeptIndex.Place place = new KeptIndex.Place(
                folder,
                database,
                FORM + " " + vectors.space(),
                () -> new IndexWriterConfig().setCodec(new LongVectors()));
        return new VectorIndex(KeptIndex.open(place), vectors, alike);
    }

    @Override
    public long through() {
        return index.through();
    }

    /// @throws ItemVectors.Away when the model is, with nothing taken in
    @Override
    public void change(List<SearchDao.Text> items, List<String> gone) {
        Map<String, float[]> known = vectors.of(items);
        Map<String, Document> documents = new LinkedHashMap<>();
        for (SearchDao.Text item : items) {
            float[] vector = known.get(item.id());
            if (vector != null) {
                Document document = new Document();
                document.add(new StringField(INPUT, item.inputId(), Field.Store.NO));
                document.add(new StringField(Hit.PIPELINE, item.pipeline().value(), Field.Store.NO));
                document.add(new KnnFloatVectorField(field(vector), vector, VectorSimilarityFunction.DOT_PRODUCT));
                documents.put(item.id(), document);
            }
        }
        index.change(documents, gone);
        tellAlike(items, known);
    }

    /// Before the commit, so that after a crash it is looked at again. Each node looks at all it takes in: none knows
    /// what another had when it looked.
    private void tellAlike(List<SearchDao.Text> items, Map<String, float[]> known) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        Set<String> looked = new HashSet<>();
        for (SearchDao.Text item : items) {
            float[] vector = known.get(item.id());
            if (vector != null && looked.add(item.inputId())) {
                List<String> near = near(vector, item.inputId());
                if (!near.isEmpty()) {
                    found.put(item.id(), near);
                }
            }
        }
        if (!found.isEmpty()) {
            alike.found().accept(found);
        }
    }

    private List<String> near(float[] vector, String input) {
        Query others = new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(new TermQuery(new Term(INPUT, input)), Occur.MUST_NOT)
                .build();
        return index
                .search(searcher -> Hit.all(
                        searcher,
                        searcher.search(
                                new KnnFloatVectorQuery(field(vector), vector, MOST_ALIKE, others), MOST_ALIKE)))
                .stream()
                // Lucene's score of a dot product is (1 + cosine) / 2.
                .filter(hit -> 2 * hit.score() - 1 >= alike.least())
                .map(Hit::id)
                .toList();
    }

    /// A field holds vectors of one length; a model that comes to answer with others has none to compare them with.
    private static String field(float[] vector) {
        return "vector" + vector.length;
    }

    @Override
    public void purge() {
        index.purge();
    }

    @Override
    public void commit(long throughMs) {
        index.commit(throughMs);
    }

    /// The items of a pipeline that are nearest.
    ///
    /// @param vector of length 1
    /// @param among narrows them; null for all
    /// @param most how many, the nearest
    List<Hit> search(PipelineName pipeline, float[] vector, @Nullable Query among, int most) {
        return index.search(searcher -> {
            BooleanQuery.Builder filter = new BooleanQuery.Builder().add(Hit.of(pipeline), Occur.FILTER);
            if (among != null) {
                filter.add(among, Occur.FILTER);
            }
            return Hit.all(
                    searcher,
                    searcher.search(new KnnFloatVectorQuery(field(vector), vector, most, filter.build()), most));
        });
    }

    @Override
    public void close() {
        index.close();
    }

    /// Lucene writes vectors of up to 1,024 numbers unless told otherwise, and reads longer ones as it is. What is
    /// written is its own format.
    private static final class LongVectors extends Lucene104Codec {
        private final KnnVectorsFormat format = new LongFormat();

        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
        }
    }

    private static final class LongFormat extends KnnVectorsFormat {
        private final KnnVectorsFormat usual = new Lucene99HnswVectorsFormat();

        LongFormat() {
            super("Lucene99HnswVectorsFormat");
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws java.io.IOException {
            return usual.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws java.io.IOException {
            return usual.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return EmbeddingConfig.MOST_DIMENSIONS;
        }
    }
}
