package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.web.LiveNews;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.catalog.ImportId;
import io.tradewind.commerce.catalog.ImportOptions;
import io.tradewind.commerce.catalog.ImportReport;
import io.tradewind.commerce.catalog.ImportState;
import io.tradewind.commerce.catalog.Imports;
import io.tradewind.commerce.catalog.ProductImport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Taking a product file in: choose it, say what its columns are, look at a trial run, watch it go in, take it back. */
final class ImportPages {
    private static final String START = "/admin/import";
    private static final int MOST = 10 * 1024 * 1024;
    private static final Access ACCESS = Access.of(Permission.CATALOG);

    private final Desk desk;
    private final LiveNews live;

    ImportPages(Desk desk, LiveNews live) {
        this.desk = desk;
        this.live = live;
    }

    void routes(Routes routes) {
        routes.get(START, ACCESS, this::list);
        routes.post(START, ACCESS, this::send);
        routes.get(START + "/{id}", ACCESS, this::page);
        routes.get(START + "/{id}/events", ACCESS, this::events);
        routes.post(START + "/{id}/columns", ACCESS, this::columns);
        routes.get(START + "/{id}/trial", ACCESS, this::trial);
        move(routes, "run", "", (shop, id, form) -> shop.imports().start(id, options(form)));
        move(
                routes,
                "stop",
                "Stopped. What is in stays in.",
                (shop, id, form) -> shop.imports().stop(id));
        move(routes, "undo", "", (shop, id, form) -> shop.imports().undo(id));
    }

    private interface Move {
        ProductImport of(Shop shop, ImportId id, Form form);
    }

    private void move(Routes routes, String name, String words, Move how) {
        routes.post(
                START + "/{id}/" + name,
                ACCESS,
                context -> desk.act(context, path(context), shop -> {
                    how.of(shop, id(context), new Form(context));
                    return words;
                }));
    }

    private static ImportId id(Context context) {
        return new ImportId(Form.id(context, "id"));
    }

    private static String path(Context context) {
        return START + "/" + Form.id(context, "id");
    }

    private void list(Context context) {
        List<ProductImport> all = desk.shop(context).imports().list();
        desk.show(context, "import", "import", "Import products", Map.of("imports", all));
    }

    private void send(Context context) {
        desk.go(context, START, shop -> {
            UploadedFile file = Optional.ofNullable(context.uploadedFile("file"))
                    .filter(it -> !it.filename().isEmpty())
                    .orElseThrow(() -> new Declined("Choose a CSV file first."));
            if (file.size() > MOST) {
                throw new Declined("“" + name(file) + "” is larger than 10 MB. Split it and send the parts.");
            }
            try (InputStream content = file.content()) {
                return new Desk.Went(
                        START + "/" + shop.imports().upload(name(file), content).id(), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String name(UploadedFile file) {
        String name = file.filename().replaceAll("\\p{C}", "").strip();
        return name.length() <= 120 ? name : name.substring(name.length() - 120);
    }

    /** The page of a file is that of the step it is at. */
    private void page(Context context) {
        Shop shop = desk.shop(context);
        ProductImport it = shop.imports().find(id(context));
        if (it.state() == ImportState.READY) {
            desk.show(
                    context,
                    "import-columns",
                    "import",
                    it.name(),
                    Map.of("file", it, "columns", shop.imports().columns(it.id()), "fields", Imports.fields()));
            return;
        }
        desk.show(
                context,
                it.state().isWorking() ? "import-running" : "import-done",
                "import",
                it.name(),
                Map.of(
                        "file", it,
                        "report", shop.imports().report(it.id()),
                        "kept", shop.imports().kept(it.id()),
                        "undoable", it.canBeUndone(StoreClock.now()),
                        "state", state(it)));
    }

    private void events(Context context) {
        Shop shop = desk.shop(context);
        ImportId id = id(context);
        live.open(context, desk.me(context).handle(), () -> state(shop.imports().find(id)));
    }

    private static String state(ProductImport it) {
        return it.state() + "-" + it.step();
    }

    /** Keeps what the columns are, and goes on to the trial run. */
    private void columns(Context context) {
        Form form = new Form(context);
        desk.go(context, path(context), shop -> {
            ImportId id = id(context);
            shop.imports().map(id, fields(form));
            ImportOptions options = options(form);
            return new Desk.Went(
                    path(context) + "/trial?"
                            + (options.whole() ? "whole=yes&" : "")
                            + (options.drafts() ? "drafts=yes&" : "")
                            + (options.typesAsCategories() ? "categories=yes" : ""),
                    "");
        });
    }

    private static List<String> fields(Form form) {
        List<String> fields = new ArrayList<>();
        while (form.sent("field-" + fields.size())) {
            fields.add(form.text("field-" + fields.size()));
        }
        return fields;
    }

    private static ImportOptions options(Form form) {
        return options((name, of) -> of.ticked(name), form);
    }

    private static <T> ImportOptions options(BiFunction<String, T, Boolean> ticked, T of) {
        return new ImportOptions(ticked.apply("whole", of), ticked.apply("drafts", of), ticked.apply("categories", of));
    }

    private void trial(Context context) {
        Shop shop = desk.shop(context);
        ProductImport it = shop.imports().find(id(context));
        if (it.state() != ImportState.READY) {
            desk.web().redirect(context, path(context), "");
            return;
        }
        ImportOptions options = options((name, from) -> !Form.asked(from, name).isEmpty(), context);
        ImportReport report = shop.imports().dryRun(it.id(), options);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("file", it);
        model.put("options", options);
        model.put("report", report);
        desk.show(context, "import-trial", "import", it.name(), model);
    }
}
