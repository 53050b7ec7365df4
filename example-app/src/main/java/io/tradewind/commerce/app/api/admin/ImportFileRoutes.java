package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.AllowedAction;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.catalog.FileColumn;
import io.tradewind.commerce.catalog.ImportId;
import io.tradewind.commerce.catalog.ImportOptions;
import io.tradewind.commerce.catalog.ImportState;
import io.tradewind.commerce.catalog.Imports;
import io.tradewind.commerce.catalog.ProductImport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Product files that are handed in, explained, taken in by background work and taken back. */
final class ImportFileRoutes {
    private static final String GROUP = "Imports";
    private static final String PLACE = "/import-files";

    private ImportFileRoutes() {}

    record HandInFile(
            @Field(value = "The file's name as people know it", min = 1, max = 200)
            String name,

            @Field(
                    value = "The file's text: CSV with a header, whatever its columns are called",
                    min = 1,
                    max = 9_000_000)
            String csv) {}

    record ImportColumn(
            @Field("As the file names it") String header,

            @Field("What it is taken for; absent if it is passed over")
            Optional<String> field,

            @Field("The first few cells with something in them")
            List<String> samples) {
        static ImportColumn of(FileColumn it) {
            return new ImportColumn(it.header(), Optional.of(it.field()).filter(one -> !one.isEmpty()), it.samples());
        }
    }

    record ImportColumns(
            List<ImportColumn> items,
            @Field("What a column can be") List<String> fields) {}

    record ImportMapping(
            @Field(
                    value = "For each column of the file, in its order, what it is; an empty text passes it over",
                    min = 1,
                    max = 400)
            List<String> fields) {}

    record ImportWay(
            @Field("A single mistake keeps everything out") Optional<Boolean> allOrNothing,
            @Field("New products stay unpublished") Optional<Boolean> asDrafts,

            @Field("Each product also goes into a category named after its type")
            Optional<Boolean> categoriesFromTypes) {
        ImportOptions options() {
            return new ImportOptions(
                    allOrNothing.orElse(false), asDrafts.orElse(false), categoriesFromTypes.orElse(false));
        }
    }

    record ImportFile(
            @Field(id = IdKind.IMPORT) String id,
            String name,
            ImportState state,

            @Field("Products that can be tried; 0 before it is run")
            int total,

            @Field("How many of them were") int done,
            int created,
            int updated,
            int unchanged,
            int refused,

            @Field("Created or changed ones that are as they were before")
            int takenBack,

            @Field("Those that could not be taken back") int kept,
            String actor,
            Instant uploadedAt,
            Optional<Instant> finishedAt,
            List<AllowedAction> allowedActions) {
        static ImportFile of(ProductImport it) {
            String place =
                    AdminApi.BASE + PLACE + "/" + IdKind.IMPORT.of(it.id().value());
            String undone = it.canBeUndone(StoreClock.now()) ? "" : "nothing to take back, or no longer possible";
            return new ImportFile(
                    IdKind.IMPORT.of(it.id().value()),
                    it.name(),
                    it.state(),
                    it.total(),
                    it.done(),
                    it.created(),
                    it.updated(),
                    it.unchanged(),
                    it.refused(),
                    it.takenBack(),
                    it.kept(),
                    it.actor(),
                    it.uploadedAt(),
                    it.finishedAt(),
                    List.of(
                            AllowedAction.of(
                                    "run",
                                    place + "/runs",
                                    it.state() == ImportState.READY ? "" : "it was run already"),
                            AllowedAction.of(
                                    "stop",
                                    place + "/stops",
                                    it.state() == ImportState.RUNNING ? "" : "it does not run"),
                            AllowedAction.of("undo", place + "/undos", undone)));
        }
    }

    record ImportFiles(List<ImportFile> items) {}

    record LeftProduct(
            String slug,
            @Field("What has happened to it since") String why) {}

