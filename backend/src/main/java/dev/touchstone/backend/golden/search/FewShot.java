package dev.touchstone.backend.golden.search;

import dev.touchstone.api.golden.FewShotAnswer;
import dev.touchstone.api.golden.FewShotRequest;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.golden.group.ComparedText;
import dev.touchstone.backend.golden.group.GroupFields;
import dev.touchstone.backend.golden.group.MeantAlike;
import dev.touchstone.backend.golden.group.Shingles;
import dev.touchstone.backend.model.EmbeddingConfig;
import dev.touchstone.backend.model.Embeddings;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// Gives examples for a query: golden items of the pipeline that fit, spread over what they say. Never a test item,
/// never one that is nearly the query itself or belongs to the same conversation, user or document: an example that
/// holds the answer would make the model look better than it is. Thread-safe.
public final class FewShot implements AutoCloseable {
    /// How deep the index is asked, by and by: most of what it names may be given.
    private static final int FIRST = 64;

    private static final int MOST = 1_024;
    private static final int POOL_PER_EXAMPLE = 5;

    private final Database database;
    private final InstantSource clock;
    private final @Nullable Path folder;
    private final VersionMembers members;
    private final EmbeddingConfig embeddings;
    private final MeantAlike alike;
    private @Nullable Opened opened;

    /// @param folder where this node keeps its index; null for memory
    /// @param embeddings which model says what items mean, if any
    public FewShot(Database database, InstantSource clock, @Nullable Path folder, EmbeddingConfig embeddings) {
        this.database = database;
        members = new VersionMembers(database);
        this.clock = clock;
        this.folder = folder;
        this.embeddings = embeddings;
        alike = new MeantAlike(database);
    }

    private record Found(SearchDao.Candidate item, double score, Shingles shingles) {}

    /// @param meaning null where items are looked for by their words alone
    private record Opened(
            ItemIndex index, IndexUpkeep upkeep, @Nullable MeaningSearch meaning) {}

    /// What is looked for.
    ///
    /// @param meaning empty when only words are known of it
    private record Wanted(
            ItemIndex.Asks words,
            Optional<float[]> meaning,
            @Nullable Query among) {}

    /// Opened when it is used first, because Lucene takes its time.
    private synchronized Opened opened() {
        if (opened == null) {
            String first = database.reader().withExtension(SearchDao.class, SearchDao::firstItem);
            ItemIndex index = ItemIndex.open(folder, first);
            opened = new Opened(index, new IndexUpkeep(database, clock, index, first.isEmpty()), meaning(first));
        }
        return opened;
    }

    private @Nullable MeaningSearch meaning(String first) {
        if (!embeddings.enabled()) {
            return null;
        }
        ItemVectors vectors = new ItemVectors(database, clock, new Embeddings(embeddings, clock));
        VectorIndex index = VectorIndex.open(
                folder == null ? null : folder.resolve("vectors"),
                first,
                vectors,
                new VectorIndex.Alike(embeddings.sameMeaning(), alike::join));
        return new MeaningSearch(vectors, index, new IndexUpkeep(database, clock, index, first.isEmpty()));
    }

    /// Takes in what was decided since. Without any item nothing is opened.
    ///
    /// @return how many items were taken in
    public int catchUp() {
        return noItems() ? 0 : opened().upkeep().catchUp();
    }

    /// Asks what was decided since means, which may take long for many.
    ///
    /// @return how many items were taken in; 0 where nobody is asked
    public int catchUpMeanings() {
        MeaningSearch meaning = !embeddings.enabled() || noItems() ? null : opened().meaning();
        return meaning == null ? 0 : meaning.catchUp();
    }

    /// Takes out of this process's indexes what was erased, down to their files.
    public void forgetErased() {
        if (!noItems()) {
            Opened now = opened();
            now.upkeep().forgetErased();
            if (now.meaning() != null) {
                now.meaning().forgetErased();
            }
        }
    }

    /// Has all that was decided before asked for what it means, as far as the model answers in time.
    public void settleMeanings(Duration atMost) {
        MeaningSearch meaning = !embeddings.enabled() || noItems() ? null : opened().meaning();
        if (meaning != null) {
            meaning.settle(atMost);
        }
    }

    private boolean noItems() {
        return database.reader()
                .withExtension(SearchDao.class, SearchDao::firstItem)
                .isEmpty();
    }

    /// @throws Refused as unknown when the dataset has no such version, as a conflict when it has none at all, as
    ///     invalid for a version of no dataset
    public FewShotAnswer answer(Pipeline pipeline, FewShotRequest asked) {
        GoldenInput input = new GoldenInput(asked.query(), null, asked.context());
        ComparedText compared = ComparedText.of(input);
        Integer number = members.number(asked);
        Set<String> own = ownGroups(pipeline, asked);
        // Of a chat the last turn is what is to be answered; what was said before only says what it is about.
        ComparedText last = new ComparedText(ComparedText.lastOf(asked.query()), compared.context());
        Wanted wanted = new Wanted(
                new ItemIndex.Asks(last.stored(), compared.stored()),
                meaningOf(input),
                number == null ? null : members.among(asked, number));
        List<Found> pool = pool(pipeline.name(), asked, compared, wanted, own);
        double best = pool.stream().mapToDouble(Found::score).max().orElse(1);
        List<Found> chosen = MarginalRelevance.choose(
                pool,
                asked.k(),
                found -> found.score() / best,
                (one, other) -> Shingles.jaccard(
                        one.shingles().words(), other.shingles().words()));
        return new FewShotAnswer(
                pipeline.name(),
                asked.split(),
                asked.dataset(),
                number,
                opened().upkeep().complete(),
                wanted.meaning().isPresent(),
                examples(stillThere(chosen, asked.split()), best));
    }

