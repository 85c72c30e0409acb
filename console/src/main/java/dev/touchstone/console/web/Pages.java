package dev.touchstone.console.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;

/// From a template to a browser. The templates are compiled with the module; whatever they print is escaped for where
/// it
/// stands.
public final class Pages {
    /// Where the console is below its server.
    public static final String BASE = "/console";

    /// Nothing but our own files, no script and no style within a page, and no page of ours within another.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    /// @param model by the names of the template's parameters
    public void show(Context context, String template, Map<String, Object> model) {
        StringOutput html = new StringOutput(8192);
        templates.render(template + ".jte", new HashMap<>(model), html);
        context.contentType("text/html; charset=utf-8").result(html.toString());
    }

    /// A text as a file: no browser takes it for a page.
    public static void file(Context context, String name, String text) {
        context.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        context.contentType("text/plain; charset=utf-8").result(text);
    }

    /// What every answer tells the browser.
    public static void guard(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "same-origin");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
        if (Cookies.secure(context)) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