    record LeftProducts(List<LeftProduct> items) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get(PLACE)
                        .called("listImportFiles", GROUP, "The last 50 product files, the newest first")
                        .needs(Permission.CATALOG)
                        .answers(ImportFiles.class)
                        .by(call -> ApiReply.of(new ImportFiles(
                                ApiCall.each(call.shop().imports().list(), ImportFile::of)))),
                ApiRoute.post(PLACE)
                        .called(
                                "handInImportFile",
                                GROUP,
                                "Hands a product file in; nothing of it is in the catalog yet")
                        .note("Its columns are taken for what was said of the last file with the same header, else for"
                                + " what their names suggest. It is kept for 30 days.")
                        .large()
                        .needs(Permission.CATALOG)
                        .once(KeyRule.JOINED)
                        .body(
                                HandInFile.class,
                                "{\"name\": \"vases.csv\", \"csv\": \"Name;SKU;Price\\nVase of the API;API-VASE;12,50\\n\"}")
                        .creates(ImportFile.class)
                        .by(ImportFileRoutes::handIn),
                at(ApiRoute.get(PLACE + "/{file}"))
                        .called("getImportFile", GROUP, "How far a product file is")
                        .tagged()
                        .answers(ImportFile.class)
                        .by(call -> shown(call, Imports::find)),
                at(ApiRoute.get(PLACE + "/{file}/events"))
                        .called("followImportFile", GROUP, "The same as server-sent events, whenever it is further")
                        .streams(ImportFile.class)
                        .by(call -> shown(call, Imports::find)),
                at(ApiRoute.get(PLACE + "/{file}/columns"))
                        .called("listImportColumns", GROUP, "The columns of a file and what each is taken for")
                        .answers(ImportColumns.class)
                        .by(ImportFileRoutes::columns),
                at(ApiRoute.post(PLACE + "/{file}/columns"))
                        .called(
                                "sayImportColumns",
                                GROUP,
                                "Says what each column is, for this file and later ones like it")
                        .body(ImportMapping.class, "{\"fields\": [\"Title\", \"Variant SKU\", \"Variant Price\"]}")
                        .answers(ImportFile.class)
                        .by(call -> shown(
                                call,
                                (imports, id) -> imports.map(
                                        id, call.body(ImportMapping.class).fields()))),
                at(ApiRoute.post(PLACE + "/{file}/trials"))
                        .called("tryImportFile", GROUP, "Says what a run would do now, and changes nothing")
                        .body(ImportWay.class, "{\"categoriesFromTypes\": true}")
                        .answers(ImportRoutes.Report.class)
                        .by(call -> ApiReply.of(ImportRoutes.report(
                                true,
                                call.shop()
                                        .imports()
                                        .dryRun(
                                                id(call),
                                                call.body(ImportWay.class).options())))),
                at(ApiRoute.post(PLACE + "/{file}/runs"))
                        .called("runImportFile", GROUP, "Has background work take the file in; twice is once")
                        .once(KeyRule.JOINED)
                        .body(ImportWay.class, "{\"asDrafts\": true}")
                        .answers(ImportFile.class)
                        .by(call -> shown(
                                call,
                                (imports, id) -> imports.start(
                                        id, call.body(ImportWay.class).options()))),
                move("stops", "stopImportFile", "Stops a run; products that are in stay", Imports::stop),
                move(
                        "undos",
                        "undoImportFile",
                        "Has background work take back what has not changed since; possible for 24 hours",
                        Imports::undo),
                at(ApiRoute.get(PLACE + "/{file}/report"))
                        .called(
                                "getImportReport",
                                GROUP,
                                "What a run has done so far, and what was wrong with which line")
                        .answers(ImportRoutes.Report.class)
                        .by(call -> ApiReply.of(
                                ImportRoutes.report(false, call.shop().imports().report(id(call))))),
                at(ApiRoute.get(PLACE + "/{file}/kept"))
                        .called("listKeptProducts", GROUP, "Products that could not be taken back, and why")
                        .answers(LeftProducts.class)
                        .by(call -> ApiReply.of(new LeftProducts(ApiCall.each(
                                call.shop().imports().kept(id(call)), it -> new LeftProduct(it.slug(), it.why()))))));
    }

    private static ApiRoute.Draft at(ApiRoute.Draft route) {
        return route.needs(Permission.CATALOG).id("file", IdKind.IMPORT);
    }

    private static ApiRoute move(
            String place, String name, String says, BiFunction<Imports, ImportId, ProductImport> how) {
        return at(ApiRoute.post(PLACE + "/{file}/" + place))
                .called(name, GROUP, says)
                .once(KeyRule.JOINED)
                .answers(ImportFile.class)
                .by(call -> shown(call, how));
    }

    private static ApiReply shown(ApiCall call, BiFunction<Imports, ImportId, ProductImport> what) {
        ProductImport it = what.apply(call.shop().imports(), id(call));
        return ApiReply.of(ImportFile.of(it)).version(it.step());
    }

    private static ApiReply handIn(ApiCall call) {
        HandInFile it = call.body(HandInFile.class);
        byte[] file = it.csv().getBytes(StandardCharsets.UTF_8);
        return ApiReply.of(ImportFile.of(call.shop().imports().upload(it.name(), new ByteArrayInputStream(file))));
    }

    private static ApiReply columns(ApiCall call) {
        return ApiReply.of(new ImportColumns(
                ApiCall.each(call.shop().imports().columns(id(call)), ImportColumn::of),
                List.copyOf(Imports.fields().keySet())));
    }

    private static ImportId id(ApiCall call) {
        return new ImportId(call.id("file", IdKind.IMPORT));
    }
}
