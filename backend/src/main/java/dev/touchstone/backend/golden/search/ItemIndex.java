package dev.touchstone.backend.golden.search;

import dev.touchstone.api.id.PipelineName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Which items have words in common with a query, best first by BM25 (Robertson and Zaragoza 2009). It holds no texts,
/// only which words are in which item. Thread-safe.
final class ItemIndex implements Taken, AutoCloseable {
    private static final String TEXT = "text";

    /// Changes with what is indexed, and how.
    private static final String FORM = "1";

    /// Of a long query its rarest words: the others find everything.
    private static final int MOST_WORDS = 64;

    /// What a word counts that is not in what is to be answered.
    private static final float BESIDES = 0.25f;

    private final Analyzer analyzer;
    private final KeptIndex index;

    /// What is looked for.
    ///
    /// @param decisive the words that count in full: what is to be answered
    /// @param all these and what they are about, which counts a quarter
    record Asks(String decisive, String all) {}

    private ItemIndex(Analyzer analyzer, KeptIndex index) {
        this.analyzer = analyzer;
        this.index = index;
    }

    /// @param folder of the index; null for a temporary one
    /// @param database what tells this database from others
    static ItemIndex open(@Nullable Path folder, String database) {
        Analyzer analyzer = new StandardAnalyzer();
        return new ItemIndex(
                analyzer,
                KeptIndex.open(new KeptIndex.Place(folder, database, FORM, () -> new IndexWriterConfig(analyzer))));
    }

    @Override
    public long through() {
        return index.through();
    }

    @Override
    public void change(List<SearchDao.Text> items, List<String> gone) {
        Map<String, Document> documents = new LinkedHashMap<>();
        for (SearchDao.Text item : items) {
            Document document = new Document();
            document.add(new StringField(Hit.PIPELINE, item.pipeline().value(), Field.Store.NO));
            document.add(new TextField(TEXT, item.plain(), Field.Store.NO));
            documents.put(item.id(), document);
        }
        index.change(documents, gone);
    }

    @Override
    public void purge() {
        index.purge();
    }

    @Override
    public void commit(long throughMs) {
        index.commit(throughMs);
    }

    int size() {
        return index.size();
    }

    /// The items of a pipeline that fit best.
    ///
    /// @param among narrows them; null for all
    /// @param most how many, the best
    List<Hit> search(PipelineName pipeline, Asks asks, @Nullable Query among, int most) {
        return index.search(searcher -> {
            BooleanQuery.Builder query = new BooleanQuery.Builder();
            query.add(Hit.of(pipeline), Occur.FILTER);
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
            return Hit.all(searcher, searcher.search(query.build(), most));
        });
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
        index.close();
    }
}
