package dev.touchstone.sandbox;

import dev.touchstone.sandbox.blocks.BlockKit;
import dev.touchstone.sandbox.control.FaultControls;
import dev.touchstone.sandbox.delivery.Courier;
import dev.touchstone.sandbox.delivery.Deliveries;
import dev.touchstone.sandbox.delivery.SignedRequests;
import dev.touchstone.sandbox.delivery.SocketMode;
import dev.touchstone.sandbox.fault.CallFaults;
import dev.touchstone.sandbox.fault.DeliveryFaults;
import dev.touchstone.sandbox.fault.Outage;
import dev.touchstone.sandbox.fault.RateTiers;
import dev.touchstone.sandbox.files.FileStore;
import dev.touchstone.sandbox.interactivity.Clicks;
import dev.touchstone.sandbox.interactivity.Commands;
import dev.touchstone.sandbox.interactivity.Modals;
import dev.touchstone.sandbox.interactivity.Payloads;
import dev.touchstone.sandbox.interactivity.People;
import dev.touchstone.sandbox.interactivity.ResponseUrls;
import dev.touchstone.sandbox.interactivity.Triggers;
import dev.touchstone.sandbox.interactivity.ViewStore;
import dev.touchstone.sandbox.page.Acts;
import dev.touchstone.sandbox.page.Page;
import dev.touchstone.sandbox.posting.Drafts;
import dev.touchstone.sandbox.posting.Poster;
import dev.touchstone.sandbox.traffic.TrafficLog;
import dev.touchstone.sandbox.webapi.FileRoutes;
import dev.touchstone.sandbox.webapi.ResponseRoutes;
import dev.touchstone.sandbox.webapi.Tokens;
import dev.touchstone.sandbox.webapi.WebApi;
import dev.touchstone.sandbox.workspace.Workspace;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/// Puts the parts together, in the order data flows.
record Wiring(
        TrafficLog traffic,
        Outage outage,
        SocketMode sockets,
        FaultControls faults,
        WebApi webApi,
        FileRoutes fileRoutes,
        ResponseRoutes responseRoutes,
        Page page,
        ScheduledExecutorService timer) {

    static Wiring of(SandboxConfig config, Supplier<String> baseUrl) {
        InstantSource clock = config.clock();
        SandboxConfig.Behaviour behaviour = config.behaviour();
        Credentials credentials = config.credentials();
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sandbox-timer").factory());

        var traffic = new TrafficLog(clock);
        var calls = new CallFaults();
        var doubles = new DeliveryFaults();
        var rates = new RateTiers(clock, behaviour.strictRates());
        var outage = new Outage();

        var workspace = new Workspace(config.seed(), clock);
        var files = new FileStore(clock, behaviour.fileProcessing(), baseUrl);
        var drafts = new Drafts(new BlockKit(behaviour.newerBlocks()), files);
        var poster = new Poster(workspace, drafts);

        var sockets = new SocketMode(config.seed().app().id(), clock, doubles, timer);
        outage.whenItBegins(sockets::drop);
        Courier courier = config.requestUrl() == null
                ? sockets
                : new SignedRequests(
                        config.requestUrl(), credentials.signingSecret(), clock, HttpClient.newHttpClient());
        var deliveries = new Deliveries(courier, outage, behaviour.patience(), traffic, timer);

        var views = new ViewStore(workspace);
        var payloads = new Payloads(workspace, credentials.verificationToken());
        var triggers = new Triggers(clock);
        var responseUrls = new ResponseUrls(workspace, poster, baseUrl);
        var clicks = new Clicks(workspace, views, payloads, triggers, responseUrls, deliveries);
        var modals = new Modals(workspace, views, drafts, payloads, triggers, deliveries);
        var commands = new Commands(workspace, payloads, triggers, responseUrls, deliveries);
        var people = new People(workspace, views, payloads, deliveries);

        var tokens = new Tokens(credentials.botToken(), credentials.appToken());
        var webApi = new WebApi(
                new WebApi.Parts(workspace, views, triggers, drafts, poster, files, sockets),
                tokens,
                new WebApi.Hazards(calls, rates, outage),
                traffic,
                baseUrl);
        var faults =
                new FaultControls(workspace, views, new FaultControls.Knobs(calls, doubles, rates, outage, sockets));
        var page = new Page(workspace, views, files, traffic, faults, new Acts(clicks, modals, commands, people));
        return new Wiring(
                traffic,
                outage,
                sockets,
                faults,
                webApi,
                new FileRoutes(files, tokens, outage, traffic),
                new ResponseRoutes(responseUrls, calls, outage, traffic),
                page,
                timer);
    }
}
