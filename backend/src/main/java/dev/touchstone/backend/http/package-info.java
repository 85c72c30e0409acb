/// The HTTP server and what every endpoint shares: keys and scopes, problem details, strict bodies, paging and
/// limits. Entry class [HttpServer]. It knows no feature; features hand it their [Endpoint]s.
@NullMarked
package dev.touchstone.backend.http;

import org.jspecify.annotations.NullMarked;
