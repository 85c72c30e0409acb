package dev.touchstone.backend.model;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionTokenLogprob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model might have written in the place of one token, as far as its endpoint tells.
///
/// @param token what it wrote, untrusted
/// @param chances of what it might have written, by text, the token itself among them, each 0 to 1; they add up to 1
///     at most, because only the likeliest are told
public record TokenChances(String token, Map<String, Double> chances) {
    /// How many alternatives an endpoint is asked for; some give no more.
    static final int ALTERNATIVES = 5;
    /// Of one answer: a check's is one word and a token.
    private static final int MOST = 200;

    public TokenChances {
        chances = Map.copyOf(chances);
    }

    static List<TokenChances> of(ChatCompletion.Choice choice) {
        return choice._logprobs().asKnown().flatMap(given -> given._content().asKnown()).orElse(List.of()).stream()
                .limit(MOST)
                .map(TokenChances::of)
                .toList();
    }

    private static TokenChances of(ChatCompletionTokenLogprob at) {
        String token = at._token().asKnown().orElse("");
        Map<String, Double> chances = new LinkedHashMap<>();
        chances.put(token, chance(at._logprob().asKnown().orElse(Double.NaN)));
        at._topLogprobs()
                .asKnown()
                .orElse(List.of())
                .forEach(other -> chances.put(
                        other._token().asKnown().orElse(""),
                        chance(other._logprob().asKnown().orElse(Double.NaN))));
        return new TokenChances(token, chances);
    }

    /// What is no logarithm of a probability counts for nothing.
    private static double chance(double logarithm) {
        return logarithm <= 0 ? Math.exp(logarithm) : 0;
    }
}
