/// Takes traces in as OpenTelemetry sends them (OTLP over HTTP): [TraceRoutes] reads a request, [TraceIntake] keeps the
/// spans that say something of an output, [TraceWork] makes an output of a trace once it is whole, by the rules of
/// [TraceAssembly], and posts it as a pipeline would.
@NullMarked
package dev.touchstone.backend.otlp;

import org.jspecify.annotations.NullMarked;
