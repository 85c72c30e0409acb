package dev.touchstone.sandbox.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.sandbox.workspace.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every limit of Block Kit: at the limit nothing is found, one beyond it the finding names the place.
class BlockLimitsTest {
    private static final BlockKit KIT = new BlockKit(true);

    static Stream<Arguments> messageLimits() {
        return Stream.of(
                limit("{'type':'section','text':{'type':'mrkdwn','text':'§'}}", 3000, "/blocks/0/text/text"),
                limit("{'type':'section','fields':[{'type':'mrkdwn','text':'§'}]}", 2000, "/blocks/0/fields/0/text"),
                limit("{'type':'header','text':{'type':'plain_text','text':'§'}}", 150, "/blocks/0/text/text"),
                limit("{'type':'markdown','text':'§'}", 12_000, "/blocks/0/text"),
                limit("{'type':'divider','block_id':'§'}", 255, "/blocks/0/block_id"),
                limit("{'type':'image','image_url':'https://e.x/i.png','alt_text':'§'}", 2000, "/blocks/0/alt_text"),
                limit(button("'text':{'type':'plain_text','text':'§'}"), 75, "/blocks/0/elements/0/text/text"),
                limit(button(TEXT + ",'value':'§'"), 2000, "/blocks/0/elements/0/value"),
                limit(button(TEXT + ",'action_id':'§'"), 255, "/blocks/0/elements/0/action_id"),
                limit(
                        "{'type':'context_actions','elements':[{'type':'feedback_buttons','positive_button':{" + TEXT
                                + ",'value':'§'},'negative_button':{" + TEXT + ",'value':'v'}}]}",
                        2000,
                        "/blocks/0/elements/0/positive_button/value"),
                limit(input("'type':'plain_text_input','initial_value':'§'"), 3000, "/blocks/0/element/initial_value"),
                limit(
                        "{'type':'input','label':{'type':'plain_text','text':'§'},'element':{'type':'plain_text_input'}}",
                        2000,
                        "/blocks/0/label/text"),
                limit(
                        "{'type':'input','label':" + PLAIN + ",'hint':{'type':'plain_text','text':'§'},"
                                + "'element':{'type':'plain_text_input'}}",
                        2000,
                        "/blocks/0/hint/text"),
                limit(
                        input(
                                "'type':'static_select','options':[{'text':{'type':'plain_text','text':'§'},'value':'v'}]"),
                        75,
                        "/blocks/0/element/options/0/text/text"),
                limit(
                        button(TEXT + ",'confirm':{'title':" + PLAIN
                                + ",'text':{'type':'plain_text','text':'§'},'confirm':" + PLAIN + ",'deny':" + PLAIN
                                + "}"),
                        300,
                        "/blocks/0/elements/0/confirm/text/text"));
    }

    @ParameterizedTest(name = "{2} holds {1}")
    @MethodSource("messageLimits")
    void textLimitsNameThePlace(String block, int most, String pointer) {
        assertThat(KIT.checkMessage(message(block.replace("§", "x".repeat(most)))))
                .isEmpty();

        assertThat(KIT.checkMessage(message(block.replace("§", "x".repeat(most + 1)))))
                .contains("must be less than " + (most + 1) + " characters [json-pointer:" + pointer + "]");
    }

    static Stream<Arguments> countLimits() {
        String options = "{'text':" + PLAIN + ",'value':'v#'}";
        return Stream.of(
                many("§", "{'type':'divider'}", 50, "/blocks"),
                many("{'type':'section','fields':[§]}", PLAIN, 10, "/blocks/0/fields"),
                many("{'type':'context','elements':[§]}", PLAIN, 10, "/blocks/0/elements"),
                many("{'type':'actions','elements':[§]}", "{'type':'button'," + TEXT + "}", 25, "/blocks/0/elements"),
                many(input("'type':'static_select','options':[§]"), options, 100, "/blocks/0/element/options"),
                many(input("'type':'checkboxes','options':[§]"), options, 10, "/blocks/0/element/options"),
                many(input("'type':'radio_buttons','options':[§]"), options, 10, "/blocks/0/element/options"),
                many(
                        "{'type':'actions','elements':[{'type':'overflow','options':[§]}]}",
                        options,
                        5,
                        "/blocks/0/elements/0/options"),
                many("{'type':'table','rows':[§]}", "[{'type':'raw_text','text':'c'}]", 100, "/blocks/0/rows"),
                many("{'type':'table','rows':[[§]]}", "{'type':'raw_text','text':'c'}", 20, "/blocks/0/rows/0"));
    }

