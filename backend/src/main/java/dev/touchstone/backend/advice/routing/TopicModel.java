package dev.touchstone.backend.advice.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.DoublePoint;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;
import org.jspecify.annotations.Nullable;

/// How queries are told apart: k-means++ over [QueryFeatures] (Arthur and Vassilvitskii 2007), and for each
/// topic a name of its own words. Pure.
///
/// @param rarity of each place, see [QueryFeatures#rarity]
/// @param topics the largest first
record TopicModel(List<Double> rarity, List<Topic> topics) {
    static final int MOST_TOPICS = 12;
    private static final int MOST_ROUNDS = 60;
    /// A word that fewer queries share may be somebody's name.
    private static final int FEWEST_SHARING = 5;
    private static final int WORDS = 5;
    private static final int IN_NAME = 2;
    /// Centres at least as alike are one topic in two versions, and keep the name.
    private static final double SAME = 0.7;

    /// @param name unique
    /// @param words that tell it from the others, the most telling first
    /// @param centre in the places of [QueryFeatures]
    record Topic(String name, List<String> words, List<Double> centre) {
        Topic {
            words = List.copyOf(words);
            centre = List.copyOf(centre);
        }

        private double[] point() {
            return centre.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    TopicModel {
        rarity = List.copyOf(rarity);
        topics = List.copyOf(topics);
    }

    /// @param wanted how many topics at most, 1 to 12
    /// @param before the version before, whose names are kept where a topic is still there
    static TopicModel learn(List<String> queries, int wanted, @Nullable TopicModel before) {
        List<Set<String>> words = queries.stream()
                .map(QueryFeatures::words)
                .filter(some -> !some.isEmpty())
                .toList();
        List<Double> rarity = QueryFeatures.rarity(words);
        List<Query> points = words.stream()
                .map(some -> new Query(some, QueryFeatures.vector(some, rarity)))
                .toList();
        int distinct = (int) words.stream().distinct().limit(wanted).count();
        if (distinct < 2) {
            return new TopicModel(rarity, List.of());
        }
        // Always from the same start, so that the same queries are told apart in the same way.
        var clusterer = new KMeansPlusPlusClusterer<Query>(
                Math.min(wanted, distinct), MOST_ROUNDS, new EuclideanDistance(), new Well19937c(7));
        List<CentroidCluster<Query>> found = clusterer.cluster(points).stream()
                .filter(cluster -> !cluster.getPoints().isEmpty())
                .sorted(Comparator.comparingInt(cluster -> -cluster.getPoints().size()))
                .toList();
        Map<String, Integer> everywhere = sharing(words);
        Naming naming = new Naming(before);
        List<Topic> topics = new ArrayList<>();
        for (CentroidCluster<Query> cluster : found) {
            List<String> telling =
                    telling(cluster.getPoints().stream().map(Query::words).toList(), everywhere, words.size());
            List<Double> centre = IntStream.range(0, QueryFeatures.PLACES)
                    .mapToObj(place -> cluster.getCenter().getPoint()[place])
                    .toList();
            topics.add(new Topic(naming.name(telling, centre), telling, centre));
        }
        return new TopicModel(rarity, topics);
    }

    /// A query as a point.
    private static final class Query extends DoublePoint {
        private static final long serialVersionUID = 1;
        private final transient Set<String> words;

        private Query(Set<String> words, double[] point) {
            super(point);
            this.words = words;
        }

        private Set<String> words() {
            return words;
        }
    }

    /// Gives each topic a name that no other has.
    private static final class Naming {
        private final List<Topic> before;
        private final Set<String> given = new HashSet<>();

        private Naming(@Nullable TopicModel before) {
            this.before = before == null ? List.of() : before.topics();
        }

        private String name(List<String> telling, List<Double> centre) {
            String own = telling.isEmpty()
                    ? "other"
                    : String.join(" · ", telling.subList(0, Math.min(IN_NAME, telling.size())));
            String wanted = before.stream()
                    .filter(old -> !given.contains(old.name()) && alike(old.centre(), centre) >= SAME)
                    .max(Comparator.comparingDouble(old -> alike(old.centre(), centre)))
                    .map(Topic::name)
                    .orElse(own);
            String name = wanted;
            for (int number = 2; !given.add(name); number++) {
                name = wanted + " " + number;
            }
            return name;
        }
    }

    private static Map<String, Integer> sharing(List<Set<String>> queries) {
        Map<String, Integer> sharing = new HashMap<>();
        queries.forEach(words -> words.forEach(word -> sharing.merge(word, 1, Integer::sum)));
        return sharing;
    }

    /// The words that say most about being in it: p ln(p/q), p being their share of its queries and q of all.
    private static List<String> telling(List<Set<String>> own, Map<String, Integer> everywhere, int all) {
        Map<String, Integer> sharing = sharing(own);
        record Word(String word, double says) {}
        return sharing.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST_SHARING && hasLetter(entry.getKey()))
                .map(entry -> {
                    double share = (double) entry.getValue() / own.size();
                    double overall = (double) everywhere.getOrDefault(entry.getKey(), 1) / all;
                    return new Word(entry.getKey(), share * Math.log(share / overall));
                })
                .filter(word -> word.says() > 0)
                .sorted(Comparator.<Word>comparingDouble(word -> -word.says()).thenComparing(Word::word))
                .limit(WORDS)
                .map(Word::word)
                .toList();
    }

    private static boolean hasLetter(String word) {
        return word.codePoints().anyMatch(Character::isLetter);
    }

    /// Cosine.
    private static double alike(List<Double> one, List<Double> other) {
        double product = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.size(); i++) {
            product += one.get(i) * other.get(i);
            ones += one.get(i) * one.get(i);
            others += other.get(i) * other.get(i);
        }
        return ones == 0 || others == 0 ? 0 : product / Math.sqrt(ones * others);
    }

    /// The topic whose centre is nearest.
    ///
    /// @return its place in the list; -1 for a query without a word
    int nearest(String query) {
        Set<String> words = QueryFeatures.words(query);
        if (words.isEmpty()) {
            return -1;
        }
        double[] vector = QueryFeatures.vector(words, rarity);
        EuclideanDistance distance = new EuclideanDistance();
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < topics.size(); i++) {
            double away = distance.compute(vector, topics.get(i).point());
            if (away < least) {
                least = away;
                nearest = i;
            }
        }
        return nearest;
    }
}
