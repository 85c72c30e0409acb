package dev.touchstone.backend.advice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopicModelTest {
    private static final List<String> SHIPPING =
            List.of("parcel", "delivery", "courier", "tracking", "shipment", "address", "depot");
    private static final List<String> MONEY =
            List.of("refund", "invoice", "payment", "charge", "receipt", "card", "billing");
    private static final List<String> ACCOUNT =
            List.of("password", "login", "account", "email", "profile", "username", "verify");
    private static final List<String> COMMON = List.of("please", "when", "how", "help", "today", "again", "could");

    /// Queries of a few words of one list and a few that all use.
    static List<String> queries(List<String> own, int count, long seed) {
        Random random = new Random(seed);
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder query = new StringBuilder();
            for (int word = 0; word < 4; word++) {
                query.append(own.get(random.nextInt(own.size()))).append(' ');
                query.append(COMMON.get(random.nextInt(COMMON.size()))).append(' ');
            }
            queries.add(query + "order " + (1000 + i));
        }
        return queries;
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(queries(SHIPPING, 300, 1));
        all.addAll(queries(MONEY, 200, 2));
        all.addAll(queries(ACCOUNT, 100, 3));
        return all;
    }

    @Test
    void kindsOfQueriesAreToldApartByTheirWords() {
        TopicModel model = TopicModel.learn(all(), 3, null);

        assertThat(model.topics()).hasSize(3);
        assertThat(SHIPPING).containsAll(model.topics().get(0).words());
        assertThat(MONEY).containsAll(model.topics().get(1).words());
        assertThat(ACCOUNT).containsAll(model.topics().get(2).words());
        long right = queries(MONEY, 500, 9).stream()
                .filter(query -> model.nearest(query) == 1)
                .count();
        assertThat(right).isGreaterThan(475);
    }

    @Test
    void itIsStoredAndReadBack() {
        TopicModel model = TopicModel.learn(all(), 3, null);

        TopicModel read = Json.read(Json.write(model), TopicModel.class);

        assertThat(read).isEqualTo(model);
    }

    @Test
    void theSameQueriesAreToldApartInTheSameWay() {
        assertThat(TopicModel.learn(all(), 3, null)).isEqualTo(TopicModel.learn(all(), 3, null));
    }

    /// Of next month's queries; one kind is gone and another has come.
    @Test
    void whatIsStillThereKeepsItsName() {
        TopicModel before = TopicModel.learn(all(), 3, null);
        List<String> later = new ArrayList<>(queries(MONEY, 400, 12));
        later.addAll(queries(SHIPPING, 150, 11));
        later.addAll(queries(List.of("opening", "hours", "holiday", "shop", "closed", "sunday", "parking"), 100, 13));

        TopicModel after = TopicModel.learn(later, 3, before);

        assertThat(after.topics().get(0).name())
                .isEqualTo(before.topics().get(1).name());
        assertThat(after.topics().get(1).name())
                .isEqualTo(before.topics().get(0).name());
        assertThat(before.topics())
                .extracting(TopicModel.Topic::name)
                .doesNotContain(after.topics().get(2).name());
    }

    @Test
    void aWordThatFourSharedIsNotStored() {
        List<String> queries = new ArrayList<>(queries(SHIPPING, 200, 1));
        queries.addAll(queries(MONEY, 200, 2));
        for (int i = 0; i < 4; i++) {
            queries.set(i, "Featherstonehaugh Featherstonehaugh " + queries.get(i));
        }

        assertThat(Json.write(TopicModel.learn(queries, 12, null))).doesNotContain("featherstonehaugh");
    }

    @Test
    void aQueryWithoutAWordIsOfNoTopic() {
        TopicModel model = TopicModel.learn(all(), 3, null);

        assertThat(model.nearest("?")).isEqualTo(-1);
        assertThat(model.nearest("")).isEqualTo(-1);
        assertThat(model.nearest("x".repeat(1_000_000))).isBetween(0, 2);
    }

    @Test
    void queriesThatAreAllTheSameAreOneTopic() {
        assertThat(TopicModel.learn(Collections.nCopies(500, "how do I pay"), 5, null)
                        .topics())
                .isEmpty();
    }
}