    @ParameterizedTest(name = "{3} holds {2}")
    @MethodSource("countLimits")
    void countLimitsNameThePlace(String block, String item, int most, String pointer) {
        assertThat(KIT.checkMessage(message(block.replace("§", repeated(item, most)))))
                .isEmpty();

        assertThat(KIT.checkMessage(message(block.replace("§", repeated(item, most + 1)))))
                .contains("no more than " + most + " items allowed [json-pointer:" + pointer + "]");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                finding("{'type':'hologram'}", "unsupported type: hologram [json-pointer:/blocks/0/type]"),
                finding("{'text':'x'}", "missing required field: type [json-pointer:/blocks/0]"),
                finding("{'type':'section'}", "missing required field: text [json-pointer:/blocks/0]"),
                finding(
                        "{'type':'divider','colour':'red'}",
                        "invalid additional property: colour [json-pointer:/blocks/0]"),
                finding(
                        "{'type':'header','text':{'type':'mrkdwn','text':'x'}}",
                        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
                finding(
                        "{'type':'header','text':{'type':'plain_text','text':''}}",
                        "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
                finding(
                        "{'type':'actions','elements':[{'type':'plain_text_input'}]}",
                        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]"),
                finding(
                        "{'type':'divider','block_id':'b'},{'type':'divider','block_id':'b'}",
                        "`block_id` `b` already exists [json-pointer:/blocks/1/block_id]"),
                finding(
                        "{'type':'actions','elements':[{'type':'button','action_id':'a'," + TEXT
                                + "},{'type':'button','action_id':'a'," + TEXT + "}]}",
                        "`action_id` `a` already exists [json-pointer:/blocks/0/elements/1/action_id]"),
                finding(
                        input("'type':'static_select','options':[{'text':" + PLAIN
                                + ",'value':'a'}],'initial_option':{'text':" + PLAIN + ",'value':'b'}"),
                        "must match one of the options [json-pointer:/blocks/0/element/initial_option]"),
                finding(
                        "{'type':'image','alt_text':'x'}",
                        "must provide exactly one of image_url and slack_file [json-pointer:/blocks/0]"),
                finding(
                        "{'type':'data_visualization','title':'t','chart':{'type':'line','series':[{'name':'s','data':"
                                + "[{'label':'w9','value':1}]}],'axis_config':{'categories':['w1']}}}",
                        "labels must match the axis categories [json-pointer:/blocks/0/chart/series/0/data]"),
                finding(
                        "{'type':'data_visualization','title':'t','chart':{'type':'line','series':[{'name':'s','data':"
                                + "[{'label':'w1','value':1}]}],'axis_config':{'categories':['w1','w2']}}}",
                        "labels must match the axis categories [json-pointer:/blocks/0/chart/series/0/data]"),
                finding(
                        "{'type':'data_visualization','title':'t','chart':{'type':'bar','series':[{'name':'s','data':"
                                + "[{'label':'w1','value':1}]},{'name':'s','data':[{'label':'w1','value':2}]}],"
                                + "'axis_config':{'categories':['w1']}}}",
                        "series names must be unique [json-pointer:/blocks/0/chart/series/1/name]"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void whatSlackRefusesIsRefused(String block, String finding) {
        assertThat(KIT.checkMessage(message(block))).contains(finding);
    }

    @Test
    void newerBlocksAreKnownOnlyWhenAllowed() {
        JsonNode chart = message("{'type':'data_visualization','title':'t','chart':{'type':'pie','segments':"
                + "[{'label':'a','value':1}]}}");

        assertThat(KIT.checkMessage(chart)).isEmpty();
        assertThat(new BlockKit(false).checkMessage(chart))
                .containsExactly("unsupported type: data_visualization [json-pointer:/blocks/0/type]");
    }

    @Test
    void viewLimitsNameThePlace() {
        assertThat(checkView("x".repeat(24), "'private_metadata':'" + "x".repeat(3000) + "'", 100))
                .isEmpty();

        assertThat(checkView(
                        "x".repeat(25),
                        "'private_metadata':'" + "x".repeat(3001) + "','callback_id':'" + "x".repeat(256)
                                + "','submit':{'type':'plain_text','text':'" + "x".repeat(25) + "'}",
                        101))
                .contains(
                        "must be less than 25 characters [json-pointer:/view/title/text]",
                        "must be less than 25 characters [json-pointer:/view/submit/text]",
                        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
                        "must be less than 256 characters [json-pointer:/view/callback_id]",
                        "no more than 100 items allowed [json-pointer:/view/blocks]");
    }

    @Test
    void aModalWithInputsNeedsSubmit() {
        JsonNode view =
                read("{'type':'modal','title':" + PLAIN + ",'blocks':[" + input("'type':'plain_text_input'") + "]}");

        assertThat(KIT.checkView(view)).containsExactly("missing required field: submit [json-pointer:/view]");
    }

    @Test
    void messageBlocksAreRefusedInViews() {
        JsonNode view = read("{'type':'home','blocks':[{'type':'markdown','text':'x'}]}");

        assertThat(KIT.checkView(view))
                .containsExactly("unsupported type: markdown [json-pointer:/view/blocks/0/type]");
    }

    private static final String PLAIN = "{'type':'plain_text','text':'x'}";
    private static final String TEXT = "'text':" + PLAIN;

    private static List<String> checkView(String title, String more, int blocks) {
        return KIT.checkView(read("{'type':'modal','title':{'type':'plain_text','text':'" + title + "'}," + more
                + ",'blocks':[" + repeated("{'type':'divider'}", blocks) + "]}"));
    }

    private static String button(String members) {
        return "{'type':'actions','elements':[{'type':'button'," + members + "}]}";
    }

    private static String input(String element) {
        return "{'type':'input','label':" + PLAIN + ",'element':{" + element + "}}";
    }

    private static Arguments limit(String block, int most, String pointer) {
        return Arguments.of(block, most, pointer);
    }

    private static Arguments many(String block, String item, int most, String pointer) {
        return Arguments.of(block, item, most, pointer);
    }

    private static Arguments finding(String block, String finding) {
        return Arguments.of(block, finding);
    }

    /// `#` in the item becomes its number.
    private static String repeated(String item, int times) {
        var list = new StringBuilder();
        for (int number = 0; number < times; number++) {
            list.append(number == 0 ? "" : ",").append(item.replace("#", Integer.toString(number)));
        }
        return list.toString();
    }

    private static JsonNode message(String blocks) {
        return read("[" + blocks + "]");
    }

    private static JsonNode read(String quoted) {
        return Json.read(quoted.replace('\'', '"')).orElseThrow(() -> new AssertionError("not JSON: " + quoted));
    }
}
