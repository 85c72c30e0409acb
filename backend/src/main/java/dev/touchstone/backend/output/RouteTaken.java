package dev.touchstone.backend.output;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.wire.WireEnum;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an output went. The route never changes; another review may take the place of the first.
///
/// @param route the route as it is stored
/// @param reasons reasons of the route, comma-separated
/// @param reviewId its latest review; null without any
public record RouteTaken(
        String route, String reasons, @Nullable ReviewId reviewId) {

    public static RouteTaken of(RouteName route, List<RouteReason> reasons, @Nullable ReviewId reviewId) {
        return new RouteTaken(route.wire(), format(reasons), reviewId);
    }

    public RouteName routeName() {
        return WireEnum.read(RouteName.class, route);
    }

    public List<RouteReason> reasonList() {
        return parse(reasons);
    }

    /// The reasons that [#format] wrote.
    public static List<RouteReason> parse(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(name -> WireEnum.read(RouteReason.class, name))
                        .toList();
    }

    /// Reasons as they are stored.
    public static String format(List<RouteReason> reasons) {
        return String.join(",", reasons.stream().map(RouteReason::wire).toList());
    }
}
