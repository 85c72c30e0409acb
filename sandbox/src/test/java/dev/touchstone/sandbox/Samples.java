package dev.touchstone.sandbox;

import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;

/// Blocks and views as the JSON Slack's documentation shows; single quotes stand for double ones.
final class Samples {
    private Samples() {}

    static String json(String quoted) {
        return quoted.replace('\'', '"');
    }

    static View view(String quoted) {
        return GsonFactory.createSnakeCase().fromJson(json(quoted), View.class);
    }

    static String button(String actionId) {
        return json("""
            [{'type':'actions','block_id':'buttons','elements':[{'type':'button','action_id':'%s',\
            'text':{'type':'plain_text','text':'Go'}}]}]\
            """.formatted(actionId));
    }

    /// A modal with a prefilled text, a required choice and an optional note.
    static String modal(String title) {
        return json("""
            {'type':'modal','callback_id':'edit','title':{'type':'plain_text','text':'%s'},
             'submit':{'type':'plain_text','text':'Save'},'private_metadata':'r1:3','notify_on_close':true,
             'blocks':[
              {'type':'input','block_id':'text','label':{'type':'plain_text','text':'Output'},
               'element':{'type':'plain_text_input','action_id':'output','multiline':true,
                          'initial_value':'as it was','max_length':20}},
              {'type':'input','block_id':'why','label':{'type':'plain_text','text':'Reason'},
               'element':{'type':'static_select','action_id':'reason','options':[
                 {'text':{'type':'plain_text','text':'Wrong'},'value':'wrong'},
                 {'text':{'type':'plain_text','text':'Rude'},'value':'rude'}]}},
              {'type':'input','block_id':'more','optional':true,'label':{'type':'plain_text','text':'Note'},
               'element':{'type':'plain_text_input','action_id':'note'}},
              {'type':'actions','block_id':'extra','elements':[{'type':'button','action_id':'deeper',
                 'text':{'type':'plain_text','text':'Deeper'}}]}]}\
            """.formatted(title));
    }
}
