package dev.touchstone.backend.golden.search;

import dev.touchstone.backend.store.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Documents with an id that a node keeps in a folder of its own, beside the database they are made of. What is
/// damaged, of another database or of an older form is thrown away and made anew; where nothing can be kept on disk, it
/// is kept in memory. Thread-safe.
final class KeptIndex implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeptIndex.class);

    /// Held, or its level would be forgotten: it warns of a faster module that has to be asked for by an option of
    /// Java's.
    private static final java.util.logging.Logger VECTORS =
            java.util.logging.Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTORS.setLevel(java.util.logging.Level.OFF);
    }

    static final String ID = "id";

    private final Directory directory;
    /// To be deleted at the end; null for one that stays.
    private final @Nullable Path temporary;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private Map<String, String> marks = Map.of();

    /// Where it is kept, and what tells it from others.
    ///
    /// @param folder null for a temporary one
    /// @param database what tells this database from others
    /// @param form changes with what is indexed, and how
    /// @param settings of each writer, which takes them only once
    record Place(@Nullable Path folder, String database, String form, Supplier<IndexWriterConfig> settings) {}

    @FunctionalInterface
    interface Search<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    private KeptIndex(Directory directory, @Nullable Path temporary, Place place) throws IOException {
        this.directory = directory;
        this.temporary = temporary;
        writer = new IndexWriter(directory, place.settings().get().setCommitOnClose(false));
        searchers = new SearcherManager(writer, null);
    }

    static KeptIndex open(Place place) {
        Path folder = place.folder();
        if (folder != null) {
            try {
                return keptOrAnew(folder, place);
            } catch (IOException | RuntimeException e) {
                log.warn("few-shot index cannot be kept on disk, kept in memory folder={}", folder, e);
            }
        }
        try {
            if (folder == null) {
                Path temporary = Files.createTempDirectory("touchstone-search-");
                return new KeptIndex(FSDirectory.open(temporary), temporary, place);
            }
            return new KeptIndex(new ByteBuffersDirectory(), null, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeptIndex keptOrAnew(Path folder, Place place) throws IOException {
        try {
            return onDisk(folder, place);
        } catch (LockObtainFailedException e) {
            // Whole, and another's.
            throw e;
        } catch (IOException | RuntimeException e) {
            log.warn("few-shot index damaged, made anew folder={}", folder, e);
            delete(folder);
            return onDisk(folder, place);
        }
    }

    private static KeptIndex onDisk(Path folder, Place place) throws IOException {
        OwnerOnly.createFolders(folder);
        KeptIndex index = new KeptIndex(FSDirectory.open(folder), null, place);
        String other = index.committed("database");
        if (other != null && !(other.equals(place.database()) && place.form().equals(index.committed("form")))) {
            index.clear();
        }
        index.marks = Map.of("database", place.database(), "form", place.form());
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

    /// Takes documents in, or again, by their ids, and forgets others. What is not committed is read again after a
    /// crash.
    void change(Map<String, Document> documents, List<String> gone) {
        try {
            for (Map.Entry<String, Document> entry : documents.entrySet()) {
                entry.getValue().add(new StringField(ID, entry.getKey(), Field.Store.YES));
                writer.updateDocument(new Term(ID, entry.getKey()), entry.getValue());
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
            Map<String, String> data = new TreeMap<>(marks);
            data.put("through", String.valueOf(throughMs));
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the parts anew from which documents were taken.
    void purge() {
        try {
            writer.forceMergeDeletes(true);
            writer.commit();
            // Whoever searches lets go of the files from before, which go with that.
            searchers.maybeRefreshBlocking();
            writer.deleteUnusedFiles();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return writer.getDocStats().numDocs;
    }

    <T> T search(Search<T> search) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return search.with(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
