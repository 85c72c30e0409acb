/// The API's description, made from the [dev.touchstone.backend.http.Endpoint]s that are served and from the doc
/// comments of what they take and answer. Entry class [OpenApiRoutes]. Nothing else of `http` may know it.
@NullMarked
package dev.touchstone.backend.http.openapi;

import org.jspecify.annotations.NullMarked;
