package dev.touchstone.backend.quality.estimate;

import dev.touchstone.stats.estimate.ClusterSums;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reviews in the order of their sampling keys, each with the place of its cluster in that order: what is dealt
/// out by it is dealt by chance, and always the same.
///
/// @param reviews by sampling key
/// @param places of each review's cluster, from 0
/// @param clusters how many there are; a review that belongs with nothing is one
/// @param alike the supposed design effect of the clusters, at least 1
record DealtClusters(List<Answered> reviews, List<Integer> places, int clusters, double alike) {
    DealtClusters {
        reviews = List.copyOf(reviews);
        places = List.copyOf(places);
    }

    /// Of what was delivered each output was drawn by itself, and clusters make no difference.
    static DealtClusters of(List<Answered> answered, Target target) {
        List<Answered> reviews = answered.stream()
                .sorted(Comparator.comparingDouble(one -> one.review().u()))
                .toList();
        Map<Long, Integer> known = new HashMap<>();
        List<Integer> places = new ArrayList<>(reviews.size());
        List<ClusterSums.Member> members = new ArrayList<>(reviews.size());
        int clusters = 0;
        for (Answered one : reviews) {
            @Nullable Long cluster = target == Target.PROCESS ? one.review().cluster() : null;
            Integer place = cluster == null ? null : known.get(cluster);
            if (place == null) {
                place = clusters++;
                if (cluster != null) {
                    known.put(cluster, place);
                }
            }
            places.add(place);
            members.add(new ClusterSums.Member(cluster, 0, one.weight()));
        }
        return new DealtClusters(
                reviews, places, clusters, ClusterSums.of(members).supposedEffect());
    }
}
