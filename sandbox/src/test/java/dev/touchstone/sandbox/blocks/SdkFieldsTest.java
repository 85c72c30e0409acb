package dev.touchstone.sandbox.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.MarkdownBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.VideoBlock;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.ChannelsSelectElement;
import com.slack.api.model.block.element.CheckboxesElement;
import com.slack.api.model.block.element.ConversationsSelectElement;
import com.slack.api.model.block.element.DatePickerElement;
import com.slack.api.model.block.element.DatetimePickerElement;
import com.slack.api.model.block.element.EmailTextInputElement;
import com.slack.api.model.block.element.FeedbackButtonsElement;
import com.slack.api.model.block.element.MultiChannelsSelectElement;
import com.slack.api.model.block.element.MultiConversationsSelectElement;
import com.slack.api.model.block.element.MultiStaticSelectElement;
import com.slack.api.model.block.element.MultiUsersSelectElement;
import com.slack.api.model.block.element.NumberInputElement;
import com.slack.api.model.block.element.OverflowMenuElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.RadioButtonsElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.block.element.TimePickerElement;
import com.slack.api.model.block.element.URLTextInputElement;
import com.slack.api.model.block.element.UsersSelectElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The tables against an oracle: whatever the members of Slack's own SDK classes, the sandbox must know them.
class SdkFieldsTest {
    private static final List<Class<?>> ELEMENTS = List.of(
            ButtonElement.class,
            ChannelsSelectElement.class,
            CheckboxesElement.class,
            ConversationsSelectElement.class,
            DatePickerElement.class,
            DatetimePickerElement.class,
            EmailTextInputElement.class,
            FeedbackButtonsElement.class,
            MultiChannelsSelectElement.class,
            MultiConversationsSelectElement.class,
            MultiStaticSelectElement.class,
            MultiUsersSelectElement.class,
            NumberInputElement.class,
            OverflowMenuElement.class,
            PlainTextInputElement.class,
            RadioButtonsElement.class,
            StaticSelectElement.class,
            TimePickerElement.class,
            URLTextInputElement.class,
            UsersSelectElement.class);

    private static final List<Class<?>> BLOCKS = List.of(
            ActionsBlock.class,
            ContextActionsBlock.class,
            ContextBlock.class,
            DividerBlock.class,
            HeaderBlock.class,
            InputBlock.class,
            MarkdownBlock.class,
            RichTextBlock.class,
            SectionBlock.class,
            VideoBlock.class);

    @Test
    void everyMemberOfTheSdksElementsIsKnown() throws Exception {
        for (Class<?> element : ELEMENTS) {
            assertKnown(element, Elements.ALL);
        }
    }

    @Test
    void everyMemberOfTheSdksBlocksIsKnown() throws Exception {
        for (Class<?> block : BLOCKS) {
            assertKnown(block, Blocks.ESTABLISHED);
        }
    }

    private static void assertKnown(Class<?> sdkClass, Map<String, Shape> table) throws Exception {
        String type = (String) sdkClass.getField("TYPE").get(null);
        Shape shape = Objects.requireNonNull(table.get(type), type);

        assertThat(shape.members())
                .as(type)
                .containsAll(Arrays.stream(sdkClass.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(SdkFieldsTest::wireName)
                        .toList());
    }

    private static String wireName(Field field) {
        String name = field.getName().equals("decimalAllowed") ? "isDecimalAllowed" : field.getName();
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
