package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.catalog.ImportOptions;
import io.tradewind.commerce.catalog.ImportReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Taking a product file in: choose, look at what would happen, do it, read what has happened. */
final class ImportPages {
    private static final String START = "/admin/import";
    private static final int MOST = 10 * 1024 * 1024;

    private final Desk desk;
    private final Uploads uploads = new Uploads();

    ImportPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get(
                START,
                Access.of(Permission.CATALOG),
                context -> desk.show(context, "import", "import", "Import products", Map.of()));
        routes.post(START, Access.of(Permission.CATALOG), this::send);
        routes.get(START + "/{id}", Access.of(Permission.CATALOG), this::page);
        routes.post(START + "/{id}/run", Access.of(Permission.CATALOG), this::run);
    }

    private void send(Context context) {
        Form form = new Form(context);
        desk.go(context, START, shop -> {
            UploadedFile file = Optional.ofNullable(context.uploadedFile("file"))
                    .filter(it -> !it.filename().isEmpty())
                    .orElseThrow(() -> new Declined("Choose a CSV file first."));
            if (file.size() > MOST) {
                throw new Declined("“" + file.filename() + "” is larger than 10 MB. Split it and send the parts.");
            }
            byte[] bytes = bytes(file);
            if (bytes.length == 0) {
                throw new Declined("“" + file.filename() + "” is empty.");
            }
            ImportOptions options =
                    new ImportOptions(form.ticked("whole"), form.ticked("drafts"), form.ticked("categories"));
            ImportReport trial = shop.imports().dryRun(new ByteArrayInputStream(bytes), options);
            UUID id = UUID.randomUUID();
            uploads.keep(new Uploads.Upload(id, file.filename(), bytes, options, trial, false, StoreClock.now()));
            return new Desk.Went(START + "/" + id, "");
        });
    }

    private static byte[] bytes(UploadedFile file) {
        try (InputStream content = file.content()) {
            return content.readNBytes(MOST + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void page(Context context) {
        desk.shop(context);
        Optional<Uploads.Upload> upload = uploads.find(Form.id(context, "id"));
        if (upload.isEmpty()) {
            desk.web().redirect(context, START, "That file is not kept any more. Choose it again.");
            return;
        }
        Uploads.Upload file = upload.get();
        desk.show(
                context,
                "import-report",
                "import",
                file.name(),
                Map.of(
                        "id", file.id(),
                        "name", file.name(),
                        "report", file.report(),
                        "done", file.done()));
    }

    private void run(Context context) {
        String back = START + "/" + Form.id(context, "id");
        desk.act(context, back, shop -> {
            Uploads.Upload file = uploads.find(Form.id(context, "id"))
                    .orElseThrow(() -> new Declined("That file is not kept any more. Choose it again."));
            if (!file.done()) {
                uploads.keep(file.finished(run(shop, file)));
            }
            return "";
        });
    }

    private static ImportReport run(Shop shop, Uploads.Upload file) {
        return shop.imports().run(new ByteArrayInputStream(file.bytes()), file.options());
    }
}
