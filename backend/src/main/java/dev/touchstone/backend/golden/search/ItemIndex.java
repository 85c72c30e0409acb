package dev.touchstone.backend.golden.search;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.store.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which items have words in common with a query, best first by BM25 (Robertson and Zaragoza 2009). It holds no texts,
/// only which words are in which item. An index that is damaged, of another database or of an older form is thrown
/// away and made anew; where none can be kept on disk, one is kept in memory. Thread-safe.
final class ItemIndex implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ItemIndex.class);

    /// Held, or its level would be forgotten: it warns of a faster module that has to be asked for by an option of
    /// Java's.
    private static final java.util.logging.Logger VECTORS =
            java.util.logging.Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTORS.setLevel(java.util.logging.Level.OFF);
    }

    static final String ID = "id";
    private static final String PIPELINE = "pipeline";
    private static final String TEXT = "text";

    /// Changes with what is indexed, and how.
    private static final String FORM = "1";

    /// Of a long query its rarest words: the others find everything.
    private static final int MOST_WORDS = 64;

    /// What a word counts that is not in what is to be answered.
    private static final float BESIDES = 0.25f;

    private final Analyzer analyzer = new StandardAnalyzer();
    private final Directory directory;
    /// To be deleted at the end; null for one that stays.
    private final @Nullable Path temporary;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private Map<String, String> marks = Map.of();

    /// An item's words.
    ///
    /// @param text as [dev.touchstone.backend.golden.group.ComparedText] stores it
    record Entry(String id, PipelineName pipeline, String text) {}

    /// What is looked for.
    ///
    /// @param decisive the words that count in full: what is to be answered
    /// @param all these and what they are about, which counts a quarter
    record Asks(String decisive, String all) {}

    /// @param score BM25, above 0
    record Hit(String id, double score) {}

    private ItemIndex(Directory directory, @Nullable Path temporary) throws IOException {
        this.directory = directory;
        this.temporary = temporary;
        writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setCommitOnClose(false));
        searchers = new SearcherManager(writer, null);
    }

    /// @param folder of the index; null for a temporary one
    /// @param database what tells this database from others
    static ItemIndex open(@Nullable Path folder, String database) {
        if (folder != null) {
            try {
                return keptOrAnew(folder, database);
            } catch (IOException | RuntimeException e) {
                log.warn("few-shot index cannot be kept on disk, kept in memory folder={}", folder, e);
            }
        }
        try {
            if (folder == null) {
                Path temporary = Files.createTempDirectory("touchstone-search-");
                return new ItemIndex(FSDirectory.open(temporary), temporary);
            }
            return new ItemIndex(new ByteBuffersDirectory(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ItemIndex keptOrAnew(Path folder, String database) throws IOException {
        try {
            return onDisk(folder, database);
        } catch (LockObtainFailedException e) {
            // Whole, and another's.
            throw e;
        } catch (IOException | RuntimeException e) {
            log.warn("few-shot index damaged, made anew folder={}", folder, e);
            delete(folder);
            return onDisk(folder, database);
        }
    }

    private static ItemIndex onDisk(Path folder, String database) throws IOException {
        OwnerOnly.createFolders(folder);
        ItemIndex index = new ItemIndex(FSDirectory.open(folder), null);
        String other = index.committed("database");
        if (other != null && !(other.equals(database) && FORM.equals(index.committed("form")))) {
            index.clear();
        }
        index.marks = Map.of("database", database, "form", FORM);
        return index;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private @Nullable String committed(String mark) {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            for (Map.Entry<String, String> entry : data) {
                if (entry.getKey().equals(mark)) {
                    return entry.getValue();
                }
            }
        }
        return null;
    }

    private void clear() throws IOException {
        writer.deleteAll();
        writer.setLiveCommitData(Map.<String, String>of().entrySet());
        writer.commit();
        searchers.maybeRefreshBlocking();
    }

    /// Up to which moment it knows every item, in epoch milliseconds; 0 when it is new.
    long through() {
        String through = committed("through");
        return through == null ? 0 : Long.parseLong(through);
    }

    /// Takes items in, or again, and forgets others. What is not committed is read again after a crash.
    void change(List<Entry> entries, List<String> gone) {
        try {
            for (Entry entry : entries) {
                Document document = new Document();
                document.add(new StringField(ID, entry.id(), Field.Store.YES));
                document.add(new StringField(PIPELINE, entry.pipeline().value(), Field.Store.NO));
                document.add(new TextField(TEXT, entry.text(), Field.Store.NO));
                writer.updateDocument(new Term(ID, entry.id()), document);
            }
            for (String id : gone) {
                writer.deleteDocuments(new Term(ID, id));
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param throughMs up to which moment it knows every item now
    void commit(long throughMs) {
        try {
            Map<String, String> data = new java.util.TreeMap<>(marks);
            data.put("through", String.valueOf(throughMs));
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return writer.getDocStats().numDocs;
    }

    /// The items of a pipeline that fit best.
    ///
    /// @param among narrows them; null for all
    /// @param most how many, the best
    List<Hit> search(PipelineName pipeline, Asks asks, @Nullable Query among, int most) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                BooleanQuery.Builder query = new BooleanQuery.Builder();
                query.add(new TermQuery(new Term(PIPELINE, pipeline.value())), Occur.FILTER);
                if (among != null) {
                    query.add(among, Occur.FILTER);
                }
                query.setMinimumNumberShouldMatch(1);
                Set<String> decisive = words(asks.decisive());
                Set<String> besides = words(asks.all());
                besides.removeAll(decisive);
                List<String> first = rarest(searcher.getIndexReader(), decisive, MOST_WORDS);
                first.forEach(word -> query.add(word(word), Occur.SHOULD));
                rarest(searcher.getIndexReader(), besides, MOST_WORDS - first.size())
                        .forEach(word -> query.add(new BoostQuery(word(word), BESIDES), Occur.SHOULD));
                return hits(searcher, searcher.search(query.build(), most));
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Hit> hits(IndexSearcher searcher, TopDocs found) throws IOException {
        List<Hit> hits = new ArrayList<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc one : found.scoreDocs) {
            hits.add(new Hit(
                    Objects.requireNonNull(stored.document(one.doc).get(ID), "every item has an id"), one.score));
        }
        return hits;
    }

    private Set<String> words(String text) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream(TEXT, text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        }
        return words;
    }

    private static Query word(String word) {
        return new TermQuery(new Term(TEXT, word));
    }

    private static List<String> rarest(IndexReader reader, Set<String> words, int most) throws IOException {
        record Word(String text, int items) {}
        List<Word> known = new ArrayList<>();
        for (String word : words) {
            int items = reader.docFreq(new Term(TEXT, word));
            if (items > 0) {
                known.add(new Word(word, items));
            }
        }
        return known.stream()
                .sorted(Comparator.comparingInt(Word::items))
                .limit(most)
                .map(Word::text)
                .toList();
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.close();
            directory.close();
            if (temporary != null) {
                delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