    /// What a model was shown can never measure it: a group that is given keeps its side for ever. Mostly
    /// it was given before, and nothing is written.
    private List<Found> stillThere(List<Found> chosen, GoldenSplit split) {
        List<String> open = chosen.stream()
                .map(Found::item)
                .filter(item -> !item.released())
                .map(SearchDao.Candidate::id)
                .toList();
        if (open.isEmpty()) {
            return chosen;
        }
        Set<String> gone = new HashSet<>(open);
        database.writer().useTransaction(tx -> {
            SearchDao dao = tx.attach(SearchDao.class);
            long unused = dao.takeTurn();
            List<SearchDao.Candidate> still = dao.candidates(open, split.wire());
            still.forEach(item -> gone.remove(item.id()));
            if (!still.isEmpty()) {
                int kept = dao.keepSide(
                        still.stream().map(SearchDao.Candidate::root).distinct().toList());
            }
        });
        return chosen.stream().filter(one -> !gone.contains(one.item().id())).toList();
    }

    private Set<String> ownGroups(Pipeline pipeline, FewShotRequest asked) {
        List<String> keys = GroupFields.keys(
                pipeline.name(), asked.metadata(), pipeline.policy().golden());
        return keys.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(database.reader().withExtension(SearchDao.class, dao -> dao.rootsOf(keys)));
    }

    /// What may be given, one of each group, best first. Asks deeper as long as too much of it may not be.
    private List<Found> pool(
            PipelineName pipeline, FewShotRequest asked, ComparedText compared, Wanted wanted, Set<String> own) {
        int enough = asked.k() * POOL_PER_EXAMPLE;
        for (int depth = FIRST; ; depth *= 4) {
            List<List<Hit>> orders = orders(pipeline, wanted, depth);
            List<Hit> hits = orders.size() == 1 ? orders.getFirst() : Fusion.of(orders);
            List<Found> found = found(hits, asked.split());
            found.stream()
                    .filter(one -> ComparedText.parse(one.item().plain()).near(compared))
                    .forEach(one -> own.add(one.item().root()));
            Map<String, Found> groups = new LinkedHashMap<>();
            found.stream()
                    .filter(one -> !own.contains(one.item().root()))
                    .forEach(one -> groups.putIfAbsent(one.item().root(), one));
            int most = depth;
            if (groups.size() >= enough || depth >= MOST || orders.stream().allMatch(order -> order.size() < most)) {
                return List.copyOf(groups.values());
            }
        }
    }

    private List<List<Hit>> orders(PipelineName pipeline, Wanted wanted, int depth) {
        Opened open = opened();
        List<Hit> byWords = open.index().search(pipeline, wanted.words(), wanted.among(), depth);
        return open.meaning() == null || wanted.meaning().isEmpty()
                ? List.of(byWords)
                : List.of(
                        byWords,
                        open.meaning().search(pipeline, wanted.meaning().get(), wanted.among(), depth));
    }

    private Optional<float[]> meaningOf(GoldenInput input) {
        MeaningSearch meaning = embeddings.enabled() ? opened().meaning() : null;
        return meaning == null ? Optional.empty() : meaning.meaning(ComparedText.meant(input));
    }

    private List<Found> found(List<Hit> hits, GoldenSplit split) {
        if (hits.isEmpty()) {
            return List.of();
        }
        Map<String, SearchDao.Candidate> known = new HashMap<>();
        database.reader()
                .withExtension(
                        SearchDao.class,
                        dao -> dao.candidates(hits.stream().map(Hit::id).toList(), split.wire()))
                .forEach(candidate -> known.put(candidate.id(), candidate));
        List<Found> found = new ArrayList<>();
        for (Hit hit : hits) {
            SearchDao.Candidate candidate = known.get(hit.id());
            if (candidate != null) {
                found.add(new Found(
                        candidate, hit.score(), Shingles.of(candidate.plain().replace('\n', ' '))));
            }
        }
        return found;
    }

    private List<FewShotAnswer.Example> examples(List<Found> chosen, double best) {
        if (chosen.isEmpty()) {
            return List.of();
        }
        Map<String, SearchDao.Content> contents = new HashMap<>();
        database.reader()
                .withExtension(
                        SearchDao.class,
                        dao -> dao.contents(
                                chosen.stream().map(one -> one.item().id()).toList()))
                .forEach(content -> contents.put(content.id(), content));
        List<FewShotAnswer.Example> examples = new ArrayList<>();
        for (Found one : chosen) {
            SearchDao.Content stored = contents.get(one.item().id());
            GoldenContent content = stored == null ? null : Json.read(stored.content(), GoldenContent.class);
            // Erased a moment ago, or without an answer.
            if (stored != null && content != null && content.target() != null) {
                examples.add(new FewShotAnswer.Example(
                        stored.id(),
                        stored.hash(),
                        content.kind(),
                        content.input(),
                        content.target(),
                        one.score() / best));
            }
        }
        return examples;
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.index().close();
            if (opened.meaning() != null) {
                opened.meaning().close();
            }
        }
    }
}
